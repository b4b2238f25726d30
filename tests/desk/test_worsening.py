"""What the months of a measure call worse than before: for whoever may count, and not where chance explains it."""

import re

import pytest

from lineofsight.desk.figures.worsening import worse
from lineofsight.desk.home.overview import overview
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from tests.factories.partnership import TODAY, acting
from tests.factories.sight_rows import ALONE, EVEN, visits
from tests.web.sight.conftest import bodies, council

pytestmark = pytest.mark.django_db
__all__ = ["bodies", "council"]


def found(by: Actor) -> dict[str, str]:
    with scope(by, writes=False):
        return {one.measure.id: one.words for one in worse(by, as_at=TODAY).worse}


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


def worse_list(bodies):
    leader = acting(Role.LEADER, bodies.council)
    with scope(leader, writes=True):
        return next(one for one in overview(leader).lists if one.id == "worse")


def test_the_page_of_a_director_says_of_how_much_it_can_be_judged_at_all(council, bodies):
    """17 of 18 kinds of rule had too few months, and the page said that no figure is worse than before."""
    visits(council, EVEN)

    found = worse_list(bodies)

    assert found.lines == ()
    assert found.trouble == ""
    assert re.search(r"yet: \d+ of \d+ kinds of rule, 1 of \d+ measures counted by the month\.", found.covers)
    assert found.empty.startswith("None of those is worse than before")


def test_where_nothing_can_be_judged_the_list_is_not_empty_but_unknown(council, bodies):
    visits(council, EVEN[:3])

    found = worse_list(bodies)

    assert found.trouble.endswith("So nobody can say.")
    assert ", 0 of " in found.trouble
