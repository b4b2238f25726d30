"""A step that was done again and again: the last times stand on the page, the earlier are folded, none is lost."""

import re
from datetime import timedelta

import pytest

from lineofsight.records.pathways.models import Run, StepDone
from tests.factories import pathway_rows
from tests.factories.partnership import TODAY
from tests.web.pages import page, queries, words_of
from tests.web.pathways.conftest import address
from tests.web.pathways.steps import ORDERED, sent

__all__ = ["address"]
pytestmark = pytest.mark.django_db


def done_again(number: int) -> None:
    of = Run.objects.get()
    for at in range(number):
        facts = {"step": "more-time", "number": 1 + at % 50, "day": TODAY - timedelta(days=at % 30)}
        pathway_rows.done(of, of.agency, **facts)


def test_the_last_three_times_stand_open_and_every_earlier_one_is_folded(manager, address):
    sent(manager, f"{address}/step?step=more-time", **ORDERED, number="7")
    done_again(20)

    text = page(manager, address)
    open_ones = re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL)

    assert "18 earlier of Record an order that gives more time" in words_of(text)
    correct = {f"/pathway-steps/{one.ref}" for one in StepDone.objects.filter(step="more-time")}
    assert len([one for one in correct if one in text]) == 21
    assert len([one for one in correct if one in open_ones]) == 3


def test_up_to_three_times_nothing_is_folded(manager, address):
    sent(manager, f"{address}/step?step=more-time", **ORDERED, number="7")
    done_again(2)

    assert "earlier of Record an order" not in words_of(page(manager, address))


def test_the_page_asks_the_database_no_more_however_often_a_step_was_done(manager, address):
    done_again(3)
    page(manager, address)
    few = queries(manager, address)
    done_again(200)

    assert queries(manager, address) <= few
