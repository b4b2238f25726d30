"""How days are counted, one step at a time."""

from collections.abc import Sequence
from datetime import date, timedelta

from lineofsight.library.clock import Counted
from lineofsight.library.days import months_after
from lineofsight.sight.history import WorkingDays

ONE = timedelta(days=1)


class NoCalendar(Exception):
    """A day lies in a year of which the calendar does not know the days off."""


def later(day: date, within: int, counted_in: Counted, calendar: WorkingDays | None) -> date:
    """The last day in time when something is due within so long after a day, which itself is day nought.

    Months go to the same day of a later month, or to its last. Raises NoCalendar.
    """
    if counted_in is Counted.DAYS:
        return day + timedelta(days=within)
    if counted_in is Counted.MONTHS:
        return months_after(day, within)
    while within:
        day += ONE
        within -= is_working(day, calendar)
    return day


def earlier(day: date, by: int, counted_in: Counted, calendar: WorkingDays | None) -> date:
    """So many days, or working days, before a day. Raises NoCalendar."""
    if counted_in is not Counted.WORKING_DAYS:
        return day - timedelta(days=by)
    while by:
        day -= ONE
        by -= is_working(day, calendar)
    return day


def is_working(day: date, calendar: WorkingDays | None) -> bool:
    """Monday to Friday, and no day off. Raises NoCalendar."""
    if calendar is None or not calendar.first <= day <= calendar.last:
        raise NoCalendar
    return day.weekday() < 5 and day not in calendar.days_off


def last_of_month(day: date) -> date:
    """The last day of its month."""
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return next_month - ONE


def first_of_next_month(day: date) -> date:
    """The first day of the month after its own."""
    return last_of_month(day) + ONE


def cut(first: date, end: date | None, at: Sequence[date]) -> list[tuple[date, date | None]]:
    """The stretches [from, to) into which [first, end) falls apart at these days; end None: it goes on."""
    inside = sorted({day for day in at if day > first and (end is None or day < end)})
    starts = [first, *inside]
    return list(zip(starts, [*inside, end], strict=True)) if end is None or first < end else []
