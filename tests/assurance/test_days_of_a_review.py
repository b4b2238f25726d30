"""The days of a review: told with their source and calendar, in time or late, and «not known» as a value of its own."""

from datetime import date

import pytest

from lineofsight.assurance.actions.days import DayDoesNotFit, say_day
from lineofsight.assurance.models import ReviewDay
from lineofsight.assurance.queries.days import clocks_of, days_of, moments_of
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.clocks import ClockState, clock_now
from lineofsight.library.clock import Calendar, ReviewClock, ReviewMoment
from lineofsight.library.shelf import load
from lineofsight.partnership.policy import Forbidden
from lineofsight.trail.models import Event

AWARE, NOTIFIED = ReviewMoment.AWARE, ReviewMoment.NOTIFIED
ENGLAND = load().newest(Calendar, "england-bank-holidays")
MONDAY = date(2026, 6, 1)
LAST = date(2026, 6, 8)


def clock(id: str) -> ReviewClock:
    return load().newest(ReviewClock, id)


def notify(today: date, **days: date | None):
    said = {ReviewMoment(what): day for what, day in days.items()}
    return clock_now(clock("notify-the-panel"), days=said, today=today, calendar=ENGLAND)


@pytest.mark.parametrize(
    ("done", "today", "state", "says"),
    [
        (LAST, LAST, ClockState.MET, "Done on 8 June 2026, in time: the last day was 8 June 2026."),
        (date(2026, 6, 9), LAST, ClockState.LATE, "Done on 9 June 2026, 1 day after 8 June 2026."),
        (None, date(2026, 6, 5), ClockState.DUE, "Due in 3 days, on 8 June 2026."),
        (None, LAST, ClockState.DUE_TODAY, "Due today."),
        (None, date(2026, 6, 10), ClockState.OVERDUE, "Overdue by 2 days: the last day was 8 June 2026."),
    ],
)
def test_a_step_is_in_time_up_to_and_on_its_last_day(done, today, state, says):
    days = {"aware": MONDAY} | ({"notified": done} if done else {})
    now = notify(today, **days)

    assert (now.state, now.last, now.says) == (state, LAST, says)


def test_an_unknown_day_a_day_that_nobody_entered_and_a_year_without_a_calendar_count_nothing():
    unknown = notify(LAST, aware=None)
    missing = notify(LAST)
    beyond = notify(date(2037, 6, 30), aware=date(2037, 6, 2))

    assert {now.state for now in (unknown, missing, beyond)} == {ClockState.NOT_KNOWN}
    assert "is not known" in unknown.says
    assert "has not been entered" in missing.says
    assert "knows the years" in beyond.says


def test_a_day_of_doing_that_is_not_known_is_never_taken_for_in_time():
    now = notify(date(2026, 7, 1), aware=MONDAY, notified=None)

    assert (now.state, now.last) == (ClockState.NOT_KNOWN, LAST)


def test_an_end_before_its_start_is_told_and_not_counted_as_in_time():
    now = notify(LAST, aware=MONDAY, notified=date(2026, 5, 1))

    assert now.state is ClockState.NOT_KNOWN
    assert "One day is wrong" in now.says


@pytest.mark.parametrize(
    ("published", "today", "state"),
    [
        (None, date(2026, 6, 3), ClockState.DUE),
        (None, date(2026, 6, 10), ClockState.MET),
        (date(2026, 6, 10), date(2026, 6, 20), ClockState.MET),
        (date(2026, 6, 9), date(2026, 6, 20), ClockState.LATE),
    ],
)
def test_what_must_have_been_there_so_long_is_late_when_it_comes_too_early(published, today, state):
    days = {ReviewMoment.COPY_SENT: MONDAY} | ({ReviewMoment.PUBLISHED: published} if published else {})

    now = clock_now(clock("copy-before-publication"), days=days, today=today, calendar=ENGLAND)

    assert (now.state, now.last) == (state, date(2026, 6, 10))


def test_a_day_is_said_and_said_again_and_the_first_stays_in_the_history(review, unit):
    say_day(review=review, what=AWARE, day=date(2026, 6, 15), note="", by=unit)
    say_day(review=review, what=AWARE, day=date(2026, 6, 12), note="The letter says so.", by=unit)

    assert days_of(review, unit)[AWARE].day == date(2026, 6, 12)
    assert ReviewDay.objects.count() == 2
    assert Event.objects.filter(act="review.day said").count() == 2


def test_not_known_needs_a_reason_and_a_day_to_come_is_refused(review, unit):
    with pytest.raises(DayDoesNotFit, match="Say why"):
        say_day(review=review, what=AWARE, day=None, note=" ", by=unit)
    with pytest.raises(DayDoesNotFit, match="in the past"):
        say_day(review=review, what=AWARE, day=date(2026, 6, 23), note="", by=unit)
    say_day(review=review, what=AWARE, day=None, note="The minutes are lost.", by=unit)

    states = {now.clock.id: now.state for now, _ in clocks_of(review, unit)}
    assert states["notify-the-panel"] is ClockState.NOT_KNOWN


def test_an_agency_cannot_say_a_day_of_the_review(review, lead):
    with pytest.raises(Forbidden):
        say_day(review=review, what=AWARE, day=MONDAY, note="", by=lead)


def test_each_kind_of_review_has_its_own_days_with_source_and_calendar(review, unit):
    told = clocks_of(review, unit)

    assert [now.clock.id for now, _ in told] == ["notify-the-panel", "publish-the-review", "copy-before-publication"]
    assert all(now.clock.source and not now.clock.checked for now, _ in told)
    assert [calendar.id if calendar else "" for _, calendar in told] == [
        "england-bank-holidays",
        "",
        "england-bank-holidays",
    ]
    assert ReviewMoment.RAPID_REVIEW_DONE not in moments_of(review, unit)


def test_a_review_of_a_kind_without_days_has_none(review, unit):
    review.kind = ReviewKind.AUDIT
    review.save(update_fields=["kind"])

    assert clocks_of(review, unit) == ()
    assert moments_of(review, unit) == ()
