"""The page «What if»: what it answers, what it refuses, and that it changes nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.web.pages import page, words_of
from tests.web.sight.listed import DUE_TODAY, IN_7_DAYS, SINCE_START

pytestmark = pytest.mark.django_db
# The second time of the rule: in the first year at most 42 days.
SHORTER = "/sight/what-if?time=cla-visit:4&number=28"


@pytest.fixture
def child(council):
    return council.child(visits=[SINCE_START, IN_7_DAYS])


def test_the_page_says_who_would_become_late_and_how_it_stands_now(child, analyst):
    told = words_of(page(analyst, SHORTER))

    assert "1 thing would no longer be in time, and 0 would be: due in the last 12 months, or still open." in told
    assert child.shown in told
    assert "Due in 7 days" in told
    assert "Overdue by 7 days" in told


def test_a_longer_time_brings_into_time_what_was_late(child, analyst):
    told = words_of(page(analyst, "/sight/what-if?time=cla-visit:4&number=300"))

    assert "0 things would no longer be in time, and 1 would be: due" in told


def test_asking_changes_nothing(child, analyst):
    before = page(analyst, "/sight?show=everything")
    with CaptureQueriesContext(connection) as asked:
        page(analyst, SHORTER)

    written = [one["sql"] for one in asked.captured_queries if one["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    # That somebody looked is recorded, and nothing else.
    assert [one.split()[2] for one in written] == ["trail_event", "trail_payload"]
    assert {one.act for one in Event.objects.all()} == {"children.read"}
    assert words_of(page(analyst, "/sight?show=everything")) == words_of(before)


def test_before_anything_is_asked_the_form_stands_alone(child, analyst):
    text = page(analyst, "/sight/what-if")

    assert "Nothing is changed." in text
    assert "<table" not in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("time=cla-visit:4&number=many", "Enter the new time as a whole number from 1 to 1000, for example 28."),
        ("time=cla-visit:4&number=0", "Enter the new time as a whole number from 1 to 1000, for example 28."),
        ("time=&number=28", "Choose the rule whose time you want to change."),
        ("time=nothing&number=28", "Choose the rule whose time you want to change."),
        ("day_off=tomorrow", "Enter the further day off as year, month and day, for example 2026-06-15."),
    ],
)
def test_bad_input_is_answered_by_a_sentence_and_kept(child, analyst, asked, sentence):
    answer = analyst.get(f"/sight/what-if?{asked}")

    assert answer.status_code == 422
    assert answer.content.decode().count(sentence) == 2
    assert "<table" not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (Role.SAFEGUARDING_LEAD, "council", 200),
        (Role.LEADER, "council", 403),
        (Role.BUSINESS_MANAGER, "hub", 403),
        (Role.ANALYST, "health", 200),
    ],
)
def test_those_who_see_the_children_ask_and_of_their_own_alone(child, browser, role, agency, status):
    answer = browser(role, agency).get(SHORTER)

    assert answer.status_code == status
    assert (child.shown in answer.content.decode()) is (agency == "council" and status == 200)


def test_a_further_day_off_can_be_asked_for(council, analyst):
    council.child(visits=[SINCE_START, DUE_TODAY])

    assert "as one more day off" in words_of(page(analyst, "/sight/what-if?day_off=2025-10-20"))


def test_what_was_due_more_than_a_year_ago_is_counted_and_not_listed(council, analyst):
    council.child(visits=[date(2025, 1, 20), date(2025, 2, 25)], since=date(2025, 1, 15))

    told = words_of(page(analyst, SHORTER))

    assert "1 more, due more than a year ago, would have changed sides." in told
    assert "counted from 20 January 2025" not in told
