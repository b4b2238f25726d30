"""A council and a health trust, a child of a return near whom people work, and a clock that stands still."""

import pytest

from lineofsight.partnership.rules import Role
from tests.factories import record_rows
from tests.factories.partnership import member
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies, browser, clock, places, signed_in

__all__ = ["bodies", "browser", "clock", "places"]


@pytest.fixture
def child(bodies):
    return returned(bodies.council).child(team="North 1")


@pytest.fixture
def manager(bodies, child):
    """The browser of a team manager of the council who is near the child."""
    person = member(Role.TEAM_MANAGER, bodies.council)
    record_rows.near(person, child)
    return signed_in(person)
