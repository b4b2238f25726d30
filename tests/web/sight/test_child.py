"""One child's path, why something was due, and the rules: what they say, and that looking is recorded."""

import re
from datetime import date, timedelta

import pytest

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.records.practice.models import Fact
from lineofsight.trail.models import Event
from tests.factories import pathway_rows, record_rows
from tests.factories.partnership import NOW, TODAY, member
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import OVERDUE_10, SINCE_START

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
def test_what_was_never_due_is_said_to_be_asked_by_no_rule(child, analyst, asked):
    told = words_of(page(analyst, f"/sight/children/{child.ref}/why{asked}"))

    assert "No rule asks for this, counted from this day." in told


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
    assert few <= 20


def test_what_happened_stands_in_time_order_with_what_was_due(child, analyst):
    told = words_of(page(analyst, f"/sight/children/{child.ref}?to=2026-01-31"))

    table = told[told.index("What happened and what was due") :]
    kinds = re.findall(r"\d{1,2} \w{3} \d{4} (Due|Happened|Began|Ended|Corrected)", table)
    assert kinds == ["Due", "Due", "Due", "Happened", "Began", "Began", "Began"]
    assert "The child was seen, not alone" in table
    assert "Foster home, not long term" in table.replace("Other foster home", "Foster home")


def test_a_day_that_is_waited_for_has_not_happened(child, analyst):
    record_rows.fact(child, kind="review-decision-due", day=date(2026, 1, 30))
    record_rows.fact(child, kind="review-decision-done", day=date(2026, 1, 29))

    told = words_of(page(analyst, f"/sight/children/{child.ref}?to=2026-01-31"))

    assert "30 Jan 2026 Expected The day by which a decision of a review is to be done" in told
    assert "29 Jan 2026 Happened" in told


def test_an_older_time_is_a_link_and_bad_days_in_the_address_are_passed_over(child, analyst):
    now = page(analyst, f"/sight/children/{child.ref}")

    older = re.search(r'href="(\?to=[^"]*)"', now).group(1)
    assert older == "?to=2026-01-23"
    assert "Back to today" in page(analyst, f"/sight/children/{child.ref}{older}")
    for bad in ("?to=yesterday", "?then=9999-99-99", "?then=2030-01-01"):
        assert page(analyst, f"/sight/children/{child.ref}{bad}").count("Back to today") == 0


def test_the_child_s_age_and_own_plan_are_told_and_no_day_of_birth(council, analyst):
    child = council.child(visits=[SINCE_START], born=date(2016, 4, 1))
    record_rows.span(child, kind="visit-frequency", start=SINCE_START, number=14)

    told = words_of(page(analyst, f"/sight/children/{child.ref}"))

    assert "10 years and 2 months" in told
    assert "The child's own plan: at most 14 days between two visits." in told
    assert "2016" not in told


def test_a_correction_is_a_row_of_its_own_and_what_was_known_then_is_one_link_away(bodies, council, analyst):
    child = council.child(visits=[SINCE_START])
    typed = record_rows.fact(child, day=OVERDUE_10, code="seen")
    later = record_rows.delivery(bodies.council, taken_at=NOW + timedelta(days=2))
    for kind in ("care-visit", "care", "placement", "legal"):
        record_rows.carried(later, kind)
    mended = {"day": OVERDUE_10 + timedelta(days=3), "code": "seen", "row_key": typed.row_key}
    Fact.objects.create(
        agency_id=child.agency_id, delivery=later, subject=child, kind="care-visit", supersedes=typed, **mended
    )

    now = words_of(page(analyst, f"/sight/children/{child.ref}"))
    then = words_of(page(analyst, f"/sight/children/{child.ref}?then={TODAY}"))

    assert "24 Jun 2026 Corrected A visit Was 1 May 2026 (the child was seen, not alone); now 4 May 2026" in now
    assert "overdue by 7 days" in now
    assert "As known on 22 June 2026" in now
    assert "Corrected A visit" not in then
    assert "overdue by 10 days" in then
    assert "This is what was known on 22 June 2026." in then


def test_a_childs_page_leads_to_its_pathways_and_says_what_comes_next_and_that_it_is_late(child, council, analyst):
    of = council.delivery.agency
    person = member(Role.PRACTITIONER, of, email="starter@council.example")
    pathway_rows.part(pathway_rows.run(of, person, pathway="bruising", ended=TODAY), child)
    running = pathway_rows.run(of, person)
    part = pathway_rows.part(running, child)
    pathway_rows.waiting(running, step="assess", due=TODAY - timedelta(days=2))

    text = page(analyst, f"/sight/children/{child.ref}")

    assert f'href="/pathways/{part.ref}"' in text
    assert "Finish the assessment before birth: Overdue by 2 days" in words_of(text)
    assert "Ended" in words_of(text)


def test_control_a_child_on_no_pathway_is_said_to_be_on_none(child, analyst):
    assert "The child is on no pathway." in words_of(page(analyst, f"/sight/children/{child.ref}"))


def test_only_who_may_start_a_pathway_is_led_to_it(child, analyst, browser):
    address = f"/sight/children/{child.ref}"

    near = browser(Role.TEAM_MANAGER, "council")
    record_rows.near(Person.objects.get(memberships__role=Role.TEAM_MANAGER), child)

    assert "Start a pathway" not in page(analyst, address)
    assert "Start a pathway" in page(near, address)
