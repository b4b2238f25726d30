"""Which figures a return moved: the shares in time before it and with it, as at the same day."""

from datetime import timedelta

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.practice.models import Fact
from tests.factories import record_rows
from tests.factories.partnership import NOW
from tests.factories.sight_rows import returned
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import bodies, browser, clock, lead  # noqa: F401
from tests.web.sight.listed import SINCE_START

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(bodies):  # noqa: F811
    """A first return with a child visited once, and a second one that knows of later visits."""
    first = returned(bodies.council, taken_at=NOW - timedelta(days=9))
    child = first.child(visits=[SINCE_START])
    second = record_rows.delivery(bodies.council, taken_at=NOW)
    for days in (40, 80):
        facts = {"agency_id": child.agency_id, "subject": child, "row_key": f"{days:016}", "delivery": second}
        Fact.objects.create(kind="care-visit", day=SINCE_START + timedelta(days=days), code="seen", **facts)
    return first.delivery, second


def test_a_share_that_moved_stands_before_and_with_the_return(two, browser):  # noqa: F811
    told = words_of(page(browser(Role.ANALYST, "council"), f"/returns/{two[1].ref}/moved"))

    # Until the return: the first visit in time, the second overdue. With it two more in time, and the fourth overdue.
    assert "Visits to children in care 1 of 2 (too few for a share) 3 of 4 (too few for a share)" in told
    assert "in time moved" in told


def test_a_return_that_changed_nothing_moved_nothing(two, bodies, browser):  # noqa: F811
    third = record_rows.delivery(bodies.council, taken_at=NOW)

    told = words_of(page(browser(Role.ANALYST, "council"), f"/returns/{third.ref}/moved"))

    assert "No share in time moved." in told


def test_the_receipt_leads_there_and_nobody_who_reads_no_return_may(two, browser):  # noqa: F811
    address = f"/returns/{two[1].ref}"
    record_rows.receipt(two[1])

    assert f'href="{address}/moved"' in page(browser(Role.ANALYST, "council"), address)
    assert browser(Role.LEADER, "council").get(f"{address}/moved").status_code in (403, 404)
    assert browser(Role.ANALYST, "health").get(f"{address}/moved").status_code == 404
