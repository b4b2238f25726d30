"""Rounds of audits as they stand in the database, made without leaving a trail."""

from typing import Any

from lineofsight.assurance.models import Action, AuditFinding, AuditFindingAction
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.rules import Audience
from lineofsight.records.audits.models import Audit, File, FrameFile, Grade, Pair, Reading
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def audit(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Audit:
    """A round of 12 files that was drawn from 134."""
    given = {
        "kind": "practice-audit",
        "kind_version": 1,
        "frame_date": TODAY,
        "source": "records",
        "method": "random",
        "size": 12,
        "second_read": 25,
        "eligible": 134,
        "left_out": "{}",
        "frame_mark": "a" * 64,
        "seed": "s" * 26,
        "state": "drawn",
        "drawn_at": NOW,
    } | facts
    return Audit.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def file(of: Audit, *, number: int = 1, key: str = "", shown: str = "") -> File:
    """A file of its sample, and whose it is."""
    made = File.objects.create(audit=of, agency_id=of.agency_id, number=number, **WRITTEN)
    FrameFile.objects.create(audit=of, agency_id=of.agency_id, file=made, key=key or f"k{number}", shown=shown or "K")
    return made


def reading(of: File, person: Person, **facts: Any) -> Reading:
    given = {"is_second": False, "state": "signed", "signed_at": NOW} | facts
    return Reading.objects.create(file=of, agency_id=of.agency_id, person=person, **WRITTEN, **given)


def grade(of: Reading, *, area: str = "plan", code: str = "good") -> Grade:
    return Grade.objects.create(reading=of, agency_id=of.agency_id, area=area, code=code)


def pair(of: File, **facts: Any) -> Pair:
    given = {"area": "plan", "number": 1, "first": "good", "second": "inadequate", "recorded_at": NOW} | facts
    return Pair.objects.create(file=of, agency_id=of.agency_id, **given)


def finding(of: Audit, audience: Audience = Audience.OWN, **facts: Any) -> AuditFinding:
    """In one area 9 of 12 files are good or better."""
    given = {"area": "plan", "n": 9, "of": 12, "state": "open"} | facts
    return AuditFinding.objects.create(audit=of, agency_id=of.agency_id, audience=audience, **WRITTEN, **given)


def tied(of: AuditFinding, action: Action, **facts: Any) -> AuditFindingAction:
    given = {"is_new": False} | facts
    return AuditFindingAction.objects.create(finding=of, action=action, agency_id=of.agency_id, **WRITTEN, **given)
