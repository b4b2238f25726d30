"""A council with a child of a return, people near the child, and a shelf of small instruments beside ours."""

from collections.abc import Callable

import pytest
from django.test import Client

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from tests.factories import record_rows
from tests.factories.partnership import member
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies, browser, clock, signed_in

__all__ = ["bodies", "browser", "clock"]


@pytest.fixture
def council(bodies):
    return returned(bodies.council)


@pytest.fixture
def child(council):
    return council.child(team="North 1")


@pytest.fixture
def near(bodies, child) -> Callable[..., tuple[Person, Client]]:
    """Somebody in a role of the council, near the child, and their browser."""

    def given(role: Role, **facts: str) -> tuple[Person, Client]:
        person = member(role, bodies.council, **facts)
        record_rows.near(person, child)
        return person, signed_in(person)

    return given


@pytest.fixture
def manager(near) -> Client:
    return near(Role.TEAM_MANAGER)[1]


@pytest.fixture
def analyst(browser) -> Client:
    return browser(Role.ANALYST, "council")
