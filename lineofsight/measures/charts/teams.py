"""Shares of teams, or groups, as a drawing: a row each, and between which shares chance alone lets it fall."""

from collections.abc import Iterator

from lineofsight.measures.chance import Beside
from lineofsight.measures.charts.drawn import NARROW, WIDE, Drawn
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.funnel import FEWEST, Funnel, Part, Parts
from lineofsight.sight.drawing.svg import (
    BETTER,
    INK,
    LETTER,
    RULE,
    USUAL,
    better,
    drawing,
    in_two,
    tag,
    usual,
    words,
    worse,
)

_GUTTER, _NUMBERS = 190, 150
_TOP, _BOTTOM = 12, 40


def _notes(called: Parts) -> tuple[str, ...]:
    return (
        f"{called.order} Between the two ticks chance alone lets a {called.one} of that size fall, if it is like"
        f" {called.whole} (998 of 1,000).",
        "Triangle: higher, square: lower than chance explains. Several things due for one child go together, so a"
        " little more than that can be chance.",
        f"No {called.one} under {FEWEST} stands in the drawing.",
    )


def chart(funnel: Funnel, *, id: str, question: str, title: str, source: str = "") -> Drawn:
    """The whole chart: both drawings, notes, and the table of the same numbers."""
    about = "about " if funnel.called.are_rounded else ""
    rows = tuple(
        (
            one.name,
            f"{about}{one.n}",
            f"{about}{one.of}",
            f"{whole_percent(one.n, one.of)}%",
            f"{funnel.limits(one).low} to {funnel.limits(one).high}",
            funnel.beside(one).value,
        )
        for one in funnel.parts
    )
    called = funnel.called
    head = (called.one.capitalize(), "n", "N", "%", "Expected n", f"Beside {called.whole}")
    wide, narrow = (draw(funnel, id=f"{id}{end}", title=title, narrow=bool(end)) for end in ("", "-narrow"))
    return Drawn(id, question, funnel.sentence, wide, narrow, _notes(called), head, rows, source)


def draw(funnel: Funnel, *, id: str, title: str, narrow: bool = False) -> str:
    """The drawing as SVG, its axis from 0 to 100 %."""
    width, row = (NARROW[0], 54) if narrow else (WIDE[0], 34)
    # Where a name and its numbers do not fit into one line, each has its own.
    is_long = narrow and any(
        (len(one.name) + len(funnel.called.told(one)) + 2) * LETTER > width - 48 for one in funnel.parts
    )
    row += 18 if is_long else 0
    longest = max(len(one.name) for one in funnel.parts) * LETTER + 24
    left = 24 if narrow else min(longest, _GUTTER)
    numbers = max(len(funnel.called.told(one)) for one in funnel.parts) * LETTER + 24
    right = width - (24 if narrow else max(numbers, _NUMBERS))
    bottom = _TOP + row * len(funnel.parts)

    def x(share: float) -> float:
        return left + (right - left) * share

    middles = [_TOP + row * at + (row - 14 if narrow else row / 2) for at in range(len(funnel.parts))]
    # Names stand above the rows of the narrow drawing: no line goes through them.
    lines = [(middle - 12, middle + 12) for middle in middles] if narrow else [(float(_TOP), float(bottom))]
    parts = [*_axes(x(0), x(0.5), x(1), lines), *_middle(x(funnel.n / funnel.of), lines, funnel.called)]
    for middle, one in zip(middles, funnel.parts, strict=True):
        parts += _row(funnel, one, x(0), x(1) - x(0), middle)
        parts += _labels(
            one, funnel.called.told(one), left, right, middle, lines=0 if not narrow else 2 if is_long else 1
        )
    return drawing(
        *parts,
        id=id,
        width=width,
        height=bottom + _BOTTOM,
        title=title,
        description=funnel.sentence,
        narrow=narrow,
    )


Lines = list[tuple[float, float]]
"""From where to where upright lines go, from the top."""


def _axes(nought: float, half: float, whole: float, lines: Lines) -> Iterator[str]:
    for place, text in ((nought, "0%"), (half, "50%"), (whole, "100%")):
        yield from _upright(place, lines, stroke=RULE)
        yield words(text, x=place, y=lines[-1][1] + 18, anchor="middle", fill=USUAL)


def _middle(place: float, lines: Lines, called: Parts) -> Iterator[str]:
    yield from _upright(place, lines, stroke=INK, stroke_width=1.5)
    yield words(called.whole.capitalize(), x=place, y=lines[-1][1] + 36, anchor="end", fill=INK)


def _upright(place: float, lines: Lines, **drawn: str | float) -> Iterator[str]:
    for top, bottom in lines:
        yield tag("path", d=f"M{place:.1f} {top:.1f}V{bottom:.1f}", **drawn)


def _row(funnel: Funnel, one: Part, start: float, length: float, middle: float) -> Iterator[str]:
    """The band of chance with its ends, and the mark of the team: its shape says how it stands."""
    found = funnel.limits(one)
    low, high = start + length * found.low / one.of, start + length * found.high / one.of
    band = {"x": low, "y": middle - 8, "width": max(high - low, 1.0), "height": 16}
    yield tag("rect", class_="los-chart__band", **band, fill=BETTER, fill_opacity=0.12)
    for end in (low, high):
        yield tag("path", d=f"M{end:.1f} {middle - 8:.1f}v16", stroke=USUAL, stroke_width=1.5)
    at = start + length * one.n / one.of
    match funnel.beside(one):
        case Beside.LOWER:
            yield worse(at, middle)
        case Beside.HIGHER:
            yield better(at, middle)
        case _:
            yield usual(at, middle, r=5.5)


def _labels(one: Part, told: str, left: float, right: float, middle: float, *, lines: int) -> Iterator[str]:
    """The name and the numbers: beside the row, or above it in so many lines."""
    if lines:
        yield words(one.name, x=left, y=middle - 18 * lines)
        yield words(told, x=right, y=middle - 18, anchor="end", fill=USUAL)
        return
    name = in_two(one.name, room=left - 12)
    for at, text in enumerate(name):
        yield words(text, x=left - 12, y=middle + 5 + (at - (len(name) - 1) / 2) * 16, anchor="end")
    yield words(told, x=right + 14, y=middle + 5, fill=USUAL)
