"""The numbers that Word prints and does not write down: «4.1», «(a)», «Recommendation 3:», worked out as Word does."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from lineofsight.intake.characters import clean, fold
from lineofsight.intake.readers.docx_styles import NumberOf, Style, Styles, value, whole_number
from lineofsight.intake.readers.parts import Package

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, how it is printed."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restarts_after: int | None = None  # 0 never; n after a number of level n (counted from 1); None after any higher
    is_legal: bool = False  # all levels in figures: «IV» is printed as «4»
    of_style: str = ""  # the paragraph style that is tied to this level


@dataclass
class _List:
    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed, its level from 1, and whether it is only a bullet."""

    text: str
    level: int
    is_bullet: bool


class Numbers:
    """Counts the numbered paragraphs of one text, in order. The footnotes and boxes of a file have their own count."""

    def __init__(self, package: Package, part: str, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[str] = set()
        for element in package.branches(part, {"w:abstractNum", "w:num"}):
            if element.tag == "w:abstractNum":
                abstract_id = element.get("w:abstractNumId", "")
                self._abstract[abstract_id] = _levels(element)
                if link := value(element.find("w:numStyleLink")):
                    self._links[abstract_id] = link
            else:
                self._nums[element.get("w:numId", "")] = _num(element)

    def next(self, own: NumberOf, style: Style) -> Printed | None:
        """The number that the next paragraph shows, or None when it shows none. Moves the count on."""
        num_id = own.num_id or style.number.num_id
        if num_id in ("", "0") or num_id not in self._nums:
            return None
        abstract_id, overrides, starts = self._nums[num_id]
        abstract_id = self._linked(abstract_id)
        levels = self._abstract.get(abstract_id, {})
        index = self._level_of(own, style, {**levels, **overrides})
        level = overrides.get(index) or levels.get(index)
        if level is None:
            return None
        held = self._lists.setdefault(abstract_id, _List(levels))
        if num_id not in self._begun:
            # A list that begins anew with a number of its own does so where it is first used.
            self._begun.add(num_id)
            for restarted, start in starts.items():
                held.counts[restarted] = start - 1
        self._count(held, index, {**levels, **overrides})
        return _printed(held, index, {**levels, **overrides})

    def _level_of(self, own: NumberOf, style: Style, levels: dict[int, Level]) -> int:
        if own.level is not None:
            return own.level
        if not own.num_id:
            for index, level in levels.items():
                if level.of_style and level.of_style == style.style_id:
                    return index
            return style.number.level or 0
        return 0

    def _linked(self, abstract_id: str) -> str:
        link = self._links.get(abstract_id)
        if link is None or self._abstract.get(abstract_id):
            return abstract_id
        num_id = self._styles.look_up_number(link)
        return self._nums[num_id][0] if num_id in self._nums else abstract_id

    def _count(self, held: _List, index: int, levels: dict[int, Level]) -> None:
        for higher in range(index):
            if held.counts[higher] is None and higher in levels:
                held.counts[higher] = levels[higher].start
        before = held.counts[index]
        held.counts[index] = levels[index].start if before is None else before + 1
        for lower in range(index + 1, _LEVELS):
            after = levels[lower].restarts_after if lower in levels else None
            if after is None or 0 < after >= index + 1:
                held.counts[lower] = None


def _levels(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in element.findall("w:lvl"):
        index = whole_number(level.get("w:ilvl", "")) or 0
        if 0 <= index < _LEVELS:
            found[index] = _level(level)
    return found


def _level(element: Element) -> Level:
    return Level(
        start=_or(whole_number(value(element.find("w:start"))), 1),
        style=value(element.find("w:numFmt")) or "decimal",
        text=value(element.find("w:lvlText")),
        restarts_after=whole_number(value(element.find("w:lvlRestart"))),
        is_legal=element.find("w:isLgl") is not None,
        of_style=value(element.find("w:pStyle")),
    )


def _num(element: Element) -> tuple[str, dict[int, Level], dict[int, int]]:
    overrides: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.findall("w:lvlOverride"):
        index = whole_number(override.get("w:ilvl", "")) or 0
        if not 0 <= index < _LEVELS:
            continue
        start = whole_number(value(override.find("w:startOverride")))
        if (own := override.find("w:lvl")) is not None:
            overrides[index] = _level(own) if start is None else replace(_level(own), start=start)
        if start is not None:
            starts[index] = start
    return value(element.find("w:abstractNumId")), overrides, starts


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number


def _printed(held: _List, index: int, levels: dict[int, Level]) -> Printed | None:
    level = levels[index]
    if level.style == "bullet":
        return Printed(BULLET, index + 1, is_bullet=True)

    def number(place: re.Match[str]) -> str:
        which = int(place.group(1)) - 1
        shown = levels.get(which, Level())
        style = "decimal" if level.is_legal and shown.style != "decimalZero" else shown.style
        return in_style(_or(held.counts[which], shown.start), style)

    text = fold(clean(_PLACE.sub(number, level.text[:200])))
    return Printed(text, index + 1, is_bullet=False) if text else None


def in_style(number: int, style: str) -> str:
    """A number as Word prints it in one of its styles of counting; in figures where we do not know the style."""
    if number < 1 or number > 32_767:
        return "" if style == "none" else str(number)
    match style:
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{ordinal_ending(number)}"
        case "none":
            return ""
        case _:
            return str(number)


def letters(number: int) -> str:
    """a … z, then aa, bb …, as Word counts."""
    times, which = divmod(number - 1, 26)
    return chr(ord("a") + which) * (times + 1)


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number in small Roman numerals."""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def ordinal_ending(number: int) -> str:
    """The st, nd, rd or th after a number."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
