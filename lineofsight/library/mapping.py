"""A mapping: how a council's own list becomes facts, column by column, without a line of Python."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.faults import Trouble, unknown_word


class DayWritten(StrEnum):
    """How days are written in a list. A month never stands first."""

    DAY_FIRST = "day/month/year"
    YEAR_FIRST = "year-month-day"


class SpeaksOf(StrEnum):
    """Of whom a list says that nothing was done: of the children in it, or of every child."""

    NAMED = "the children in it"
    EVERYBODY = "every child"


class CodeFrom(Strict):
    """Which column gives the code, and what each of its words means. A word that is not here is refused."""

    column: Words
    words: dict[Words, Words] = Field(min_length=1, description="the list's word, and the code of the kind of fact")
    says: tuple[Id, ...] = Field(
        default=(), description="further kinds of fact that a list which has this column holds, for example child-seen"
    )
    decides: bool = Field(
        default=False, description="whether what happened turns on it: a row with a word that is not here is not taken"
    )


class OnlyWhere(Strict):
    """Only rows in which a column has one of these words are of this kind."""

    column: Words
    one_of: tuple[Words, ...] = Field(min_length=1)


class Takes(Strict):
    """One fact that a row gives: an event with its day, or a span with its start and its end."""

    event: Id | None = None
    span: Id | None = None
    day: Words | None = Field(default=None, description="for an event: the column of its day")
    start: Words | None = Field(default=None, description="for a span: the column of its first day")
    until: Words | None = Field(default=None, description="for a span: the column of the day on which it ended")
    code: CodeFrom | None = None
    number: Words | None = Field(default=None, description="for a span: the column of its number")
    row: Words | None = Field(default=None, description="the column of the row's own id, where the list has one")
    link: Words | None = Field(default=None, description="the column that ties an event to its beginning")
    worker: Words | None = Field(default=None, description="the column of the id of who did it")
    recorded: Words | None = Field(default=None, description="for an event: the column of the day it was written down")
    only_where: OnlyWhere | None = None
    where_filled: bool = Field(
        default=False, description="whether a row in which its days are empty gives none; else its day is missing"
    )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of fact that a row gives, and the further kinds of which its code tells."""
        return (self.kind, *(self.code.says if self.code else ()))

    @model_validator(mode="after")
    def _an_event_or_a_span(self) -> Self:
        if (self.event is None) == (self.span is None):
            raise PydanticCustomError("takes", "Say «event» or «span», and one of them.")
        if self.event is not None and (self.day is None or self.start is not None or self.until is not None):
            raise PydanticCustomError("takes", "An event has a «day», and neither «start» nor «until».")
        if self.span is not None and (self.start is None or self.until is None or self.day is not None):
            raise PydanticCustomError("takes", "A span has «start» and «until», and no «day».")
        if self.span is not None and (self.link, self.worker, self.recorded) != (None, None, None):
            raise PydanticCustomError("takes", "«link», «worker» and «recorded» belong to an event.")
        if self.event is not None and self.number is not None:
            raise PydanticCustomError("takes", "«number» belongs to a span.")
        return self

    @property
    def kind(self) -> str:
        """The kind of fact."""
        return self.event or self.span or ""

    def columns(self) -> Iterator[str]:
        """The columns that it looks at."""
        yield from (
            name
            for name in (self.day, self.start, self.until, self.number, self.row, self.link, self.worker, self.recorded)
            if name is not None
        )
        if self.code:
            yield self.code.column
        if self.only_where:
            yield self.only_where.column


class ExampleFact(Strict):
    """A fact that must come out of a worked example."""

    child: Words
    event: Id | None = None
    span: Id | None = None
    day: date | None = None
    start: date | None = None
    until: date | None = None
    code: str = ""
    number: int = 0


def _as_written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


Cell = Annotated[str, BeforeValidator(_as_written)]
"""What stands in a cell of a list. YAML takes 2026-02-03 for a day; a list holds it as text."""


class MappingExample(Strict):
    """Rows of a list, the facts that they give, and the columns of what is refused, in order."""

    name: Words
    says: Words
    rows: tuple[dict[Words, Cell], ...] = ()
    takes: tuple[ExampleFact, ...] = ()
    refuses: tuple[Words, ...] = ()


class CsvMapping(Entry):
    """A council's own list: which column says what, and which are thrown away. A column that is neither is refused."""

    FOLDER: ClassVar[str] = "mappings"
    EXAMPLES: ClassVar[type[Strict] | None] = MappingExample

    child: Words = Field(description="the column of the child's id in the council's system")
    days: DayWritten = Field(description="how days are written")
    takes: tuple[Takes, ...] = Field(min_length=1, description="what a row gives")
    thrown_away: tuple[Words, ...] = Field(default=(), description="columns that are never looked at: names, birthdays")
    carries: tuple[Id, ...] = Field(
        default=(), description="kinds that the list holds in full from its first day to its last"
    )
    speaks_of: SpeaksOf = Field(
        default=SpeaksOf.NAMED,
        description="«every child» where whoever is not in the list had none of what it carries; a whole export alone",
    )

    @model_validator(mode="after")
    def _columns_are_taken_or_thrown_away(self) -> Self:
        both = {name.upper() for name in self.columns()} & {name.upper() for name in self.thrown_away}
        if both:
            raise PydanticCustomError(
                "thrown_away", "«{column}» is looked at and thrown away: choose one.", {"column": sorted(both)[0]}
            )
        if foreign := sorted(set(self.carries) - {kind for one in self.takes for kind in one.kinds}):
            raise PydanticCustomError("carries", "«{kind}» is carried and never taken.", {"kind": foreign[0]})
        return self

    def columns(self) -> tuple[str, ...]:
        """The columns that are looked at, each once."""
        return tuple(dict.fromkeys([self.child, *(name for one in self.takes for name in one.columns())]))

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """Kinds of fact and codes that are not there."""
        yield from super().troubles(shelf)
        for number, one in enumerate(self.takes):
            wanted = Recorded.EVENT if one.event else Recorded.SPAN
            kinds = {id: shelf.editions("facts", id)[-1] for id in shelf.ids("facts")}
            right = {id: kind for id, kind in kinds.items() if isinstance(kind, FactKind) and kind.recorded is wanted}
            place = ("takes", number, wanted.value)
            if one.kind not in right:
                yield unknown_id(one.kind, frozenset(right), place, f"a kind of {wanted.value} in «facts»")
                continue
            for kind in one.code.says if one.code else ():
                if kind not in right:
                    told_in = ("takes", number, "code", "says")
                    yield unknown_id(kind, frozenset(right), told_in, f"a kind of {wanted.value} in «facts»")
            if one.number is not None and right[one.kind].number is None:
                yield Trouble(("takes", number, "number"), f"«{one.kind}» has no number: leave «number» out.")
            for code in dict.fromkeys(one.code.words.values()) if one.code else ():
                if code not in right[one.kind].codes:
                    known = sorted(right[one.kind].codes)
                    yield Trouble(place, *unknown_word(code, known=known, what=f"a code of «{one.kind}»"))
