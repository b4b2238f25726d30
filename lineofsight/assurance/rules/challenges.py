"""Where a scrutineer's challenge stands, and who moves it on. Plain values: no database, no clock.

Source: docs/decisions/0116-a-challenge-is-a-question.md.
"""

from datetime import date
from enum import StrEnum

from lineofsight.partnership.moves import Move, Whose
from lineofsight.partnership.rules import Role


class ChallengeState(StrEnum):
    """Where a challenge to a sentence or an update stands."""

    RAISED = "raised"
    ANSWERED = "answered"
    # The scrutineer has read the answer, or waited for one, and still sees it differently.
    STANDS = "stands"
    RESOLVED = "resolved"


_ANSWER = frozenset({Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER})
_RAISE = frozenset({Role.SCRUTINEER})

CHALLENGE_MOVES = (
    Move(ChallengeState.RAISED, ChallengeState.ANSWERED, _ANSWER, whose=Whose.OWN),
    # Only once the days for an answer have passed.
    Move(ChallengeState.RAISED, ChallengeState.STANDS, _RAISE, needs_reason=True, whose=Whose.OTHER),
    Move(ChallengeState.RAISED, ChallengeState.RESOLVED, _RAISE, needs_reason=True, whose=Whose.OTHER),
    Move(ChallengeState.ANSWERED, ChallengeState.STANDS, _RAISE, needs_reason=True, whose=Whose.OTHER),
    Move(ChallengeState.ANSWERED, ChallengeState.RESOLVED, _RAISE, needs_reason=True, whose=Whose.OTHER),
    Move(ChallengeState.STANDS, ChallengeState.RESOLVED, _RAISE, needs_reason=True, whose=Whose.OTHER),
)


def is_late(*, state: ChallengeState, answer_by: date, day: date) -> bool:
    """Whether an answer is owed and its last day has passed (that day is in time)."""
    return state is ChallengeState.RAISED and day > answer_by


def may_stand(*, state: ChallengeState, answer_by: date, day: date) -> bool:
    """Whether it may be kept up now: it was answered, or the agency has had its days."""
    return state is ChallengeState.ANSWERED or is_late(state=state, answer_by=answer_by, day=day)
