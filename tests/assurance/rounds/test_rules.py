"""What is true of rounds, on plain values."""

from datetime import date

import pytest

from lineofsight.assurance.rules.rounds import (
    LONGEST_ANSWER,
    LONGEST_PUBLIC,
    YEARS_BACK,
    AnswerKind,
    AnswerRefused,
    CannotAnswer,
    Count,
    Said,
    check_answer,
    check_open,
    count,
    is_late,
)
from lineofsight.packs import content

MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)
ROUND = {"label": "Round 2", "opens_date": TUESDAY}


def test_an_answer_on_the_first_day_is_taken():
    check_open(state="open", day=TUESDAY, **ROUND)


def test_an_answer_before_the_first_day_is_told_when_it_opens():
    with pytest.raises(CannotAnswer, match="opens on 23 June 2026"):
        check_open(state="open", day=MONDAY, **ROUND)


def test_an_answer_to_a_closed_round_is_told_who_can_ask_again():
    with pytest.raises(CannotAnswer, match="The business manager can open another round"):
        check_open(state="closed", day=TUESDAY, **ROUND)


def test_nothing_has_changed_says_the_last_words_again_as_at_today():
    assert check_answer(Said(AnswerKind.UNCHANGED), last="It goes out.", day=MONDAY) == ("It goes out.", MONDAY)


@pytest.mark.parametrize(
    "said, last, told",
    [
        (Said(AnswerKind.UNCHANGED), "", "Nothing was said before"),
        (Said(AnswerKind.NOTHING, "  "), "Before.", "Say why"),
        (Said(AnswerKind.UPDATE, " \n"), "", "Say what has happened"),
        (Said(AnswerKind.UPDATE, "x" * 1201), "", "1,201 characters"),
        (Said(AnswerKind.UPDATE, "Done.", TUESDAY), "", "today or in the past"),
        (Said(AnswerKind.UPDATE, "–"), "", "Say what has happened"),
        (Said(AnswerKind.UPDATE, "Done.", date(1926, 6, 22)), "", "more than 10 years ago"),
    ],
)
def test_what_cannot_stand_as_an_answer_says_what_is_missing(said, last, told):
    with pytest.raises(AnswerRefused, match=told):
        check_answer(said, last=last, day=MONDAY)


def test_control_short_words_of_an_earlier_year_stand():
    said = Said(AnswerKind.UPDATE, "9", date(2016, 6, 22))

    assert check_answer(said, last="", day=MONDAY) == ("9", date(2016, 6, 22))


def test_how_long_an_answer_can_be_is_the_same_in_a_pack():
    assert (content.LONGEST, content.LONGEST_PUBLIC, content.YEARS_BACK) == (LONGEST_ANSWER, LONGEST_PUBLIC, YEARS_BACK)


def test_answers_are_counted_with_those_that_report_nothing():
    found = count(["update", "", "nothing to report", "unchanged"])

    assert (found, found.missing, found.is_silent) == (Count(3, 4, 1), 1, False)
    assert count(["", ""]).is_silent
    assert not count([]).is_silent


def test_an_agency_is_late_the_day_after_and_only_while_something_is_missing():
    late = [
        is_late(due_date=MONDAY, day=day, missing=missing) for day, missing in ((MONDAY, 1), (TUESDAY, 1), (TUESDAY, 0))
    ]

    assert late == [False, True, False]
