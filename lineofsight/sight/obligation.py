"""One thing that was, or is, due for one child under one standard. Frozen: the joint between sight and all above it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.standard_examples import Status


class Unknown(StrEnum):
    """Why nobody can tell. `words` is what people read."""

    NOT_CARRIED = "not carried"
    BEFORE_RECORDS = "before the records begin"
    AFTER_RECORDS = "after the records end"
    NO_DAY = "no day"
    CONFLICT = "conflict"
    NO_SPAN = "nothing recorded"
    UNSURE = "two rules may hold"
    NO_CALENDAR = "calendar"
    NO_AGE = "age"
    OF_AGE = "of age"
    BIRTHDAY = "month of the birthday"


@dataclass(frozen=True, slots=True, order=True)
class Obligation:
    """What is due, by when, and how it stands as at a day.

    child: pseudonym. standard, version: which edition of which standard. counted_from: the day it is counted from (the
    last visit, the start, what called for it); None where that is not known. limit: which limit of the edition, from 0;
    -1 where the shape has none. due: the last day in time; None where nobody can tell. sure_by: where two rules may
    hold, the day after which it is late under both; else None. since: the start of the count (of the placement, of the
    order, …). until: the day on which what called for it ended, if it has. kind: for unknown, the kind of fact.
    """

    child: str
    standard: str
    version: int
    since: date | None
    counted_from: date | None
    due: date | None
    status: Status
    met: date | None = None
    limit: int = -1
    days_late: int = 0
    sure_by: date | None = None
    until: date | None = None
    unknown: Unknown | None = None
    kind: str = ""
    tightened: bool = False

    @property
    def is_not_known_now(self) -> bool:
        """Whether nobody can tell how it stands, of something that goes on: nothing met it, and nothing ended it."""
        return self.status is Status.UNKNOWN and self.met is None and self.until is None
