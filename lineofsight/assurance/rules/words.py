"""Days, counts and lists as they stand inside the sentences that rules make."""

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """«22 June 2026»."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def listed(words: Sequence[str]) -> str:
    """«E1», «E1 and E2», «E1, E2 and E3»."""
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """«1 sentence», «12 sentences»."""
    return f"{number} {one if number == 1 else many}"
