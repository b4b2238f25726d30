"""A worked example of a standard: what is recorded about one invented child, and what was due."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from lineofsight.library.entry import Id, Strict, Words


class Status(StrEnum):
    """How it stands with one thing that was due. Visits are overdue, children never are."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"
    OVERDUE = "overdue"
    DUE = "due"
    UNKNOWN = "unknown"


class ExampleEvent(Strict):
    """Something that happened. No day: it is known that it happened, not when."""

    event: Id
    day: date | None
    code: str = ""
    link: str = ""


class ExampleSpan(Strict):
    """Something that held from a day until a day; open while `until` is left out."""

    span: Id
    start: date | None
    until: date | None = None
    code: str = ""
    number: int = 0


class ExampleCarried(Strict):
    """A kind of fact that the records do not hold, or hold only for some time."""

    kind: Id
    start: date | None = None
    until: date | None = None
    never: bool = False


class ExpectedObligation(Strict):
    """What must come out: when it was due, when it was done, how it stands."""

    due: date | None
    met: date | None = None
    status: Status
    days_late: int = 0
    why_unknown: Words | None = None


class StandardExample(Strict):
    """Records in, obligations of this standard out. `peer` says how a national validator counts, where it differs."""

    name: Words
    says: Words
    as_at: date
    born_month: str | None = None
    events: tuple[ExampleEvent, ...] = ()
    spans: tuple[ExampleSpan, ...] = ()
    carried: tuple[ExampleCarried, ...] = Field(default=(), description="left out: every kind is held for all time")
    due: tuple[ExpectedObligation, ...] = ()
    peer: Words | None = None
