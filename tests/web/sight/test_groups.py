"""Who is this not working for: shares of groups under the rules about small numbers, and never a rank."""

from datetime import timedelta

import pytest

from lineofsight.partnership.rules import Role
from tests.web.pages import page, queries, words_of
from tests.web.sight.listed import SINCE_START

pytestmark = pytest.mark.django_db
# Due within twelve months: the first visit, and the second one 42 days after it.
IN_TIME = [SINCE_START + timedelta(days=41 * number) for number in range(7)]
LATE = [SINCE_START + timedelta(days=50 * number) for number in range(6)]
ADDRESS = "/sight/groups?family=cla-visit"


@pytest.fixture
def leader(browser):
    return browser(Role.LEADER, "council")


def children(council, number, *, visits, **described):
    """So many children with these visits and this description."""
    for _ in range(number):
        council.child(visits=visits, team="North 1", **described)


def test_groups_that_are_large_enough_are_told_rounded_and_in_the_order_of_the_library(council, leader):
    children(council, 10, visits=IN_TIME, sex="M")
    children(council, 10, visits=LATE, sex="F")

    told = words_of(page(leader, ADDRESS))

    # Of each girl the first visit was in time, and the four later ones were late.
    assert told.index("Girls about 10 of 50 (20%)") < told.index("Boys about 60 of 60 (100%)")
    assert "Lower than chance explains: Girls." in told
    assert "Higher than chance explains" in told


def test_a_small_group_and_what_would_give_it_away_are_too_few_to_show(council, leader):
    children(council, 10, visits=IN_TIME, ethnicity="WBRI")
    children(council, 9, visits=LATE, ethnicity="MWBC")
    children(council, 2, visits=LATE, ethnicity="AIND")

    told = words_of(page(leader, f"{ADDRESS}&by=ethnicity"))

    assert "White about 60 of 60" in told
    assert "Mixed or multiple ethnic groups too few to show" in told
    assert "Asian, or Asian British too few to show" in told
    assert "Black, Black British, Caribbean or African no cases" in told


def test_many_visits_of_few_children_are_too_few(council, leader):
    children(council, 3, visits=IN_TIME, sex="M")
    children(council, 3, visits=IN_TIME, sex="F")

    told = words_of(page(leader, ADDRESS))

    assert "The groups are too small to show" in told
    assert "about" not in told.split("The groups are too small")[1].split("The order")[0]


def test_any_code_of_disability_is_one_group_and_none_is_the_other(council, leader):
    children(council, 8, visits=IN_TIME, disability="AUT LD")
    children(council, 8, visits=IN_TIME, disability="NONE")

    told = words_of(page(leader, f"{ADDRESS}&by=disability"))

    assert "With a disability about 50 of 50" in told
    assert "No disability recorded about 50 of 50" in told


def test_no_child_no_code_and_no_choice_of_a_team_stand_on_the_page(council, leader):
    children(council, 10, visits=LATE, ethnicity="WBRI")

    text = page(leader, f"{ADDRESS}&by=ethnicity&team=North+1")

    assert "WBRI" not in text
    assert "CO0001" not in text
    assert "North 1" not in text


def test_before_anything_was_due_the_page_says_so(bodies, leader):
    assert "Nothing has been due in the last 12 months" in words_of(page(leader, "/sight/groups"))


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (Role.ANALYST, "council", 200),
        (Role.REVIEWING_OFFICER, "council", 403),
        (Role.EXECUTIVE, "council", 403),
        (Role.SCRUTINEER, "scrutiny", 403),
    ],
)
def test_those_who_see_shares_see_groups_and_nobody_else(council, browser, role, agency, status):
    assert browser(role, agency).get("/sight/groups").status_code == status


def test_the_page_asks_at_most_fifteen_questions(council, leader):
    children(council, 2, visits=LATE, sex="F")

    # Three are about whom each return names (decision 121).
    assert queries(leader, ADDRESS) <= 15


def test_groups_that_can_be_shown_stand_in_a_drawing_by_their_rounded_numbers(council, leader):
    children(council, 10, visits=IN_TIME, sex="M")
    children(council, 10, visits=LATE, sex="F")

    text = page(leader, ADDRESS)

    assert text.count(">about 10 of 50 (20%)</text>") == 2, "the wide and the narrow drawing"
    assert "1 of 2 groups" not in words_of(text)
    assert "0 of 2 groups are within what chance explains; lower: Girls; higher: Boys." in words_of(text)


def test_control_where_one_group_alone_can_be_shown_there_is_no_drawing(council, leader):
    children(council, 10, visits=IN_TIME, ethnicity="WBRI")
    children(council, 2, visits=LATE, ethnicity="AIND")

    assert "los-run" not in page(leader, f"{ADDRESS}&by=ethnicity")


def test_a_total_that_would_say_of_each_group_what_is_kept_back_of_it_is_not_told_beside_them(council, leader):
    children(council, 10, visits=IN_TIME, sex="M")
    children(council, 2, visits=IN_TIME, sex="F")

    told = words_of(page(leader, ADDRESS))

    assert "Too few to tell apart" in told
    assert not [words for words in ("All children", "Girls", "Boys", "72 of 72") if words in told]


def test_control_beside_groups_that_are_all_told_or_of_which_it_says_nothing_the_total_stands(council, leader):
    children(council, 10, visits=IN_TIME, sex="M")
    children(council, 10, visits=LATE, sex="F")

    assert "All children: 70 of 110 in time (64%)" in words_of(page(leader, ADDRESS))
