"""The same people asked before and after: how many rose, stayed and fell, before any mean. Plain numbers.

Only those asked twice are compared; how many came stands beside them, because those who did not answer are not known.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from lineofsight.measures.student import t_for

# Fewer say too little of others for a range of their mean (domain.md 7: n paired of n attended).
FEWEST_FOR_RANGE = 10


@dataclass(frozen=True, slots=True)
class MeanRange:
    """Between which two changes that of everybody like them probably lies, on the scale of the answers."""

    low: float
    high: float

    def words(self) -> str:
        """«0.4 to 0.9», «-0.1 to 0.3»."""
        return f"{tenths(self.low)} to {tenths(self.high)}"


@dataclass(frozen=True, slots=True)
class Paired:
    """n of `attended` answered twice. `mean` is that of the changes, None of nobody.

    interval: 95 %, by Student's t; None of fewer than ten, and where all changed alike: that has no spread to go by.
    """

    n: int
    attended: int
    rose: int
    same: int
    fell: int
    mean: float | None
    interval: MeanRange | None

    @property
    def sentence(self) -> str:
        """«31 of 40 who came answered twice: 22 higher after, 7 the same, 2 lower. Mean change +0.8 (0.5 to 1.1).»"""
        if self.mean is None:
            return f"None of the {self.attended} who came answered twice."
        ranged = f" ({self.interval.words()})" if self.interval else ""
        return (
            f"{self.n} of {self.attended} who came answered twice: {self.rose} higher after, {self.same} the same,"
            f" {self.fell} lower. Mean change {_signed(self.mean)}{ranged}."
        )


def paired(before_after: Sequence[tuple[int, int]], *, attended: int) -> Paired:
    """The change of those who answered before and after. Raises ValueError if they are more than those who came."""
    changes = [after - before for before, after in before_after]
    if len(changes) > attended:
        raise ValueError(f"{len(changes)} answered twice, of {attended} who came")
    return Paired(
        n=len(changes),
        attended=attended,
        rose=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        fell=sum(change < 0 for change in changes),
        mean=fmean(changes) if changes else None,
        interval=_interval(changes),
    )


def _interval(changes: Sequence[int]) -> MeanRange | None:
    if len(changes) < FEWEST_FOR_RANGE or len(set(changes)) == 1:
        return None
    mean, half = fmean(changes), t_for(len(changes) - 1) * stdev(changes) / math.sqrt(len(changes))
    return MeanRange(mean - half, mean + half)


def tenths(number: float) -> str:
    """One decimal, halves away from nought; nought has no sign."""
    rounded = math.copysign(math.floor(abs(number) * 10 + 0.5) / 10, number)
    return f"{rounded or 0.0:.1f}"


def _signed(number: float) -> str:
    return tenths(number) if tenths(number).startswith("-") or tenths(number) == "0.0" else f"+{tenths(number)}"
