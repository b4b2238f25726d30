"""Challenges and entries of registers as they stand in the database, made without leaving a trail."""

from datetime import date
from typing import Any

from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.rules import Audience
from lineofsight.records.registers.models import Challenge, ChallengeStep, Chased, Entry, Meeting, Paper, Recording
from lineofsight.records.stated.models import StatedAsk, StatedReturn
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


def meeting(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Meeting:
    """A scrutiny panel that is being held today."""
    given = {"register": "scrutiny-panel", "register_version": 1, "meeting_date": TODAY, "state": "open"} | facts
    return Meeting.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def entry(of: Agency, person: Person, **facts: Any) -> Entry:
    """An item that is booked for a scrutiny panel."""
    given = {
        "register": "scrutiny-panel",
        "register_version": 1,
        "entry_date": TODAY,
        "state": "booked",
        "body": '{"because":"drift","stage":"before"}',
    } | facts
    return Entry.objects.create(agency=of, person=person, **WRITTEN, **given)


def recording(of: Entry, **facts: Any) -> Recording:
    given = {
        "number": 1,
        "body": '{"challenged":true,"decision":"agreed"}',
        "made_date": TODAY,
        "by_role": "Team manager",
    } | facts
    return Recording.objects.create(agency_id=of.agency_id, entry=of, **WRITTEN, **given)


def paper(of: Entry, **facts: Any) -> Paper:
    given = {
        "number": 1,
        "what": "chronology",
        "edition": 1,
        "paper_date": TODAY,
        "held_by": "record",
        "by_role": "Team manager",
    } | facts
    return Paper.objects.create(agency_id=of.agency_id, entry=of, **WRITTEN, **given)


def chased(of: Entry, **facts: Any) -> Chased:
    given = {"what": "visit", "by_role": "worker", "due_date": TODAY} | facts
    return Chased.objects.create(agency_id=of.agency_id, entry=of, **WRITTEN, **given)


def asked(of: Agency, by: Agency, quarterly: str, **facts: Any) -> StatedAsk:
    """A body that the unit asks for a return, since the first quarter of 2026."""
    given = {"from_date": date(2026, 1, 1), "audience": Audience.PARTNERSHIP} | facts
    return StatedAsk.objects.create(agency=by, body=of, quarterly=quarterly, **WRITTEN, **given)


def stated(of: Agency, audience: Audience = Audience.HUB, **facts: Any) -> StatedReturn:
    """A quarter that was stated, and that nobody has looked at."""
    given = {
        "quarterly": "guardians-decisions",
        "quarterly_version": 1,
        # Of one quarter a body states one: each further row is of an earlier one.
        "quarter_date": date(2026 - StatedReturn.objects.filter(agency=of).count(), 1, 1),
        "state": "sent",
        "body": '{"each-stage":{"n":27,"of":31},"planning-changed":{"why":"not-recorded"}}',
        "sent_date": TODAY,
    } | facts
    return StatedReturn.objects.create(agency=of, audience=audience, **WRITTEN, **given)
