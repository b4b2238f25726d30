"""How the OpenDocument file looks: the styles of the Word file in another format. None depends on an edition."""

from collections.abc import Iterator, Mapping
from typing import Any

from lineofsight.publication.render.blocks import Style
from lineofsight.publication.render.odt_xml import element
from lineofsight.publication.render.word_look import FONT, INK, LINK, LOOKS, MARK, QUIET, Look

BULLETS, STRONG, LEADS, SHEET, MASTER = "Bullets", "Strong", "Leads", "Sheet", "Standard"
NEW_PAGE, NUMBER_CELL = "NewPage", "NumberCell"
TABLE, CELL, ROW, NARROW, TWO_THIRDS, DRAWING = (
    "Counts", "CountsCell", "CountsRow", "Narrow", "TwoThirds", "Drawing",
)  # fmt: skip
_WIDTH, _NARROW, _COLUMNS = 160, 29, range(2, 7)
_FAMILIES = ("", "-asian", "-complex")


def first_column(columns: int, *, of_numbers: bool) -> str:
    """The style of the first column of a table with so many."""
    return f"First{columns}" if of_numbers else "FirstOfWords"


def fonts() -> Any:
    """Which fonts the styles name."""
    faces = {look.font for look in LOOKS.values() if look.font} | {FONT}
    return element(
        "office:font-face-decls",
        {},
        *(element("style:font-face", {"style:name": face, "svg:font-family": f"'{face}'"}) for face in sorted(faces)),
    )


def styles() -> Any:
    """The styles by name: language and font of everything, each kind of paragraph, bold, link, bullets."""
    return element(
        "office:styles",
        {},
        element(
            "style:default-style",
            {"style:family": "paragraph"},
            element("style:paragraph-properties", {"fo:margin-bottom": "6pt", "fo:line-height": "115%"}),
            _words(FONT, 22),
        ),
        *(_style(style, look) for style, look in LOOKS.items()),
        _under(Style.PART, NEW_PAGE, {"fo:break-before": "page"}, outline=True),
        _under(Style.CELL, NUMBER_CELL, {"fo:text-align": "end"}),
        _letters(STRONG, {"fo:font-weight": "bold"}),
        _letters(
            LEADS, {"fo:color": f"#{LINK}", "style:text-underline-style": "solid", "style:text-underline-width": "auto"}
        ),
        _bullets(),
    )


def _words(font: str, size: int, *, is_bold: bool = False, ink: str = INK) -> Any:
    told: dict[str, str | int] = {"fo:color": f"#{ink}"}
    for kind in _FAMILIES:
        space = "style" if kind else "fo"
        told[f"style:font-name{kind}"] = font
        told[f"{space}:font-size{kind}"] = f"{size / 2:g}pt"
        told[f"{space}:language{kind}"], told[f"{space}:country{kind}"] = "en", "GB"
        if is_bold:
            told[f"{space}:font-weight{kind}"] = "bold"
    return element("style:text-properties", told)


def _style(style: Style, look: Look) -> Any:
    about: dict[str, str | int] = {
        "style:name": style.value,
        "style:display-name": look.name[:1].upper() + look.name[1:],
        "style:family": "paragraph",
    }
    if style is not Style.NORMAL:
        about["style:parent-style-name"] = Style.NORMAL.value
    if look.level is not None:
        about |= {"style:next-style-name": Style.NORMAL.value, "style:default-outline-level": look.level + 1}
    letters = _words(look.font or FONT, look.size, is_bold=look.is_bold, ink=look.ink)
    return element("style:style", about, element("style:paragraph-properties", dict(_paragraph(look))), letters)


def _paragraph(look: Look) -> Iterator[tuple[str, str]]:
    yield from (("fo:margin-top", _points(look.before)), ("fo:margin-bottom", _points(look.after)))
    if look.stays_with_next:
        yield "fo:keep-with-next", "always"
    if look.stays_with_next or look.has_rule or look.has_box:
        yield "fo:keep-together", "always"
    if look.indent:
        yield "fo:margin-left", _points(look.indent)
    if look.has_rule:
        yield from (("fo:border-left", f"2.5pt solid #{MARK}"), ("fo:padding-left", "8pt"))
    if look.has_box:
        yield from (("fo:border", f"0.5pt solid #{QUIET}"), ("fo:padding", "6pt"))


def _points(twentieths: int) -> str:
    return f"{twentieths / 20:g}pt"


def _under(style: Style, name: str, also: Mapping[str, str | int], *, outline: bool = False) -> Any:
    about: dict[str, str | int] = {
        "style:name": name,
        "style:family": "paragraph",
        "style:parent-style-name": style.value,
    }
    if outline:
        about["style:default-outline-level"] = 1
    return element("style:style", about, element("style:paragraph-properties", also))


def _letters(name: str, look: Mapping[str, str | int]) -> Any:
    about: dict[str, str | int] = {"style:name": name, "style:family": "text"}
    return element("style:style", about, element("style:text-properties", look))


def _bullets() -> Any:
    place = element(
        "style:list-level-label-alignment",
        {"text:label-followed-by": "listtab", "fo:text-indent": "-18pt", "fo:margin-left": "18pt"},
    )
    level = element(
        "text:list-level-style-bullet",
        {"text:level": 1, "text:bullet-char": "•"},
        element("style:list-level-properties", {"text:list-level-position-and-space-mode": "label-alignment"}, place),
    )
    return element("text:list-style", {"style:name": BULLETS}, level)


def sheet() -> Any:
    """A4, with room for what stands at the head and foot of each sheet."""
    edges = {"fo:page-width": "210mm", "fo:page-height": "297mm", "style:print-orientation": "portrait"}
    sides = {f"fo:margin-{side}": "25mm" for side in ("left", "right")}
    ends = {f"fo:margin-{side}": "12mm" for side in ("top", "bottom")}
    layout = element(
        "style:page-layout",
        {"style:name": SHEET},
        element("style:page-layout-properties", {**edges, **sides, **ends}),
        *(
            element(
                f"style:{end}-style",
                {},
                element("style:header-footer-properties", {"fo:min-height": "8mm", f"fo:margin-{side}": "5mm"}),
            )
            for end, side in (("header", "bottom"), ("footer", "top"))
        ),
    )
    return element("office:automatic-styles", {}, layout)


def tables() -> Any:
    """The looks of tables and drawings. Its programs look for these in the text itself, and not among the styles."""
    line = {"fo:border-bottom": "0.5pt solid #CECECE", "fo:padding": "2pt"}
    return element(
        "office:automatic-styles",
        {},
        _made(TABLE, "table", "table-properties", {"style:width": f"{_WIDTH}mm", "table:align": "left"}),
        _made(ROW, "table-row", "table-row-properties", {"fo:keep-together": "always"}),
        _made(CELL, "table-cell", "table-cell-properties", line),
        _column(NARROW, _NARROW),
        _column(TWO_THIRDS, _WIDTH * 2 // 3),
        _column("FirstOfWords", _WIDTH - _WIDTH * 2 // 3),
        *(_column(f"First{columns}", _WIDTH - _NARROW * (columns - 1)) for columns in _COLUMNS),
        _made(
            DRAWING,
            "graphic",
            "graphic-properties",
            {"style:vertical-pos": "top", "style:vertical-rel": "baseline"},
        ),
    )


def _column(name: str, width: int) -> Any:
    return _made(name, "table-column", "table-column-properties", {"style:column-width": f"{width}mm"})


def _made(name: str, family: str, kind: str, look: Mapping[str, str | int]) -> Any:
    about: dict[str, str | int] = {"style:name": name, "style:family": family}
    return element("style:style", about, element(f"style:{kind}", look))
