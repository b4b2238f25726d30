"""How many of those who began together are still there, month by month, although not all have been followed as long.

Source: kaplan-meier-1958, with the log-log interval; the numbers followed stand below the curve (kmunicate-2019).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.measures.figure import whole_percent
from lineofsight.measures.intervals import Z_95, Interval

# Where fewer are followed the line stops: one who leaves would make it fall by a tenth.
FEWEST_FOLLOWED = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One month: how many were followed into it, how many left in it, and the share still there at its end.

    `ended`: how many are still there but were not followed further; `interval` None before anybody left or after all.
    """

    month: int
    followed: int
    left: int
    ended: int
    share: float
    interval: Interval | None

    @property
    def still(self) -> int:
        """How many are known to be still there at the end of the month."""
        return self.followed - self.left


@dataclass(frozen=True)
class Cohort:
    """All n who began, and a step for each month up to the last in which enough were followed."""

    n: int
    steps: tuple[Step, ...]
    is_cut: bool

    @property
    def last(self) -> Step | None:
        """The last month of which something may be said."""
        return self.steps[-1] if self.steps else None

    @property
    def is_followed_whole(self) -> bool:
        """Whether nobody who is still there was lost from sight before the last month."""
        return not any(step.ended for step in self.steps[:-1])

    @property
    def sentence(self) -> str:
        """«31 of 43 (72%; 56% to 83%) were still in post after 36 months.»"""
        last = self.last
        if last is None:
            return (
                f"{self.n} began: too few to draw a curve of, {FEWEST_FOLLOWED} are needed." if self.n else "No cases."
            )
        ranged = f"; {last.interval.words()}" if last.interval else ""
        after = f"after {last.month} month{'' if last.month == 1 else 's'}"
        share = round(last.share * 10_000)
        percent = whole_percent(last.still, self.n) if self.is_followed_whole else whole_percent(share, 10_000)
        said = f"{last.still} of {self.n} ({percent}%{ranged}) were still in post {after}."
        if not self.is_followed_whole:
            said = (
                f"Likely {percent}%{ranged and f' ({ranged[2:]})'} of {self.n} were still in post {after};"
                f" {last.followed} of them were followed so long."
            )
        stops = f" The line stops there: fewer than {FEWEST_FOLLOWED} were followed longer." if self.is_cut else ""
        return said + stops


def curve(spans: Sequence[tuple[int, bool]]) -> Cohort:
    """The curve of spans: whole months each was followed, and whether they left then. Raises ValueError below 0."""
    if any(months < 0 for months, _ in spans):
        raise ValueError("nobody is followed for fewer than no months")
    longest = max((months for months, _ in spans), default=-1)
    steps: list[Step] = []
    share, spread = 1.0, 0.0
    for month in range(longest + 1):
        followed = sum(months >= month for months, _ in spans)
        if followed < FEWEST_FOLLOWED:
            break
        left = sum(months == month and has_left for months, has_left in spans)
        ended = sum(months == month and not has_left for months, has_left in spans)
        share *= 1 - left / followed
        # Greenwood's sum; where all have left there is nothing to estimate.
        spread += left / (followed * (followed - left)) if left < followed else 0.0
        steps.append(Step(month, followed, left, ended, share, _interval(share, spread)))
    return Cohort(len(spans), tuple(steps), is_cut=len(steps) <= longest)


def _interval(share: float, spread: float) -> Interval | None:
    if not 0 < share < 1:
        return None
    width = Z_95 * math.sqrt(spread) / abs(math.log(share))
    return Interval(share ** math.exp(width), share ** math.exp(-width))
