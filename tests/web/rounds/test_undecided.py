"""The unit is told in time that nobody has said whether a recommendation is accepted, and where that can be asked."""

import pytest

from lineofsight.assurance.models import Recommendation
from lineofsight.assurance.rules.chain import RecommendationState
from tests.factories import chain_rows, round_rows

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only(reason="words of a page; the rows are read on both")]
ASKS = "Ask whether 1 recommendation is accepted"


@pytest.fixture
def undecided(bodies, review) -> Recommendation:
    """Every other recommendation of the review is accepted."""
    found = Recommendation.objects.get(title="Ring before a birth")
    for row in Recommendation.objects.filter(review=review).exclude(pk=found.pk):
        chain_rows.move(row, RecommendationState.ACCEPTED, by=bodies.council)
    return found


def test_my_work_of_the_unit_asks_for_it_until_a_round_does(unit, bodies, review, undecided):
    before = unit.get("/").content.decode()
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.health)
    round_rows.item(share, undecided)

    assert ASKS in before
    assert "a Summary prints that" in before
    assert ASKS not in unit.get("/").content.decode()


def test_control_of_what_was_declined_nothing_is_asked(unit, bodies, undecided):
    chain_rows.move(undecided, RecommendationState.DECLINED, by=bodies.health)

    assert "Ask whether" not in unit.get("/").content.decode()


def test_its_page_gives_the_unit_the_way_to_record_what_was_decided(unit, undecided):
    page = unit.get(f"/recommendations/{undecided.ref}").content.decode()

    assert "has not said whether it accepts this. A Summary prints that." in page
    assert f'href="/recommendations/{undecided.ref}/on-behalf"' in page
