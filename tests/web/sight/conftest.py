"""A council with a return taken this morning, and the clock and browsers of the rounds."""

import pytest

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from tests.factories import record_rows
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies, browser, clock, lead

__all__ = ["bodies", "browser", "clock", "lead"]


@pytest.fixture
def council(bodies):
    return returned(bodies.council)


@pytest.fixture
def analyst(browser):
    return browser(Role.ANALYST, "council")


@pytest.fixture
def officer(council, browser):
    """A reviewing officer, and the worker of the records who they are."""
    client = browser(Role.REVIEWING_OFFICER, "council")
    person = Person.objects.get(memberships__role=Role.REVIEWING_OFFICER)
    worker = record_rows.worker(council.delivery, pseudonym="officer", shown="RVW234")
    record_rows.post(person, of=council.delivery.agency, worker=worker, what="own children")
    return client, worker
