"""Working days are counted by a calendar whose days off are all working days of the week."""

from datetime import date, timedelta

import pytest

from lineofsight.library.clock import Calendar, ReviewClock, last_day
from lineofsight.library.shelf import load

ENGLAND = load().history(Calendar, "england-bank-holidays")[-1]


def test_every_day_off_is_known_once_and_falls_on_a_day_of_work():
    assert len(set(ENGLAND.days_off)) == len(ENGLAND.days_off)
    assert all(day.weekday() < 5 for day in ENGLAND.days_off)
    years = [day.year for day in ENGLAND.days_off]
    # Eight each year; one more in 2023 for the coronation, two more in 2022 for the jubilee and the funeral.
    assert {year: years.count(year) for year in range(2020, 2029)} == {
        **dict.fromkeys(range(2020, 2029), 8),
        2022: 10,
        2023: 9,
    }


@pytest.mark.parametrize("year", range(2020, 2029))
def test_good_friday_and_easter_monday_stand_where_easter_is(year):
    # The anonymous Gregorian reckoning of Easter.
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    easter = date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)

    assert {easter - timedelta(days=2), easter + timedelta(days=1)} <= set(ENGLAND.days_off)


def test_a_clock_of_working_days_never_ends_on_a_day_off():
    clock = load().history(ReviewClock, "notify-the-panel")[-1]
    for back in range(0, 1000, 7):
        ends = last_day(clock, starts=date(2026, 6, 22) - timedelta(days=back), calendar=ENGLAND)
        assert ends.weekday() < 5
        assert ends not in ENGLAND.days_off
