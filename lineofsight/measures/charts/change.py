"""Before and after as bars of people: how many rose, stayed and fell, and how many came but did not answer twice."""

from collections.abc import Iterator

from lineofsight.library.measure import Direction
from lineofsight.measures.charts.drawn import NARROW, WIDE, Drawn
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.paired import Paired
from lineofsight.sight.drawing.svg import BETTER, GROUND, INK, USUAL, WORSE, drawing, tag, words

_ROW, _TOP, _BAR = 44, 12, 18
_SHARE_FROM = 20
UNKNOWN = "Not known: not answered twice"


def chart(
    found: Paired, *, id: str, question: str, title: str, direction: Direction = Direction.HIGHER, source: str = ""
) -> Drawn:
    """The whole chart: both drawings and the table of the same numbers."""
    rows = tuple(
        (name, str(number), "" if name == UNKNOWN else _share(number, found))
        for name, number, _ in _rows(found, direction)
    )
    wide, narrow = (
        draw(found, id=f"{id}{end}", title=title, direction=direction, narrow=bool(end)) for end in ("", "-narrow")
    )
    notes = ("Only those who answered before and after are compared; of the others nobody knows.",)
    return Drawn(
        id, question, found.sentence, wide, narrow, notes, ("Answer", "People", "Of those compared"), rows, source
    )


def _share(number: int, found: Paired) -> str:
    return f"{whole_percent(number, found.n)}%" if found.n >= _SHARE_FROM else ""


def _rows(found: Paired, direction: Direction) -> tuple[tuple[str, int, str], ...]:
    rose, fell = {
        Direction.HIGHER: (BETTER, WORSE),
        Direction.LOWER: (WORSE, BETTER),
        Direction.NEITHER: (BETTER, BETTER),
    }[direction]
    told = (("Higher after", found.rose, rose), ("The same", found.same, USUAL), ("Lower after", found.fell, fell))
    return (*told, (UNKNOWN, found.attended - found.n, GROUND))


def draw(found: Paired, *, id: str, title: str, direction: Direction = Direction.HIGHER, narrow: bool = False) -> str:
    """The drawing as SVG. A bar is as long as people are many; the hollow one is of those of whom nothing is known."""
    width = (NARROW if narrow else WIDE)[0]
    left, right = 12.0, width - 12.0
    parts: list[str] = []
    for at, (name, number, fill) in enumerate(_rows(found, direction)):
        parts += _bar(name, number, fill, found, left=left, room=right - left, top=_TOP + at * _ROW)
    height = _TOP + 4 * _ROW + 8
    parts.append(tag("path", d=f"M{left} {_TOP}V{height - 8}", stroke=INK, stroke_width=1.5))
    return drawing(*parts, id=id, width=width, height=height, title=title, description=found.sentence, narrow=narrow)


def _bar(name: str, number: int, fill: str, found: Paired, *, left: float, room: float, top: float) -> Iterator[str]:
    is_known = fill != GROUND
    of = found.n if is_known else found.attended
    share = f" ({_share(number, found)})" if is_known and _share(number, found) else ""
    yield words(f"{name}: {number} of {of}{share}", x=left + 6, y=top + 13)
    length = room * number / max(found.attended, 1)
    if number:
        place = {"x": left, "y": top + 18, "width": length, "height": _BAR}
        edge: dict[str, str | float] = {"stroke": USUAL, "stroke_width": 1.5}
        if not is_known:
            edge["stroke_dasharray"] = "3 2"
        yield tag("rect", class_="los-chart__mark" if is_known else "los-chart__bar", **place, fill=fill, **edge)
