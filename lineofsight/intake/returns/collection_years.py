"""Which years a return is about, told from its days, although some of them are wrong."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

# A year with fewer days than one in a hundred of the fullest year's is made of mistakes: it neither begins nor ends
# what the return holds. In a small return any year that lies next to the others counts.
_ONE_IN = 100


def year_of(day: date) -> int:
    """The year in which the collection year of a day begins: it runs from 1 April to 31 March."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """The first day of a collection year."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """The last day of a collection year."""
    return date(year + 1, 3, 31)


def fullest(days: Iterable[date]) -> int | None:
    """The collection year of most of these days, the earlier of two that are equally full; None without any day."""
    counted = Counter(map(year_of, days))
    return max(counted, key=lambda year: (counted[year], -year)) if counted else None


def reach(days: Iterable[date]) -> tuple[int, int] | None:
    """The first and last collection year of these days, from the fullest one outwards as long as years are not empty.

    None without any day. Of two years that are equally full the later is taken.
    """
    counted = Counter(map(year_of, days))
    if not counted:
        return None
    most = max(counted, key=lambda year: (counted[year], year))
    enough = counted[most] / _ONE_IN
    first = last = most
    while counted.get(first - 1, 0) >= enough and counted.get(first - 1):
        first -= 1
    while counted.get(last + 1, 0) >= enough and counted.get(last + 1):
        last += 1
    return first, last
