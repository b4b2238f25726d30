"""A partnership, a clock that stands still until a test moves it, and people who are signed in."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.cache.backends import db as db_cache
from django.test import Client
from django.utils import timezone

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from tests.factories.partnership import NOW, member, partnership


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


@pytest.fixture(autouse=True)
def places(settings, tmp_path, monkeypatch):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)


@pytest.fixture
def bodies(db):
    return partnership()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend=configured.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["second_step"] = True
    session.save()
    return client


@pytest.fixture
def unit(bodies) -> Client:
    """A business manager's browser."""
    return signed_in(member(Role.BUSINESS_MANAGER, bodies.hub))


@pytest.fixture
def colleague(bodies) -> Client:
    """Another business manager's browser."""
    return signed_in(member(Role.BUSINESS_MANAGER, bodies.hub, email="second@hub.example"))


@pytest.fixture
def lead(bodies) -> Client:
    return signed_in(member(Role.SAFEGUARDING_LEAD, bodies.council))


def back_after_a_while() -> Client:
    """The business manager, signed in again after a session has ended."""
    return signed_in(Person.objects.get(email="business-manager@hub.example"))
