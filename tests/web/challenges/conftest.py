"""A council with children in its records, a health trust, and their people in browsers."""

import pytest

from lineofsight.partnership.rules import Role
from tests.factories.partnership import member
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies, browser, clock, signed_in

__all__ = ["bodies", "browser", "clock"]


@pytest.fixture
def child(bodies):
    return returned(bodies.council).child(team="North")


@pytest.fixture
def lead(browser):
    """The council's safeguarding lead."""
    return browser(Role.SAFEGUARDING_LEAD, "council")


@pytest.fixture
def health(browser):
    """The health trust's safeguarding lead."""
    return browser(Role.SAFEGUARDING_LEAD, "health")


@pytest.fixture
def officer(bodies, child):
    """A reviewing officer of the council who is near the child."""
    from tests.factories import record_rows

    person = member(Role.REVIEWING_OFFICER, bodies.council)
    worker = record_rows.worker(child.delivery, pseudonym="worker-officer", shown="OFF1CE")
    record_rows.allocation(child, worker, role="reviewing officer")
    record_rows.post(person, of=bodies.council, worker=worker, what="own children")
    record_rows.near(person, child)
    return signed_in(person)
