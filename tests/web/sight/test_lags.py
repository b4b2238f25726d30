"""How soon things were written down: by team, apart from whether they were in time, and of no worker."""

from datetime import date, timedelta

import pytest

from lineofsight.desk.sight.lags import WrittenDown, lags
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.tables import known
from lineofsight.records.teams import teams_of
from tests.factories import record_rows
from tests.factories.partnership import acting
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db
FIRST = date(2026, 5, 4)
# The middle of these is 3; four of them lie within 5 days.
DAYS = (0, 2, 3, 5, 6)


@pytest.fixture
def child(council):
    child = council.child(team="North 1", worker="WORKER-1")
    for number, days in enumerate(DAYS):
        day = FIRST + timedelta(days=number)
        record_rows.fact(child, day=day, code="seen", row_key=f"row{number}", recorded_date=day + timedelta(days=days))
    return child


def counted(bodies):
    with scope(acting(Role.ANALYST, bodies.council), writes=False):
        of = known(bodies.council)
        return lags(of, teams_of(of), first=date(2025, 7, 1), last=date(2026, 6, 22))


@pytest.mark.usefixtures("child")
def test_the_median_and_n_of_n_are_told_by_team_and_for_all(bodies):
    found = counted(bodies)

    assert found.all == WrittenDown(within=4, of=5, median=3)
    assert found.teams == (("North 1", WrittenDown(4, 5, 3)),)


def test_of_fewer_than_the_library_says_no_median_is_told(bodies, council, child):
    other = council.child(team="South", worker="WORKER-2")
    record_rows.fact(other, day=FIRST, row_key="alone", recorded_date=FIRST + timedelta(days=30))

    assert dict(counted(bodies).teams)["South"] == WrittenDown(within=0, of=1, median=None)


def test_what_was_written_down_before_it_happened_was_written_down_at_once(bodies, council):
    child = council.child(team="North 1")
    record_rows.fact(child, day=FIRST, row_key="ahead", recorded_date=FIRST - timedelta(days=9))

    assert counted(bodies).all == WrittenDown(within=1, of=1, median=None)


def test_an_event_whose_source_does_not_say_is_in_neither_number(bodies, council, child):
    record_rows.fact(child, day=FIRST + timedelta(days=20), row_key="unsaid")

    assert counted(bodies).all.of == len(DAYS)


@pytest.mark.usefixtures("child")
def test_a_leader_reads_it_apart_from_the_shares_and_without_a_worker(browser):
    text = page(browser(Role.LEADER, "council"), "/sight/shares")

    told = words_of(text)
    assert "4 of 5 that happened in the last 12 months" in told
    assert "North 1 4 of 5 3 days" in told
    assert "WORKER-1" not in text
