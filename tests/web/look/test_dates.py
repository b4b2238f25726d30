from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from lineofsight.library.words import day_range
from lineofsight.web import dates
from lineofsight.web.jinja import environment

SUMMER = datetime(2026, 6, 22, 13, 32, tzinfo=UTC)


def test_a_day_is_told_long_and_in_tables_short():
    assert dates.long_day(date(2026, 6, 22)) == "22 June 2026"
    assert dates.short_day(date(2026, 9, 2)) == "2 Sep 2026"
    assert dates.month(date(2026, 6, 22)) == "June 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (SUMMER, "2:32pm"),
        (datetime(2026, 1, 5, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "12:00pm"),
        (datetime(2026, 1, 5, 23, 59, tzinfo=timezone(timedelta(hours=-5))), "4:59am"),
    ],
)
def test_a_clock_time_is_told_in_london(moment: datetime, words: str):
    assert dates.clock(moment) == words


def test_a_moment_late_in_the_evening_of_utc_is_the_next_day_in_london_in_summer():
    assert dates.moment(datetime(2026, 6, 22, 23, 30, tzinfo=UTC)) == "23 June 2026, 12:30am"
    assert dates.long_day(datetime(2026, 1, 22, 23, 30, tzinfo=UTC)) == "22 January 2026"


def test_a_moment_without_a_zone_is_not_printed():
    with pytest.raises(dates.MomentWithoutZone):
        dates.clock(SUMMER.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 6, 1), date(2026, 6, 30), "1 to 30 June 2026"),
        (date(2026, 5, 28), date(2026, 6, 3), "28 May to 3 June 2026"),
        (date(2025, 12, 20), date(2026, 1, 3), "20 December 2025 to 3 January 2026"),
        (date(2026, 6, 1), date(2026, 6, 1), "1 June 2026"),
    ],
)
def test_a_range_names_each_month_and_year_once(first: date, last: date, words: str):
    assert day_range(first, last) == words


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        day_range(date(2026, 6, 2), date(2026, 6, 1))


def test_templates_know_the_same_forms():
    source = "{{ d | day }}|{{ d | short_day }}|{{ d | month }}|{{ m | clock }}|{{ m | moment }}|{{ day_range(d, d) }}"

    told = environment().from_string(source).render(d=date(2026, 6, 22), m=SUMMER)

    assert told == "22 June 2026|22 Jun 2026|June 2026|2:32pm|22 June 2026, 2:32pm|22 June 2026"
