"""The figures of a review, as the business unit reads them: of children no more than the public would be told."""

from datetime import timedelta

import pytest

from lineofsight.assurance.models import FigureRecord
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import TODAY
from tests.web.sight.conftest import bodies, browser, clock, council, places
from tests.web.stated.test_quarter import sent, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
__all__ = ["bodies", "browser", "clock", "council", "places"]


def test_few_cases_are_too_few_to_show_and_are_not_taken_as_evidence(bodies, council, browser):
    council.child(visits=[TODAY - timedelta(days=days) for days in (60, 30)])
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    said = rows.statement(review, bodies.council, Audience.HUB)
    unit, address = browser(Role.BUSINESS_MANAGER, "hub"), f"/reviews/{review.ref}/figures"

    page = text(unit.get(address))

    assert "All agencies: too few to show" in page
    assert f"{bodies.council.name}: too few to show" in page
    # A sentence is nobody's child.
    assert "0 of 1 (0%)" in page
    assert 'value="visits-in-care-in-time/' not in unit.get(address).content.decode()
    form = {"figure": "visits-in-care-in-time/", "statement": said.ref}
    assert sent(unit, address, **form).status_code == 422
    assert not FigureRecord.objects.exists()
    assert sent(unit, address, **form | {"figure": "statements-with-current-evidence/"}).status_code == 302
