"""What the styles of a Word file say: which are headings, which hide their text, which number it."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lineofsight.intake.readers.parts import Package

_HEADING_NAME = re.compile(r"heading ([1-9])")
_OFF = ("0", "false", "off")
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class NumberOf:
    """The list that a paragraph counts in, and its level from 0. `num_id` "" where nothing is said."""

    num_id: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look, as far as a reader cares; None where nothing is said. `size` is in half points."""

    hidden: bool | None = None
    bold: bool | None = None
    size: int | None = None
    struck: bool | None = None

    def over(self, under: "Look") -> "Look":
        """This look, with what it leaves unsaid taken from the one under it."""
        return Look(
            under.hidden if self.hidden is None else self.hidden,
            under.bold if self.bold is None else self.bold,
            under.size if self.size is None else self.size,
            under.struck if self.struck is None else self.struck,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with everything that it takes from the styles under it."""

    style_id: str = ""
    name: str = ""
    outline: int | None = None
    number: NumberOf = NumberOf()
    look: Look = PLAIN

    @property
    def heading_level(self) -> int:
        """The level of heading, from 1, or 0 for body text."""
        named = _HEADING_NAME.fullmatch(self.name)
        if named:
            return int(named.group(1))
        return self.outline + 1 if self.outline is not None and self.outline < 9 else 0

    @property
    def is_title(self) -> bool:
        """Is it the style of the report's title?"""
        return self.name == "title"

    @property
    def is_subtitle(self) -> bool:
        """Is it the style of the line under the title?"""
        return self.name == "subtitle"

    @property
    def is_contents(self) -> bool:
        """Does it set a list of contents?"""
        return bool(re.fullmatch(r"toc (?:heading|\d)|table of figures|toa heading|table of authorities", self.name))


class Styles:
    """The styles of one file, by their ids, with what each takes from its parents worked out once."""

    def __init__(self, package: Package, part: str) -> None:
        self._own: dict[str, tuple[Style, str]] = {}
        self._whole: dict[str, Style] = {}
        self._default = ""
        self._base = Style()
        for element in package.branches(part, {"w:style", "w:docDefaults"}):
            if element.tag == "w:docDefaults":
                defaults = element.find("w:rPrDefault")
                self._base = Style(look=look_of(None if defaults is None else defaults.find("w:rPr")))
                continue
            style_id = element.get("w:styleId", "")
            self._own[style_id] = (_style(element, style_id), value(element.find("w:basedOn")))
            is_default = element.get("w:default", "0") not in _OFF
            if element.get("w:type", "paragraph") == "paragraph" and is_default:
                self._default = style_id

    def of(self, style_id: str) -> Style:
        """The style of a paragraph that names it, or the default one when it names none or one that is not there."""
        return self._found(style_id if style_id in self._own else self._default, 0)

    def look(self, style_id: str) -> Look:
        """The look of a style for letters; plain when it is not there."""
        return self._found(style_id, 0).look if style_id in self._own else PLAIN

    def look_up_number(self, style_id: str) -> str:
        """The list that a style of numbering stands for, or ""."""
        return self._own[style_id][0].number.num_id if style_id in self._own else ""

    def _found(self, style_id: str, depth: int) -> Style:
        if style_id in self._whole:
            return self._whole[style_id]
        if style_id not in self._own or depth > _LONGEST_CHAIN:
            return self._base
        own, parent = self._own[style_id]
        under = self._found(parent, depth + 1)
        number = NumberOf(
            own.number.num_id or under.number.num_id,
            under.number.level if own.number.level is None else own.number.level,
        )
        # A style made from a heading is a heading, whatever its own name: «Report heading», based on «heading 1».
        outline = own.outline if own.outline is not None else under.outline
        if outline is None and not _HEADING_NAME.fullmatch(own.name) and under.heading_level:
            outline = under.heading_level - 1
        whole = Style(style_id, own.name, outline, number, own.look.over(under.look))
        self._whole[style_id] = whole
        return whole


def value(element: Element | None) -> str:
    """The `w:val` of an element, or "" without one."""
    return "" if element is None else element.get("w:val", "")


def whole_number(text: str) -> int | None:
    """The whole number that an attribute holds, or None. Long digits are no number that a file means."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else None


def switch(properties: Element, name: str) -> bool | None:
    """Whether a property is on, off, or (None) not spoken of."""
    found = properties.find(name)
    return None if found is None else found.get("w:val", "1").lower() not in _OFF


def look_of(properties: Element | None) -> Look:
    """The look that the properties of a run give."""
    if properties is None or not len(properties):
        return PLAIN
    return Look(
        switch(properties, "w:vanish"),
        switch(properties, "w:b"),
        whole_number(value(properties.find("w:sz"))),
        switch(properties, "w:strike"),
    )


def number_of(properties: Element | None) -> NumberOf:
    """The list that the properties of a paragraph name."""
    numbering = None if properties is None else properties.find("w:numPr")
    if numbering is None:
        return NumberOf()
    level = whole_number(value(numbering.find("w:ilvl")))
    return NumberOf(value(numbering.find("w:numId")), level if level is None or 0 <= level < 9 else 0)


def _style(element: Element, style_id: str) -> Style:
    paragraph = element.find("w:pPr")
    outline = None if paragraph is None else whole_number(value(paragraph.find("w:outlineLvl")))
    return Style(
        style_id,
        value(element.find("w:name")).lower().strip(),
        outline,
        number_of(paragraph),
        look_of(element.find("w:rPr")),
    )
