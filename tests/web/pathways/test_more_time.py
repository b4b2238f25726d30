"""The step that records an order for more time: it asks for the days, and says what is wrong with them."""

import pytest

from lineofsight.records.pathways.models import StepDone
from tests.web.pages import page, words_of
from tests.web.pathways.steps import ORDERED, sent

pytestmark = pytest.mark.django_db


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
