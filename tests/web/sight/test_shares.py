"""What share was in time: who sees it, what stands in it, and that no worker and no child does."""

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records import teams
from lineofsight.records.identities.models import Carried
from lineofsight.records.identities.rules import RECORDED_HERE
from lineofsight.sight.counting import Tally
from lineofsight.trail.models import Event
from lineofsight.trail.refs import new_ref
from lineofsight.web.sight.shares import told
from tests.factories import record_rows
from tests.factories.sight_rows import returned
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import IN_7_DAYS, OVERDUE_10, SINCE_START

pytestmark = pytest.mark.django_db
# The first visit is due on 8 October; the second 42 days after the first.
LATE = [SINCE_START, SINCE_START + timedelta(days=50)]
IN_TIME = [SINCE_START, SINCE_START + timedelta(days=40)]


@pytest.fixture
def leader(browser):
    return browser(Role.LEADER, "council")


def test_a_leader_reads_n_of_n_and_what_is_not_known_beside_it(council, leader):
    council.child(visits=IN_TIME, team="North 1")
    council.child(visits=LATE, team="North 1")
    council.child(visits=IN_TIME, placement="", team="North 1")

    told = words_of(page(leader, "/sight/shares?family=cla-visit"))

    # Two in time at once, one of two in November, and both overdue since.
    assert re.search(r"November 2025 1 2 too few for a share too few 0", told)
    assert re.search(r"North 1 3 of \d+ \(too few for a share\)", told)
    assert "not known, in neither number" in told


def test_the_team_is_the_one_of_the_day_on_which_it_was_due(council, leader):
    child = council.child(visits=IN_TIME, team="North 1")
    worker = record_rows.worker(council.delivery, pseudonym="another", shown="ANOTHER")
    record_rows.allocation(child, worker, team="North 2", role="social worker", start=date(2025, 11, 1))

    told = words_of(page(leader, "/sight/shares?family=cla-visit"))

    assert re.search(r"North 1 1 of 1 ", told)
    assert re.search(r"North 2 1 of \d ", told)


def test_no_child_and_no_worker_stands_on_the_page_and_no_list_is_linked(council, leader):
    child = council.child(visits=LATE, team="North 1", worker="WORKER-1")

    text = page(leader, "/sight/shares")

    assert child.shown not in text
    assert "WORKER-1" not in text
    assert child.ref not in text
    assert 'href="/sight"' not in text


def test_nothing_that_counts_asks_who_the_worker_was():
    # No rate, rank or sort by worker: what counts has no column of workers to count by.
    folder = Path(teams.__file__).parents[1]
    sources = ["records/teams.py", "sight/counting.py", "desk/sight/shares.py", "measures/trends.py"]

    def names(path: str) -> set[str]:
        tree = ast.parse((folder / path).read_text())
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docs = {ast.get_docstring(one, clean=False) for one in ast.walk(tree) if isinstance(one, documented)}
        words = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        return {one for one in words - docs if "worker" in one} | {
            one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute) and "worker" in one.attr
        }

    assert {path: names(path) for path in sources} == {path: set() for path in sources}
    assert names("records/children.py"), "control: where workers are asked for it is seen"


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (Role.ANALYST, "council", 200),
        (Role.SAFEGUARDING_LEAD, "council", 200),
        (Role.LEADER, "council", 200),
        (Role.CONTRIBUTOR, "council", 403),
        (Role.BUSINESS_MANAGER, "hub", 403),
        (Role.EXECUTIVE, "council", 403),
        (Role.SCRUTINEER, "scrutiny", 403),
    ],
)
def test_leaders_and_those_who_see_the_lists_see_shares_and_nobody_else(council, browser, role, agency, status):
    assert browser(role, agency).get("/sight/shares").status_code == status


def test_another_agency_reads_nothing_of_ours(council, bodies, browser):
    council.child(visits=LATE, team="North 1")

    told = page(browser(Role.LEADER, "health"), "/sight/shares")

    assert "North 1" not in told
    assert "Nothing has been due by then" in told


def test_one_team_alone_is_counted_alone(council, leader):
    council.child(visits=IN_TIME, team="North 1")
    council.child(visits=LATE, team="North 2")

    told = words_of(page(leader, "/sight/shares?family=cla-visit&team=North+2"))

    assert re.search(r"November 2025 0 1 too few for a share", told)


@pytest.fixture
def fell(bodies) -> None:
    """Thirteen months of visits; the last month has none in time."""
    many = returned(bodies.council, kinds=("cin-visit", "need-visit", "care-visit"))
    # 21 placements begin each month; the first visit is due a week later.
    for back in range(14, 1, -1):
        begun = date(2026, 6, 3) - timedelta(days=30 * back)
        for number in range(21):
            in_time = back > 2 and number % 10 != (back % 2)
            child = many.child(since=begun, visits=[begun + timedelta(days=3)] if in_time else [])
            child.refresh_from_db()


CHOSEN = "/sight/shares?family=cla-visit"


def test_enough_months_are_judged_and_worse_is_said_in_the_first_line(fell, leader):
    assert "Worse than before" in words_of(page(leader, CHOSEN))


def test_a_family_is_judged_anew_from_a_month_with_the_reason_and_that_is_taken_back(fell, leader, browser):
    analyst = browser(Role.ANALYST, "council")
    month = {"month": "2026-04-01", "reason": "Visits by the allocated worker alone are counted"}
    before = words_of(page(leader, CHOSEN))

    answer = analyst.post("/sight/shares/cla-visit/anew", {**month, "key": new_ref()})

    told = words_of(page(leader, CHOSEN))
    assert answer.headers["Location"] == CHOSEN
    assert ("Worse than before" in before, "Worse than before" in told) == (True, False)
    assert "Begun anew from April 2026: Visits by the allocated worker alone are counted." in told
    assert "From April 2026: Visits by the allocated worker alone are counted Agency analyst, Wexcombe Council" in told
    assert Event.objects.get(act="chart.begun anew").agency_code == "council"
    assert "begun anew" not in words_of(page(browser(Role.LEADER, "health"), CHOSEN))
    analyst.post("/sight/shares/cla-visit/anew/back", {**month, "key": new_ref()})
    assert "Worse than before" in words_of(page(leader, CHOSEN))


def test_a_leader_begins_no_family_anew_and_no_other_family_follows(fell, leader, browser):
    month = {"month": "2026-04-01", "reason": "Another rule"}

    answer = leader.post("/sight/shares/cla-visit/anew", {**month, "key": new_ref()})
    browser(Role.ANALYST, "council").post("/sight/shares/cla-review/anew", {**month, "key": new_ref()})

    assert answer.status_code == 403
    assert "Worse than before" in words_of(page(leader, CHOSEN))


def test_the_number_of_my_work_stands_on_the_page_that_it_opens_and_what_cannot_be_judged_comes_first(council, leader):
    council.child(visits=[SINCE_START, OVERDUE_10])
    council.child(visits=[SINCE_START, IN_7_DAYS])

    told = words_of(page(leader, "/sight/shares?family=cla-visit"))

    assert "1 of 2 that are open, 10 days late." in told
    assert "1 of 2 that are open" in words_of(page(leader, "/"))
    assert re.search(r"For (\d+) of \1 kinds of rule nobody can tell whether it got worse\.", told)
    assert "clearly worse than before" not in told
    # Of one team it is not counted, and the whole agency's number would be read as the team's.
    assert "that are open" not in words_of(page(leader, "/sight/shares?family=cla-visit&team=North+1"))


def test_shares_ask_no_more_for_more_children(council, leader):
    council.child(visits=LATE, team="North 1")
    page(leader, "/sight/shares")
    few = queries(leader, "/sight/shares")
    for _ in range(20):
        council.child(visits=LATE, team="North 1")

    assert queries(leader, "/sight/shares") == few
    assert few <= 12


def test_what_fell_due_after_the_last_return_came_in_is_not_known_and_makes_no_share(bodies, browser):
    noon = datetime(2026, 1, 31, 12, tzinfo=UTC)
    old = returned(bodies.council, taken_at=noon)
    # The fourth is due on 1 February, a day after the return came in.
    child = old.child(visits=[*IN_TIME, date(2025, 12, 21)], team="North 1")

    told = words_of(page(browser(Role.LEADER, "council"), "/sight/shares?family=cla-visit"))
    listed = page(browser(Role.ANALYST, "council"), "/sight")

    assert "The last return came in on 31 January 2026." in told
    assert re.search(r"February 2026 no cases 1 ", told)
    assert re.search(r"North 1 3 of 3 ", told)
    assert child.shown in listed, "control: whoever looks for what to do next still sees the child"


def test_control_a_return_of_today_says_that_it_was_not_done(council, browser):
    council.child(visits=[*IN_TIME, date(2025, 12, 21)], team="North 1")

    told = words_of(page(browser(Role.LEADER, "council"), "/sight/shares?family=cla-visit"))

    assert "The last return came in" not in told
    assert re.search(r"North 1 3 of 4 ", told)


def test_a_kind_that_is_recorded_here_in_full_is_known_to_the_day(bodies, browser):
    old = returned(bodies.council, taken_at=datetime(2026, 1, 31, 12, tzinfo=UTC))
    here = record_rows.delivery(bodies.council, source=RECORDED_HERE, taken_at=datetime(2026, 1, 31, 13, tzinfo=UTC))
    Carried.objects.create(agency_id=bodies.council.pk, delivery=here, kind="care-visit", start=date(2025, 1, 1))
    old.child(visits=[*IN_TIME, date(2025, 12, 21)], team="North 1")

    told = words_of(page(browser(Role.LEADER, "council"), "/sight/shares?family=cla-visit"))

    assert re.search(r"North 1 3 of 4 ", told)


def test_a_share_says_what_it_would_be_if_none_of_what_is_not_known_was_in_time():
    assert told(Tally(in_time=20, of=20, unknown=5))["at_worst"] == "if none of these was in time, the share is 80%"
    assert told(Tally(in_time=20, of=20))["at_worst"] == ""
    assert told(Tally(in_time=2, of=2, unknown=5))["at_worst"] == ""
