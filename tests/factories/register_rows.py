"""Challenges and entries of registers as they stand in the database, made without leaving a trail."""

from typing import Any

from lineofsight.partnership.models import Agency, Person
from lineofsight.records.registers.models import Challenge, ChallengeStep
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def challenge(of: Agency, other: Agency, person: Person, **facts: Any) -> Challenge:
    """A challenge that waits for its first answer."""
    given = {
        "kind": "agency-escalation",
        "kind_version": 1,
        "concern": "no-action",
        "wanted": "The child is seen this week.",
        "is_urgent": False,
        "raised_date": TODAY,
        "state": "raised",
        "stage": "stage-1",
        "stage_due_date": TODAY,
    } | facts
    return Challenge.objects.create(agency=of, other_agency=other, person=person, **WRITTEN, **given)


def challenge_step(of: Challenge, by: Agency, *, number: int = 1, **facts: Any) -> ChallengeStep:
    given = {
        "step": "raise",
        "target": of.state,
        "stage": of.stage,
        "made_date": TODAY,
        "by_role": "Agency safeguarding lead",
    } | facts
    return ChallengeStep.objects.create(agency=by, challenge=of, number=number, **WRITTEN, **given)
