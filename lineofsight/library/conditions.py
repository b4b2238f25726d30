"""The closed vocabulary in which a measure says which rows it means.

A condition is one of:
    {column: agency, equals: Council}            {column: shows, one_of: [3, 4]}
    {column: withdrawn_date, is: not known}      {column: recorded_date, on_or_before: as_at}
    {all: […]}   {any: […]}   {not: …}           {has_any: {face: supports, matching: statement_ref, where: …}}
A value that is not known satisfies no comparison, so `not` never has to think of a third answer.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Protocol, Self

from pydantic import BeforeValidator, Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Column, Id, Strict
from lineofsight.library.faults import Place, Trouble, unknown_word


class ColumnType(StrEnum):
    """What a column of a face holds. A day is ISO text (2026-03-31), a yes_no is 1 or 0."""

    TEXT = "text"
    INTEGER = "integer"
    DAY = "day"
    YES_NO = "yes_no"


class NamedDay(StrEnum):
    """A day that is given when the measure is computed."""

    AS_AT = "as_at"
    PERIOD_FROM = "period_from"
    PERIOD_TO = "period_to"


VALUE_TESTS = ("equals", "one_of")
DAY_TESTS = ("on_or_before", "before", "on_or_after", "after")
TESTS = (*VALUE_TESTS, "is", *DAY_TESTS)
SHAPES = ("column", "all", "any", "not", "has_any")

Value = StrictBool | StrictInt | StrictStr


def _day(value: object) -> object:
    if isinstance(value, str) and value not in tuple(NamedDay):
        sentence, near = unknown_word(
            value, known=list(NamedDay), what="a day; write one of the named days or 2026-03-31"
        )
        raise PydanticCustomError("unknown_word", "{sentence}", {"sentence": sentence, "nearest": near})
    return NamedDay(value) if isinstance(value, str) else value


Day = Annotated[NamedDay | date, BeforeValidator(_day)]


class ColumnTest(Strict):
    """One column against one value, a list of values, known or not known, or a day."""

    column: Column
    equals: Value | None = None
    one_of: tuple[Value, ...] | None = Field(default=None, min_length=1)
    is_: Literal["known", "not known"] | None = Field(default=None, alias="is")
    on_or_before: Day | None = None
    before: Day | None = None
    on_or_after: Day | None = None
    after: Day | None = None

    @model_validator(mode="after")
    def _exactly_one_test(self) -> Self:
        if len(self._given()) != 1:
            listed = ", ".join(TESTS)
            raise PydanticCustomError("one_test", "Say exactly one thing of the column: {listed}.", {"listed": listed})
        return self

    def _given(self) -> list[str]:
        return [test for test in TESTS if getattr(self, "is_" if test == "is" else test) is not None]

    @property
    def test(self) -> str:
        """The word that is used: one of TESTS."""
        return self._given()[0]

    @property
    def day(self) -> NamedDay | date:
        """The day that the column is compared with. Raises ValueError when it is not compared with a day."""
        value = getattr(self, self.test)
        if self.test not in DAY_TESTS or not isinstance(value, date | NamedDay):
            raise ValueError(f"{self.test} does not compare with a day")
        return value

    @property
    def values(self) -> tuple[bool | int | str, ...]:
        """The values that the column may have; for `equals` one."""
        if self.one_of is not None:
            return self.one_of
        return () if self.equals is None else (self.equals,)


class All(Strict):
    """Every one of these holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Strict):
    """At least one of these holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Strict):
    """This does not hold."""

    not_: "Condition" = Field(alias="not")


class RowsElsewhere(Strict):
    """Rows of another face that belong to the row in hand: `matching` is a column that both faces have."""

    face: Id
    matching: Column
    where: "Condition | None" = None


class HasAny(Strict):
    """The row in hand has at least one such row elsewhere."""

    has_any: RowsElsewhere


def _shape(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((shape for shape in SHAPES if shape in value), None)
    for kind, shape in ((ColumnTest, "column"), (All, "all"), (AnyOf, "any"), (Not, "not"), (HasAny, "has_any")):
        if isinstance(value, kind):
            return shape
    return None


def _known_shape(value: Any) -> Any:
    if _shape(value) is None:
        word = next(iter(value), "") if isinstance(value, dict) else str(value)
        sentence, near = unknown_word(str(word), known=SHAPES, what="how a condition begins")
        raise PydanticCustomError("unknown_word", "{sentence}", {"sentence": sentence, "nearest": near, "word": word})
    return value


Condition = Annotated[
    Annotated[ColumnTest, Tag("column")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[HasAny, Tag("has_any")],
    Discriminator(_shape),
    BeforeValidator(_known_shape),
]

for _kind in (All, AnyOf, Not, RowsElsewhere, HasAny):
    _kind.model_rebuild()


class HasColumns(Protocol):
    """A face as far as a condition needs to know it."""

    def type_of(self, column: str) -> ColumnType | None:
        """The type of a column, None when the face does not have it."""

    def column_names(self) -> tuple[str, ...]:
        """All columns."""


class Faces(Protocol):
    """The faces that a condition may look at."""

    def face(self, id: str) -> HasColumns | None:
        """One face, None when there is no such face."""

    def face_ids(self) -> tuple[str, ...]:
        """All faces."""


def troubles_of(condition: "Condition", *, face: HasColumns, faces: Faces, place: Place) -> Iterator[Trouble]:
    """Columns and faces that are not there, and tests that do not suit a column's type."""
    if isinstance(condition, ColumnTest):
        yield from _troubles_of_test(condition, face=face, place=place)
    elif isinstance(condition, All | AnyOf):
        key, inner = ("all", condition.all) if isinstance(condition, All) else ("any", condition.any)
        for number, part in enumerate(inner):
            yield from troubles_of(part, face=face, faces=faces, place=(*place, key, number))
    elif isinstance(condition, Not):
        yield from troubles_of(condition.not_, face=face, faces=faces, place=(*place, "not"))
    else:
        rows, here = condition.has_any, (*place, "has_any")
        other = faces.face(rows.face)
        if other is None:
            yield Trouble((*here, "face"), *unknown_word(rows.face, known=faces.face_ids(), what="a face"))
            return
        for side in (face, other):
            yield from column_trouble(rows.matching, face=side, place=(*here, "matching"))
        if rows.where is not None:
            yield from troubles_of(rows.where, face=other, faces=faces, place=(*here, "where"))


def column_trouble(column: str, *, face: HasColumns, place: Place) -> Iterator[Trouble]:
    """The trouble with a column that the face does not have."""
    if face.type_of(column) is None:
        yield Trouble(place, *unknown_word(column, known=face.column_names(), what="a column of this face"))


def _troubles_of_test(test: ColumnTest, *, face: HasColumns, place: Place) -> Iterator[Trouble]:
    kind = face.type_of(test.column)
    if kind is None:
        yield from column_trouble(test.column, face=face, place=(*place, "column"))
    elif test.test in DAY_TESTS and kind is not ColumnType.DAY:
        yield Trouble((*place, test.test), f"«{test.column}» is not a day, so «{test.test}» does not suit it.")
    elif test.test in VALUE_TESTS:
        wanted = {ColumnType.TEXT: str, ColumnType.INTEGER: int, ColumnType.YES_NO: bool}.get(kind)
        if wanted is None:
            yield Trouble((*place, test.test), f"«{test.column}» is a day: compare it with on_or_before, after, ….")
        elif any(type(value) is not wanted for value in test.values):
            example = {str: "a text", int: "a whole number", bool: "true or false"}[wanted]
            yield Trouble((*place, test.test), f"«{test.column}» holds {example}; this value is something else.")


def days_in(condition: "Condition") -> set[NamedDay]:
    """The named days that a condition needs."""
    if isinstance(condition, ColumnTest):
        return {condition.day} if condition.test in DAY_TESTS and isinstance(condition.day, NamedDay) else set()
    if isinstance(condition, Not):
        return days_in(condition.not_)
    if isinstance(condition, HasAny):
        return days_in(condition.has_any.where) if condition.has_any.where is not None else set()
    inner = condition.all if isinstance(condition, All) else condition.any
    return set().union(*(days_in(part) for part in inner))
