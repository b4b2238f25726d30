"""Rows for measures of voice and continuity: what was held, whether they spoke, how long somebody has stayed."""

from datetime import date

import pytest

from lineofsight.sight.history import Carried, Event
from lineofsight.sight.voice import Works, child_row, median, months_with_present, review_rows, visit_rows

FIRST, LAST = date(2025, 6, 1), date(2026, 5, 31)
ON = date(2026, 6, 22)
TALKS = {"officer-spoke-with-child": Carried("officer-spoke-with-child", date(2025, 1, 1))}
CAME = date(2025, 5, 1)


def rows(*events, reach=TALKS):
    return list(review_rows("A1", events, starts=[CAME], reach=reach, first=FIRST, last=LAST))


def review(day, code="PN1"):
    return Event("care-review", day, code)


def talk(day, code="alone"):
    return Event("officer-spoke-with-child", day, code)


def test_a_talk_belongs_to_the_review_that_follows_it():
    first, second = review(date(2025, 7, 1)), review(date(2025, 10, 1))

    found = rows(first, second, talk(date(2025, 7, 1)), talk(date(2025, 9, 1), "not-alone"), talk(date(2025, 9, 2)))

    assert [(one["review_date"], one["spoke"], one["spoke_how"]) for one in found] == [
        (first.day, "yes", "alone"),
        (second.day, "yes", "alone"),
    ]


def test_a_talk_on_the_day_of_the_review_before_belongs_to_that_one():
    found = rows(review(date(2025, 7, 1)), review(date(2025, 10, 1)), talk(date(2025, 7, 1)))

    assert [one["spoke"] for one in found] == ["yes", "no"]


def test_no_talk_is_said_only_where_the_source_tells_all_talks_since():
    one = review(date(2025, 7, 1))

    assert rows(one)[0]["spoke"] == "no"
    assert "spoke" not in rows(one, reach={})[0]
    assert "spoke" not in rows(one, talk(None))[0]
    late = {"officer-spoke-with-child": Carried("officer-spoke-with-child", date(2025, 5, 2))}
    assert "spoke" not in rows(one, reach=late)[0]


def test_reviews_outside_the_period_are_not_counted_and_two_on_one_day_are_one():
    found = rows(review(date(2025, 5, 31)), review(FIRST, ""), review(FIRST, "PN5"), review(LAST), review(ON))

    assert [(one["review_date"], one["took_part"]) for one in found] == [(FIRST, "PN5"), (LAST, "PN1")]


def test_of_two_visits_on_one_day_the_one_at_which_more_was_seen_stands():
    day = date(2025, 7, 1)
    visits = [Event("care-visit", day, code) for code in ("seen", "not-seen", "seen-alone", "")]

    assert [one["seen"] for one in visit_rows("A1", visits, first=FIRST, last=LAST)] == ["seen-alone"]
    assert [one["seen"] for one in visit_rows("A1", visits[-1:], first=FIRST, last=LAST)] == [None]
    strange = Event("care-visit", day, "by video")
    assert [one["seen"] for one in visit_rows("A1", [strange], first=FIRST, last=LAST)] == [None]


@pytest.mark.parametrize(
    ("works", "number", "months"),
    [
        ([Works(date(2024, 1, 5), None, "a")], "1", 29),
        ([Works(date(2024, 1, 5), date(2025, 6, 22), "a"), Works(date(2025, 6, 22), None, "b")], "1", 12),
        ([Works(date(2024, 1, 5), date(2025, 6, 23), "a"), Works(date(2025, 6, 23), None, "b")], "2", 11),
        ([Works(date(2024, 1, 5), date(2025, 9, 1), "a"), Works(date(2025, 9, 1), None, "a")], "1", 29),
        ([Works(date(2024, 1, 5), date(2025, 9, 1), "a"), Works(date(2025, 9, 2), None, "a")], "1", 9),
        ([Works(date(2025, 9, day), date(2025, 9, day + 1), str(day)) for day in (1, 3, 5, 7)], "3 or more", None),
        ([], None, None),
    ],
    ids=["one", "ended a year ago", "ended within", "one after the other", "with a break", "many, none now", "nobody"],
)
def test_workers_of_twelve_months_are_counted_and_the_present_one_in_months(works, number, months):
    row = child_row("A1", since=date(2024, 1, 5), works=works, events=(), reach={}, on=ON)

    assert (row["workers_in_12_months"], row["months_with_worker"]) == (number, months)
    assert row["is_a_year_in_care"] is True
    assert row["advocate"] is None


def test_of_two_present_workers_the_last_to_begin_counts():
    both = [Works(date(2024, 1, 5), None, "a"), Works(date(2026, 3, 22), None, "b")]

    assert months_with_present(both, on=ON) == 3


def test_the_number_in_the_middle_lies_between_two_where_there_are_two():
    assert (median([]), median([5]), median([9, 1, 5]), median([1, 2])) == (None, 5.0, 5.0, 1.5)
