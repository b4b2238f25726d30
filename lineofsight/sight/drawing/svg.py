"""The few elements of SVG that our drawings are made of. Presentation attributes alone: a page allows no `style`."""

import math
from collections.abc import Sequence
from html import escape

INK, USUAL, BETTER, WORSE, OVERDUE, RULE = "#0b0c0c", "#484949", "#1d70b8", "#b7592a", "#982828", "#cecece"
# The ground: what has it as its fill is hollow, what has it as its stroke keeps a halo from what lies below.
GROUND = "#ffffff"
TEXT = 14
# How wide a letter of 14 px is at most, on average: what is called narrower than this fits.
LETTER = 8
# Between the middles of two lines of words that stand one below the other.
APART = 18


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """One element. `inside` is SVG already; attributes are escaped, «stroke_width» becomes «stroke-width»."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, int) else f"{value:.1f}"


def usual(x: float, y: float, *, r: float = 4.5) -> str:
    """The mark of what is as usual: a filled circle."""
    return tag("circle", class_="los-chart__mark", cx=x, cy=y, r=r, fill=USUAL, stroke=GROUND, stroke_width=1)


def better(x: float, y: float) -> str:
    """The mark of what is better than chance explains: a triangle."""
    shape = f"M{x:.1f} {y - 7:.1f}l7 12h-14z"
    return tag("path", class_="los-chart__ours", d=shape, fill=BETTER, stroke=GROUND, stroke_width=1)


def worse(x: float, y: float) -> str:
    """The mark of what is worse than chance explains: a square."""
    side = {"x": x - 5.5, "y": y - 5.5, "width": 11, "height": 11}
    return tag("rect", class_="los-chart__ours", **side, fill=WORSE, stroke=GROUND, stroke_width=1)


def few(x: float, y: float, *, is_told: bool) -> str:
    """The mark of too few: a ring where they lie; where that is not told, a dashed ring."""
    dashes = {} if is_told else {"stroke_dasharray": "3 2"}
    return tag("circle", cx=x, cy=y, r=5, fill=GROUND, stroke=USUAL, stroke_width=1.5, **dashes)


def apart(places: Sequence[float], *, low: float = -math.inf, high: float = math.inf) -> list[float]:
    """Places in order, pushed until each is APART from the one before, between low and high as far as they fit."""
    pushed: list[float] = []
    for place in places:
        pushed.append(max(place, low, pushed[-1] + APART if pushed else low))
    for at in reversed(range(len(pushed))):
        pushed[at] = min(pushed[at], pushed[at + 1] - APART if at + 1 < len(pushed) else high)
    return pushed


def words(
    text: str,
    *,
    x: float,
    y: float,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
    has_halo: bool = False,
) -> str:
    """A line of text, escaped. has_halo: the ground shines round it, over what it crosses."""
    look: dict[str, str | float] = {"font_weight": "700"} if bold else {}
    if has_halo:
        look |= {"stroke": GROUND, "stroke_width": 4, "paint_order": "stroke"}
    return tag("text", escape(text), x=x, y=y, text_anchor=anchor, font_size=TEXT, fill=fill, **look)


def in_two(text: str, *, room: float) -> list[str]:
    """A name in one line, or where it does not fit in two, broken between words; what still does not fit is cut."""
    fits = int(room // LETTER)
    if len(text) <= fits:
        return [text]
    first, rest = "", text
    for word in text.split():
        if len(f"{first} {word}".strip()) > fits:
            break
        first = f"{first} {word}".strip()
    first = first or text[:fits]
    rest = text[len(first) :].strip()
    return [first, rest if len(rest) <= fits else f"{rest[: fits - 1]}…"]


def drawing(*inside: str, id: str, width: int, height: float, title: str, description: str, narrow: bool) -> str:
    """A whole drawing with its name and what it shows in words. `id`: its own on the page."""
    name, told = f"{id}-title", f"{id}-told"
    return tag(
        "svg",
        tag("title", escape(title), id=name),
        tag("desc", escape(description), id=told),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"los-chart los-chart--{'narrow' if narrow else 'wide'}",
        role="img",
        aria_labelledby=f"{name} {told}",
        viewBox=f"0 0 {width} {height:g}",
        width=width,
        height=height,
        focusable="false",
    )
