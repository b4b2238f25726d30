"""Calendars as tables, so that no engine reckons with dates: what a day is, what a month is, which days are worked on.

calendar(day, month_index, dom) · month(month_index, first_day, days) · working_rank(calendar, day, working_rank): how
many working days of that calendar there were up to and with a day · working_day(calendar, working_rank, day): the other
way round, with rank 0 for the day before the calendar's first. Days are numbers since 1 January 1970.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lineofsight.sight.history import Calendars

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(1940, 1, 1), date(2129, 12, 31)
"""The days of which the months are known: longer than any child's facts and the longest limit after them."""

Rows = tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarTables:
    """The rows of the four tables, sorted."""

    calendar: Rows
    month: Rows
    working_rank: Rows
    working_day: Rows


def calendar_tables(calendars: Calendars) -> CalendarTables:
    """The tables of these calendars."""
    days = tuple(_days(FIRST, LAST))
    months = {(day.year * 12 + day.month): day for day in days if day.day == 1}
    firsts = [*months.items(), (0, LAST + timedelta(days=1))]
    ranks: list[tuple[str | int, ...]] = []
    working: list[tuple[str | int, ...]] = []
    for id, known in sorted(calendars.items()):
        before = number(known.first) - 1
        rank = 0
        ranks.append((id, before, 0))
        working.append((id, 0, before))
        for day in _days(known.first, known.last):
            if day.weekday() < 5 and day not in known.days_off:
                rank += 1
                working.append((id, rank, number(day)))
            ranks.append((id, number(day), rank))
    return CalendarTables(
        calendar=tuple((number(day), day.year * 12 + day.month, day.day) for day in days),
        month=tuple(
            (index, number(first), (following - first).days) for (index, first), (_, following) in pairwise(firsts)
        ),
        working_rank=tuple(ranks),
        working_day=tuple(working),
    )


def number(day: date) -> int:
    """A day as its number."""
    return (day - EPOCH).days


def _days(first: date, last: date) -> Iterator[date]:
    for away in range((last - first).days + 1):
        yield first + timedelta(days=away)
