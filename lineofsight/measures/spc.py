"""Whether a share has changed more than chance explains: an XmR chart's limits and its four rules. Plain numbers.

Source: domain.md §6.3 (limits: mean ± 2.66 × mean moving range; no verdict below 12 points).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

FEWEST = 12
_LIMIT, _DROP, _RUN = 2.66, 3.267, 7


class Signal(StrEnum):
    """By which rule a point says that something has changed."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR_THE_EDGE = "near the edge"
    ONE_SIDE = "one side"


class Verdict(StrEnum):
    """What may be said of the last point."""

    TOO_FEW = "too few"
    NO_CHANGE = "no change"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Found:
    """What one point says: by which rule, and whether it is higher or lower than before."""

    signal: Signal
    is_higher: bool


@dataclass(frozen=True)
class Chart:
    """The middle (below 12 points the median), the limits where there are any, and what each point says."""

    middle: float
    low: float | None
    high: float | None
    found: tuple[Found | None, ...]

    @property
    def verdict(self) -> Verdict:
        """What may be said of now: of the last point alone."""
        if self.low is None:
            return Verdict.TOO_FEW
        last = self.found[-1]
        if last is None:
            return Verdict.NO_CHANGE
        return Verdict.HIGHER if last.is_higher else Verdict.LOWER


def chart(values: Sequence[float]) -> Chart:
    """The chart of values in the order of time. Raises ValueError where there is none."""
    if not values:
        raise ValueError("no values to draw a chart of")
    if len(values) < FEWEST:
        return Chart(median(values), None, None, (None,) * len(values))
    mean, ranges = fmean(values), [abs(one - other) for one, other in zip(values[1:], values, strict=False)]
    usual = [one for one in ranges if one <= _DROP * fmean(ranges)]
    spread = _LIMIT * fmean(usual)
    return Chart(mean, mean - spread, mean + spread, tuple(_found(values, mean, spread)))


def _found(values: Sequence[float], mean: float, spread: float) -> list[Found | None]:
    found: list[Found | None] = [None] * len(values)

    def say(places: range | list[int], signal: Signal, *, is_higher: bool) -> None:
        for place in places:
            found[place] = found[place] or Found(signal, is_higher)

    for place, value in enumerate(values):
        if abs(value - mean) > spread:
            say([place], Signal.OUTSIDE, is_higher=value > mean)
    for end in range(_RUN, len(values) + 1):
        run = values[end - _RUN : end]
        steps = [one - other for one, other in zip(run[1:], run, strict=False)]
        places = range(end - _RUN, end)
        for is_higher in (True, False):
            sign = 1 if is_higher else -1
            if all(sign * (value - mean) > 0 for value in run):
                say(places, Signal.ONE_SIDE, is_higher=is_higher)
            if all(sign * step > 0 for step in steps):
                say(places, Signal.TREND, is_higher=is_higher)
    for end in range(3, len(values) + 1):
        three = range(end - 3, end)
        for is_higher in (True, False):
            sign = 1 if is_higher else -1
            far = [place for place in three if sign * (values[place] - mean) > spread * 2 / 3]
            if len(far) >= 2 and all(sign * (values[place] - mean) > 0 for place in three):
                say(far, Signal.NEAR_THE_EDGE, is_higher=is_higher)
    return found
