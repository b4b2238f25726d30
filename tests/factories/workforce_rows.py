"""Rows of who works as they stand in the database, made without a list and without leaving a trail."""

from datetime import date
from typing import Any

from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from lineofsight.records.workforce.models import (
    Absence,
    EstablishedPost,
    MilestoneReached,
    OnProgramme,
    Spell,
    StaffList,
    StaffMember,
)
from lineofsight.trail.refs import in_threes, new_ref
from tests.factories.partnership import NOW

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}
BEGAN = date(2025, 1, 6)


def staff_list(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> StaffList:
    """A list that was taken."""
    given = {"kind": "people-in-post", "mark": "0" * 64, "key_id": "key", "receipt": "{}"} | facts
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
