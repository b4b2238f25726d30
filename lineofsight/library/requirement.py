"""A requirement: who has to hold which course, how often it is renewed, and from when after joining."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from lineofsight.library.course import Course
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.practice_lists import WorkerRole
from lineofsight.library.who import AgencyKind


class InRole(Strict):
    """People whose post is in one of these roles, in agencies of this kind."""

    agency: AgencyKind
    roles: tuple[Words, ...] = Field(min_length=1, description="the roles as lists of staff are read")


class Holds(StrEnum):
    """How somebody stands to a requirement on a day."""

    IN_DATE = "in date"
    OUT_OF_DATE = "out of date"
    NOT_HELD = "not held"
    NOT_KNOWN = "not known"
    NOT_YET_DUE = "not yet due"
    ON_LONG_LEAVE = "on long leave"


class RequirementExample(Strict):
    """Somebody in a post, the days on which they took the course, and how they stand on a day."""

    name: Words
    says: Words
    agency: AgencyKind
    role: Words
    since: date
    long_leave_since: date | None = None
    attended: tuple[date, ...] = ()
    on: date
    holds: Holds | None = Field(default=None, description="left out: it is not asked of them")
    until: date | None = None


class Requirement(Entry):
    """Who has to hold a course, or is offered it."""

    FOLDER: ClassVar[str] = "requirements"
    EXAMPLES: ClassVar[type[Strict] | None] = RequirementExample

    order: int = Field(ge=1, description="where it stands in the list")
    course: Id = Field(description="the course")
    is_mandatory: bool = Field(alias="mandatory", description="false where it is offered to these roles")
    who: tuple[InRole, ...] = Field(min_length=1, description="who has to hold it")
    renew_months: int | None = Field(default=None, ge=1, le=120, description="left out: once is enough")
    within_days: int = Field(ge=0, le=730, description="how long somebody has after joining")
    due_soon_days: int = Field(default=90, ge=1, le=365, description="how long before it ends they are listed")

    def is_asked_of(self, *, agency_kind: str, role: str) -> bool:
        """Whether it is asked of somebody in a role of an agency of a kind."""
        said = role.strip().casefold()
        return any(one.agency == agency_kind and said in {some.casefold() for some in one.roles} for one in self.who)

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A course that is not there."""
        yield from super().troubles(shelf)
        if self.course not in shelf.ids(Course.FOLDER):
            yield unknown_id(self.course, shelf.ids(Course.FOLDER), ("course",), "a course")
        editions = (one for id in shelf.ids(WorkerRole.FOLDER) for one in shelf.editions(WorkerRole.FOLDER, id))
        known = sorted({one.role for one in editions if isinstance(one, WorkerRole)})
        for number, some in enumerate(self.who):
            for at, role in enumerate(some.roles):
                if role not in known:
                    sentence, near = unknown_word(role, known=known, what="a role of «worker-roles»")
                    yield Trouble(("who", number, "roles", at), sentence, near)
