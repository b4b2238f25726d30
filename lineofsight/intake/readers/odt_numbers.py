"""The numbers that an OpenDocument text shows and does not write down, worked out from its lists and its outline."""

import re
from dataclasses import dataclass, field

from lineofsight.intake.characters import clean, fold
from lineofsight.intake.readers.docx_numbers import BULLET, Printed, in_style
from lineofsight.intake.readers.docx_styles import whole_number
from lineofsight.intake.readers.parts import Package

_LEVELS = 10
_PLACE = re.compile(r"%(10|[1-9])%")
_STYLES = {"i": "lowerRoman", "I": "upperRoman", "1st": "ordinal"}
OUTLINE = "\0outline"  # no style can have this name


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """One level of a list: how it counts and what stands around its number."""

    style: str = "1"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown_levels: int = 1
    pattern: str = ""  # the newer way to say all of it: «Part %1%.%2%»
    is_bullet: bool = False
    letters_repeat: bool = False


@dataclass
class Counts:
    """How far one list has counted, by level from 0."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class OdtNumbers:
    """The lists of one file, and how far each has counted."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[int, OdtLevel]] = {}
        self._by_id: dict[str, Counts] = {}
        self._last_of_style: dict[str, Counts] = {}
        self.outline = Counts(OUTLINE)

    def load(self, package: Package, part: str) -> None:
        """Take in the list styles of one part."""
        for element in package.branches(part, {"text:list-style", "text:outline-style"}):
            name = OUTLINE if element.tag == "text:outline-style" else element.get("style:name", "")
            levels = self._styles[name] = {}
            for child in element:
                index = (whole_number(child.get("text:level", "")) or 0) - 1
                if 0 <= index < _LEVELS:
                    levels[index] = _level(
                        child.attrib, is_bullet=not child.tag.endswith(("-number", "outline-level-style"))
                    )

    def knows(self, style: str) -> bool:
        """Is there a list style of this name?"""
        return style in self._styles

    def begin(self, *, style: str, list_id: str, continued: str, goes_on: bool) -> Counts:
        """The count of a list that begins here: a new one, or that of the list which it continues."""
        counts = self._by_id.get(continued) if continued else None
        if counts is None and goes_on:
            counts = self._last_of_style.get(style)
        if counts is None:
            counts = Counts(style)
        if list_id:
            self._by_id[list_id] = counts
        self._last_of_style[style] = counts
        return counts

    def numbered(self, list_id: str, style: str) -> Counts:
        """The count of paragraphs that each name their list."""
        return self._by_id.get(list_id) or self.begin(style=style, list_id=list_id, continued="", goes_on=not list_id)

    def next(self, counts: Counts, level: int, *, style: str = "", start: int | None = None) -> Printed | None:
        """The number that the next paragraph of a list shows. Moves the count on; None when it shows none."""
        levels = self._styles.get(style or counts.style, {})
        index = max(0, min(level, _LEVELS - 1))
        own = levels.get(index)
        if own is None:
            return None
        before = counts.counts[index]
        counts.counts[index] = start if start is not None else own.start if before is None else before + 1
        counts.counts[index + 1 :] = [None] * (_LEVELS - index - 1)
        if own.is_bullet:
            return Printed(BULLET, index + 1, is_bullet=True)
        text = fold(clean(_label(own, index, counts, levels)))
        return Printed(text, index + 1, is_bullet=False) if text else None


def _level(said: dict[str, str], *, is_bullet: bool) -> OdtLevel:
    shown = whole_number(said.get("text:display-levels", ""))
    start = whole_number(said.get("text:start-value", ""))
    pattern = next((text for name, text in said.items() if name.endswith(":num-list-format")), "")
    return OdtLevel(
        said.get("style:num-format", ""),
        said.get("style:num-prefix", "")[:200],
        said.get("style:num-suffix", "")[:200],
        1 if start is None else start,
        1 if shown is None else max(1, shown),
        pattern[:200],
        is_bullet,
        said.get("style:num-letter-sync", "false") == "true",
    )


def _label(own: OdtLevel, index: int, counts: Counts, levels: dict[int, OdtLevel]) -> str:
    if not own.style:
        return ""

    def number(which: int) -> str:
        level = levels.get(which, OdtLevel())
        count = counts.counts[which]
        return _in_figures(level.start if count is None else count, level)

    if own.pattern:
        return _PLACE.sub(lambda place: number(int(place.group(1)) - 1), own.pattern)
    shown = range(max(0, index + 1 - own.shown_levels), index + 1)
    return own.prefix + ".".join(text for which in shown if (text := number(which))) + own.suffix


def _in_figures(number: int, level: OdtLevel) -> str:
    if level.style in ("a", "A"):
        text = in_style(number, "lowerLetter") if level.letters_repeat else _letters(number)
        return text.upper() if level.style == "A" else text
    return in_style(number, _STYLES.get(level.style, "decimal")) if level.style else ""


def _letters(number: int) -> str:
    """a … z, then aa, ab …, as columns of a sheet are named."""
    if not 1 <= number <= 32_767:
        return str(number)
    text = ""
    while number:
        number, which = divmod(number - 1, 26)
        text = chr(ord("a") + which) + text
    return text
