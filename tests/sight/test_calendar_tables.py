"""Calendars as tables say what real dates say; and DuckDB is opened so that nothing in it reaches out."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb as package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.clock import Counted
from lineofsight.library.shelf import load
from lineofsight.sight.calendar_tables import EPOCH, calendar_tables, number
from lineofsight.sight.engines.duck import Duck, duck
from lineofsight.sight.plain.days import later
from lineofsight.sight.shelf import in_use

CALENDARS = in_use(load()).calendars
ENGLAND = CALENDARS["england-bank-holidays"]
TABLES = calendar_tables(CALENDARS)
DAYS = {day: (month, dom) for day, month, dom in TABLES.calendar}
MONTHS = {index: (first, days) for index, first, days in TABLES.month}
RANKS = {day: rank for _, day, rank in TABLES.working_rank}
WORKING = {rank: day for _, rank, day in TABLES.working_day}


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 240))
def test_months_later_by_the_table_is_months_later_by_dates(day, months):
    index, dom = DAYS[number(day)]
    first, days = MONTHS[index + months]

    assert EPOCH + timedelta(days=first + min(dom, days) - 1) == later(day, months, Counted.MONTHS, None)


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1999, 12, 31), date(2035, 6, 30)), st.integers(1, 100))
def test_working_days_later_by_the_table_is_stepping_one_by_one(day, days):
    found = WORKING[RANKS[number(day)] + days]

    assert EPOCH + timedelta(days=found) == later(day, days, Counted.WORKING_DAYS, ENGLAND)


def test_the_tables_know_no_working_day_outside_the_years_of_the_calendar():
    assert min(RANKS) == number(ENGLAND.first) - 1
    assert max(RANKS) == number(ENGLAND.last)


@pytest.fixture(scope="module")
def database() -> Iterator[Duck]:
    with duck(CALENDARS) as found:
        yield found


@pytest.mark.parametrize(
    "reaching_out",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY child TO '/tmp/children.csv'",
        "INSTALL httpfs",
        "ATTACH '/tmp/other.duckdb'",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
    ],
)
def test_nothing_in_duckdb_reaches_files_the_network_or_its_settings(database, reaching_out):
    with pytest.raises(package.Error):
        database.execute(reaching_out)
