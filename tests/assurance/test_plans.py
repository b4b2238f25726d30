"""A plan on its way in, on a real database: whole or not at all, and what was settled is there for the next one."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.actions import plans
from lineofsight.assurance.actions.imports import leave_overdue, stop_import
from lineofsight.assurance.actions.plans import settle
from lineofsight.assurance.models import (
    Action,
    Finding,
    ImportCorrection,
    PlanMemory,
    Recommendation,
    ReportImport,
    Review,
    Update,
)
from lineofsight.assurance.queries.imports import find_plan, find_report
from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.assurance.rules.plan_settled import PlanField, Said
from lineofsight.assurance.rules.plans import NotSettled
from lineofsight.partnership.actor import job
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.assurance.taking_plans import begun, take
from tests.factories.partnership import acting
from tests.factories.plans import FIRST, HEADER, SECOND

pytestmark = pytest.mark.django_db
CSC = Said(PlanField.OWNER, "CSC", "council")
DAY = Said(PlanField.DUE, "ongoing", "2027-03-31")
GOOD = (HEADER, FIRST, SECOND)


def test_a_plan_is_written_whole_or_not_at_all(bodies, unit, monkeypatch):
    plan = begun(bodies, unit, GOOD)

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(plans, "end_with", fail)
    with pytest.raises(DatabaseError):
        take(plan, unit)

    assert not Review.objects.exists()
    assert not Action.objects.exists()
    assert not PlanMemory.objects.exists()
    assert not Event.objects.filter(act__startswith="action.").exists()


def test_control_without_the_fault_it_is_written(bodies, unit):
    plan = begun(bodies, unit, GOOD)

    made = take(plan, unit)

    assert (made.findings, made.recommendations, made.actions, made.updates) == (0, 1, 2, 3)
    assert set(Event.objects.filter(act__contains="brought in").values_list("act", flat=True)) == {
        "action.brought in",
        "updates.brought in",
    }


def statements(bodies, unit, rows: int) -> int:
    """How many statements it takes to write a plan of so many rows."""
    table = (HEADER, *((f"{n}", f"Ask {n}.", f"Do {n}.", *FIRST[3:]) for n in range(rows)))
    plan = begun(bodies, unit, table, name=f"{rows}.xlsx")
    with CaptureQueriesContext(connection) as asked:
        made = take(plan, unit, name=f"A review of {rows}")
    assert (made.actions, made.updates) == (rows, 2 * rows)
    return len(asked)


def test_a_plan_of_thrice_the_rows_takes_hardly_more_statements(bodies, unit):
    # SQLite takes some fifty rows with one INSERT; one by one they would be four hundred more.
    assert statements(bodies, unit, 30) <= statements(bodies, unit, 10) + 5


def test_each_row_of_a_plan_leaves_its_own_move_and_its_own_events(bodies, unit):
    take(begun(bodies, unit, GOOD), unit)

    first, second = Action.objects.order_by("number")
    asked = Recommendation.objects.get()
    assert [(move.number, move.target) for row in (first, second) for move in row.moves.all()] == [
        (1, "started"),
        (1, "reported complete"),
    ]
    assert [(one.source, one.target) for one in asked.moves.all()] == [("", "drafted")]
    told = Update.objects.filter(action=first).order_by("id")
    assert [(one.state, one.supersedes) for one in told] == [("superseded", None), ("accepted", told[0])]
    events = Event.objects.filter(subject_ref=first.ref).order_by("id")
    assert [event.act for event in events] == ["action.brought in", "updates.brought in"]
    assert json.loads(events[0].payload.body) == {"recommendations": [asked.ref]}
    assert json.loads(events[1].payload.body) == {"updates": [one.ref for one in told]}


def test_a_finding_stands_behind_its_recommendation(bodies, unit):
    table = (
        ("Finding", "Recommendation", "Action", "Agency", "Due date"),
        ("Nobody saw the baby.", "See every baby.", "Write it down.", "Council", "1/9/2026"),
        ("", "", "Tell everybody.", "Council", "1/9/2026"),
    )

    take(begun(bodies, unit, table), unit)

    asked = Recommendation.objects.get()
    assert [tie.finding.text for tie in asked.findings.all()] == ["Nobody saw the baby."]
    assert Finding.objects.get().source_place == "sheet «Plan», row 2, column «Finding»"
    assert {tie.action.title for tie in asked.actions.all()} == {"Write it down.", "Tell everybody."}


def test_what_the_review_asks_for_already_is_not_asked_for_a_second_time(bodies, unit):
    first = take(begun(bodies, unit, GOOD), unit)
    review, asked = first.review, list(Recommendation.objects.order_by("id").values_list("text", flat=True))
    other = (*GOOD[:-1], (*GOOD[-1][:-1], "in another plan"))

    again = take(begun(bodies, unit, other, name="another plan.xlsx"), unit, review=review, name="")

    assert list(Recommendation.objects.order_by("id").values_list("text", flat=True)) == asked
    assert (again.findings, again.recommendations) == (0, 0)
    assert again.actions > 0


def test_control_another_review_asks_for_it_itself(bodies, unit):
    asked = take(begun(bodies, unit, GOOD), unit).recommendations

    again = take(begun(bodies, unit, (*GOOD[:-1], (*GOOD[-1][:-1], "elsewhere")), name="b.xlsx"), unit, name="Another")

    assert again.recommendations == asked > 0


def test_who_may_not_import_can_neither_settle_nor_write(bodies, unit):
    plan = begun(bodies, unit, GOOD)
    lead = acting(Role.SAFEGUARDING_LEAD, bodies.council)

    with pytest.raises(Forbidden):
        settle(plan_import=plan, said=[CSC], expected_version=1, by=lead)
    with pytest.raises(Forbidden):
        take(plan, lead)


def test_whoever_settles_second_is_told_and_nothing_is_lost(bodies, unit):
    plan = begun(bodies, unit)
    other = ReportImport.objects.get(pk=plan.pk)
    settle(plan_import=plan, said=[CSC], expected_version=1, by=unit)

    with pytest.raises(Stale):
        settle(plan_import=other, said=[Said(PlanField.OWNER, "CSC", "health")], expected_version=1, by=unit)

    assert [one.new for one in ImportCorrection.objects.all()] == ["council"]


def test_a_plan_that_somebody_settled_meanwhile_is_not_written(bodies, unit):
    plan = begun(bodies, unit, GOOD)
    seen = ReportImport.objects.get(pk=plan.pk)
    settle(plan_import=plan, said=[Said(PlanField.STATUS, "complete", "paused")], expected_version=1, by=unit)

    with pytest.raises(Stale):
        take(seen, unit)

    assert not Action.objects.exists()


def test_the_last_word_about_the_same_thing_counts(bodies, unit):
    plan = begun(bodies, unit)
    for code in ("health", "council"):
        settle(plan_import=plan, said=[Said(PlanField.OWNER, "CSC", code)], expected_version=plan.version, by=unit)

    assert plan_of(plan, unit).rows[2].agency == "council"


def test_a_word_and_an_agency_that_were_settled_are_there_for_the_next_plan(bodies, unit):
    plan = begun(bodies, unit)
    late = Said(PlanField.STATUS, "delayed", "paused")
    settle(plan_import=plan, said=[CSC, DAY, late], expected_version=1, by=unit)
    take(plan, unit)

    now = plan_of(begun(bodies, unit, name="next.xlsx"), unit)

    assert (now.rows[2].agency, now.rows[2].delivery) == ("council", "paused")
    assert now.rows[2].due is None
    assert now.tables[0].is_remembered


def test_what_was_settled_again_takes_the_place_of_what_was_remembered(bodies, unit):
    for code in ("health", "council"):
        plan = begun(bodies, unit, name=f"{code}.xlsx")
        settle(plan_import=plan, said=[Said(PlanField.OWNER, "CSC", code), DAY], expected_version=1, by=unit)
        take(plan, unit)

    assert PlanMemory.objects.get(kind="owner").meaning == "council"


def test_a_plan_that_was_stopped_is_remembered_for_nothing(bodies, unit):
    plan = begun(bodies, unit)
    settle(plan_import=plan, said=[CSC], expected_version=1, by=unit)

    stop_import(report_import=plan, expected_version=plan.version, by=unit)

    assert not PlanMemory.objects.exists()
    assert plan.document == ""
    assert [one.new for one in ImportCorrection.objects.all()] == [""]
    with pytest.raises(WrongState):
        take(plan, unit)


def test_a_plan_that_was_left_loses_its_content_after_thirty_days(bodies, unit):
    plan = begun(bodies, unit)

    assert leave_overdue(by=job("leave", now=plan.waits_until)) == 1

    plan.refresh_from_db()
    assert (plan.state, plan.document) == ("left", "")
    assert '"actions":3' in plan.receipt


def test_nothing_is_written_while_a_childs_name_or_a_question_stands(bodies, unit):
    named = (*FIRST[:6], "Visited the child Robin.", "")

    with pytest.raises(NameOfAChild, match="row 2"):
        take(begun(bodies, unit, (HEADER, named)), unit)
    with pytest.raises(NotSettled, match="1 agency is not known here"):
        take(begun(bodies, unit, name="other.xlsx"), unit)

    assert not Review.objects.exists()


def test_the_pages_of_a_report_do_not_find_a_plan_nor_the_other_way_round(bodies, unit):
    plan = begun(bodies, unit)

    assert find_plan(unit, plan.ref) == plan
    assert find_report(unit, plan.ref) is None


def test_an_action_that_the_plan_says_is_done_waits_for_the_unit_to_verify_it(bodies, unit):
    take(begun(bodies, unit, GOOD), unit)

    done = Action.objects.get(number=2).moves.get()

    assert (done.target, done.reason) == ("reported complete", "Brought in with a plan, which says «Complete».")


def test_an_update_of_a_plan_cannot_be_changed_afterwards(bodies, unit):
    take(begun(bodies, unit, GOOD), unit)

    with pytest.raises(DatabaseError):
        Update.objects.filter(state="accepted").update(text="Something else.")


def test_colours_alone_are_a_status_that_a_person_gives_its_meaning(bodies, unit):
    table = (HEADER, (*FIRST[:5], "", *FIRST[6:]))
    plan = begun(bodies, unit, table, fills={"F2": "FF00B050"})
    assert plan_of(plan, unit).open_statuses == ("green",)

    settle(plan_import=plan, said=[Said(PlanField.STATUS, "green", "verified")], expected_version=1, by=unit)
    take(plan, unit)

    action = Action.objects.get()
    assert (action.plan_word, action.moves.get().target) == ("green", "verified")


def test_reading_a_plan_asks_the_database_as_often_for_a_long_one_as_for_a_short_one(
    bodies, unit, django_assert_num_queries
):
    short, long = begun(bodies, unit, GOOD), begun(bodies, unit, (HEADER, *[FIRST] * 200), name="long.xlsx")

    with django_assert_num_queries(3):
        plan_of(short, unit)
    with django_assert_num_queries(3):
        assert len(plan_of(long, unit).rows) == 200


def test_days_and_places_of_a_plan_are_kept(bodies, unit):
    take(begun(bodies, unit, GOOD), unit)

    first = Action.objects.get(number=1)

    assert (first.first_due_date, first.due_date) == (date(2026, 3, 1), date(2026, 9, 30))
    assert first.source_place == "sheet «Plan», row 2"
