"""How many of how many, question by question, as bars: a hollow one of all, and in it those who are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineofsight.measures.charts.drawn import NARROW, WIDE, Drawn
from lineofsight.sight.drawing.svg import BETTER, GROUND, INK, LETTER, USUAL, drawing, in_two, tag, words

_TOP, _LINE, _BAR, _GAP = 8, 18, 16, 12
_EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Count:
    """One question or area: n of `of`, and how that is told («18 of 24 (75%)»). more: for the table."""

    name: str
    n: int
    of: int
    told: str
    more: str = ""


def chart(
    counts: Sequence[Count],
    *,
    id: str,
    question: str,
    title: str,
    sentence: str,
    head: tuple[str, str],
) -> Drawn:
    """The whole chart: both drawings and the table of the same numbers. head: what a row is, and what is counted.

    The bars are lengths of counts, not of shares: what may not be told as a share is drawn as none. Raises ValueError
    where there is nothing to draw.
    """
    if not any(one.of for one in counts):
        raise ValueError("nothing was counted, so there is nothing to draw")
    wide, narrow = (
        draw(counts, id=f"{id}{end}", title=title, sentence=sentence, narrow=bool(end)) for end in ("", "-narrow")
    )
    has_more = any(one.more for one in counts)
    rows = tuple((one.name, one.told, *((one.more,) if has_more else ())) for one in counts)
    heads = (*head, *(("Likely, for all",) if has_more else ()))
    drawn = "The whole bar is all of them, its filled part those counted."
    return Drawn(id, question, sentence, wide, narrow, (drawn,), heads, rows, "")


def draw(counts: Sequence[Count], *, id: str, title: str, sentence: str, narrow: bool = False) -> str:
    """The drawing as SVG: above each bar its name and its numbers, on lines of their own where they do not fit."""
    width = (NARROW if narrow else WIDE)[0]
    most = max(one.of for one in counts)
    room = width - 2 * _EDGE
    parts: list[str] = []
    top = float(_TOP)
    for one in counts:
        lines = _lines(one, room)
        for text, is_number in lines:
            top += _LINE
            parts.append(words(text, x=_EDGE + 6, y=top - 4, fill=USUAL if is_number else INK))
        parts += _bar(one, top=top, each=room / most)
        top += _BAR + _GAP
    parts.append(tag("path", d=f"M{_EDGE} {_TOP}V{top - _GAP:.1f}", stroke=INK, stroke_width=1.5))
    return drawing(*parts, id=id, width=width, height=int(top), title=title, description=sentence, narrow=narrow)


def _lines(one: Count, room: float) -> list[tuple[str, bool]]:
    whole = f"{one.name}: {one.told}"
    if len(whole) * LETTER <= room - 6:
        return [(whole, False)]
    return [*((text, False) for text in in_two(one.name, room=room - 6)), (one.told, True)]


def _bar(one: Count, *, top: float, each: float) -> Iterator[str]:
    if not one.of:
        return
    place = {"x": _EDGE, "y": top, "height": _BAR}
    yield tag(
        "rect", class_="los-chart__bar", **place, width=each * one.of, fill=GROUND, stroke=USUAL, stroke_width=1.5
    )
    if one.n:
        yield tag("rect", class_="los-chart__mark", **place, width=each * one.n, fill=BETTER)
