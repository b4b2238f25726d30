"""Shares of teams as a drawing: a row a team, the largest first, and between which shares chance alone lets it fall."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.measures.chance import Beside, Limits, limits
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.trends import FEWEST_IN_A_MONTH
from lineofsight.sight.drawing.svg import BETTER, INK, LETTER, RULE, USUAL, WORSE, drawing, tag, words

FEWEST = FEWEST_IN_A_MONTH
_WIDE, _NARROW = 760, 320
_GUTTER, _NUMBERS = 190, 150
_TOP, _BOTTOM = 12, 40


@dataclass(frozen=True, slots=True)
class Part:
    """One team: n in time of `of`."""

    name: str
    n: int
    of: int


@dataclass(frozen=True)
class Funnel:
    """The teams with enough to be judged, largest first, beside all teams together."""

    parts: tuple[Part, ...]
    n: int
    of: int

    def limits(self, part: Part) -> Limits:
        """What chance explains for a team of that size."""
        return limits(self.n, self.of, whole=part.of)

    def beside(self, part: Part) -> Beside:
        """How a team stands beside all."""
        return self.limits(part).beside(part.n)

    @property
    def sentence(self) -> str:
        """«6 of 7 teams are within what chance explains; lower: South 2.»"""
        found = {one: [part.name for part in self.parts if self.beside(part) is one] for one in Beside}
        said = f"{len(found[Beside.WITHIN])} of {len(self.parts)} teams are within what chance explains"
        for word, one in (("lower", Beside.LOWER), ("higher", Beside.HIGHER)):
            said += f"; {word}: {', '.join(found[one])}" if found[one] else ""
        return f"{said}."


def funnel_of(teams: list[Part]) -> Funnel | None:
    """The funnel of teams; None where fewer than two have enough to be judged."""
    enough = [one for one in teams if one.of >= FEWEST]
    if len(enough) < 2:
        return None
    in_order = sorted(enough, key=lambda one: (-one.of, one.name))
    return Funnel(tuple(in_order), sum(one.n for one in teams), sum(one.of for one in teams))


def draw(funnel: Funnel, *, id: str, title: str, narrow: bool = False) -> str:
    """The drawing as SVG, its axis from 0 to 100 %."""
    width, row = (_NARROW, 54) if narrow else (_WIDE, 34)
    longest = max(len(one.name) for one in funnel.parts) * (LETTER + 1) + 24
    left = 24 if narrow else min(longest, _GUTTER)
    right = width - (24 if narrow else _NUMBERS)
    bottom = _TOP + row * len(funnel.parts)

    def x(share: float) -> float:
        return left + (right - left) * share

    middles = [_TOP + row * at + (row - 14 if narrow else row / 2) for at in range(len(funnel.parts))]
    # Names stand above the rows of the narrow drawing: no line goes through them.
    lines = [(middle - 12, middle + 12) for middle in middles] if narrow else [(float(_TOP), float(bottom))]
    parts = [*_axes(x(0), x(0.5), x(1), lines), *_middle(x(funnel.n / funnel.of), lines)]
    for middle, one in zip(middles, funnel.parts, strict=True):
        parts += _row(funnel, one, x(0), x(1) - x(0), middle)
        parts += _labels(one, left, right, middle, narrow=narrow)
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


def _middle(place: float, lines: Lines) -> Iterator[str]:
    yield from _upright(place, lines, stroke=INK, stroke_width=1.5)
    yield words("All teams", x=place, y=lines[-1][1] + 36, anchor="end", fill=INK)


def _upright(place: float, lines: Lines, **drawn: str | float) -> Iterator[str]:
    for top, bottom in lines:
        yield tag("path", d=f"M{place:.1f} {top:.1f}V{bottom:.1f}", **drawn)


def _row(funnel: Funnel, one: Part, start: float, length: float, middle: float) -> Iterator[str]:
    """The band of chance with its ends, and the mark of the team: its shape says how it stands."""
    found = funnel.limits(one)
    low, high = start + length * found.low / one.of, start + length * found.high / one.of
    yield tag("rect", x=low, y=middle - 8, width=max(high - low, 1.0), height=16, fill=BETTER, fill_opacity=0.12)
    for end in (low, high):
        yield tag("path", d=f"M{end:.1f} {middle - 8:.1f}v16", stroke=USUAL, stroke_width=1.5)
    at = start + length * one.n / one.of
    match funnel.beside(one):
        case Beside.LOWER:
            yield tag("rect", x=at - 5.5, y=middle - 5.5, width=11, height=11, fill=WORSE, stroke="#ffffff")
        case Beside.HIGHER:
            yield tag("path", d=f"M{at:.1f} {middle - 7:.1f}l7 12h-14z", fill=BETTER, stroke="#ffffff")
        case _:
            yield tag("circle", cx=at, cy=middle, r=5.5, fill=USUAL, stroke="#ffffff", stroke_width=1)


def _labels(one: Part, left: float, right: float, middle: float, *, narrow: bool) -> Iterator[str]:
    told = f"{one.n} of {one.of} ({whole_percent(one.n, one.of)}%)"
    if narrow:
        yield words(one.name, x=left, y=middle - 18)
        yield words(told, x=right, y=middle - 18, anchor="end", fill=USUAL)
        return
    yield words(one.name, x=left - 12, y=middle + 5, anchor="end")
    yield words(told, x=right + 14, y=middle + 5, fill=USUAL)
