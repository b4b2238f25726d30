"""A partnership, a clock that stands still, a review with something to ask, and people who are signed in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache.backends import db as db_cache
from django.test import Client
from django.utils import timezone

from lineofsight.assurance.rules.chain import ActionState
from lineofsight.partnership.rules import Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, member, partnership
from tests.web.browsers import browser as signed_in


class Clock:
    """The moment that the product sees."""

    now = NOW

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    monkeypatch.setattr(db_cache, "tz_now", lambda: clock.now)
    return clock


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def browser(bodies) -> Callable[[Role, str], Client]:
    """The browser of somebody in a role of an agency."""
    return lambda role, agency: signed_in(member(role, getattr(bodies, agency)))


@pytest.fixture
def unit(browser) -> Client:
    return browser(Role.BUSINESS_MANAGER, "hub")


@pytest.fixture
def lead(browser) -> Client:
    return browser(Role.SAFEGUARDING_LEAD, "council")


@pytest.fixture
def review(bodies):
    """Two actions of the council, one recommendation to the health trust."""
    review = rows.review(bodies.hub)
    asked = chain_rows.recommendation(review, bodies.council)
    for title in ("Send the list", "Train the managers"):
        chain_rows.action(asked, bodies.council, state=ActionState.STARTED, title=title)
    chain_rows.recommendation(review, bodies.health, title="Ring before a birth")
    return review
