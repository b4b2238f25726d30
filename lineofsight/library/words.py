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


def listed(words: Iterable[str]) -> str:
    """«E1», «E1 and E2», «E1, E2 and E3»."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, one: str, many: str) -> str:
    """«1 sentence», «12 sentences»: a count and what it counts."""
    return f"{number} {one if number == 1 else many}"
