"""Who is in date on a day, when a survey is open, and what a code that somebody makes gives away: plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.course import Course, SurveyState
from lineofsight.library.requirement import Holds, Requirement
from lineofsight.library.shelf import load
from lineofsight.records.learning.rules import (
    Moment,
    Refused,
    is_shown,
    moments_open,
    pair_of,
    reminders_due,
    standing,
    survey_state,
)

SHELF = load()
REQUIRED = SHELF.newest(Requirement, "keeping-babies-safe-by-role")
COURSE = SHELF.newest(Course, "cannabis-and-parenting")
HELD = date(2026, 3, 2)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@given(since=DAYS, attended=st.lists(DAYS, max_size=4), later=st.lists(DAYS, max_size=3), on=DAYS)
@settings(max_examples=100, deadline=None)
def test_what_happens_after_a_day_never_changes_how_somebody_stood_on_it(since, attended, later, on):
    then = standing(REQUIRED, since=since, long_leave_since=None, attended=attended, on=on)
    known_since = [*attended, *(day for day in later if day > on)]

    assert standing(REQUIRED, since=since, long_leave_since=None, attended=known_since, on=on) == then
    assert then.is_counted is (then.holds is not Holds.NOT_YET_DUE)


@given(since=DAYS, attended=st.lists(DAYS, max_size=3), away=DAYS, on=DAYS)
@settings(max_examples=100, deadline=None)
def test_whoever_is_on_long_leave_stands_apart_and_everybody_else_does_not(since, attended, away, on):
    how = standing(REQUIRED, since=since, long_leave_since=away, attended=attended, on=on)

    assert (how.holds is Holds.ON_LONG_LEAVE) is (away <= on)
    assert how.is_counted is (how.holds in (Holds.IN_DATE, Holds.OUT_OF_DATE, Holds.NOT_HELD))


def test_the_survey_opens_in_its_first_week_and_reminds_in_the_weeks_of_the_library():
    first, last = HELD + timedelta(weeks=6), HELD + timedelta(weeks=12)

    assert survey_state(COURSE, held=HELD, on=first - timedelta(days=1)) is SurveyState.NOT_YET
    assert survey_state(COURSE, held=HELD, on=first) is SurveyState.OPEN
    assert survey_state(COURSE, held=HELD, on=last) is SurveyState.OPEN
    assert survey_state(COURSE, held=HELD, on=last + timedelta(days=1)) is SurveyState.OVER
    assert reminders_due(COURSE, held=HELD, on=first) == (6,)
    assert reminders_due(COURSE, held=HELD, on=last) == (6, 9)
    assert reminders_due(COURSE, held=HELD, on=last + timedelta(days=1)) == ()


def test_on_the_day_itself_both_the_first_and_the_second_questions_can_be_answered():
    assert moments_open(COURSE, held=HELD, on=HELD - timedelta(days=1)) == (Moment.BEFORE,)
    assert moments_open(COURSE, held=HELD, on=HELD) == (Moment.BEFORE, Moment.AFTER)
    assert moments_open(COURSE, held=HELD, on=HELD + timedelta(days=14)) == (Moment.AFTER,)
    assert moments_open(COURSE, held=HELD, on=HELD + timedelta(days=15)) == ()
    assert moments_open(COURSE, held=HELD, on=HELD + timedelta(weeks=6)) == (Moment.LATER,)


def test_a_code_is_the_same_however_it_is_written_and_another_in_every_session():
    one = pair_of("secret of a session", "Oak Lane 7")

    assert pair_of("secret of a session", " oak-lane 7 ") == one
    assert pair_of("secret of another", "Oak Lane 7") != one
    assert "oak" not in one


def test_a_code_that_is_nobody_s_own_is_refused():
    with pytest.raises(Refused, match="at least 4"):
        pair_of("secret", "a-1")


def test_answers_are_shown_from_the_number_of_the_course_on():
    assert not is_shown(COURSE, answered=COURSE.feedback_from - 1)
    assert is_shown(COURSE, answered=COURSE.feedback_from)
