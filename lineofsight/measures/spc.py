"""Whether a share has changed more than chance explains: an XmR chart's limits and its four rules. Plain numbers.

Source: nhs-mdc. Limits are the mean ± 2.66 × the mean moving range, without ranges above 3.267 × their mean; the four
rules are a point outside, seven in a row each further than the one before, two of three near one edge with the third on
the same side, and seven on one side. Below 12 points there is no verdict (decision 0077).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
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
    mean, ranges = fmean(values), [abs(after - before) for before, after in pairwise(values)]
    usual = [one for one in ranges if one <= _DROP * fmean(ranges)]
    spread = _LIMIT * fmean(usual)
    return Chart(mean, mean - spread, mean + spread, tuple(_found([value - mean for value in values], spread)))


@dataclass(frozen=True, slots=True)
class Rebase:
    """From the value at this place on everything is judged anew, because of this. Nobody rebases without a reason."""

    at: int
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a chart is not begun anew without a reason")


@dataclass(frozen=True)
class Stretch:
    """The values from one rebase to the next, with their chart, and why they began anew («»: they are the first)."""

    first: int
    chart: Chart
    reason: str = ""


def stretches(values: Sequence[float], rebases: Sequence[Rebase] = ()) -> tuple[Stretch, ...]:
    """The charts of values between rebases. Raises ValueError for a place that begins nothing, or twice."""
    places = [rebase.at for rebase in rebases]
    if places != sorted(set(places)) or not all(0 < place < len(values) for place in places):
        raise ValueError(f"a chart of {len(values)} values cannot begin anew at {places}")
    starts = [(0, ""), *((rebase.at, rebase.reason) for rebase in rebases)]
    ends = [*places, len(values)]
    return tuple(
        Stretch(start, chart(values[start:end]), reason) for (start, reason), end in zip(starts, ends, strict=True)
    )


# What differs by less is the same: means are not exact to the last digit.
_SAME = 1e-9


def _found(off: Sequence[float], spread: float) -> list[Found | None]:
    """What each value says, by how far off the mean it is. Where several rules find it, the first of them is told:
    those about its level stand before the one about its direction."""
    found: list[Found | None] = [None] * len(off)

    def say(places: range | list[int], signal: Signal, *, is_higher: bool) -> None:
        for place in places:
            found[place] = found[place] or Found(signal, is_higher)

    for sign in (1, -1):
        # Seen from the other side, higher is lower: the rules are the same.
        ups, is_higher = [sign * one for one in off], sign > 0
        say([place for place, up in enumerate(ups) if up > spread + _SAME], Signal.OUTSIDE, is_higher=is_higher)
    for rule in (_one_side, _near_the_edge, _trend):
        for sign in (1, -1):
            ups, is_higher = [sign * one for one in off], sign > 0
            for places, signal in rule(ups, spread):
                say(places, signal, is_higher=is_higher)
    return found


_Said = Iterator[tuple[range | list[int], Signal]]


def _one_side(ups: Sequence[float], _spread: float) -> _Said:
    for places in _windows(ups, _RUN):
        if all(ups[place] > _SAME for place in places):
            yield places, Signal.ONE_SIDE


def _near_the_edge(ups: Sequence[float], spread: float) -> _Said:
    """Two of three beyond two thirds of the way to a limit, all three on that side."""
    for places in _windows(ups, 3):
        far = [place for place in places if ups[place] > spread * 2 / 3 + _SAME]
        if len(far) >= 2 and all(ups[place] > _SAME for place in places):
            yield far, Signal.NEAR_THE_EDGE


def _trend(ups: Sequence[float], _spread: float) -> _Said:
    for places in _windows(ups, _RUN):
        if all(ups[place + 1] - ups[place] > _SAME for place in places[:-1]):
            yield places, Signal.TREND


def _windows(values: Sequence[float], size: int) -> Iterator[range]:
    return (range(end - size, end) for end in range(size, len(values) + 1))
