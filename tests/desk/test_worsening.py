"""What the months of a measure call worse than before: for whoever may count, and not where chance explains it."""

from datetime import date

import pytest

from lineofsight.desk.overview import overview
from lineofsight.desk.worsening import worse
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.sight.counting import months_until
from tests.factories import record_rows
from tests.factories.partnership import TODAY, acting
from tests.web.sight.conftest import bodies, council

pytestmark = pytest.mark.django_db
__all__ = ["bodies", "council"]
ALONE = "visits-child-seen-alone"
# Fourteen months that are over, of twenty visits each: so many at which the child was seen alone.
EVEN = [15, 16] * 7


def visits(council, alone: list[int]) -> None:
    child = council.child(team="North 1")
    last = months_until(TODAY, how_many=2)[0]
    for month, n in zip(months_until(last, how_many=len(alone)), alone, strict=True):
        for number in range(20):
            day = date(month.year, month.month, 1 + number)
            record_rows.fact(child, day=day, code="seen-alone" if number < n else "seen")


def found(by: Actor) -> dict[str, str]:
    with scope(by, writes=False):
        return {one.measure.id: one.words for one in worse(by, as_at=TODAY)}


def test_a_month_that_chance_does_not_explain_is_told_as_worse(council, bodies):
    visits(council, [*EVEN[:-1], 3])

    told = found(acting(Role.LEADER, bodies.council))

    assert told[ALONE].startswith("Worse than before: the last month lies outside what chance explains.")


def test_months_that_chance_explains_and_better_ones_are_not(council, bodies):
    visits(council, [*EVEN[:-1], 20])

    assert ALONE not in found(acting(Role.LEADER, bodies.council))


def test_over_all_agencies_the_verdict_rests_on_what_is_shown(council, bodies):
    visits(council, [*EVEN[:-1], 3])

    told = found(acting(Role.BUSINESS_MANAGER, bodies.hub))

    # Three of twenty children's visits are too few to show in public: no verdict may come from them.
    assert "lies outside" not in told.get(ALONE, "")


def test_who_may_not_count_is_told_so(council, bodies):
    with pytest.raises(Forbidden):
        found(acting(Role.PRACTITIONER, bodies.council))


def on_leaders_page(bodies) -> tuple[str, ...]:
    leader = acting(Role.LEADER, bodies.council)
    with scope(leader, writes=True):
        lists = {one.id: one.lines for one in overview(leader).lists}
    return tuple(f"{line.text} {line.note}" for line in lists["worse"] if line.kind == f"measure:{ALONE}")


def test_the_page_of_a_director_tells_it_with_its_figure(council, bodies):
    visits(council, [*EVEN[:-1], 3])

    (told,) = on_leaders_page(bodies)

    assert "3 of 20 in May 2026. Worse than before:" in told


def test_with_fewer_than_twelve_months_that_page_says_nothing_of_them(council, bodies):
    visits(council, [*EVEN[:10], 3])

    assert on_leaders_page(bodies) == ()
