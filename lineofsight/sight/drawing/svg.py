"""The few elements of SVG that our drawings are made of. Presentation attributes alone: a page allows no `style`."""

from html import escape

INK, USUAL, BETTER, WORSE, OVERDUE, RULE = "#0b0c0c", "#484949", "#1d70b8", "#b7592a", "#982828", "#cecece"
TEXT = 14
# How wide a letter of 14 px is at most, on average: what is called narrower than this fits.
LETTER = 8


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """One element. `inside` is SVG already; attributes are escaped, «stroke_width» becomes «stroke-width»."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, int) else f"{value:.1f}"


def words(text: str, *, x: float, y: float, anchor: str = "start", fill: str = INK, bold: bool = False) -> str:
    """A line of text, escaped."""
    weight = {"font_weight": "700"} if bold else {}
    return tag("text", escape(text), x=x, y=y, text_anchor=anchor, font_size=TEXT, fill=fill, **weight)


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
