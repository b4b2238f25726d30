"""The reviewing officer's page: own children, what is known of their voice, what is undone, and one's own number."""

from datetime import date, timedelta

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Carried
from lineofsight.records.practice.nearness import refresh
from tests.factories import record_rows
from tests.factories.partnership import TODAY
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import children_of
from tests.web.sight.reviewed import DUE_TODAY, LATE, officer_of, reviewed

pytestmark = pytest.mark.django_db


def test_an_officer_sees_the_reviews_of_their_own_children_and_of_no_others(council, officer):
    client, worker = officer
    mine, other = reviewed(council, LATE), reviewed(council, LATE)
    officer_of(council, mine, worker=worker)
    refresh(agency_id=mine.agency_id, day=TODAY)

    told = page(client, "/sight/reviews")

    assert children_of(told) == [mine.shown]
    assert other.shown not in told
    assert "You are the reviewing officer of 1 child." in words_of(told)
    assert "50 to 70 children" in words_of(told)


def test_reviews_stand_in_the_order_of_their_days_and_end_with_the_tenth_working_day(council, analyst):
    today, late = reviewed(council, DUE_TODAY), reviewed(council, LATE)
    # Ten working days from 22 June 2026: 6 July.
    tenth, eleventh = reviewed(council, date(2026, 1, 6)), reviewed(council, date(2026, 1, 7))

    told = page(analyst, "/sight/reviews")

    assert children_of(told) == [late.shown, today.shown, tenth.shown]
    assert "3 reviews are overdue or due by 6 July 2026." in words_of(told)
    assert eleventh.shown not in told


def test_what_no_source_carries_is_said_to_be_unsaid(council, analyst):
    reviewed(council, DUE_TODAY)

    told = words_of(page(analyst, "/sight/reviews"))

    assert told.count("The source does not say") >= 4
    assert "nobody has spoken" not in told
    assert "Last review: the child was there and spoke for themselves." in told


def test_what_a_source_carries_is_answered_yes_with_its_day_or_not_yet(council, analyst):
    first, second = reviewed(council, LATE), reviewed(council, DUE_TODAY)
    for kind in ("officer-spoke-with-child", "advocate-offered", "review-decision-due", "plan-changed"):
        Carried.objects.create(agency_id=first.agency_id, delivery=council.delivery, kind=kind, start=date(2025, 1, 1))
    record_rows.fact(first, kind="officer-spoke-with-child", day=date(2026, 6, 3), code="alone")
    record_rows.fact(first, kind="advocate-offered", day=date(2026, 5, 4), code="declined")
    record_rows.fact(second, kind="review-decision-due", day=TODAY - timedelta(days=1), link="D1")
    record_rows.fact(second, kind="plan-changed", day=date(2026, 4, 7))

    told = words_of(page(analyst, "/sight/reviews"))

    assert "Yes, 3 June 2026 Alone." in told
    assert "Yes, 4 May 2026 The child did not want one." in told
    assert "Before 1 of them nobody has spoken with the child yet." in told
    assert "No offer is recorded" in told
    assert f"{second.shown} : to be done by 21 June 2026" in told.replace(f"{second.shown}:", f"{second.shown} :")
    assert "changed on 7 April 2026, no review since" in told


def test_a_contact_alone_is_not_called_a_talk(council, analyst):
    child = reviewed(council, DUE_TODAY)
    record_rows.fact(child, kind="officer-contact", day=date(2026, 6, 3))

    told = words_of(page(analyst, "/sight/reviews"))

    assert "Contact on 3 June 2026 Whether you spoke is not said." in told


def test_before_any_return_the_page_says_what_to_bring_in(bodies, analyst):
    told = page(analyst, "/sight/reviews")

    assert "Nothing has been brought in yet." in words_of(told)
    assert "<table" not in told


def test_no_review_that_comes_soon_is_answered_with_the_next_one(council, analyst):
    reviewed(council, date(2026, 2, 10))

    told = words_of(page(analyst, "/sight/reviews"))

    assert "No review is overdue or due by 6 July 2026." in told
    assert "Next: 10 August 2026." in told


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONTRIBUTOR, Role.EXECUTIVE])
def test_whoever_sees_no_child_sees_no_review(council, browser, role):
    assert browser(role, "council").get("/sight/reviews").status_code == 403


def test_the_page_asks_at_most_twelve_questions_however_many_children_there_are(council, analyst):
    reviewed(council, LATE)
    page(analyst, "/sight/reviews")
    few = queries(analyst, "/sight/reviews")
    for _ in range(20):
        reviewed(council, LATE)

    assert queries(analyst, "/sight/reviews") == few
    assert few <= 12


def test_an_officer_can_say_from_the_list_that_they_spoke_where_nothing_says_so(council, officer):
    client, worker = officer
    silent, spoken = reviewed(council, LATE), reviewed(council, LATE)
    record_rows.fact(spoken, kind="officer-spoke-with-child", day=TODAY - timedelta(days=2), code="alone")
    for child in (silent, spoken):
        officer_of(council, child, worker=worker)
    refresh(agency_id=silent.agency_id, day=TODAY)

    told = page(client, "/sight/reviews")

    to_say = f"/sight/children/{silent.ref}/record?kind=officer-spoke-with-child"
    assert to_say in told
    assert f"/sight/children/{spoken.ref}/record" not in told
    assert "day of the talk" in words_of(page(client, to_say)).lower()


def test_control_who_only_reads_the_list_is_offered_no_way_to_say_so(council, analyst):
    reviewed(council, LATE)

    assert "Say that you spoke" not in page(analyst, "/sight/reviews")
