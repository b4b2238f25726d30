"""A standard: something must happen, by when, for whom. Five shapes, and the words that people read.

    chain   again and again: at most so long after the last one, the first one counted from a start
    after   once, within a time of what called for it
    before  something must have been done before a day
    grid    once in every stretch of so many days since a start
    month   once in every calendar month

What holds when and what is asked stands in docs/decisions/0057-standards-and-sight.md.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.clock import Counted
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.standard_examples import StandardExample


class ShapeName(StrEnum):
    """How a standard asks."""

    CHAIN = "chain"
    AFTER = "after"
    BEFORE = "before"
    GRID = "grid"
    MONTH = "month"


class Events(Strict):
    """Events of one kind; with `codes` only those that have one of them, with `but_not` only those that have none."""

    event: Id
    codes: tuple[Words, ...] = ()
    but_not: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        if self.codes and self.but_not:
            raise PydanticCustomError("codes", "Say which codes count or which do not, not both.")
        return self

    def takes(self, code: str) -> bool:
        """Whether an event with this code is one of them."""
        return (not self.codes or code in self.codes) and code not in self.but_not


class Holds(Strict):
    """A condition on the spans of a child on a day.

    present (with `codes`: one of them; with `but_not`: none of them) · `absent: true`: no such span (with `codes`: none
    of these) · `needed`: without any such span nobody can tell, and the answer is «not known»; with `needed_while` on
    the days on which that holds, else while all the others do · `until_age`: no longer than the month in which the
    child turns so old. It goes on where the month of birth is not known. · `begun`: whether or not it still holds.
    """

    span: Id
    codes: tuple[Words, ...] = ()
    but_not: tuple[Words, ...] = ()
    absent: bool = False
    needed: bool = False
    needed_while: tuple["Holds", ...] | None = None
    until_age: int | None = Field(default=None, ge=1, le=25)
    begun: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.codes and self.but_not:
            raise PydanticCustomError("codes", "Say which codes count or which do not, not both.")
        if self.absent and (self.but_not or self.needed):
            raise PydanticCustomError("absent", "An absent span is not needed and has no «but_not».")
        if self.absent and self.until_age:
            raise PydanticCustomError("absent", "What must be absent does not end with an age.")
        if self.needed_while and not self.needed:
            raise PydanticCustomError("needed_while", "«needed_while» stands with «needed: true».")
        if self.begun and (self.needed or self.until_age):
            raise PydanticCustomError("begun", "What has begun is neither needed nor ends with an age.")
        return self


def needed_with(needed: Holds, holds: Sequence[Holds]) -> tuple[Holds, ...]:
    """What holds on the days on which a span is needed: what it names itself, or else all others."""
    return needed.needed_while or tuple(one for one in holds if one.span != needed.span)


def without_age(holds: Sequence[Holds]) -> tuple[Holds, ...]:
    """The same conditions, none of which ends with an age."""
    return tuple(one.model_copy(update={"until_age": None}) for one in holds)


class Unsure(Strict):
    """A longer time that may hold instead, when the records cannot tell. In between the answer is «not known»."""

    within: int = Field(ge=1, le=1000)
    counted_in: Counted
    because: Words


class Limit(Strict):
    """How long at most, and when this holds. The first limit of a list that holds on a day counts."""

    within: int = Field(ge=1, le=1000)
    counted_in: Counted
    number: int | None = Field(default=None, ge=1, le=50, description="only for the first, second, … of a chain")
    from_number: int | None = Field(default=None, ge=2, le=50, description="only from the second, third, … of a chain")
    for_months: int | None = Field(default=None, ge=1, le=240, description="so many months from where it is counted")
    until_first: Events | None = Field(default=None, description="until the first of these since the span `since`")
    since: Id | None = None
    held_by: int | None = Field(
        default=None,
        ge=1,
        le=400,
        description="where its records begin more than so many days after `since` did, the first counts as held before",
    )
    younger_than: int | None = Field(default=None, ge=1, le=25, description="while the child is younger, in years")
    turning: int | None = Field(
        default=None, ge=1, le=25, description="in the month in which the child turns so old, of which no day is kept"
    )
    when: tuple[Holds, ...] = ()
    unsure: Unsure | None = None
    clause: Words | None = Field(default=None, description="the place in the source, where it is this limit's own")
    words: Words = Field(description="the limit as people read it: «at most 6 weeks after the last visit»")
    words_at_start: Words | None = Field(
        default=None, description="the same, counted from the start itself: «within 6 weeks of the start of the plan»"
    )

    @model_validator(mode="after")
    def _since_with_until(self) -> Self:
        if (self.until_first is None) != (self.since is None):
            raise PydanticCustomError("since", "«until_first» and «since» stand together.")
        if self.held_by is not None and self.until_first is None:
            raise PydanticCustomError("held_by", "«held_by» stands with «until_first».")
        if any(one.until_age or one.needed for one in self.when):
            raise PydanticCustomError("when", "«until_age» and «needed» stand in «holds», not in «when».")
        return self

    @model_validator(mode="after")
    def _people_read_what_is_counted(self) -> Self:
        for words in (self.words, self.words_at_start or ""):
            said = _SAYS_HOW_LONG.match(words)
            if said is None:
                continue
            number, unit = int(said["number"]), said["unit"]
            told = (number * 7, Counted.DAYS) if unit == "week" else (number, Counted(f"{unit}s"))
            if told != (self.within, self.counted_in):
                raise PydanticCustomError(
                    "words",
                    "«{words}» is read, and {within} {unit} are counted. Let them say the same.",
                    {"words": words, "within": self.within, "unit": self.counted_in.value},
                )
        return self


_SAYS_HOW_LONG = re.compile(r"(?:within|at most) (?P<number>[0-9]{1,4}) (?P<unit>working day|day|week|month)s?\b")


class CountedBack(Strict):
    """What began it, a little before: it is counted from the last such event, at most so long before."""

    event: Id
    but_not: tuple[Words, ...] = ()
    at_most: int = Field(ge=1, le=60, description="in days before the span begins; what is older began something else")

    @property
    def events(self) -> Events:
        """The events from which it is counted."""
        return Events(event=self.event, but_not=self.but_not)


class Chain(Strict):
    """Again and again while everything in `holds` holds, counted anew for each span (each meeting of spans) named."""

    met_by: Events
    holds: tuple[Holds, ...] = Field(min_length=1)
    counted_from: tuple[Id, ...] = Field(
        default=(), description="the spans from whose (later) start it counts; left out: the day on which all holds"
    )
    counted_anew: Holds | None = Field(
        default=None, description="the span with whose end a count begins anew, though what it is counted from goes on"
    )
    counted_back: CountedBack | None = Field(
        default=None, description="an event shortly before the start, from which it is counted where it is recorded"
    )
    carried_as: Id | None = Field(
        default=None, description="the kind that a source carries when it holds all of these and not the first alone"
    )
    limits: tuple[Limit, ...] = Field(min_length=1)
    tightened_by: Id | None = Field(
        default=None, description="a span whose number is the child's own interval in days: the stricter counts"
    )


class After(Strict):
    """Once, within a time of an event or of the start of a span, before the next such event."""

    event: Events | None = None
    start_of: Holds | None = None
    met_by: Events
    holds: tuple[Holds, ...] = ()
    limits: tuple[Limit, ...] = Field(min_length=1)
    unless: tuple[Events, ...] = Field(default=(), description="events after which it is no longer asked")
    unless_in_time: tuple[Events, ...] = Field(
        default=(), description="events that take it away only by the due day; later ones close it unanswered"
    )
    counted_back: CountedBack | None = Field(
        default=None, description="an event shortly before the call, from which it is counted where it is recorded"
    )
    answered_once: bool = Field(
        default=False,
        description="true where what is tied to a call is its only answer, however far the records go back",
    )
    counts_first_day: bool = Field(default=False, description="true where the day that calls for it is day one")
    lengthened_by: Id | None = Field(
        default=None, description="a span that begins on the day of an order: its number of days is added to the limit"
    )

    @model_validator(mode="after")
    def _one_call(self) -> Self:
        if (self.event is None) == (self.start_of is None):
            raise PydanticCustomError("call", "Say what calls for it: «event» or «start_of», one of them.")
        return self


class Before(Strict):
    """Before an event or the start of a span something must have been done, at least and at most so long before."""

    event: Events | None = None
    start_of: Holds | None = None
    met_by: Events
    holds: tuple[Holds, ...] = ()
    at_least: int = Field(default=0, ge=0, le=400)
    at_most: int | None = Field(default=None, ge=1, le=4000, description="older than this does not count")
    counted_in: Counted = Counted.DAYS
    words: Words

    @model_validator(mode="after")
    def _one_call(self) -> Self:
        if (self.event is None) == (self.start_of is None):
            raise PydanticCustomError("call", "Say what it must come before: «event» or «start_of», one of them.")
        if self.counted_in is Counted.MONTHS:
            raise PydanticCustomError("counted_in", "How long before is counted in days or working days.")
        return self


class Grid(Strict):
    """Once in every stretch of so many days since the day on which everything in `holds` began to hold."""

    met_by: Events
    holds: tuple[Holds, ...] = Field(min_length=1)
    every: int = Field(ge=1, le=400, description="the stretch in days")
    words: Words


class Month(Strict):
    """Once in every calendar month of which everything in `holds` holds for the whole."""

    met_by: Events
    holds: tuple[Holds, ...] = Field(min_length=1)
    words: Words


Shape = Chain | After | Before | Grid | Month


class Standard(Entry):
    """Something must happen, by when, for whom: one shape, its limits, the place in the law or «local»."""

    FOLDER: ClassVar[str] = "standards"
    EXAMPLES: ClassVar[type[Strict] | None] = StandardExample

    family: Id = Field(description="standards that answer one question of people: «cla-visit»")
    order: int = Field(ge=1, description="where it stands: the most serious first")
    duty: Words = Field(description="what is due, as a subject: «A visit by the council's representative»")
    for_whom: Words = Field(description="in which situation, after «because»: «the child lives in a foster home»")
    counting: Words = Field(description="how days are counted: which day is nought, whether the last one is in time")
    chain: Chain | None = None
    after: After | None = None
    before: Before | None = None
    grid: Grid | None = None
    month: Month | None = None
    calendar: Id | None = Field(default=None, description="for working days: the calendar")
    changed_by: tuple[Words, ...] = Field(min_length=1, description="what would change it, one thing a line")
    note: Words | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        given = [name for name in ShapeName if getattr(self, name.value) is not None]
        if len(given) != 1:
            raise PydanticCustomError("shape", "A standard has one shape: chain, after, before, grid or month.")
        if isinstance(self.shape, After | Before) and any(one.needed_while for one in self.shape.holds):
            raise PydanticCustomError("needed_while", "«needed_while» is for what is asked again and again.")
        return self

    @property
    def shape_name(self) -> ShapeName:
        """Which of the five shapes it is."""
        return next(name for name in ShapeName if getattr(self, name.value) is not None)

    @property
    def shape(self) -> Shape:
        """The shape itself."""
        shape = self.chain or self.after or self.before or self.grid or self.month
        assert shape is not None, "one shape stands in every standard"
        return shape

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Its limits; none for before, grid and month."""
        return getattr(self.shape, "limits", ())

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """Kinds of fact, codes and a calendar that are not there."""
        yield from super().troubles(shelf)
        shape = self.shape
        yield from _troubles_of(shape, (self.shape_name.value,), shelf)
        for number, id in enumerate(getattr(shape, "counted_from", ())):
            yield from _kind_trouble(id, Recorded.SPAN, (self.shape_name.value, "counted_from", number), shelf)
        carried_as = getattr(shape, "carried_as", None)
        if carried_as is not None:
            yield from _kind_trouble(carried_as, Recorded.EVENT, (self.shape_name.value, "carried_as"), shelf)
        tightened_by = getattr(shape, "tightened_by", None)
        if tightened_by is not None:
            yield from _kind_trouble(tightened_by, Recorded.SPAN, (self.shape_name.value, "tightened_by"), shelf)
        lengthened_by = getattr(shape, "lengthened_by", None)
        if lengthened_by is not None:
            yield from _kind_trouble(lengthened_by, Recorded.SPAN, (self.shape_name.value, "lengthened_by"), shelf)
        in_working_days = [limit.counted_in for limit in self.limits] + [getattr(shape, "counted_in", None)]
        if self.calendar is None and Counted.WORKING_DAYS in in_working_days:
            known = " or ".join(f"«calendar: {one}»" for one in sorted(shelf.ids("calendars")))
            yield Trouble((self.shape_name.value,), f"Working days are counted by a calendar: add {known}.")
        elif self.calendar is not None and self.calendar not in shelf.ids("calendars"):
            yield unknown_id(self.calendar, shelf.ids("calendars"), ("calendar",), "a calendar")


def _troubles_of(value: object, place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
    """The troubles of every Events and Holds within a shape, however deep."""
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _troubles_of(one, (*place, number), shelf)
        return
    if isinstance(value, Events):
        yield from _kind_trouble(value.event, Recorded.EVENT, (*place, "event"), shelf)
        yield from _code_troubles(value.event, value.codes + value.but_not, place, shelf)
    elif isinstance(value, CountedBack):
        yield from _troubles_of(value.events, place, shelf)
    elif isinstance(value, Holds):
        yield from _kind_trouble(value.span, Recorded.SPAN, (*place, "span"), shelf)
        yield from _code_troubles(value.span, value.codes + value.but_not, place, shelf)
        yield from _troubles_of(value.needed_while or (), (*place, "needed_while"), shelf)
    if isinstance(value, Limit) and value.since is not None:
        yield from _kind_trouble(value.since, Recorded.SPAN, (*place, "since"), shelf)
    if isinstance(value, Strict) and not isinstance(value, Events | Holds):
        for name in type(value).model_fields:
            yield from _troubles_of(getattr(value, name), (*place, name), shelf)


def _kind_trouble(id: str, recorded: Recorded, place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
    # Asked of the one that is named: of all of them only for the sentence that says which there are.
    if not _is_recorded(id, recorded, shelf):
        right = frozenset(known for known in shelf.ids("facts") if _is_recorded(known, recorded, shelf))
        yield unknown_id(id, right, place, f"a kind of {recorded.value} in «facts»")


def _is_recorded(id: str, recorded: Recorded, shelf: Lookup) -> bool:
    found = shelf.editions("facts", id)
    return bool(found) and isinstance(found[-1], FactKind) and found[-1].recorded is recorded


def _code_troubles(id: str, codes: tuple[str, ...], place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
    found = shelf.editions("facts", id)
    known = sorted(found[-1].codes) if found and isinstance(found[-1], FactKind) else []
    for code in codes:
        if found and code not in known:
            sentence, near = unknown_word(code, known=known, what=f"a code of «{id}»")
            yield Trouble(place, sentence, near)
