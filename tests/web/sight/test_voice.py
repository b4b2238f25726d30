"""What children say and who stays: n of N by the library's measures, and no child on the page."""

from datetime import date

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Carried
from tests.factories import record_rows
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import SINCE_START

pytestmark = pytest.mark.django_db
# Twelve months that are over: June 2025 to May 2026.
IN, BEFORE = date(2026, 3, 3), date(2025, 5, 31)


@pytest.fixture
def leader(browser):
    return browser(Role.LEADER, "council")


def test_taking_part_is_n_of_n_by_code_with_children_under_four_apart(council, leader):
    for code in ("PN1", "PN6", "PN4", "PN0", ""):
        record_rows.fact(council.child(), kind="care-review", day=IN, code=code)
    record_rows.fact(council.child(), kind="care-review", day=BEFORE, code="PN7")

    told = words_of(page(leader, "/sight/voice"))

    assert "Children took part in 2 of 3 reviews (too few for a share)." in told
    assert "2 left out: 1 the child was under four, 1 the source does not say." in told
    assert "PN4: the child was there and said nothing 1" in told
    assert "PN7" not in told.split("What is counted")[0]


def test_what_no_return_says_is_not_nought(council, leader):
    record_rows.fact(council.child(), kind="care-review", day=IN, code="PN1")

    told = words_of(page(leader, "/sight/voice"))

    spoken = told.split("Before how many reviews did the reviewing officer speak with the child?")[1]
    assert spoken.strip().startswith("The source does not say.")
    assert "How many children in care were offered an advocate? The source does not say." in told


def test_talks_and_advocates_are_counted_where_a_return_tells_all(council, leader):
    first, second = council.child(), council.child()
    for kind in ("officer-spoke-with-child", "advocate-offered"):
        facts = {"agency_id": first.agency_id, "delivery": council.delivery}
        Carried.objects.create(kind=kind, start=date(2025, 1, 1), **facts)
    for child in (first, second):
        record_rows.fact(child, kind="care-review", day=IN, code="PN1")
    record_rows.fact(first, kind="officer-spoke-with-child", day=date(2026, 3, 1), code="alone")
    record_rows.fact(second, kind="advocate-offered", day=date(2026, 3, 1), code="declined")

    told = words_of(page(leader, "/sight/voice"))

    assert "speak with the child alone? 1 of 2" in told
    assert "were offered an advocate? 1 of 2" in told


def test_seeing_alone_is_counted_over_the_visits_of_the_period(council, leader):
    child = council.child()
    for day, code in ((IN, "seen-alone"), (date(2026, 3, 9), "not-seen"), (BEFORE, "seen-alone")):
        record_rows.fact(child, day=day, code=code)

    told = words_of(page(leader, "/sight/voice"))

    assert "At how many visits was the child seen alone? 1 of 2" in told


def test_workers_are_counted_for_children_a_year_in_care_and_no_worker_is_named(council, leader):
    long = council.child(since=date(2024, 1, 5), team="North 1", worker="WORKER-1")
    other = record_rows.worker(council.delivery, pseudonym="other", shown="WORKER-2")
    record_rows.allocation(long, other, team="North 2", role="allocated worker", start=date(2026, 1, 5))
    officer = record_rows.worker(council.delivery, pseudonym="officer", shown="WORKER-3")
    record_rows.allocation(long, officer, role="reviewing officer", start=date(2026, 2, 5))
    short = council.child(visits=[SINCE_START], team="North 1")

    text = page(leader, "/sight/voice")
    told = words_of(text)

    assert "How many children in care had one worker in twelve months? 0 of 1" in told
    assert "1 left out: 1 in care for less than twelve months." in told
    # Since 5 January, and since 1 October: five and eight whole months.
    assert "their present worker for 6.5 months, of 2 children with a worker" in told
    assert not [word for word in (long.shown, short.shown, long.ref, "WORKER-") if word in text]


def test_each_figure_says_of_whom_and_by_which_measure(council, leader):
    told = words_of(page(leader, "/sight/voice"))

    assert told.count("What is counted") >= 6
    assert "Measure «children-with-one-worker», version 1." in told
    assert "1 June 2025 to 31 May 2026" in told


def test_before_any_return_the_page_says_what_to_bring_in(bodies, leader):
    told = words_of(page(leader, "/sight/voice"))

    assert "Nothing has been brought in yet." in told


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [(Role.ANALYST, "council", 200), (Role.TEAM_MANAGER, "council", 403), (Role.SCRUTINEER, "scrutiny", 403)],
)
def test_those_who_see_shares_see_it_and_nobody_else(council, browser, role, agency, status):
    assert browser(role, agency).get("/sight/voice").status_code == status


def test_another_agency_counts_nothing_of_ours(council, bodies, browser):
    record_rows.fact(council.child(), kind="care-review", day=IN, code="PN1")

    assert "1 of 1" not in words_of(page(browser(Role.LEADER, "health"), "/sight/voice"))


def test_the_page_asks_at_most_thirteen_questions_however_many_children_there_are(council, leader):
    def one():
        record_rows.fact(council.child(team="North 1"), kind="care-review", day=IN, code="PN1")

    one()
    page(leader, "/sight/voice")
    few = queries(leader, "/sight/voice")
    for _ in range(20):
        one()

    assert queries(leader, "/sight/voice") == few
    assert few <= 13


def test_a_month_with_enough_reviews_stands_in_a_chart_with_its_table(council, leader):
    for number in range(20):
        record_rows.fact(council.child(), kind="care-review", day=IN, code="PN1" if number < 15 else "PN4")

    text = page(leader, "/sight/voice")

    assert "March 2026 15 20 75%" in words_of(text)
    assert "Too few months to judge: 1 of them had 20 or more reviews, and 12 are needed." in words_of(text)
    assert text.count("20 or more reviews, and 12 are needed.</desc>") >= 2, "the wide and the narrow drawing"


def test_control_without_a_case_there_is_no_chart(council, leader):
    assert "los-run" not in page(leader, "/sight/voice")
