"""Early permanence used: counted from where children live, and from no place that is not known."""

from datetime import date

import pytest

from tests.factories import record_rows
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db


def test_children_with_carers_who_could_stay_are_counted_of_those_who_may_be_adopted(council, analyst):
    council.child(placement="U5")
    council.child(placement="A5")
    council.child(placement="A6")
    council.child(placement="U6")
    two_places = council.child(placement="U2")
    record_rows.span(two_places, kind="placement", start=date(2026, 1, 5), code="K2")

    told = words_of(page(analyst, "/measures/early-permanence-used"))

    assert "2 of 3 (67%): those who live with carers who foster them and could adopt them" in told
