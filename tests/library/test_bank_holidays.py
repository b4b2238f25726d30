"""The calendar of England against two public packages, over every year that each knows, and by its own rules."""

from collections import Counter
from datetime import date, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from lineofsight.library.clock import Calendar
from lineofsight.library.shelf import load

ENGLAND = load().newest(Calendar, "england-bank-holidays")
YEARS = range(ENGLAND.first_year, ENGLAND.last_year + 1)
# Added for one year only: jubilees, a wedding, a funeral, a coronation.
MORE_THAN_EIGHT = {2002: 9, 2011: 9, 2012: 9, 2022: 10, 2023: 9}


def on_days_of_work(days: set[date]) -> set[date]:
    return {day for day in days if day.weekday() < 5}


def ours(years: range) -> set[date]:
    return {day for day in ENGLAND.days_off if day.year in years}


def test_it_knows_2000_to_2035():
    assert (YEARS[0], YEARS[-1]) == (2000, 2035)


def test_every_day_off_stands_once_in_order_and_on_a_day_of_work():
    assert list(ENGLAND.days_off) == sorted(set(ENGLAND.days_off))
    assert all(day.weekday() < 5 for day in ENGLAND.days_off)


def test_a_year_has_eight_days_off_but_for_those_that_had_more():
    counted = Counter(day.year for day in ENGLAND.days_off)

    assert counted == dict.fromkeys(YEARS, 8) | MORE_THAN_EIGHT


def test_the_package_holidays_says_the_same_in_every_year():
    theirs = set(holidays.country_holidays("GB", subdiv="ENG", years=YEARS, observed=True))

    assert ours(YEARS) == on_days_of_work(theirs)


def test_the_package_of_govuk_says_the_same_in_every_year_that_it_holds():
    told = {each["date"] for each in BankHolidays(use_cached_holidays=True).get_holidays("england-and-wales")}
    years = range(min(told).year, max(told).year + 1)

    assert len(years) >= 15
    assert ours(years) == on_days_of_work(told)


@pytest.mark.parametrize("year", YEARS)
def test_good_friday_and_easter_monday_stand_where_easter_is(year):
    # The anonymous Gregorian reckoning of Easter.
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    easter = date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)

    assert {easter - timedelta(days=2), easter + timedelta(days=1)} <= set(ENGLAND.days_off)
