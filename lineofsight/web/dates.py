"""Days and moments in the one form that pages use (pages.md §5): «22 June 2026», «22 Jun 2026», «2:32pm».

All functions take a `date` or an aware `datetime`; a moment is told in the time of Europe/London. A naive `datetime`
raises `MomentWithoutZone`: guessing its zone would print a wrong hour for half of the year.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lineofsight.library.words import MONTHS, day_words

LONDON = ZoneInfo("Europe/London")


class MomentWithoutZone(ValueError):
    """A moment was to be printed that does not say in which zone it was told."""


def day_in_london(when: date | datetime) -> date:
    """Give the calendar day in London of a day (unchanged) or of an aware moment."""
    if not isinstance(when, datetime):
        return when
    return _in_london(when).date()


def _in_london(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise MomentWithoutZone("a moment needs its time zone to be printed")
    return when.astimezone(LONDON)


def long_day(when: date | datetime) -> str:
    """«22 June 2026»."""
    return day_words(day_in_london(when))


def short_day(when: date | datetime) -> str:
    """«22 Jun 2026», for tables. Three letters for every month, so that columns line up."""
    day = day_in_london(when)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def clock(when: datetime) -> str:
    """«2:32pm» in London; midnight and midday are told as «12:00am» and «12:00pm»."""
    moment = _in_london(when)
    return f"{moment.hour % 12 or 12}:{moment.minute:02d}{'am' if moment.hour < 12 else 'pm'}"


def moment(when: datetime) -> str:
    """«22 June 2026, 2:32pm»."""
    return f"{long_day(when)}, {clock(when)}"


def month(when: date) -> str:
    """«June 2026»."""
    return f"{MONTHS[when.month - 1]} {when.year}"
