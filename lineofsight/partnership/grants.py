"""What is true of a grant: leave to look behind what an agency shares, for a purpose, a sample and a few days.

Source of the rule: docs/promises.md, "Who may see what". Plain values, no database, no clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lineofsight.partnership.moves import Move, Whose
from lineofsight.partnership.rules import Role

LONGEST_DAYS = 14


class GrantState(StrEnum):
    """Where a grant stands. That it has ended by itself is not a state: it is a moment that has come."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_OWNER = frozenset({Role.SAFEGUARDING_LEAD})

GRANT_MOVES = (
    Move(GrantState.ASKED, GrantState.APPROVED, _OWNER, whose=Whose.OWN),
    Move(GrantState.ASKED, GrantState.REFUSED, _OWNER, needs_reason=True, whose=Whose.OWN),
    Move(GrantState.APPROVED, GrantState.WITHDRAWN, _OWNER, needs_reason=True, whose=Whose.OWN),
)


class SampleKind(StrEnum):
    """What a sample names: a whole review (all that one agency keeps behind it), sentences, or pieces of evidence."""

    REVIEW = "review"
    STATEMENT = "statement"
    EVIDENCE = "evidence"


def ends_at(*, decided_at: datetime, days: int) -> datetime:
    """The moment at which an approved grant ends by itself."""
    return decided_at + timedelta(days=days)


@dataclass(frozen=True)
class Granted:
    """An approved grant as the policy sees it: whose rows, which sample, until when."""

    ref: str
    agency_id: int
    sample: frozenset[str]
    until: datetime

    def opens(self, *, agency_id: int | None, behind: frozenset[str], now: datetime) -> bool:
        """Whether it opens a row of `agency_id` that belongs to all that `behind` names, at this moment."""
        return now < self.until and agency_id == self.agency_id and bool(behind & self.sample)
