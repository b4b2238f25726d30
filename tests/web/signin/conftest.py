"""A clock that stands still until a test moves it, and a partnership to sign in to."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache.backends import db as db_cache
from django.utils import timezone

from lineofsight.partnership.rules import Role
from tests.web.signin import people


class Clock:
    """Every clock that signing in looks at: allauth's, the sessions' and the cache's."""

    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, 12, 0, 7, tzinfo=UTC)

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now.timestamp())
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    monkeypatch.setattr(db_cache, "tz_now", lambda: clock.now)
    return clock


@pytest.fixture(autouse=True)
def no_second_step():
    """Here a second step is asked for, as it is of everybody."""


@pytest.fixture
def partnership(db):
    return people.partnership()


@pytest.fixture
def lead(partnership):
    """A safeguarding lead with an authenticator app."""
    return people.with_app(
        people.person("lead@council.example", role=Role.SAFEGUARDING_LEAD, agency=partnership.council)
    )


@pytest.fixture
def newcomer(partnership):
    """An administrator who has a password and no second step yet."""
    return people.person("new@unit.example", role=Role.ADMINISTRATOR, agency=partnership.unit)


@pytest.fixture
def administrator(partnership):
    return people.with_app(people.person("admin@unit.example", role=Role.ADMINISTRATOR, agency=partnership.unit))


@pytest.fixture
def other_administrator(partnership):
    return people.with_app(people.person("second@unit.example", role=Role.ADMINISTRATOR, agency=partnership.unit))
