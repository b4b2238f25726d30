"""Days as councils' systems write them: 2026-01-31, 31/01/2026, either with a time of day and a zone behind it.

A moment with a zone is the day that it was in England: 30 June at 23:00 in universal time was 1 July.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

_ZONE = r"(?: ?(?P<zone>[Zz]|[+-]\d{2}:?\d{2}))?"
_TIME = r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?)?" + _ZONE
_ENGLAND = ZoneInfo("Europe/London")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _TIME, re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _TIME, re.ASCII)
# Databases write an empty day as 1900 and an open end as 9999: neither is a day on which something happened.
FIRST_YEAR, LAST_YEAR = 1901, 2100


class NotADay(ValueError):
    """What stands there is not a day, or not one that can be."""


_NO_END = re.compile(
    r"(?:(?:2999|3\d{3}|[4-9]\d{3})-\d{2}-\d{2}|\d{1,2}/\d{1,2}/(?:2999|3\d{3}|[4-9]\d{3}))" + _TIME, re.ASCII
)


def is_no_end(text: str) -> bool:
    """Whether what stands there is how databases write «it goes on»: 31/12/2999, 9999-09-09."""
    return _NO_END.fullmatch(text) is not None


@lru_cache(maxsize=50_000)
def day_of(text: str, *, day_first: bool = True, year_first: bool = True) -> date:
    """The day that is written there. Raises NotADay.

    A day with slashes is day, month, year, as everywhere in England; a month never stands first.
    """
    if year_first and (found := _YEAR_FIRST.fullmatch(text)):
        year, month, day = map(int, found.groups()[:3])
    elif day_first and (found := _DAY_FIRST.fullmatch(text)):
        day, month, year = map(int, found.groups()[:3])
    else:
        raise NotADay
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay
    try:
        if not (found["zone"] and found["hour"]):
            return date(year, month, day)
        written = datetime(year, month, day, int(found["hour"]), int(found["minute"]), tzinfo=_zone(found["zone"]))
        return written.astimezone(_ENGLAND).date()
    except (ValueError, OverflowError):
        raise NotADay from None


def _zone(written: str) -> timezone:
    """Z, +01:00, -0530. Raises ValueError for more than a day."""
    if written in "Zz":
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def month_of(day: date) -> date:
    """The first day of its month: all that is kept of a day of birth."""
    return day.replace(day=1)
