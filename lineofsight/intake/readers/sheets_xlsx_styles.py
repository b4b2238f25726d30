"""How an Excel file dresses its cells: number formats, fills with theme colours and tints, and rules for colours."""

import colorsys
import re
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from lineofsight.intake.readers.parts import Package
from lineofsight.library.numbers import whole_number

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_POINTS_AT = re.compile(r'\$?([A-Z]{1,3})(\$?)(\d+)="([^"]*)"')


class Looks:
    """The number format and the fill of every style, whether it strikes words through, and the rules that colour."""

    def __init__(self, package: Package, part: str, theme_part: str) -> None:
        self.theme = _theme(package, theme_part)
        self.forms: dict[int, str] = dict(BUILTIN_FORMATS)
        self.cells: list[tuple[str, str]] = []  # number format, fill
        self.struck: list[bool] = []  # beside `cells`
        self.rules: list[str] = []  # the fill of each differential style
        fills: list[str] = []
        fonts: list[bool] = []
        wanted = {"x:numFmts", "x:fonts", "x:fills", "x:cellXfs", "x:dxfs"}
        for branch in package.branches(part, wanted):
            if branch.tag == "x:numFmts":
                for form in branch:
                    self.forms[_whole(form.get("numFmtId"))] = form.get("formatCode", "")
            elif branch.tag == "x:fonts":
                fonts = [strikes(font) for font in branch]
            elif branch.tag == "x:fills":
                fills = [self._fill(fill) for fill in branch]
            elif branch.tag == "x:dxfs":
                self.rules = [self._fill(dxf.find("x:fill"), is_rule=True) for dxf in branch]
            else:
                for style in branch:
                    place = _whole(style.get("fillId"))
                    shown = self.forms.get(_whole(style.get("numFmtId")), "")
                    self.cells.append((shown, fills[place] if place < len(fills) else ""))
                    font = _whole(style.get("fontId"))
                    self.struck.append(font < len(fonts) and fonts[font])

    def of(self, style: str | None) -> tuple[str, str]:
        """The number format and the fill of a cell's style."""
        index = _whole(style)
        return self.cells[index] if 0 <= index < len(self.cells) else ("", "")

    def is_struck(self, style: str | None) -> bool:
        """Whether a cell of this style is struck through as a whole."""
        index = _whole(style)
        return 0 <= index < len(self.struck) and self.struck[index]

    def _fill(self, fill: Element | None, *, is_rule: bool = False) -> str:
        pattern = None if fill is None else fill.find("x:patternFill")
        if pattern is None:
            return ""
        kind = pattern.get("patternType", "solid" if is_rule else "none")
        if kind == "none":
            return ""
        # A rule keeps its colour where a cell keeps its ground.
        first, second = ("x:bgColor", "x:fgColor") if is_rule else ("x:fgColor", "x:bgColor")
        for name in (first, second):
            colour = self.colour(pattern.find(name))
            if colour:
                return colour
        return ""

    def colour(self, element: Element | None) -> str:
        """A colour as RRGGBB, or "" where it is nobody's choice."""
        if element is None or element.get("auto"):
            return ""
        base = ""
        if element.get("rgb"):
            base = element.get("rgb", "")[-6:]
        elif element.get("theme") is not None:
            place = _whole(element.get("theme"))
            base = self.theme.get(_THEME_ORDER[place], "") if 0 <= place < len(_THEME_ORDER) else ""
        elif element.get("indexed") is not None:
            place = _whole(element.get("indexed"))
            base = COLOR_INDEX[place][-6:] if 0 <= place < 64 else ""
        return tinted(base, element.get("tint", "")) if re.fullmatch(r"[0-9A-Fa-f]{6}", base) else ""


def strikes(font: Element | None) -> bool:
    """Whether a font, or the properties of a run, strike words through."""
    strike = None if font is None else font.find("x:strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def tinted(colour: str, tint: str) -> str:
    """A colour made lighter (tint over 0) or darker, as Excel does with a theme's colours."""
    try:
        share = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    if share == 0 or share != share:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def coloured_by_rule(rule: Element, text: str, word_at: dict[str, str]) -> bool | None:
    """Does this rule colour a cell that says `text`? None where we do not follow the rule.

    word_at: what the cells of the same row say, by their column's letters.
    """
    kind, said = rule.get("type", ""), text.strip().lower()
    formula = "".join((rule.findtext("x:formula") or "").split()) if kind == "expression" else ""
    if kind in ("containsText", "beginsWith", "endsWith", "notContainsText") and rule.get("text"):
        wanted = rule.get("text", "").lower()
        return {
            "containsText": wanted in said,
            "notContainsText": wanted not in said,
            "beginsWith": said.startswith(wanted),
            "endsWith": said.endswith(wanted),
        }[kind]
    if kind == "containsBlanks":
        return not said
    if kind == "notContainsBlanks":
        return bool(said)
    if kind == "cellIs" and rule.get("operator") in ("equal", "notEqual"):
        constant = re.fullmatch(r'"([^"]*)"|(-?\d+(?:\.\d+)?)', (rule.findtext("x:formula") or "").strip())
        if constant:
            same = said == (constant[1] if constant[1] is not None else constant[2]).strip().lower()
            return same == (rule.get("operator") == "equal")
    points = _POINTS_AT.fullmatch(formula)
    if points and not points[2] and formula.startswith("$"):
        return word_at.get(points[1], "").strip().lower() == points[4].strip().lower()
    return None


def _theme(package: Package, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for scheme in package.branches(part, {"a:clrScheme"}):
        for named in scheme:
            for colour in named:
                found[str(named.tag).removeprefix("a:")] = colour.get("lastClr") or colour.get("val") or ""
    return found


def _whole(text: str | None) -> int:
    return whole_number(text or "") or 0
