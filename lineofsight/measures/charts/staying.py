"""Who is still there, as a falling line of steps; the numbers followed stand below it (source: kmunicate-2019)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lineofsight.measures.charts.drawn import NARROW, WIDE, Drawn
from lineofsight.measures.cohort import FEWEST_FOLLOWED, Cohort, Step
from lineofsight.measures.trends import percent
from lineofsight.sight.drawing.svg import BETTER, INK, LETTER, RULE, USUAL, WORSE, apart, drawing, tag, words

# Colour and dashes together tell lines apart; more than three nobody tells apart.
_LOOKS = ((BETTER, ""), ("#0b4144", "8 4"), (WORSE, "2 4"))
_EDGE = "#5694ca"
_LEFT, _TOP, _GUTTER = 48, 16, 206
_AT = (0, 6, 12, 24, 36)
Place = Callable[[float], float]


@dataclass(frozen=True)
class Line:
    """One cohort and what it is called: «Began 2023»."""

    name: str
    cohort: Cohort


class TooManyCohorts(ValueError):
    """More than three lines cannot be told apart."""


def chart(lines: Sequence[Line], *, id: str, question: str, title: str, source: str = "") -> Drawn:
    """The whole chart of at most three cohorts. Raises TooManyCohorts."""
    if len(lines) > len(_LOOKS):
        raise TooManyCohorts(f"Only {len(_LOOKS)} cohorts can be told apart in one drawing.")
    one = len(lines) == 1
    sentence = " ".join(line.cohort.sentence if one else f"{line.name}: {line.cohort.sentence}" for line in lines)
    head = ("Month", *(() if one else ("Cohort",)), "Still in post", "Of", "Share", "Likely range", "Followed")
    rows = tuple(row for line in lines for row in _rows(line, is_named=not one))
    wide, narrow = (
        draw(lines, id=f"{id}{end}", title=title, description=sentence, narrow=bool(end)) for end in ("", "-narrow")
    )
    return Drawn(id, question, sentence, wide, narrow, tuple(_notes(lines)), head, rows, source)


def _rows(line: Line, *, is_named: bool) -> Iterator[tuple[str, ...]]:
    for step in line.cohort.steps:
        if step.month in _AT or step.left or step is line.cohort.last:
            ranged = step.interval.words() if step.interval else ""
            name = (line.name,) if is_named else ()
            told = (str(step.still), str(line.cohort.n), percent(step.share), ranged, str(step.followed))
            yield (str(step.month), *name, *told)


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    if len(lines) == 1:
        yield "Band: likely range for all who begin like them."
    if any(step.ended for line in lines for step in line.cohort.steps[:-1]):
        yield "Small upright tick: somebody who is still there was not followed further."
    if any(line.cohort.is_cut for line in lines):
        yield f"A line stops where fewer than {FEWEST_FOLLOWED} are followed."


def draw(lines: Sequence[Line], *, id: str, title: str, description: str, narrow: bool = False) -> str:
    """The drawing as SVG, its axis from 0 to 100 %, with a row of numbers for each cohort below."""
    width, height = NARROW if narrow else WIDE
    left = _LEFT if narrow else min(max(len(_row_name(lines, line)) for line in lines) * LETTER + 16, _GUTTER)
    row = 38 if narrow else 22
    bottom = height - 40 - len(lines) * row - (0 if narrow else 18)
    longest = max(12, max((line.cohort.steps[-1].month for line in lines if line.cohort.steps), default=12))

    def x(month: float) -> float:
        return left + (width - left - 24) * month / longest

    def y(share: float) -> float:
        return _TOP + (bottom - _TOP) * (1 - share)

    parts = list(_axes(x, y, longest))
    if len(lines) == 1:
        parts += _band(lines[0].cohort.steps, x, y)
    for line, look in zip(lines, _LOOKS, strict=False):
        parts += _steps(line.cohort.steps, x, y, look)
    if len(lines) > 1:
        parts += _names(lines, x, y)
    if not narrow:
        parts.append(words("Months since they began", x=x(longest), y=bottom + 40, anchor="end", fill=USUAL))
    for at, line in enumerate(lines):
        place = bottom + (40 if narrow else 62) + at * row
        parts += _numbers(line, _row_name(lines, line), x, place, longest, narrow=narrow)
    return drawing(*parts, id=id, width=width, height=height, title=title, description=description, narrow=narrow)


def _row_name(lines: Sequence[Line], line: Line) -> str:
    whole = f"of {line.cohort.n}"
    return f"{line.name}, still, {whole}" if len(lines) > 1 else f"Still in post, {whole}"


def _axes(x: Place, y: Place, longest: int) -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield tag("path", class_="los-chart__grid", d=f"M{x(0):.1f} {y(share):.1f}H{x(longest):.1f}", stroke=RULE)
        if share in (0.0, 0.5, 1.0):
            yield words(f"{share:.0%}", x=x(0) - 8, y=y(share) + 5, anchor="end", fill=USUAL)
    for month in _months(longest):
        yield tag("path", d=f"M{x(month):.1f} {y(0):.1f}v6", stroke=USUAL)
        yield words(str(month), x=x(month), y=y(0) + 20, anchor="middle", fill=USUAL)


def _months(longest: int) -> list[int]:
    return [month for month in _AT if month <= longest]


def _down(steps: Sequence[Step], x: Place, y: Place, shares: Sequence[float]) -> str:
    """A line that keeps its height until the month in which it falls."""
    path = f"M{x(0):.1f} {y(1):.1f}"
    for step, share in zip(steps, shares, strict=True):
        path += f"H{x(step.month):.1f}V{y(share):.1f}"
    return path


def _band(steps: Sequence[Step], x: Place, y: Place) -> Iterator[str]:
    if not steps:
        return
    lows = [step.interval.low if step.interval else step.share for step in steps]
    highs = [step.interval.high if step.interval else step.share for step in steps]
    upper, lower = _down(steps, x, y, highs), _down(steps, x, y, lows)
    before = [0, *(step.month for step in steps[:-1])]
    # Back along the lower edge: until a month its height is that of the one before.
    behind = zip([1.0, *lows[:-1]], before, strict=True)
    back = "".join(f"V{y(low):.1f}H{x(month):.1f}" for low, month in reversed(list(behind)))
    yield tag("path", class_="los-chart__band", d=f"{upper}{back}z", fill=BETTER, fill_opacity=0.14)
    for path in (upper, lower):
        yield tag("path", d=path, fill="none", stroke=_EDGE, stroke_width=1.5)


def _steps(steps: Sequence[Step], x: Place, y: Place, look: tuple[str, str]) -> Iterator[str]:
    if not steps:
        return
    colour, dashes = look
    path = _down(steps, x, y, [step.share for step in steps])
    dashed = {"stroke_dasharray": dashes} if dashes else {}
    yield tag("path", d=path, fill="none", stroke=colour, stroke_width=3, **dashed)
    for step in steps[:-1]:
        if step.ended:
            yield tag("path", d=f"M{x(step.month):.1f} {y(step.share) - 5:.1f}v10", stroke=INK, stroke_width=1.5)


def _names(lines: Sequence[Line], x: Place, y: Place) -> Iterator[str]:
    """The names at the ends of the lines, before them and below: there no other line begins. A halo keeps them apart
    from a line that they cross."""
    ends = sorted(
        (y(line.cohort.steps[-1].share) + 18, x(line.cohort.steps[-1].month), line.name)
        for line in lines
        if line.cohort.steps
    )
    for place, (meant, end, name) in zip(apart([at for at, _, _ in ends], high=y(0) - 6), ends, strict=True):
        if abs(place - meant) > 4:
            yield tag("path", d=f"M{end:.1f} {meant - 18:.1f}L{end - 8:.1f} {place - 8:.1f}", stroke=USUAL)
        yield words(name, x=end - 4, y=place, anchor="end", has_halo=True)


def _numbers(line: Line, name: str, x: Place, place: float, longest: int, *, narrow: bool) -> Iterator[str]:
    """«Still in post, of 43», and how many at each of the months that are named."""
    # In a narrow drawing the name stands above its numbers: beside them it would need a third of it.
    yield words(name, x=4, y=place, fill=USUAL)
    told = {step.month: step.still for step in line.cohort.steps}
    for month in _months(longest):
        if month in told:
            yield words(str(told[month]), x=x(month), y=place + (18 if narrow else 0), anchor="middle")
