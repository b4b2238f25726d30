"""A plan that comes again: rows are matched with what is here, and only what is different is written."""

from datetime import date

import pytest

from lineofsight.assurance.actions.imports import say_earlier
from lineofsight.assurance.actions.updates import write_update
from lineofsight.assurance.models import Action, Recommendation, Review, Update
from lineofsight.assurance.queries.chain import find_action
from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.queries.plans_again import compared, likely_earlier
from lineofsight.assurance.rules.plan_differences import Standing, differences
from lineofsight.intake.editions import Fate
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.assurance.conftest import bodies, unit
from tests.assurance.taking_plans import begun, take
from tests.factories.partnership import NOW, acting
from tests.factories.plans import FIRST, HEADER, SECOND

pytestmark = pytest.mark.django_db
__all__ = ["bodies", "unit"]

LATER = (
    *FIRST[:4],
    "01/03/2026, revised to 30/09/2026, then 31/12/2026",
    "Complete",
    f"{FIRST[6]}\n10/06/2026: Guidance is out.",
    FIRST[7],
)
NEW = ("3.1", "Ask families.", "Hold two meetings with families.", "Council", "1/12/2026", "Not started", "", "")
WITHOUT_SECOND = (HEADER, LATER, NEW)


def again(of, unit, table, *, name: str = "later.xlsx"):
    """The plan once more, said to be the later state of the one that is here."""
    plan = begun(of, unit, table, name=name)
    say_earlier(report_import=plan, earlier=Review.objects.get(), expected_version=plan.version, by=unit)
    return plan


@pytest.fixture
def here(bodies, unit) -> Review:
    return take(begun(bodies, unit, (HEADER, FIRST, SECOND)), unit).review


def test_what_is_different_is_brought_on_what_is_new_added_and_what_is_gone_left(bodies, unit, here):
    made = take(again(bodies, unit, WITHOUT_SECOND), unit)

    assert (made.changed, made.same, made.actions, made.gone, made.updates) == (1, 0, 1, 1, 1)
    first, second, third = Action.objects.order_by("number")
    assert [move.target for move in first.moves.order_by("number")] == ["started", "reported complete"]
    assert (first.due_date, first.first_due_date) == (date(2026, 12, 31), date(2026, 3, 1))
    assert first.plan_word == "Complete"
    assert [(one.text, one.state) for one in first.updates.order_by("id")] == [
        ("First meeting held.", "superseded"),
        ("Draft is out.", "superseded"),
        ("Guidance is out.", "accepted"),
    ]
    assert second.version == 1
    assert third.title == "Hold two meetings with families."
    assert {third.review_id, first.review_id} == {here.pk}


def test_the_same_plan_again_changes_nothing(bodies, unit, here):
    before = (Action.objects.count(), Recommendation.objects.count(), Update.objects.count())

    made = take(again(bodies, unit, (HEADER, FIRST, SECOND)), unit)

    assert (made.changed, made.same, made.actions, made.gone) == (0, 2, 0, 0)
    assert (Action.objects.count(), Recommendation.objects.count(), Update.objects.count()) == before
    assert not Event.objects.filter(act="action.brought on").exists()


def test_control_a_plan_that_nobody_said_is_here_already_is_written_a_second_time(bodies, unit, here):
    take(begun(bodies, unit, (HEADER, FIRST, SECOND), name="later.xlsx"), unit, review=here, name="")

    assert Action.objects.count() == 4


def test_an_action_on_which_work_has_gone_on_here_stays_as_it_stands(bodies, unit, here):
    lead = acting(Role.SAFEGUARDING_LEAD, bodies.council)
    action = find_action(lead, Action.objects.get(number=1).ref)
    write_update(action=action, text="We did more.", as_at_date=NOW.date(), is_unchanged=False, by=lead)
    Update.objects.filter(text="We did more.").update(audience=1)
    plan = again(bodies, unit, WITHOUT_SECOND)

    (changed, *_) = compared(plan, plan_of(plan, unit), unit)
    made = take(plan, unit)

    assert not changed.difference.is_taken
    assert made.changed == 0
    assert Action.objects.get(number=1).due_date == date(2026, 9, 30)


def test_a_plan_whose_actions_are_here_already_is_said_to_look_so(bodies, unit, here):
    plan = begun(bodies, unit, (HEADER, LATER, SECOND), name="later.xlsx")
    other = begun(bodies, unit, (HEADER, NEW), name="other.xlsx")

    assert likely_earlier(plan, plan_of(plan, unit), unit) == here
    assert likely_earlier(other, plan_of(other, unit), unit) is None


def test_the_receipt_says_what_was_the_same_changed_new_and_gone(bodies, unit, here):
    plan = again(bodies, unit, WITHOUT_SECOND)

    take(plan, unit)

    assert '"earlier":{"changed words":1,"gone":1,"new":1,"review":"A review","same":0}' in plan.receipt


def test_an_action_with_changed_words_is_the_same_action(bodies, unit, here):
    row = (*FIRST[:2], "Write good guidance for practitioners.", *FIRST[3:])

    take(again(bodies, unit, (HEADER, row, SECOND)), unit)

    assert Action.objects.count() == 2
    assert Action.objects.get(number=1).title == "Write good guidance for practitioners."


def test_a_row_is_the_same_where_neither_its_words_nor_its_day_nor_its_updates_differ(bodies, unit):
    now = plan_of(begun(bodies, unit, (HEADER, FIRST)), unit)
    (row,) = now.rows
    said = frozenset(told.text for told in row.updates)
    same = Standing(row.title, "Read", row.due, row.status, said)
    other = Standing(row.title, "Read", row.due, "At risk", said)

    assert [one.fate for one in differences(now.rows, ["Read"], [same])] == [Fate.SAME]
    assert [(one.fate, one.word) for one in differences(now.rows, ["Read"], [other])] == [(Fate.CHANGED, "On track")]
