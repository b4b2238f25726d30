"""Rows of who works as they stand in the database, made without a list and without leaving a trail."""

from datetime import date
from typing import Any

from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from lineofsight.records.identities.models import Subject
from lineofsight.records.workforce.models import (
    Absence,
    Alert,
    Contingency,
    CourseTaken,
    EstablishedPost,
    MilestoneReached,
    OnProgramme,
    Spell,
    StaffList,
    StaffMember,
    SurveyResult,
    SurveyRound,
    SurveyTally,
    SurveyTeam,
    VisitCover,
)
from lineofsight.trail.refs import in_threes, new_ref
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}
BEGAN = date(2025, 1, 6)


def staff_list(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> StaffList:
    """A list that was taken."""
    given = {
        "kind": "people-in-post",
        "mark": "0" * 64,
        "key_id": "key",
        "receipt": "{}",
        "state": "taken",
        "taken_at": NOW,
    } | facts
    return StaffList.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def member(of: Agency, **facts: Any) -> StaffMember:
    """Somebody who works in an agency."""
    name = new_ref()
    given = {"key_id": "key", "pseudonym": name, "shown": in_threes(name, letters=9)} | facts
    return StaffMember.objects.create(agency=of, **given)


def _of(listed: StaffList, facts: dict[str, Any]) -> dict[str, Any]:
    return {"agency": listed.agency, "staff_list": listed, "team": "North", "row_key": new_ref()[:16]} | facts


def post(listed: StaffList, **facts: Any) -> EstablishedPost:
    """A whole post."""
    return EstablishedPost.objects.create(
        **_of(listed, {"role": "allocated worker", "fte_hundredths": 100, "start": BEGAN} | facts)
    )


def spell(listed: StaffList, of: StaffMember, **facts: Any) -> Spell:
    """Somebody in a whole post, who has not left."""
    given = {"member": of, "role": "allocated worker", "fte_hundredths": 100, "start": BEGAN}
    return Spell.objects.create(**_of(listed, given | facts))


def absence(listed: StaffList, of: StaffMember, **facts: Any) -> Absence:
    """Somebody away, who is not back yet."""
    return Absence.objects.create(**_of(listed, {"member": of, "start": BEGAN} | facts))


def on_programme(listed: StaffList, of: StaffMember, **facts: Any) -> OnProgramme:
    """Somebody newly qualified."""
    return OnProgramme.objects.create(**_of(listed, {"member": of, "programme": "first-year", "start": BEGAN} | facts))


def reached(listed: StaffList, of: StaffMember, **facts: Any) -> MilestoneReached:
    """A milestone of the first year that was reached."""
    given = {"member": of, "programme": "first-year", "milestone": "agreement", "day": BEGAN}
    return MilestoneReached.objects.create(**_of(listed, given | facts))


def cover(child: Subject, by: StaffMember, **facts: Any) -> VisitCover:
    """Somebody who makes a visit in place of another."""
    given = {"standard": "care-visits", "due": TODAY} | facts
    return VisitCover.objects.create(agency=child.agency, subject=child, member=by, **WRITTEN, **given)


def alert(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Alert:
    """Workload above a limit."""
    given = {"kind": "caseload", "team": "North", "about": "2026-06", "raised_date": TODAY, "says": "Above."} | facts
    return Alert.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def contingency(of: Alert, **facts: Any) -> Contingency:
    """What was done about it."""
    given = {"text": "Two cases moved.", "by_role": "Agency analyst", "made_date": TODAY} | facts
    return Contingency.objects.create(agency=of.agency, alert=of, **WRITTEN, **given)


def course_taken(listed: StaffList, of: StaffMember, **facts: Any) -> CourseTaken:
    """A line of a learning system's list."""
    given = {"member": of, "course": "curiosity-workshop", "day": date(2026, 3, 2), "outcome": "completed"}
    return CourseTaken.objects.create(**_of(listed, given | facts))


def survey_round(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> SurveyRound:
    """A round of the pulse that is closed."""
    given = {
        "survey": "pulse",
        "survey_version": 1,
        "opened_date": date(2026, 6, 1),
        "closes_date": date(2026, 6, 14),
        "closed_date": date(2026, 6, 15),
        "state": "closed",
    } | facts
    return SurveyRound.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def survey_team(of: SurveyRound, **facts: Any) -> SurveyTeam:
    return SurveyTeam.objects.create(agency=of.agency, survey_round=of, **({"team": "North", "asked": 14} | facts))


def survey_tally(of: SurveyRound, **facts: Any) -> SurveyTally:
    given = {"team": "North", "question": "valued", "grade": 1, "number": 1} | facts
    return SurveyTally.objects.create(agency=of.agency, survey_round=of, **given)


def survey_result(of: SurveyRound, **facts: Any) -> SurveyResult:
    """What is told of a round: of the whole, how many answered."""
    given = {"teams": "[]", "question": "", "asked": 14, "answered": 11} | facts
    return SurveyResult.objects.create(agency=of.agency, survey_round=of, **given)
