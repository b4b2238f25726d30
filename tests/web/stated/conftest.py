"""A court advisory service with a system of its own, and the business unit that accepts what it states."""

import pytest

from lineofsight.partnership.rules import AgencyKind, Role
from tests.factories import register_rows
from tests.factories.partnership import agency, member
from tests.web.rounds.conftest import bodies, browser, clock, signed_in, unit

__all__ = ["bodies", "browser", "clock", "unit"]


@pytest.fixture
def service(bodies):
    return agency("court-service", "Family Court Service", AgencyKind.COURT_ADVISORY)


@pytest.fixture
def body(service, bodies):
    """The contributor of the service, which the unit asks for one of its returns."""
    register_rows.asked(service, bodies.hub, "guardians-decisions")
    return signed_in(member(Role.CONTRIBUTOR, service))
