"""A council and a health trust, a child of a return near whom people work, and a clock that stands still."""

from datetime import date

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Carried
from tests.factories import record_rows
from tests.factories.partnership import member
from tests.factories.sight_rows import returned
from tests.web.pathways.steps import sent
from tests.web.rounds.conftest import bodies, browser, clock, signed_in

__all__ = ["bodies", "browser", "clock"]


@pytest.fixture
def child(bodies):
    return returned(bodies.council).child(team="North 1")


@pytest.fixture
def manager(bodies, child):
    """The browser of a team manager of the council who is near the child."""
    person = member(Role.TEAM_MANAGER, bodies.council)
    record_rows.near(person, child)
    return signed_in(person)


@pytest.fixture
def address(manager, child) -> str:
    """The page of a child in proceedings, issued on 5 January, after the case management hearing."""
    record_rows.span(child, kind="proceedings", start=date(2026, 1, 5))
    for kind in ("proceedings", "final-order"):
        Carried.objects.create(agency_id=child.agency_id, delivery=child.delivery, kind=kind, start=date(2025, 1, 1))
    listed = "asked_case-management-hearing-listed"
    started = {"day-day": "5", "day-month": "1", "day-year": "2026"}
    listed_on = {f"{listed}-day": "26", f"{listed}-month": "1", f"{listed}-year": "2026"}
    made = sent(manager, f"/sight/children/{child.ref}/start?of=care-proceedings", **started, **listed_on)
    held = {"day-day": "26", "day-month": "1", "day-year": "2026"}
    assert sent(manager, f"{made.url}/step?step=case-management", **held).status_code == 302
    return made.url
