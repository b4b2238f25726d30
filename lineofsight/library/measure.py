"""A measure as a library file: what is counted, of how many, what is left out and why, and by what it is told apart."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self, cast

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.conditions import (
    All,
    ColumnTest,
    ColumnType,
    Faces,
    HasColumns,
    NamedDay,
    column_trouble,
    days_in,
    troubles_of,
)
from lineofsight.library.counting import LeftOutRule, Part, RatioIs, Times, ToldAs, Unit
from lineofsight.library.entry import Column, Entry, Id, Lookup, ShowsWord, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.scales import CountKind, WhoIsCounted


class FaceColumn(Strict):
    """One column of a face: its type and what it means."""

    type: ColumnType
    words: Words

    @property
    def label(self) -> str:
        """What it is called in a list to choose from: its meaning, without what it says where nothing is known."""
        return str(self.words).partition(";")[0]


class ChosenBy(Strict):
    """How the rows came to be read: some were drawn at random, some were chosen for a theme."""

    column: Column
    random_sample: Words = Field(description="what stands in the column of a row that was drawn at random")
    purposive: Words = Field(description="what stands there of a row that was chosen for a theme")

    def value_of(self, kind: CountKind) -> str | None:
        """What the rows of such a count have in the column; None of a full count, which no chosen rows can be."""
        return {CountKind.RANDOM_SAMPLE: self.random_sample, CountKind.PURPOSIVE: self.purposive}.get(kind)


class FaceColumns(Entry):
    """A face: the rows that a measure may count, as columns. The program gives the rows; nobody adds a face by YAML."""

    FOLDER: ClassVar[str] = "faces"

    about: WhoIsCounted = Field(
        description="whose records the rows come from: children where a row is of one child, whatever it is called; a"
        " plan, a case, a form, a challenge is one child's"
    )
    chosen_by: ChosenBy | None = Field(
        default=None, description="where rows were chosen in two ways: a measure counts those of one, never both"
    )
    key: tuple[Column, ...] = Field(min_length=1, description="the columns that tell one row from every other")
    columns: dict[Column, FaceColumn] = Field(min_length=1, description="each column with its type and meaning")

    @model_validator(mode="after")
    def _key_stands_among_columns(self) -> Self:
        for column in self.key:
            if column not in self.columns:
                raise PydanticCustomError("key", "The key «{column}» is not one of the columns.", {"column": column})
        if self.chosen_by is not None and self.chosen_by.column not in self.columns:
            raise PydanticCustomError("chosen_by", "«chosen_by» names no column of the face.")
        return self

    def type_of(self, column: str) -> ColumnType | None:
        """The type of a column, None when the face does not have it."""
        found = self.columns.get(column)
        return found.type if found else None

    def column_names(self) -> tuple[str, ...]:
        """All columns, in the order of the file."""
        return tuple(self.columns)


class Direction(StrEnum):
    """Which way is better. A measure may have no better way."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither"


class Window(StrEnum):
    """Whether the measure looks at one day or at what happened in a period that ends by that day."""

    DAY = "a day"
    PERIOD = "a period"


class ExpectedFigure(Strict):
    """What a worked example must give for one group; the group "" is the total."""

    group: str = ""
    n: int = Field(description="as the columns hold it: 5,254.6 with one place is 52546")
    of: int
    left_out: dict[str, int] = Field(default_factory=dict)
    words: Words


class MeasureExample(Strict):
    """Rows in, figures out. An example is also a sentence about the rule: say in `says` what it proves."""

    name: Words
    says: Words
    as_at: date
    period_from: date | None = None
    period_to: date | None = None
    groups: tuple[str, ...] = ()
    rows: dict[Id, tuple[dict[Column, StrictBool | StrictInt | StrictStr | date | None], ...]]
    figures: tuple[ExpectedFigure, ...] = Field(min_length=1)


class Beside(Strict):
    """A figure without which this one could mislead, and why."""

    measure: Id = Field(description="the measure that stands beside it")
    because: Words = Field(description="what the one figure would hide without the other")


class Base(Strict):
    """What share of those in question the rows of a figure cover, as another measure counts it."""

    measure: Id = Field(description="the measure that counts the share")
    at_least: int = Field(ge=1, le=100, description="the least per cent with which the figure is of the whole")
    because: Words = Field(description="what a figure of a part alone would say wrongly")


class Measure(Entry):
    """One figure, defined so that a machine can compute it and a person can follow it."""

    FOLDER: ClassVar[str] = "measures"
    EXAMPLES: ClassVar[type[Strict] | None] = MeasureExample

    question: Words = Field(description="what the figure answers, as the heading of its page")
    theme: Id | None = Field(default=None, description="the theme of a Summary under which people look for it")
    unit: Unit = Field(description="what one counted row is called, one and many")
    face: Id = Field(description="the face whose rows are counted")
    kind: CountKind = Field(description="full count, random sample or purposive")
    counts: WhoIsCounted | None = Field(
        default=None,
        description="whom it counts, where that is not whose records its rows come from; decides how it is told in"
        " public",
    )
    counts_because: Words | None = Field(
        default=None, description="why: a measure whose rows come from children's records is told as they are without"
    )
    window: Window = Field(default=Window.DAY, description="«a day» or «a period»")
    direction: Direction = Field(description="which way is better, if any")
    shows: ShowsWord = Field(description="the most that a statement may rest on this figure alone")
    population: Part = Field(description="the rows in question, in words and as a condition")
    numerator: Part = Field(description="those of them that are counted")
    told: ToldAs = Field(
        default=ToldAs.SHARE, description="«share» (some of those in question) or «ratio» (two numbers)"
    )
    per: Unit | None = Field(default=None, description="for a ratio: what its lower number counts, one and many")
    ratio_is: RatioIs | None = Field(default=None, description="for a ratio: «percent» or «each»")
    times: Times | None = Field(default=None, description="for a ratio: what its lower number is multiplied by")
    left_out: tuple[LeftOutRule, ...] = Field(default=(), description="rows that cannot be judged, with their reason")
    by: Column | None = Field(default=None, description="the column by which groups are told apart")
    beside: tuple[Beside, ...] = Field(default=(), description="figures that stand in the same edition, and why")
    base: Base | None = Field(
        default=None, description="where its rows may be a part of the whole: below that share it is no evidence"
    )
    caveats: tuple[Words, ...] = Field(default=(), description="what a reader must know; travels with every figure")

    @model_validator(mode="after")
    def _period_only_when_there_is_one(self) -> Self:
        periodic = self.days() & {NamedDay.PERIOD_FROM, NamedDay.PERIOD_TO}
        if periodic and self.window is Window.DAY:
            raise PydanticCustomError("window", "The conditions name a period: add «window: a period».")
        if not periodic and self.window is Window.PERIOD:
            raise PydanticCustomError(
                "window", "No condition names period_from or period_to, so the window is «a day»."
            )
        return self

    @model_validator(mode="after")
    def _another_class_has_its_reason(self) -> Self:
        if (self.counts is None) is not (self.counts_because is None):
            raise PydanticCustomError("counts", "«counts» and «counts_because» stand together: the class, and why.")
        return self

    @model_validator(mode="after")
    def _each_reason_once(self) -> Self:
        reasons = [rule.reason for rule in self.left_out]
        if len(set(reasons)) != len(reasons):
            raise PydanticCustomError("left_out", "Two reasons for leaving out have the same words.")
        return self

    @model_validator(mode="after")
    def _a_ratio_says_what_it_is(self) -> Self:
        beside = (self.per, self.ratio_is, self.times)
        if self.told is ToldAs.RATIO and (self.per is None or self.ratio_is is None):
            raise PydanticCustomError("ratio", "A ratio says what its lower number counts (per) and what it is.")
        if self.told is ToldAs.SHARE and any(given is not None for given in beside):
            raise PydanticCustomError("ratio", "«per», «ratio_is» and «times» belong to «told: ratio».")
        if self.is_amount and self.kind is CountKind.RANDOM_SAMPLE:
            raise PydanticCustomError("sample", "Sums and ratios of a random sample have no likely range here.")
        parts = [(part.sum is None, part.places or 0) for part in (self.population, self.numerator)]
        if self.told is ToldAs.SHARE and parts[0] != parts[1]:
            raise PydanticCustomError("places", "A share adds up both of its parts, with the same places, or neither.")
        return self

    @property
    def is_amount(self) -> bool:
        """Whether it is anything but n of N rows."""
        return self.told is ToldAs.RATIO or self.population.sum is not None or self.numerator.sum is not None

    def counted_as(self, face: FaceColumns, *, by_words: WhoIsCounted | None) -> WhoIsCounted:
        """Whom it counts: as it says with its reason, else as its rows are, or as its words say where those are of
        children. by_words: the class of its words. It decides how the figure is told in public (docs/promises.md, P9).
        """
        if self.counts is not None:
            return self.counts
        is_read = face.about is WhoIsCounted.SAMPLE
        return WhoIsCounted.CHILDREN if by_words is WhoIsCounted.CHILDREN and not is_read else face.about

    def days(self) -> set[NamedDay]:
        """The named days that the conditions need."""
        found: set[NamedDay] = set()
        for condition in (self.population.where, self.numerator.where, *(rule.where for rule in self.left_out)):
            found |= days_in(condition) if condition is not None else set()
        return found

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A face or a column that is not there, or a test that does not suit a column."""
        yield from super().troubles(shelf)
        if self.theme is not None and self.theme not in shelf.ids("themes"):
            yield unknown_id(self.theme, shelf.ids("themes"), ("theme",), "a theme")
        known = shelf.ids(self.FOLDER)
        for number, one in enumerate(self.beside):
            if one.measure not in known or one.measure == self.id:
                yield unknown_id(one.measure, known - {self.id}, ("beside", number, "measure"), "another measure")
        if self.base is not None and (self.base.measure not in known or self.base.measure == self.id):
            yield unknown_id(self.base.measure, known - {self.id}, ("base", "measure"), "another measure")
        faces = _FacesOf(shelf)
        face = faces.face(self.face)
        if face is None:
            yield Trouble(("face",), *unknown_word(self.face, known=faces.face_ids(), what="a face"))
        else:
            yield from self.troubles_with(face, faces)
            yield from self._of_one_way(face)

    def _of_one_way(self, face: HasColumns) -> Iterator[Trouble]:
        """Files drawn at random and files chosen for a theme never stand in one figure."""
        chosen = face.chosen_by if isinstance(face, FaceColumns) else None
        if chosen is None:
            return
        where = self.population.where
        asked = where.all if isinstance(where, All) else (where,)
        values = {one.equals for one in asked if isinstance(one, ColumnTest) and one.column == chosen.column}
        if values != {chosen.value_of(self.kind)}:
            yield Trouble(
                ("population",),
                f"These rows were chosen in two ways, and no figure holds both: ask that «{chosen.column}» equals"
                f" «{chosen.random_sample}» (kind: random sample), or «{chosen.purposive}» (kind: purposive).",
            )

    def troubles_with(self, face: HasColumns, faces: Faces) -> Iterator[Trouble]:
        """The same for the conditions alone."""
        if self.by is not None:
            yield from column_trouble(self.by, face=face, place=("by",))
            if face.type_of(self.by) not in (ColumnType.TEXT, None):
                yield Trouble(("by",), f"«{self.by}» is not a text, so groups cannot be named by it.")
        for name, part in (("population", self.population), ("numerator", self.numerator)):
            if part.where is not None:
                yield from troubles_of(part.where, face=face, faces=faces, place=(name, "where"))
            if part.sum is not None:
                yield from column_trouble(part.sum, face=face, place=(name, "sum"))
                if face.type_of(part.sum) not in (ColumnType.INTEGER, None):
                    yield Trouble((name, "sum"), f"«{part.sum}» is not a whole number, so it cannot be added up.")
        for number, rule in enumerate(self.left_out):
            yield from troubles_of(rule.where, face=face, faces=faces, place=("left_out", number, "where"))


class _FacesOf:
    """The faces of a shelf. The latest edition of a face speaks for it."""

    def __init__(self, shelf: Lookup) -> None:
        self.shelf = shelf

    def face(self, id: str) -> HasColumns | None:
        editions = self.shelf.editions("faces", id)
        return cast(FaceColumns, editions[-1]) if editions else None

    def face_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.shelf.ids("faces")))
