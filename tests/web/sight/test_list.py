"""The list of what is due: its answer, its order, its views, who sees it, and what it costs."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event, Payload
from tests.factories.partnership import NOW, TODAY
from tests.factories.sight_rows import returned
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import (
    DUE_TODAY,
    IN_7_DAYS,
    IN_20_DAYS,
    OVERDUE_10,
    OVERDUE_21,
    SINCE_START,
    children_of,
)

pytestmark = pytest.mark.django_db


def test_the_list_begins_with_the_most_serious_rule_then_with_the_most_days(council, analyst):
    late = council.child(visits=[SINCE_START, OVERDUE_10])
    today = council.child(visits=[SINCE_START, DUE_TODAY])
    latest = council.child(visits=[SINCE_START, OVERDUE_21])
    at_home = council.child(visits=[SINCE_START, OVERDUE_10 + timedelta(days=1)], placement="P1")

    shown = children_of(page(analyst, "/sight"))

    assert shown == [at_home.shown, latest.shown, late.shown, today.shown]


def test_the_first_child_stands_before_everywhere_else_that_one_could_look_and_a_pseudonym_is_not_broken(
    council, analyst
):
    child = council.child(visits=[SINCE_START, OVERDUE_10])

    text = page(analyst, "/sight")

    assert text.index(f">{child.shown}</a>") < text.index('aria-label="Where else to look"')
    assert f'los-nowrap" href="/sight/children/{child.ref}">{child.shown}</a>' in text


def test_each_view_counts_its_rows_and_the_answer_counts_children(council, analyst):
    for last in (OVERDUE_10, DUE_TODAY, IN_7_DAYS, IN_20_DAYS):
        council.child(visits=[SINCE_START, last])
    council.child(visits=[SINCE_START], placement="")

    needs, soon = page(analyst, "/sight"), page(analyst, "/sight?show=soon")

    assert "2 children should have been visited by today. For 1 child we cannot tell." in words_of(needs)
    for view in ("Overdue or due today (2)", "Next 14 days (1)", "Not known (1)", "Everything that is open (5)"):
        assert view in words_of(needs)
    assert len(children_of(soon)) == 1


def test_the_title_answers_the_list_that_was_asked_for(council, analyst):
    for last in (OVERDUE_10, DUE_TODAY, IN_7_DAYS):
        council.child(visits=[SINCE_START, last])
    council.child(visits=[SINCE_START], placement="")

    titles = {
        show: re.search(r"<title>\s*(.*?) – ", page(analyst, f"/sight?show={show}"), re.S).group(1)
        for show in ("needs", "soon", "unknown", "everything")
    }

    assert titles == {
        "needs": "2 overdue or due",
        "soon": "1 due in the next 14 days",
        "unknown": "1 not known",
        "everything": "4 open",
    }


def test_what_cannot_be_told_says_why_and_who_writes_what_where(council, analyst):
    council.child(visits=[SINCE_START], placement="")
    known = council.child(visits=[SINCE_START, OVERDUE_10])

    text = page(analyst, "/sight?show=unknown")
    told = words_of(text)

    assert "Because nothing is recorded of this kind" in told
    assert "To make it known: Whoever works with the child writes in the council's own system the placement" in told
    reason = re.search(r'href="(/sight/children/[^"]+/why\?[^"]+)"', text)[1]
    assert "it is a missing fact: nobody says that it was late" in words_of(page(analyst, unescape(reason)))
    # What is known has no such words.
    reason = re.search(rf'href="(/sight/children/{known.ref}/why\?[^"]+)"', page(analyst, "/sight"))[1]
    assert "missing fact" not in words_of(page(analyst, unescape(reason)))


def test_an_unsure_limit_names_the_field_of_the_fact_it_waits_for(council, analyst):
    start = TODAY - timedelta(days=800)
    council.child(since=start, visits=[start, TODAY - timedelta(days=50)], placement="U4")

    told = words_of(page(analyst, "/sight?show=unknown"))

    assert "whether its aim is long-term fostering until 18 (dataset, care plans, field lacp_cla_care_plan_json" in told


def test_before_any_return_the_page_says_what_to_bring_in(bodies, analyst):
    told = words_of(page(analyst, "/sight"))

    assert "Nothing has been brought in yet." in told
    assert "<table" not in page(analyst, "/sight")


def test_with_nothing_due_the_page_says_what_comes_next(council, analyst):
    council.child(visits=[SINCE_START, IN_20_DAYS])

    told = words_of(page(analyst, "/sight"))

    assert "No visit is due today. Next: 12 July 2026." in told


def test_records_of_which_no_rule_asks_anything_are_not_told_as_nothing_due(bodies, browser):
    """A return came in, and nothing in it could make a visit due: «No visit is due today» would calm for no reason."""
    returned(bodies.health, kinds=("birth-expected",))
    lead = browser(Role.SAFEGUARDING_LEAD, "health")

    told = words_of(page(lead, "/sight"))

    assert "Nothing can be said here: no rule about this asks anything of the children" in told
    assert "No visit is due today" not in told
    assert "No child should have been" not in told
    assert "Steps of pathways are not in this list" in told


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])
def test_what_is_older_than_a_week_is_said_to_be_of_its_day(bodies, analyst, days, warned):
    returned(bodies.council, taken_at=NOW - timedelta(days=days)).child(visits=[SINCE_START])

    assert ("This is what was known on" in page(analyst, "/sight")) is warned


def test_one_team_is_shown_alone_and_its_counts_with_it(council, analyst):
    mine = council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")
    council.child(visits=[SINCE_START, OVERDUE_10], team="North 2")

    told = page(analyst, "/sight?team=North+1")

    assert children_of(told) == [mine.shown]
    assert "1 child should have been visited by today." in words_of(told)


def test_children_of_another_agency_are_in_no_list_and_on_no_page(bodies, council, analyst):
    other = returned(bodies.health).child(visits=[SINCE_START, OVERDUE_10])
    own = council.child(visits=[SINCE_START, OVERDUE_10])

    assert set(children_of(page(analyst, "/sight?show=everything&about=all"))) == {own.shown}
    for address in (f"/sight/children/{other.ref}", f"/sight/children/{other.ref}/why"):
        assert analyst.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "agency", "of_list", "of_child"),
    [
        (Role.BUSINESS_MANAGER, "hub", 403, 404),
        (Role.EXECUTIVE, "council", 403, 404),
        (Role.LEADER, "council", 403, 404),
        (Role.SCRUTINEER, "scrutiny", 403, 404),
        (Role.ANALYST, "health", 200, 404),
        (Role.SAFEGUARDING_LEAD, "council", 200, 200),
    ],
)
def test_whoever_is_not_of_the_agency_sees_no_child(council, browser, role, agency, of_list, of_child):
    child = council.child(visits=[SINCE_START, OVERDUE_10])
    client = browser(role, agency)

    assert client.get("/sight").status_code == of_list
    assert client.get(f"/sight/children/{child.ref}").status_code == of_child
    assert child.shown not in client.get("/sight?show=everything").content.decode() or of_child == 200


def test_the_file_follows_the_list_has_no_formula_and_its_taking_away_is_recorded(council, analyst):
    late = council.child(visits=[SINCE_START, OVERDUE_10])
    council.child(visits=[SINCE_START, IN_20_DAYS])

    answer = analyst.get("/sight/download")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == [late.shown]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    taken = Event.objects.get(act="list.taken_away")
    assert '"rows":1' in Payload.objects.get(event=taken).body
    assert late.shown not in answer["Content-Disposition"]


def test_the_list_asks_at_most_twelve_questions_however_many_children_there_are(council, analyst):
    council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")
    page(analyst, "/sight")
    few = queries(analyst, "/sight")
    for _ in range(30):
        council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")

    assert queries(analyst, "/sight") == few
    assert few <= 12


def test_only_whoever_may_follow_them_is_offered_the_shares_and_the_what_if(council, analyst, browser):
    links = ('href="/sight/shares"', 'href="/sight/what-if"')
    told, near = page(analyst, "/sight"), page(browser(Role.TEAM_MANAGER, "council"), "/sight")

    assert all(link in told for link in links)
    assert not any(link in near for link in links)
