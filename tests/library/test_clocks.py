"""Working days are counted by a calendar whose days off are all working days of the week."""

from datetime import date, timedelta

from lineofsight.library.clock import Calendar, ReviewClock, last_day
from lineofsight.library.shelf import load

ENGLAND = load().newest(Calendar, "england-bank-holidays")


def test_a_clock_of_working_days_never_ends_on_a_day_off():
    clock = load().newest(ReviewClock, "notify-the-panel")
    for back in range(0, 1000, 7):
        ends = last_day(clock, starts=date(2026, 6, 22) - timedelta(days=back), calendar=ENGLAND)
        assert ends.weekday() < 5
        assert ends not in ENGLAND.days_off
