"""How the Word file looks: its styles, its bullets, its settings. Language is British English throughout."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lineofsight.publication.render.blocks import Style
from lineofsight.publication.render.word_xml import element

LANGUAGE = "en-GB"
FONT = "Arial"
TABLE_STYLE = "Counts"
LINK_STYLE = "Hyperlink"
INK, QUIET, MARK, LINK = "0B0C0C", "484949", "0B4144", "1A65A6"


@dataclass(frozen=True, kw_only=True)
class Look:
    """A style: size in half points, space in twentieths of a point, and where it stands."""

    name: str
    size: int = 22
    before: int = 0
    after: int = 120
    indent: int = 0
    level: int | None = None
    is_bold: bool = False
    ink: str = INK
    has_rule: bool = False
    has_box: bool = False
    stays_with_next: bool = False
    bullet: bool = False
    font: str = ""


LOOKS = {
    Style.NORMAL: Look(name="Normal", before=60),
    Style.PART: Look(name="heading 1", size=40, before=480, after=160, level=0, is_bold=True, stays_with_next=True),
    Style.THEME: Look(name="heading 2", size=28, before=360, after=120, level=1, is_bold=True, stays_with_next=True),
    Style.RESTS: Look(
        name="heading 3", size=20, after=40, indent=240, level=2, is_bold=True, stays_with_next=True, has_rule=True
    ),
    Style.CAPTION: Look(name="caption", size=20, ink=QUIET, after=40),
    Style.LEDE: Look(name="Lede", size=25, after=200),
    Style.LIST: Look(name="List Bullet", after=60, bullet=True),
    Style.CELL: Look(name="Cell", size=20, before=40, after=40),
    Style.SENTENCE: Look(name="Sentence", before=240, after=60, indent=240, has_rule=True, stays_with_next=True),
    Style.UNDER: Look(name="Under a sentence", size=19, after=40, indent=240, ink=QUIET, has_rule=True),
    Style.VIEW: Look(name="Different view", size=20, before=80, after=80, indent=240, has_box=True),
    Style.CODE: Look(name="Code", size=18, font="Courier New"),
    Style.HEADER: Look(name="header", size=18, is_bold=True, ink=MARK, after=0),
    Style.FOOTER: Look(name="footer", size=16, ink=QUIET, after=0),
}


def styles() -> tuple[Any, ...]:
    """What stands in the styles of the file: the language and font of everything, then each style."""
    plain = element(
        "rPr",
        element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT),
        element("sz", val=22),
        element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE),
    )
    spaced = element("pPr", element("spacing", after=120, line=276, lineRule="auto"))
    defaults = element("docDefaults", element("rPrDefault", plain), element("pPrDefault", spaced))
    return (defaults, *(_style(style, look) for style, look in LOOKS.items()), _link(), _plain_table(), _table())


def _style(style: Style, look: Look) -> Any:
    is_normal = style is Style.NORMAL
    made = element("style", type="paragraph", styleId=style.value, **({"default": 1} if is_normal else {}))
    made.append(element("name", val=look.name))
    if not is_normal:
        made.append(element("basedOn", val=Style.NORMAL.value))
    if look.level is not None:
        made.append(element("next", val=Style.NORMAL.value))
    made.extend((element("qFormat"), element("pPr", *_paragraph(look)), element("rPr", *_letters(look))))
    return made


def _paragraph(look: Look) -> Iterator[Any]:
    """The order is the one of the schema: Word refuses another."""
    if look.stays_with_next:
        yield element("keepNext")
    if look.stays_with_next or look.has_rule or look.has_box:
        yield element("keepLines")
    if look.bullet:
        yield element("numPr", element("numId", val=1))
    if look.has_rule:
        yield element("pBdr", element("left", val="single", sz=24, space=8, color=MARK))
    if look.has_box:
        sides = ("top", "left", "bottom", "right")
        yield element("pBdr", *(element(side, val="single", sz=4, space=6, color=QUIET) for side in sides))
    yield element("spacing", before=look.before, after=look.after)
    if look.bullet:
        yield element("ind", left=360, hanging=360)
    elif look.indent:
        yield element("ind", left=look.indent)
    if look.level is not None:
        yield element("outlineLvl", val=look.level)


def _letters(look: Look) -> Iterator[Any]:
    if look.font:
        yield element("rFonts", ascii=look.font, hAnsi=look.font, cs=look.font)
    if look.is_bold:
        yield element("b")
    yield element("color", val=look.ink)
    yield element("sz", val=look.size)


def _link() -> Any:
    letters = element("rPr", element("color", val=LINK), element("u", val="single"))
    return element("style", element("name", val=LINK_STYLE), letters, type="character", styleId=LINK_STYLE)


def _plain_table() -> Any:
    return element(
        "style",
        element("name", val="Normal Table"),
        element("tblPr", element("tblCellMar", *_margins(0, 100))),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _margins(up: int, side: int) -> Iterator[Any]:
    for name, width in (("top", up), ("left", side), ("bottom", up), ("right", side)):
        yield element(name, w=width, type="dxa")


def _table() -> Any:
    lines = (element(side, val="single", sz=4, space=0, color="CECECE") for side in ("bottom", "insideH"))
    return element(
        "style",
        element("name", val=TABLE_STYLE),
        element("basedOn", val="TableNormal"),
        element("tblPr", element("tblBorders", *lines), element("tblCellMar", *_margins(40, 100))),
        element("tblStylePr", element("rPr", element("b")), type="firstRow"),
        type="table",
        styleId=TABLE_STYLE,
    )


def bullets() -> tuple[Any, ...]:
    """The one kind of list."""
    level = element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="bullet"),
        element("lvlText", val="•"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=360, hanging=360)),
        ilvl=0,
    )
    kind = element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=0)
    return (kind, element("num", element("abstractNumId", val=0), numId=1))


def settings() -> tuple[Any, ...]:
    """What a word processor should know of the file. Nothing says who saved it, or on which machine."""
    as_today = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return (
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", as_today),
        element("themeFontLang", val=LANGUAGE),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )
