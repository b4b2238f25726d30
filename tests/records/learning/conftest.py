"""A council and a health trust that hold courses together."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.keys import make_key
from tests.factories.partnership import acting, partnership


@pytest.fixture
def bodies(settings, tmp_path):
    settings.PSEUDONYM_KEYS_ROOT = tmp_path / "keys"
    found = partnership()
    for one in (found.council, found.health):
        make_key(one)
    return found


@pytest.fixture
def lead(bodies):
    return acting(Role.LEARNING_LEAD, bodies.council)


@pytest.fixture
def nurse_lead(bodies):
    return acting(Role.SAFEGUARDING_LEAD, bodies.health)
