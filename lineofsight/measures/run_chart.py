"""A share by month as a drawing: a line with gaps, the middle, and limits where there are enough months to have any."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.measures.trends import FEWEST_IN_A_MONTH, Trend
from lineofsight.sight.drawing.svg import BETTER, INK, RULE, USUAL, WORSE, drawing, tag, words

_TOP, _LEFT, _RIGHT, _BOTTOM = 20, 48, 56, 56
# The middle of two months says nothing of the others.
_FEWEST_FOR_A_MIDDLE = 3
Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Month:
    """n in time of `of` that were due in a month; of nought there is a gap."""

    month: date
    n: int
    of: int


@dataclass(frozen=True)
class Run:
    """What is drawn, and what it says in words."""

    months: tuple[Month, ...]
    trend: Trend
    title: str
    description: str


def draw(run: Run, *, id: str, narrow: bool = False) -> str:
    """The chart as SVG, its axis from 0 to 100 %."""
    width, height = (320, 280) if narrow else (760, 320)
    room = (width - _LEFT - _RIGHT) / max(len(run.months) - 1, 1)

    def x(number: float) -> float:
        return _LEFT + room * number

    def y(share: float) -> float:
        return _TOP + (height - _TOP - _BOTTOM) * (1 - min(max(share, 0.0), 1.0))

    parts = [*_axes(run, x, y, narrow=narrow), *_limits(run, x, y), *_line(run, x, y), *_points(run, x, y)]
    return drawing(
        *parts, id=id, width=width, height=height, title=run.title, description=run.description, narrow=narrow
    )


def _axes(run: Run, x: Place, y: Place, *, narrow: bool) -> Iterator[str]:
    end = x(len(run.months) - 1)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield tag("path", d=f"M{_LEFT} {y(share):.1f}H{end:.1f}", stroke=RULE)
        yield words(f"{share:.0%}", x=_LEFT - 8, y=y(share) + 5, anchor="end", fill=USUAL)
    for number, one in enumerate(run.months):
        if one.month.month in ((4, 10) if narrow else (1, 4, 7, 10)):
            yield tag("path", d=f"M{x(number):.1f} {y(0):.1f}v6", stroke=USUAL)
            yield words(f"{one.month:%b}", x=x(number), y=y(0) + 22, anchor="middle", fill=USUAL)
            if one.month.month == 4:
                yield words(str(one.month.year), x=x(number), y=y(0) + 40, anchor="middle", fill=USUAL)


def _limits(run: Run, x: Place, y: Place) -> Iterator[str]:
    found = run.trend.chart
    if found is None or len(run.trend.judged) < _FEWEST_FOR_A_MIDDLE:
        return
    end = x(len(run.months) - 1)
    if found.low is not None and found.high is not None:
        top, bottom = y(found.high), y(found.low)
        yield tag("rect", x=_LEFT, y=top, width=end - _LEFT, height=bottom - top, fill=BETTER, fill_opacity=0.07)
        for share in (found.low, found.high):
            yield tag("path", d=f"M{_LEFT} {y(share):.1f}H{end:.1f}", stroke=USUAL, stroke_dasharray="6 4")
    yield tag("path", d=f"M{_LEFT} {y(found.middle):.1f}H{end:.1f}", stroke=INK, stroke_width=1.5)
    for place, text in _labels(run, y):
        yield words(text, x=end + 6, y=place + 5, fill=USUAL)


def _labels(run: Run, y: Place) -> list[tuple[float, str]]:
    """The shares at the right end, at least 18 px apart."""
    found = run.trend.chart
    assert found is not None, "asked only where there is a chart"
    shares = [one for one in (found.high, found.middle, found.low) if one is not None]
    placed: list[tuple[float, str]] = []
    for share in shares:
        place = max(y(share), placed[-1][0] + 18 if placed else 0.0)
        placed.append((place, f"{min(max(share, 0.0), 1.0):.0%}"))
    return placed


def _line(run: Run, x: Place, y: Place) -> Iterator[str]:
    """Month by month; a month without anything due is a gap."""
    path, is_down = "", False
    for number, one in enumerate(run.months):
        if one.of:
            path += f"{'L' if is_down else 'M'}{x(number):.1f} {y(one.n / one.of):.1f}"
        is_down = bool(one.of)
    if path:
        yield tag("path", d=path, fill="none", stroke=USUAL, stroke_width=2)


def _points(run: Run, x: Place, y: Place) -> Iterator[str]:
    found = run.trend.chart
    said = dict(zip(run.trend.judged, found.found if found else (), strict=True))
    for number, one in enumerate(run.months):
        if not one.of:
            continue
        left, top, one_said = x(number), y(one.n / one.of), said.get(one.month)
        if one.of < FEWEST_IN_A_MONTH:
            # Too few to be judged: a hollow ring.
            yield tag("circle", cx=left, cy=top, r=5, fill="#ffffff", stroke=USUAL, stroke_width=1.5)
        elif one_said is None:
            yield tag("circle", cx=left, cy=top, r=4.5, fill=USUAL, stroke="#ffffff", stroke_width=1)
        elif one_said.is_higher:
            triangle = f"M{left:.1f} {top - 7:.1f}l7 12h-14z"
            yield tag("path", d=triangle, fill=BETTER, stroke="#ffffff", stroke_width=1)
        else:
            yield tag("rect", x=left - 5.5, y=top - 5.5, width=11, height=11, fill=WORSE, stroke="#ffffff")
