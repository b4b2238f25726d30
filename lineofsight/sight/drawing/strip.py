"""The strip of one child: spans as bars on top, below them what was due, each with a mark of its own shape."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.sight.drawing.svg import BETTER, INK, LETTER, OVERDUE, USUAL, WORSE, drawing, tag, words

WIDE, NARROW = 760, 320
WIDE_DAYS, NARROW_DAYS = 180, 90
LANES = 3
_EDGE, _BAR, _ROW, _LANE, _APART = 10, 20, 46, 22, 16
Place = Callable[[date], float]
_BAR_FILL, _BAR_EDGE = "#f4f8fb", "#16548a"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was due on a day. `state`: met, late, missed, overdue, due_today, due or not_known."""

    day: date
    state: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that held from a day (None: from before) and no longer on another (None: it goes on)."""

    row: str
    name: str
    start: date | None
    until: date | None


@dataclass(frozen=True)
class Strip:
    """What is drawn between two days, both included. `rows`: the kinds of bars, from the top."""

    first: date
    last: date
    today: date
    rows: Sequence[str]
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    title: str
    description: str

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1


def draw(strip: Strip, *, id: str, narrow: bool = False) -> str:
    """The strip as SVG."""
    width = NARROW if narrow else WIDE
    room = width - 2 * _EDGE

    def x(day: date) -> float:
        return _EDGE + room * min(max((day - strip.first).days / strip.days, 0.0), 1.0)

    parts: list[str] = []
    for number, row in enumerate(strip.rows):
        parts += _row(strip, row, top=number * _ROW, place=x)
    top = len(strip.rows) * _ROW + 10
    line = top + LANES * _LANE + 18
    parts += _axis(strip, line=line, place=x, top=top)
    parts += _marks(strip.marks, line=line, place=x, strip=strip)
    return drawing(
        *parts,
        id=id,
        width=width,
        height=line + 46,
        title=strip.title,
        description=strip.description,
        narrow=narrow,
    )


def _row(strip: Strip, row: str, *, top: float, place: Place) -> Iterator[str]:
    yield words(row, x=_EDGE, y=top + 14, fill=USUAL)
    for bar in sorted((one for one in strip.bars if one.row == row), key=lambda one: (one.start or date.min, one.name)):
        start, until = bar.start or strip.first, bar.until or strip.last + timedelta(days=1)
        if until <= strip.first or start > strip.last:
            continue
        left, right = place(start), place(until)
        yield tag(
            "rect",
            class_="los-chart__bar",
            x=left,
            y=top + 20,
            width=max(right - left, 2.0),
            height=_BAR,
            fill=_BAR_FILL,
            stroke=_BAR_EDGE,
            stroke_width=1,
        )
        # A name that does not fit is left to the table: it would run into its neighbour.
        if len(bar.name) * LETTER < right - left - 8:
            yield words(bar.name, x=left + 5, y=top + 35)


def _axis(strip: Strip, *, line: float, place: Place, top: float) -> Iterator[str]:
    yield tag("path", d=f"M{place(strip.first):.1f} {line}H{place(strip.last + timedelta(days=1)):.1f}", stroke=USUAL)
    free = 0.0
    for month in _months(strip.first, strip.last):
        left = place(month)
        yield tag("path", d=f"M{left:.1f} {line}v6", stroke=USUAL)
        name = f"{month:%b} {month.year}" if month.month == 1 else f"{month:%b}"
        if left >= free and left + len(name) * LETTER < place(strip.last + timedelta(days=1)) + _EDGE:
            yield words(name, x=left, y=line + 20, fill=USUAL)
            free = left + len(name) * LETTER + 6
    if strip.first <= strip.today <= strip.last:
        left = place(strip.today)
        yield tag("path", d=f"M{left:.1f} {top}V{line + 26}", stroke=INK, stroke_width=2)
        anchor = "middle" if left < place(strip.last) - 24 else "end"
        yield words("Today", x=left, y=line + 42, anchor=anchor, bold=True)


def _months(first: date, last: date) -> Iterator[date]:
    day = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while day <= last:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _marks(marks: Iterable[Mark], *, line: float, place: Place, strip: Strip) -> Iterator[str]:
    ends = [-1000.0] * LANES
    too_many: list[tuple[float, int]] = []
    shown = (one for one in marks if strip.first <= one.day <= strip.last)
    for one in sorted(shown, key=lambda one: (one.day, one.state)):
        left = place(one.day)
        lane = next((number for number, end in enumerate(ends) if left - end >= _APART), None)
        if lane is None:
            if too_many and left - too_many[-1][0] < 2 * _APART:
                too_many[-1] = (too_many[-1][0], too_many[-1][1] + 1)
            else:
                too_many.append((left, 1))
            continue
        ends[lane] = left
        yield shape(one.state, x=left, y=line - 14 - lane * _LANE)
    for left, number in too_many:
        yield words(f"+{number}", x=left, y=line - 14 - LANES * _LANE + 8, anchor="middle")


def shape(state: str, *, x: float, y: float) -> str:
    """The mark of a state: its shape alone says what it is, without its colour."""
    match state:
        case "met":
            return tag("circle", cx=x, cy=y, r=6, fill=USUAL, stroke="#ffffff", stroke_width=1)
        case "late":
            return tag("path", d=_diamond(x, y, 9), fill=WORSE, stroke="#ffffff", stroke_width=1)
        case "missed":
            return _square(x, y, 14, fill="#ffffff", stroke=OVERDUE, stroke_width=3)
        case "overdue":
            return _square(x, y, 14, fill=OVERDUE)
        case "due_today":
            return tag("path", d=_diamond(x, y, 7), fill="#ffffff", stroke=WORSE, stroke_width=2.5)
        case "due":
            return tag("circle", cx=x, cy=y, r=5.5, fill="#ffffff", stroke=BETTER, stroke_width=3)
        case _:
            edge: dict[str, str | float] = {"stroke": USUAL, "stroke_width": 1.5, "stroke_dasharray": "3 2"}
            ring = tag("circle", cx=x, cy=y, r=8, fill="#ffffff", **edge)
            return ring + words("?", x=x, y=y + 5, anchor="middle", fill=USUAL)


def _diamond(x: float, y: float, half: float) -> str:
    return f"M{x:.1f} {y - half:.1f}l{half} {half}l-{half} {half}l-{half} -{half}z"


def _square(x: float, y: float, side: float, **attributes: str | float) -> str:
    return tag("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **attributes)
