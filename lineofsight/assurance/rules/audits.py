"""When practice is seen to have changed: the same question, asked again in the same way, and a difference that is not
only chance.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.library.audit import Method
from lineofsight.measures.intervals import wilson
from lineofsight.partnership.moves import Conflict


class AuditFindingState(StrEnum):
    """A finding is open until practice is seen to have changed."""

    OPEN = "open"
    CLOSED = "closed"


class NotSeenToChange(Conflict):
    """A finding cannot be closed by this round. The sentence says why."""


@dataclass(frozen=True)
class Asked:
    """What a round found in one area: n good or better of N, the files chosen so."""

    n: int
    of: int
    method: Method


def moved_between(before: Asked, after: Asked) -> tuple[float, float]:
    """Between which two numbers the difference of the shares probably lies (Newcombe's, of two Wilson ranges)."""
    first, second = wilson(before.n, before.of), wilson(after.n, after.of)
    then, now = before.n / before.of, after.n / after.of
    low = now - then - math.sqrt((now - second.low) ** 2 + (first.high - then) ** 2)
    high = now - then + math.sqrt((second.high - now) ** 2 + (then - first.low) ** 2)
    return low, high


def why_not_changed(before: Asked, after: Asked) -> str:
    """Why practice is not seen to have changed; "" where it is."""
    if before.method is not after.method:
        return (
            "The two rounds chose their files in different ways, one at random and one for a theme, so they cannot be "
            "compared. Ask again in the same way."
        )
    if not after.of:
        return "No file has a grade in this area yet."
    if after.n * before.of <= before.n * after.of:
        return "The share that is good or better has not risen."
    if moved_between(before, after)[0] <= 0:
        return "It has risen by no more than other files, chosen in the same way, could have given by chance."
    return ""


def change_told(before: Asked, after: Asked) -> str:
    """The two rounds in a sentence, absolute numbers first: «from 9 of 24 to 19 of 24»."""
    return f"from {before.n} of {before.of} to {after.n} of {after.of} good or better"
