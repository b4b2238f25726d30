"""A council with a return taken this morning, and the clock and browsers of the rounds."""

import pytest

from lineofsight.partnership.rules import Role
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies, browser, clock, lead, places

__all__ = ["bodies", "browser", "clock", "lead", "places"]


@pytest.fixture
def council(bodies):
    return returned(bodies.council)


@pytest.fixture
def analyst(browser):
    return browser(Role.ANALYST, "council")
