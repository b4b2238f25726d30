"""How many things were due and how many of them in time: by month, and by what one asks. Plain values.

n of N never hides what is not known: it stands beside both, and in neither.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Obligation

Key = TypeVar("Key", bound=Hashable)
_COUNTED = (Status.MET, Status.LATE, Status.MISSED, Status.OVERDUE)


@dataclass(frozen=True, slots=True)
class Tally:
    """in_time of `of` that were due; beside them how many of which nobody can tell."""

    in_time: int = 0
    of: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.in_time + other.in_time, self.of + other.of, self.unknown + other.unknown)

    @property
    def share(self) -> float | None:
        """The share in time; None where nothing was due, which is not nought."""
        return self.in_time / self.of if self.of else None


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def months_until(last: date, *, how_many: int) -> tuple[date, ...]:
    """The first days of so many months, the last of them that of `last`, oldest first."""
    number = last.year * 12 + last.month - 1
    return tuple(date(each // 12, each % 12 + 1, 1) for each in range(number - how_many + 1, number + 1))


def tally(found: Iterable[Obligation], by: Callable[[Obligation], Key | None]) -> dict[Key, Tally]:
    """Count by a key; what has none is left out. What is still ahead counts nowhere."""
    counted: dict[Key, Tally] = {}
    for one in found:
        key = by(one) if one.status is not Status.DUE else None
        if key is not None:
            counted[key] = counted.get(key, Tally()) + tally_of(one)
    return counted


def tally_of(one: Obligation) -> Tally:
    """One thing that was due, counted: in time or not, or not known."""
    if one.status in _COUNTED:
        return Tally(in_time=int(one.status is Status.MET), of=1)
    return Tally(unknown=1)
