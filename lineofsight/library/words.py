"""Days, counts and lists as people read them, for every room."""

from collections.abc import Iterable
from datetime import date

# Not the machine's own: its language may be another.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """«22 June 2026»."""
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """«June 2026»: the month of a day."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_range(first: date, last: date) -> str:
    """«1 to 30 June 2026», «28 May to 3 June 2026», «20 December 2025 to 3 January 2026»; one day stands alone.

    Raises ValueError when `last` lies before `first`.
    """
    if last < first:
        raise ValueError("a range ends before it begins")
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def quoted(words: Iterable[str]) -> str:
    """«North 1», «North 2»: words in quotation marks, with commas between."""
    return ", ".join(f"«{word}»" for word in words)


def listed(words: Iterable[str]) -> str:
    """«E1», «E1 and E2», «E1, E2 and E3»."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, one: str, many: str) -> str:
    """«1 sentence», «12 sentences»: a count and what it counts."""
    return f"{number} {one if number == 1 else many}"
