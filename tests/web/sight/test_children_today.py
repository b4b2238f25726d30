"""The first lines of «My work» for a team manager and a reviewing officer: what children need today, and of whom."""

from datetime import timedelta

import pytest

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Carried, Worker
from lineofsight.records.practice.nearness import refresh
from tests.factories import record_rows, workforce_rows
from tests.factories.partnership import TODAY
from tests.web.pages import page, queries, words_of
from tests.web.sight.conftest import officer
from tests.web.sight.listed import DUE_TODAY as VISIT_TODAY
from tests.web.sight.listed import OVERDUE_10, OVERDUE_21, SINCE_START
from tests.web.sight.reviewed import DUE_TODAY, LATE, officer_of, reviewed

__all__ = ["officer"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(council, browser):
    client = browser(Role.TEAM_MANAGER, "council")
    person = Person.objects.get(memberships__role=Role.TEAM_MANAGER)
    record_rows.post(person, of=council.delivery.agency, team="North", what="team")
    return client


def near(child):
    refresh(agency_id=child.agency_id, day=TODAY)


def first_lines(client) -> str:
    """«My work» up to its second heading, in words."""
    return words_of(page(client, "/").partition("Look around")[0].partition("In the next 30 days")[0])


def test_a_manager_is_told_first_who_of_the_own_team_needs_a_visit_today(council, manager):
    for last in (OVERDUE_10, OVERDUE_21, VISIT_TODAY):
        child = council.child(visits=[SINCE_START, last], team="North")
    council.child(visits=[SINCE_START, OVERDUE_10], team="South")
    council.child(visits=[SINCE_START], placement="", team="North")
    near(child)

    told, shown = first_lines(manager), page(manager, "/")

    assert "3 children should have been visited by today The day is that of the oldest." in told
    assert "21 days late" in told
    assert "1 child: nobody can tell when a visit is due" in told
    assert 'href="/sight?about=visits"' in shown
    # A count names no child: who opens the list is recorded.
    assert child.shown not in shown


def test_a_visit_of_somebody_away_stands_there_until_somebody_covers_it(council, manager):
    child = council.child(visits=[SINCE_START, VISIT_TODAY], team="North")
    near(child)
    listed, worker = workforce_rows.staff_list(council.delivery.agency), Worker.objects.get()
    people = {"worker": worker, "pseudonym": worker.pseudonym, "shown": worker.shown}, {}
    away, other = (workforce_rows.member(council.delivery.agency, **facts) for facts in people)
    for one in (away, other):
        workforce_rows.spell(listed, one, team="North")
    assert "of somebody who is away" not in first_lines(manager)

    workforce_rows.absence(listed, away, team="North", start=TODAY)

    assert "1 visit of somebody who is away: covered by nobody" in first_lines(manager)
    workforce_rows.cover(child, other, standard="cla-visit", due=TODAY)
    assert "of somebody who is away" not in first_lines(manager)


def test_an_officer_is_told_of_reviews_talks_and_decisions_of_the_own_children_alone(council, officer):
    client, worker = officer
    mine, other = reviewed(council, LATE), reviewed(council, DUE_TODAY)
    officer_of(council, mine, worker=worker)
    near(mine)
    for kind in ("officer-spoke-with-child", "review-decision-due"):
        Carried.objects.create(agency_id=mine.agency_id, delivery=council.delivery, kind=kind, start=SINCE_START)
    for child in (mine, other):
        record_rows.fact(child, kind="review-decision-due", day=TODAY - timedelta(days=9), link=f"D{child.pk}")

    told = first_lines(client)

    assert "1 review is overdue Nobody has spoken with 1 child before it yet." in told
    assert "1 decision of a review past its date Not recorded as done." in told
    assert "9 days late" in told
    assert "visit" not in told


def test_nothing_is_said_where_nothing_is_due_and_to_whom_it_is_not_said(council, manager, browser):
    child = council.child(visits=[SINCE_START, TODAY], team="North")
    council.child(visits=[SINCE_START, OVERDUE_10], team="South")
    near(child)

    assert "Nothing waits for you." in first_lines(manager)
    assert "should have been visited" not in first_lines(browser(Role.CONTRIBUTOR, "council"))


def test_the_first_page_asks_no_more_the_more_children_there_are(council, manager):
    near(council.child(visits=[SINCE_START, OVERDUE_10], team="North"))
    page(manager, "/")
    # Of another child nothing is kept yet.
    near(council.child(visits=[SINCE_START, OVERDUE_10], team="North"))
    few = queries(manager, "/")
    for _ in range(20):
        child = council.child(visits=[SINCE_START, OVERDUE_10], team="North")
    near(child)

    assert queries(manager, "/") == few
    # The control: what was judged is asked for no more.
    assert queries(manager, "/") < few
