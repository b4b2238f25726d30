"""One thing that waits for somebody, and everything that does: the words of «My work»."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: what, where, and since when or until when."""

    text: str
    kind: str
    ref: str
    note: str = ""
    since: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class Work:
    """Everything that waits for one person, the most pressing first, and what comes up after that."""

    waiting: tuple[Waiting, ...]
    coming: tuple[Waiting, ...]
    reviews: int

    @property
    def lede(self) -> str:
        """The answer in a sentence."""
        count = len(self.waiting)
        if not count:
            return "Nothing waits for you."
        return "1 thing waits for you." if count == 1 else f"{count} things wait for you."


def days_from(day: date, due: date) -> str:
    """How far a day is: «in 10 days», «today», «12 days ago»."""
    away = (due - day).days
    if away == 0:
        return "today"
    if away == 1:
        return "tomorrow"
    if away == -1:
        return "yesterday"
    return f"in {away} days" if away > 0 else f"{-away} days ago"
