"""A partnership, and people of it who are signed in; its clock and places are those of the rounds."""

import pytest
from django.test import Client

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from tests.factories.partnership import member, partnership
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]


@pytest.fixture
def bodies(db):
    return partnership()


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
