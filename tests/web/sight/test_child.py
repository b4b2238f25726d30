"""One child's path, why something was due, and the rules: what they say, and that looking is recorded."""

import re
from datetime import date, timedelta

import pytest

from lineofsight.desk.sight import rules_in_use
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY
from tests.web.sight.test_list import OVERDUE_10, SINCE_START, page, queries, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(council):
    return council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")


def test_a_childs_page_counts_what_was_due_and_begins_with_what_is_overdue(child, analyst):
    told = words_of(page(analyst, f"/sight/children/{child.ref}"))

    assert "1 in time, 1 late, 0 not done, " in told
    assert "A visit by the council's representative: overdue by 10 days." in told


def test_a_childs_pseudonym_stands_in_no_address_and_no_title(child, analyst):
    text = page(analyst, f"/sight/children/{child.ref}")

    assert child.shown in text
    assert child.shown not in re.search(r"<title>(.*?)</title>", text, re.S).group(1)
    assert not [address for address in re.findall(r'href="([^"]*)"', text) if child.shown in address]


def test_looking_at_a_child_is_recorded_once_a_day_for_each_reader_of_the_own_agency(child, browser, clock):
    clock.move(hours=12)
    analyst, lead = browser(Role.ANALYST, "council"), browser(Role.SAFEGUARDING_LEAD, "council")
    address = f"/sight/children/{child.ref}"

    for _ in range(3):
        page(analyst, address)
    page(lead, address)
    clock.move(hours=3)
    page(analyst, address)

    looks = Event.objects.filter(act="read", subject_ref=child.ref)
    assert looks.count() == 3
    assert {one.sens for one in looks} == {"S3"}
    assert {one.agency_code for one in looks} == {"council"}


def test_control_a_page_about_no_child_records_no_look(child, analyst):
    page(analyst, "/sight")
    page(analyst, "/sight/rules")

    assert not Event.objects.filter(act="read").exists()


def test_whoever_may_not_look_leaves_no_look(child, browser):
    assert browser(Role.LEADER, "council").get(f"/sight/children/{child.ref}").status_code == 404
    assert not Event.objects.filter(act="read").exists()


def test_a_row_leads_to_why_it_is_due_and_what_would_change_it(child, analyst):
    text = page(analyst, "/sight")
    address = re.search(r'href="(/sight/children/[^"]*/why[^"]*)"', text).group(1).replace("&amp;", "&")

    told = words_of(page(analyst, address))

    assert f"was due by {(TODAY - timedelta(days=10)).day} June 2026" in told
    assert "What would change it" in told
    assert "Care Planning" in told


@pytest.mark.parametrize("asked", ["", "?rule=cla-visit&since=&from=", "?rule=no-such-rule&since=2025-10-01&from=x"])
def test_what_was_never_due_has_no_page(child, analyst, asked):
    assert analyst.get(f"/sight/children/{child.ref}/why{asked}").status_code == 404


def test_the_rules_are_told_with_their_source_and_whether_somebody_has_checked_them(analyst):
    told = words_of(page(analyst, "/sight/rules"))

    newest = {one.id: one for one in rules_in_use().standards}.values()
    assert told.count("in force since") == len(newest)
    assert all(one.duty in told for one in newest)
    assert "Local choices" in told


def test_a_childs_page_asks_no_more_for_a_long_history(council, analyst):
    short = council.child(visits=[SINCE_START])
    days = [SINCE_START + timedelta(days=7 * week) for week in range(30)]
    long = council.child(visits=[day for day in days if day < date(2026, 6, 1)])
    for one in (short, long):
        page(analyst, f"/sight/children/{one.ref}")  # the look is recorded with the first

    few = queries(analyst, f"/sight/children/{short.ref}")

    assert queries(analyst, f"/sight/children/{long.ref}") == few
    assert few <= 14
