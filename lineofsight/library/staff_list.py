"""Lists of those who work: which column says what; why people leave; and the programmes of the newly qualified."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.course import Course
from lineofsight.library.days import months_after
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.mapping import Cell, DayWritten
from lineofsight.library.practice_lists import WorkerRole


class StaffTakes(StrEnum):
    """What the rows of a list are."""

    POST = "post"
    SPELL = "time in a post"
    ABSENCE = "absence"
    PROGRAMME = "programme"
    MILESTONE = "milestone"
    ATTENDANCE = "course taken"


class Holds(StrEnum):
    """What stands in a column."""

    STAFF = "staff number"
    NUMBER = "number of a row"
    TEAM = "team"
    ROLE = "role"
    REASON = "leaving reason"
    PROGRAMME = "programme"
    MILESTONE = "milestone"
    COURSE = "course"
    OUTCOME = "outcome"
    DAY = "day"
    FTE = "full-time equivalent"
    YES_NO = "yes or no"


class StaffField(Strict):
    """One thing that a row of such a list says. `is_key`: part of what tells one row from every other."""

    holds: Holds
    is_needed: bool = False
    is_key: bool = False


def _field(holds: Holds, *, key: bool = False, needed: bool = False) -> StaffField:
    return StaffField(holds=holds, is_key=key, is_needed=needed or key)


_STAFF = _field(Holds.STAFF, key=True)
FIELDS: Mapping[StaffTakes, Mapping[str, StaffField]] = MappingProxyType(
    {
        StaffTakes.POST: {
            "post": _field(Holds.NUMBER, key=True),
            "team": _field(Holds.TEAM, needed=True),
            "role": _field(Holds.ROLE, needed=True),
            "fte": _field(Holds.FTE, needed=True),
            "start": _field(Holds.DAY, needed=True),
            "until": _field(Holds.DAY),
        },
        StaffTakes.SPELL: {
            "staff": _STAFF,
            "start": _field(Holds.DAY, key=True),
            "role": _field(Holds.ROLE, key=True),
            "team": _field(Holds.TEAM, needed=True),
            "fte": _field(Holds.FTE, needed=True),
            "post": _field(Holds.NUMBER),
            "agency_worker": _field(Holds.YES_NO),
            "until": _field(Holds.DAY),
            "leaving_reason": _field(Holds.REASON),
        },
        StaffTakes.ABSENCE: {
            "staff": _STAFF,
            "start": _field(Holds.DAY, key=True),
            "until": _field(Holds.DAY),
            "long": _field(Holds.YES_NO),
        },
        StaffTakes.PROGRAMME: {
            "staff": _STAFF,
            "programme": _field(Holds.PROGRAMME, key=True),
            "start": _field(Holds.DAY, needed=True),
            "until": _field(Holds.DAY),
        },
        StaffTakes.MILESTONE: {
            "staff": _STAFF,
            "programme": _field(Holds.PROGRAMME, key=True),
            "milestone": _field(Holds.MILESTONE, key=True),
            "day": _field(Holds.DAY, needed=True),
        },
        # What a learning system knows: whoever did not finish it stands in the list, and does not hold it.
        StaffTakes.ATTENDANCE: {
            "staff": _STAFF,
            "course": _field(Holds.COURSE, key=True),
            "day": _field(Holds.DAY, key=True),
            "outcome": _field(Holds.OUTCOME, needed=True),
        },
    }
)
_MAPPED = frozenset({Holds.ROLE, Holds.REASON, Holds.PROGRAMME, Holds.MILESTONE, Holds.COURSE, Holds.OUTCOME})


class Outcome(StrEnum):
    """How a course ended for somebody, as a learning system knows it."""

    COMPLETED = "completed"
    LEFT_EARLY = "left early"
    DID_NOT_COME = "did not come"


class StaffListExample(Strict):
    """Rows of a list, how many of them are taken, and the columns of what is refused, in order."""

    name: Words
    says: Words
    rows: tuple[dict[Words, Cell], ...] = ()
    takes: int = Field(ge=0)
    refuses: tuple[Words, ...] = ()


class StaffList(Entry):
    """A list from a personnel system: its columns, our words for its words, and what is thrown away unread."""

    FOLDER: ClassVar[str] = "staff-lists"
    EXAMPLES: ClassVar[type[Strict] | None] = StaffListExample

    order: int = Field(ge=1, description="where it stands on the page of lists")
    about: Words = Field(description="what the list holds, for whoever makes it")
    takes: StaffTakes = Field(description="what its rows are")
    days: DayWritten = Field(description="how days are written")
    columns: dict[Id | str, Words] = Field(
        min_length=1, description="what a row says, and the column in which it stands"
    )
    words: dict[str, dict[Words, Words]] = Field(
        default_factory=dict, description="for a role, reason, programme or milestone: the list's word, and ours"
    )
    always: dict[str, Words] = Field(default_factory=dict, description="what every row of the list says, in our words")
    is_whole: bool = Field(
        alias="whole",
        default=False,
        description="true where each list holds all there is: a row that a later one no longer has is taken away",
    )
    thrown_away: tuple[Words, ...] = Field(default=(), description="columns that are never looked at: names, birthdays")

    @property
    def fields(self) -> Mapping[str, StaffField]:
        """What a row of it can say."""
        return FIELDS[self.takes]

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        for name in (*self.columns, *self.words, *self.always):
            if name not in self.fields:
                sentence, near = unknown_word(str(name), known=list(self.fields), what=f"what a {self.takes} says")
                raise PydanticCustomError(
                    "unknown_word", "{sentence}", {"sentence": sentence, "nearest": near, "word": name}
                )
        for name, one in self.fields.items():
            if one.is_needed and name not in self.columns and name not in self.always:
                raise PydanticCustomError("columns", "«{name}» has no column.", {"name": name})
            if one.holds in _MAPPED and name in self.columns and name not in self.words:
                raise PydanticCustomError("words", "Say what the words of «{name}» mean here.", {"name": name})
        both = {name.casefold() for name in self.columns.values()} & {name.casefold() for name in self.thrown_away}
        if both:
            raise PydanticCustomError(
                "thrown_away", "«{column}» is looked at and thrown away: choose one.", {"column": sorted(both)[0]}
            )
        return self

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """Roles, reasons, programmes and milestones that are not there."""
        yield from super().troubles(shelf)
        roles = (edition for id in shelf.ids(WorkerRole.FOLDER) for edition in shelf.editions(WorkerRole.FOLDER, id))
        programmes = [one for id in shelf.ids(Programme.FOLDER) for one in shelf.editions(Programme.FOLDER, id)]
        known = {
            Holds.ROLE: {one.role for one in roles if isinstance(one, WorkerRole)},
            Holds.REASON: set(shelf.ids(LeavingReason.FOLDER)),
            Holds.PROGRAMME: set(shelf.ids(Programme.FOLDER)),
            Holds.COURSE: set(shelf.ids(Course.FOLDER)),
            Holds.OUTCOME: {one.value for one in Outcome},
            Holds.MILESTONE: {
                one.id for found in programmes if isinstance(found, Programme) for one in found.milestones
            },
        }
        said = [(name, "words", word, our) for name, words in self.words.items() for word, our in words.items()]
        said += [(name, "always", name, our) for name, our in self.always.items()]
        for name, where, word, our in said:
            holds = self.fields[name].holds
            if holds in known and our not in known[holds]:
                place = (where, name, word) if where == "words" else (where, name)
                yield unknown_id(our, frozenset(known[holds]), place, f"a {holds.value} here")


class LeavingReason(Entry):
    """Why somebody left a post, as the personnel system knows it."""

    FOLDER: ClassVar[str] = "leaving-reasons"

    order: int = Field(ge=1, description="where it stands in a list")


class Milestone(Strict):
    """What somebody on a programme has reached by so many months from its beginning."""

    id: Id
    says: Words
    within_months: int = Field(ge=0, le=60, description="months from the beginning of the programme")


class Programme(Entry):
    """A programme for the newly qualified: how long it lasts, the time kept free for it, and what is reached when."""

    FOLDER: ClassVar[str] = "programmes"

    about: Words = Field(description="for whom it is, and what it gives")
    lasts_months: int = Field(ge=1, le=60, description="how long it lasts")
    protected_percent: int = Field(ge=0, le=100, description="of working time kept free for learning, in the hundred")
    milestones: tuple[Milestone, ...] = Field(min_length=1, description="in the order in which they are reached")

    def due(self, milestone: str, *, start: date) -> date | None:
        """The last day in time for a milestone of somebody who began on a day; None where there is none of that id."""
        found = next((one for one in self.milestones if one.id == milestone), None)
        return None if found is None else months_after(start, found.within_months)
