"""A council whose people listen, and the business unit."""

import pytest

from lineofsight.partnership.rules import Role
from tests.web.rounds.conftest import bodies, browser, clock, unit

__all__ = ["bodies", "browser", "clock", "unit"]


@pytest.fixture
def lead(browser):
    """The safeguarding lead of the council."""
    return browser(Role.SAFEGUARDING_LEAD, "council")


@pytest.fixture
def worker(browser):
    """A practitioner of the council."""
    return browser(Role.PRACTITIONER, "council")
