"""A share by month as a drawing: a line with gaps, the middle, and limits where there are enough months to have any."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from string import ascii_uppercase

from lineofsight.library.measure import Direction
from lineofsight.library.words import day_words, month_words
from lineofsight.measures.charts.drawn import NARROW, WIDE, Drawn
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.spc import Stretch
from lineofsight.measures.terms import NO_CASES
from lineofsight.measures.trends import FEWEST_IN_A_MONTH, Trend, percent
from lineofsight.sight.drawing.svg import (
    BETTER,
    GROUND,
    INK,
    RULE,
    USUAL,
    apart,
    better,
    drawing,
    few,
    tag,
    usual,
    words,
    worse,
)

_LEFT, _RIGHT, _BOTTOM = 48, 56, 56
_TOP, _EVENTS = 20, 26
# The middle of two months says nothing of the others.
_FEWEST_FOR_A_MIDDLE = 3
TOO_FEW = "too few to show"
Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Month:
    """n of `of`; of nought there is a gap. n None: too few to show, so `of` is not told either."""

    month: date
    n: int | None
    of: int

    @property
    def share(self) -> float | None:
        """Where its point lies; None where it has none."""
        return self.n / self.of if self.n is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, in a few words: «new checklist (action 3.2)»."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that was agreed, as a share. It colours no point: whether chance explains a month is another question."""

    share: float
    words: str = "agreed"


@dataclass(frozen=True)
class Run:
    """What is drawn, and what it says in words."""

    months: tuple[Month, ...]
    trend: Trend
    title: str
    description: str
    events: tuple[Event, ...] = ()
    agreed: Agreed | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """How many months each lies after the first: a count each quarter stands as far apart as it was made."""
        return tuple(_number(one.month) - _number(self.months[0].month) for one in self.months)


def _number(day: date) -> int:
    return day.year * 12 + day.month


def chart(
    run: Run,
    *,
    id: str,
    question: str,
    source: str = "",
    notes: tuple[str, ...] = (),
    more: tuple[str, Sequence[str]] | None = None,
) -> Drawn:
    """The whole chart: both drawings, the notes that explain them, the table of the same numbers, newest month last.

    more: a further column of the table, its name and a cell for each month.
    """
    name, cells = more or ("", ())
    head = ("Month", "n", "N", "%", "Limits", "Says", *((name,) if more else ()))
    further = [(cell,) for cell in cells] if more else [()] * len(run.months)
    rows = tuple((*_row(run, one), *last) for one, last in zip(run.months, further, strict=True))
    wide, narrow = draw(run, id=id), draw(run, id=f"{id}-narrow", narrow=True)
    return Drawn(id, question, run.description, wide, narrow, (*_notes(run), *notes), head, rows, source)


def _row(run: Run, one: Month) -> tuple[str, ...]:
    name = month_words(one.month)
    if one.n is None:
        return (name, TOO_FEW, TOO_FEW, "", "", "")
    if not one.of:
        return (name, NO_CASES, "", "", "", "")
    if one.month not in run.trend.judged:
        return (name, str(one.n), str(one.of), "too few for a share", "", "too few")
    at = run.trend.judged.index(one.month)
    stretch, found = _stretch_at(run.trend, at), run.trend.found[at]
    limits = stretch.chart
    told = (
        f"{percent(limits.low)} to {percent(limits.high)}" if limits.low is not None and limits.high is not None else ""
    )
    says = f"{run.trend.word(found).lower()}: {found.signal.value}" if found else ""
    if at == stretch.first and stretch.reason:
        says = f"begun anew; {says}" if says else "begun anew"
    return (name, str(one.n), str(one.of), f"{whole_percent(one.n, one.of)}%", told, says)


def _stretch_at(trend: Trend, at: int) -> Stretch:
    return [one for one in trend.stretches if one.first <= at][-1]


def _notes(run: Run) -> Iterator[str]:
    for letter, event in zip(letters(), _in_order(run), strict=False):
        yield f"{letter} {day_words(event.day)}: {event.words}."
    yield from (one.words for one in run.trend.anew)
    if any(one.n is None for one in run.months):
        yield "Dashed ring at the foot: too few to show; no number of that month is given anywhere."
    if any(one.n is not None and 0 < one.of < FEWEST_IN_A_MONTH for one in run.months):
        yield f"Ring: fewer than {FEWEST_IN_A_MONTH} in the month, too few to judge."
    if any(one.n is not None and not one.of for one in run.months):
        yield "A gap: no cases in the month."
    if any(run.trend.found):
        is_one_way = run.trend.direction is Direction.NEITHER
        yield f"Triangle: {'other than' if is_one_way else 'better, square: worse than'} chance explains."
    judged = [one.of for one in run.months if one.month in run.trend.judged]
    if judged and max(judged) - min(judged) > sum(judged) / len(judged) / 4:
        yield f"N varies from {min(judged)} to {max(judged)}: months with few swing more by chance."
    if run.trend.chart and run.trend.chart.low is not None:
        yield "Dashed: between these lines months fall by chance."


def letters() -> Iterator[str]:
    """A name for each of any number of things, short enough for a mark: the letters, and numbers after Z."""
    return chain(ascii_uppercase, map(str, count(len(ascii_uppercase) + 1)))


def _in_order(run: Run) -> list[Event]:
    first, last = _number(run.months[0].month), _number(run.months[-1].month)
    within = (one for one in run.events if first <= _number(one.day) <= last)
    return sorted(within, key=lambda one: (one.day, one.words))


def draw(run: Run, *, id: str, narrow: bool = False) -> str:
    """The chart as SVG, its axis from 0 to 100 %."""
    width, height = NARROW if narrow else WIDE
    right = _RIGHT + (50 if run.agreed and not narrow else 0)
    room = (width - _LEFT - right) / max(run.places[-1], 1)

    def x(number: float) -> float:
        return _LEFT + room * number

    spots = _spots(run, x)
    top = _TOP + _EVENTS * (1 + max((lane for _, lane in spots), default=-1))

    def y(share: float) -> float:
        return top + (height - top - _BOTTOM) * (1 - min(max(share, 0.0), 1.0))

    parts = [*_axes(run, x, y, narrow=narrow), *_limits(run, x, y), *_anew(run, x, y), *_agreed(run, x, y)]
    parts += _events(spots, y)
    parts += [*_labels(run, x, y, narrow=narrow), *_line(run, x, y), *_points(run, x, y)]
    return drawing(
        *parts, id=id, width=width, height=height, title=run.title, description=run.description, narrow=narrow
    )


def _axes(run: Run, x: Place, y: Place, *, narrow: bool) -> Iterator[str]:
    end = x(run.places[-1])
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield tag("path", class_="los-chart__grid", d=f"M{_LEFT} {y(share):.1f}H{end:.1f}", stroke=RULE)
        yield words(f"{share:.0%}", x=_LEFT - 8, y=y(share) + 5, anchor="end", fill=USUAL)
    first = run.months[0].month
    passed = ((at, first.month - 1 + at) for at in range(run.places[-1] + 1))
    every = ((at, date(first.year + months // 12, months % 12 + 1, 1)) for at, months in passed)
    # Beyond three years a label each quarter would touch the next.
    shown = (4,) if run.places[-1] > 36 else (4, 10) if narrow and run.places[-1] > 12 else (1, 4, 7, 10)
    named = [(at, month) for at, month in every if month.month in shown]
    has_april = any(month.month == 4 for _, month in named)
    for number, month in named:
        yield tag("path", d=f"M{x(number):.1f} {y(0):.1f}v6", stroke=USUAL)
        yield words(f"{month:%b}", x=x(number), y=y(0) + 22, anchor="middle", fill=USUAL)
        if month.month == 4 or not has_april:
            yield words(str(month.year), x=x(number), y=y(0) + 40, anchor="middle", fill=USUAL)


def _spans(run: Run) -> Iterator[tuple[float, float, Stretch]]:
    """From where to where each stretch goes: half a month to both sides of a rebase, else to the edges."""
    number = {one.month: at for at, one in zip(run.places, run.months, strict=True)}
    starts = [number[run.trend.judged[one.first]] - 0.5 for one in run.trend.stretches[1:]]
    edges = [0.0, *starts, float(run.places[-1])]
    for at, stretch in enumerate(run.trend.stretches):
        yield edges[at], edges[at + 1], stretch


def _limits(run: Run, x: Place, y: Place) -> Iterator[str]:
    for first, last, stretch in _spans(run):
        found, start, end = stretch.chart, x(first), x(last)
        if len(found.found) < _FEWEST_FOR_A_MIDDLE:
            continue
        if found.low is not None and found.high is not None:
            top, bottom = y(found.high), y(found.low)
            band = {"x": start, "y": top, "width": end - start, "height": bottom - top}
            yield tag("rect", class_="los-chart__band", **band, fill=BETTER, fill_opacity=0.07)
            for share in (found.low, found.high):
                yield tag(
                    "path",
                    d=f"M{start:.1f} {y(share):.1f}H{end:.1f}",
                    stroke=USUAL,
                    stroke_dasharray="6 4",
                    stroke_width=1.5,
                )
        yield tag("path", d=f"M{start:.1f} {y(found.middle):.1f}H{end:.1f}", stroke=INK, stroke_width=1.5)


def _anew(run: Run, x: Place, y: Place) -> Iterator[str]:
    """A line from foot to head where it was begun anew, named at its foot on the side that has more room."""
    middle = run.places[-1] / 2
    for start, _, _ in list(_spans(run))[1:]:
        yield tag("path", d=f"M{x(start):.1f} {y(1):.1f}V{y(0):.1f}", stroke=INK, stroke_width=2)
        is_left = start < middle
        place = x(start) + (6 if is_left else -6)
        yield words("begun anew", x=place, y=y(0) - 6, anchor="start" if is_left else "end", fill=USUAL)


def _agreed(run: Run, x: Place, y: Place) -> Iterator[str]:
    if run.agreed:
        end, place = x(run.places[-1]), y(run.agreed.share)
        yield tag("path", d=f"M{_LEFT} {place:.1f}H{end:.1f}", stroke=INK, stroke_dasharray="2 4", stroke_width=1.5)


def _labels(run: Run, x: Place, y: Place, *, narrow: bool) -> Iterator[str]:
    """What the lines stand for, at the right end, at least 18 px apart; a line leads to one that was pushed."""
    found, end = run.trend.chart, x(run.places[-1])
    named: list[tuple[float, str]] = []
    if found is not None and len(found.found) >= _FEWEST_FOR_A_MIDDLE:
        named = [(y(one), percent(one)) for one in (found.high, found.middle, found.low) if one is not None]
    if run.agreed:
        named.append(
            (
                y(run.agreed.share),
                percent(run.agreed.share) if narrow else f"{run.agreed.words} {percent(run.agreed.share)}",
            )
        )
    named.sort()
    for place, (meant, text) in zip(apart([at for at, _ in named], low=y(1) - 6, high=y(0)), named, strict=True):
        if abs(place - meant) > 4:
            yield tag("path", d=f"M{end:.1f} {meant:.1f}L{end + 8:.1f} {place:.1f}", stroke=USUAL)
        yield words(text, x=end + 10, y=place + 5, fill=USUAL)


Spot = tuple[float, int]


def _spots(run: Run, x: Place) -> list[Spot]:
    """Where the letters stand: above their month, on a lane of their own where they would touch."""
    ends: list[float] = []
    spots: list[Spot] = []
    for event in _in_order(run):
        number = _number(event.day) - _number(run.months[0].month)
        place = x(number)
        lane = next((at for at, end in enumerate(ends) if place - end >= _EVENTS), len(ends))
        ends[lane : lane + 1] = [place]
        spots.append((place, lane))
    return spots


def _events(spots: list[Spot], y: Place) -> Iterator[str]:
    for letter, (place, lane) in zip(letters(), spots, strict=False):
        top = 13 + lane * _EVENTS
        yield tag(
            "path", d=f"M{place:.1f} {top + 11}V{y(0):.1f}", stroke=USUAL, stroke_dasharray="1 4", stroke_width=1.5
        )
        yield tag("circle", cx=place, cy=top, r=11, fill=GROUND, stroke=INK, stroke_width=1.5)
        yield words(letter, x=place, y=top + 5, anchor="middle", bold=True)


def _line(run: Run, x: Place, y: Place) -> Iterator[str]:
    """Month by month; a month without anything to count, or with too few to show, is a gap."""
    path, is_down = "", False
    for number, one in zip(run.places, run.months, strict=True):
        if (share := one.share) is not None:
            path += f"{'L' if is_down else 'M'}{x(number):.1f} {y(share):.1f}"
        is_down = share is not None
    if path:
        yield tag("path", d=path, fill="none", stroke=USUAL, stroke_width=2)


def _points(run: Run, x: Place, y: Place) -> Iterator[str]:
    said = dict(zip(run.trend.judged, run.trend.found, strict=True))
    for number, one in zip(run.places, run.months, strict=True):
        left, found, share = x(number), said.get(one.month), one.share
        if one.n is None:
            # At the foot, so that its place tells nothing.
            yield few(left, y(0), is_told=False)
        elif share is None:
            continue
        elif one.of < FEWEST_IN_A_MONTH:
            yield few(left, y(share), is_told=True)
        elif found is None or (is_better := run.trend.is_better(found)) is None:
            yield usual(left, y(share)) if found is None else better(left, y(share))
        else:
            yield better(left, y(share)) if is_better else worse(left, y(share))
