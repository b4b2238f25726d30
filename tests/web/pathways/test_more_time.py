"""The step that records an order for more time: it asks for the days, and says what is wrong with them."""

from datetime import date

import pytest

from lineofsight.records.identities.models import Carried
from lineofsight.records.pathways.models import StepDone
from tests.factories import record_rows
from tests.web.pathways.test_by_yaml_alone import sent
from tests.web.sight.test_list import page, words_of

pytestmark = pytest.mark.django_db
ORDERED = {"day-day": "15", "day-month": "6", "day-year": "2026"}


@pytest.fixture
def address(manager, child) -> str:
    """The page of a child in proceedings, issued on 5 January, after the case management hearing."""
    record_rows.span(child, kind="proceedings", start=date(2026, 1, 5))
    for kind in ("proceedings", "final-order"):
        Carried.objects.create(agency_id=child.agency_id, delivery=child.delivery, kind=kind, start=date(2025, 1, 1))
    listed = "asked_case-management-hearing-listed"
    started = {"day-day": "5", "day-month": "1", "day-year": "2026"}
    listed_on = {f"{listed}-day": "26", f"{listed}-month": "1", f"{listed}-year": "2026"}
    made = sent(manager, f"/sight/children/{child.ref}/start?of=care-proceedings", **started, **listed_on)
    held = {"day-day": "26", "day-month": "1", "day-year": "2026"}
    assert sent(manager, f"{made.url}/step?step=case-management", **held).status_code == 302
    return made.url


def test_the_order_is_asked_for_with_its_days_and_moves_the_child_s_own_page(manager, child, address):
    form = words_of(page(manager, f"{address}/step?step=more-time"))
    before = words_of(page(manager, f"/sight/children/{child.ref}"))

    assert sent(manager, f"{address}/step?step=more-time", **ORDERED, number="56").status_code == 302

    after = words_of(page(manager, f"/sight/children/{child.ref}"))
    assert "By how many days did the order lengthen the time?" in form
    assert "An order gives up to 8 weeks (56 days) at a time." in form
    assert "5 Jul 2026" in before
    assert "5 Jul 2026" not in after
    assert "30 Aug 2026" in after
    assert ": 56 days" in words_of(page(manager, address))


@pytest.mark.parametrize("number", ["", "0", "57", "eight weeks"])
def test_a_number_that_cannot_be_is_told_in_a_sentence_beside_its_field(manager, address, number):
    answer = sent(manager, f"{address}/step?step=more-time", **ORDERED, number=number)

    assert answer.status_code == 422
    assert "Enter a number of days from 1 to 56." in words_of(answer.content.decode())
    assert not StepDone.objects.filter(step="more-time").exists()


def test_the_number_is_corrected_where_the_step_is(manager, address):
    sent(manager, f"{address}/step?step=more-time", **ORDERED, number="56")
    done = StepDone.objects.get(step="more-time")
    form = page(manager, f"/pathway-steps/{done.ref}")

    assert 'value="56"' in form
    assert sent(manager, f"/pathway-steps/{done.ref}", **ORDERED, number="28").status_code == 302
    assert "28 days" in words_of(page(manager, address))
