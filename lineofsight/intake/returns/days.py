"""Days as councils' systems write them: 2026-01-31, 31/01/2026, either with a time of day behind it."""

import re
from datetime import date
from functools import lru_cache

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _TIME, re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _TIME, re.ASCII)
# Databases write an empty day as 1900 and an open end as 9999: neither is a day on which something happened.
FIRST_YEAR, LAST_YEAR = 1901, 2100


class NotADay(ValueError):
    """What stands there is not a day, or not one that can be."""


_NO_END = re.compile(
    r"(?:2999|3\d{3}|[4-9]\d{3})-\d{2}-\d{2}" + _TIME + r"|\d{1,2}/\d{1,2}/(?:2999|3\d{3}|[4-9]\d{3})" + _TIME, re.ASCII
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
        year, month, day = map(int, found.groups())
    elif day_first and (found := _DAY_FIRST.fullmatch(text)):
        day, month, year = map(int, found.groups())
    else:
        raise NotADay
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay from None


def month_of(day: date) -> date:
    """The first day of its month: all that is kept of a day of birth."""
    return day.replace(day=1)
