"""What is late in an agency, in counts: a director reads of every kind of it, of nobody else's, and of no child."""

from datetime import timedelta

import pytest

from lineofsight.desk.home.late_counts import counts_late, not_known_of_children
from lineofsight.desk.home.overview import overview
from lineofsight.desk.home.pages import home_of
from lineofsight.desk.home.parts import Home
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from tests.factories import pathway_rows, register_rows, round_rows
from tests.factories.chain_rows import action, recommendation
from tests.factories.partnership import TODAY, acting, member
from tests.factories.rows import review
from tests.web.sight.conftest import bodies, council

pytestmark = pytest.mark.django_db
__all__ = ["bodies", "council"]
LATE, DUE = TODAY - timedelta(days=22), TODAY + timedelta(days=3)


def late(by) -> dict[str, int]:
    with scope(by, writes=False):
        return {one.id: one.number for one in counts_late(by)}


@pytest.fixture
def leader(bodies):
    return acting(Role.LEADER, bodies.council)


def everything(bodies, council, *, due) -> None:
    """One thing of each kind that is due on a day, and for children a visit that is long overdue."""
    person = member(Role.PRACTITIONER, bodies.council)
    child = council.child(visits=[TODAY if due >= TODAY else TODAY - timedelta(days=80)])
    run = pathway_rows.run(bodies.council, person)
    pathway_rows.part(run, child)
    pathway_rows.waiting(run, due=due)
    register_rows.challenge(bodies.council, bodies.health, person, stage_due_date=due)
    register_rows.chased(register_rows.entry(bodies.council, person), due_date=due)
    # The quarter that nobody stated is late whatever else is.
    register_rows.asked(bodies.council, bodies.hub, "cannabis-assessment")
    about = review(bodies.hub)
    todo = action(recommendation(about, bodies.council), bodies.council)
    share = round_rows.share(
        round_rows.collecting(about, bodies.hub, opens_date=LATE - timedelta(days=30), due_date=due), bodies.council
    )
    round_rows.item(share, todo)


def test_every_kind_of_thing_that_is_late_is_counted(bodies, council, leader):
    everything(bodies, council, due=LATE)

    told = late(leader)

    kinds = {id.split(":")[0] for id in told}
    assert kinds == {"children", "challenges", "steps", "chased", "quarters", "round"}
    assert told["children:cla-visit"] == 1


def test_what_is_not_due_yet_is_not_counted(bodies, council, leader):
    everything(bodies, council, due=DUE)

    assert {id for id in late(leader) if not id.startswith("children:cla-review")} == {"quarters"}


def test_what_is_late_elsewhere_is_not_counted_here(bodies, council):
    everything(bodies, council, due=LATE)

    elsewhere = late(acting(Role.LEADER, bodies.health))

    # The challenge was raised with them; the rest is the council's. Their own quarter is their own.
    assert set(elsewhere) <= {"challenges", "quarters"}
    assert elsewhere["challenges"] == 1
    assert late(acting(Role.CONTRIBUTOR, bodies.council)) == {}
    assert late(acting(Role.EXECUTIVE, bodies.health)) == {}


def test_both_pages_of_a_director_say_them_all_and_name_no_child(bodies, council, leader):
    everything(bodies, council, due=LATE)
    total = sum(late(leader).values())
    # An action of a review is a row, and stands beside the counts.
    action(recommendation(review(bodies.hub), bodies.council), bodies.council, due_date=LATE)

    with scope(leader, writes=True):
        above, first = overview(leader), home_of(leader)

    assert isinstance(first, Home)
    assert above.lists[0].count == first.sections[0].count == total + 1
    assert first.answer.startswith(f"{total + 1} things are late. ")
    assert "challenges" in above.lists[0].covers
    assert "1 open, 22 days late. In 0 of them your agency is asked." in {one.note for one in above.lists[0].lines}
    shown = f"{above}{first}"
    assert "CO0001" not in shown


def test_what_nobody_can_judge_is_said_to_be_unseen(bodies, council, leader):
    council.child(visits=[TODAY], placement="")

    with scope(leader, writes=True):
        number, unseen = not_known_of_children(leader), overview(leader).unseen

    assert number > 0
    assert any(one.startswith(f"{number} thing") and "nobody can say" in one for one in unseen)
