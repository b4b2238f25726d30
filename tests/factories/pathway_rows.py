"""Children on pathways as they stand in the database, made without leaving a trail."""

from typing import Any

from lineofsight.partnership.models import Agency, Person
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.models import Call, NotStarted, Part, Run, StepDone, StepRead, Waiting
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def run(of: Agency, person: Person, **facts: Any) -> Run:
    given = {"pathway": "keeping-babies-safe", "started": TODAY} | facts
    return Run.objects.create(agency=of, person=person, **WRITTEN, **given)


def part(of: Run, child: Subject) -> Part:
    return Part.objects.create(run=of, agency_id=child.agency_id, subject=child, pathway=of.pathway, **WRITTEN)


def call(of: Run, asked: Agency, **facts: Any) -> Call:
    given = {"state": "open", "pathway": of.pathway} | facts
    return Call.objects.create(run=of, agency_id=of.agency_id, other_agency=asked, **WRITTEN, **given)


def done(of: Run, by: Agency, **facts: Any) -> StepDone:
    given = {"step": "parents-considered", "kind": "done", "day": TODAY, "by_role": "Team manager"} | facts
    return StepDone.objects.create(run=of, agency=by, **WRITTEN, **given)


def waiting(of: Run, **facts: Any) -> Waiting:
    given = {"step": "assess", "due": TODAY, "pathway": of.pathway} | facts
    return Waiting.objects.create(run=of, agency_id=of.agency_id, **given)


def read(of: StepDone, by: Agency, person: Person) -> StepRead:
    return StepRead.objects.create(step=of, agency=by, person=person, recorded_at=NOW)


def not_started(child: Subject, **facts: Any) -> NotStarted:
    """Why a child whom a fact offers was not put on a pathway."""
    given = {"pathway": "returned-home", "day": TODAY, "reason": "left-again", "by_role": "Team manager"} | facts
    return NotStarted.objects.create(agency_id=child.agency_id, subject=child, **WRITTEN, **given)
