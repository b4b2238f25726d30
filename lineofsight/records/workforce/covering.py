"""What a manager says in the morning: who is away, who is back, and who makes the visits in their place."""

from datetime import date

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.identities.models import Subject
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.models import Absence, StaffList, StaffMember, VisitCover
from lineofsight.records.workforce.rules import CannotCover, ListState, NotAway
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.refs import new_ref
from lineofsight.trail.sensitivity import Sens

RECORDED_HERE = "recorded here"


@transaction.atomic
def say_away(*, member: StaffMember, team: str, start: date, until: date | None, by: Actor) -> Absence:
    """Say that somebody is away, from a day until they are back. Why is never asked. Raises Forbidden, NotAway."""
    require(by, Act.ABSENCE_SAY, OfAgency(by.agency_id))
    if until is not None and until <= start:
        raise NotAway
    made = Absence.objects.create(
        agency_id=member.agency_id,
        staff_list=_recorded_here(by),
        member=member,
        team=team,
        row_key=new_ref()[:16],
        start=start,
        until=until,
    )
    record("absence.said", subject=made, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3)
    return made


@transaction.atomic
def say_back(*, absence: Absence, until: date, by: Actor) -> Absence:
    """Say on which day somebody was back. Raises Forbidden, NotAway."""
    require(by, Act.ABSENCE_SAY, absence)
    if until < absence.start:
        raise NotAway
    made = Absence.objects.create(
        agency_id=absence.agency_id,
        staff_list=_recorded_here(by),
        member_id=absence.member_id,
        team=absence.team,
        row_key=absence.row_key,
        is_long=absence.is_long,
        start=absence.start,
        until=until,
        supersedes=absence,
    )
    record("absence.ended", subject=made, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3)
    return made


def _recorded_here(by: Actor) -> StaffList:
    """What is said by hand stands beside the lists, and is none."""
    made: StaffList = StaffList.objects.create(
        agency_id=by.agency_id,
        audience=Audience.OWN,
        kind=RECORDED_HERE,
        state=ListState.TAKEN,
        receipt=canonical({"new": 1}).decode(),
        taken_at=by.now,
        **written_by(by),
    )
    return made


@transaction.atomic
def say_cover(*, subject: Subject, standard: str, due: date, member: StaffMember, on: date, by: Actor) -> VisitCover:
    """Say who makes a visit in place of somebody who is away. Raises Forbidden, CannotCover."""
    require(by, Act.COVER_SAY, subject)
    day = max(due, on)
    gone = {one.staff_ref for one in queries.away(by, start=day, until=day)}
    there = {one.staff_ref for one in queries.in_post(by, on=on)}
    if member.ref not in there or member.ref in gone or member.agency_id != subject.agency_id:
        raise CannotCover
    made = VisitCover.objects.create(
        agency_id=subject.agency_id,
        subject=subject,
        standard=standard,
        due=due,
        member=member,
        **written_by(by),
    )
    record("visit.covered", subject=made, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, standard=standard)
    return made
