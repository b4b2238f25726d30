"""What the styles of an OpenDocument text say: which are titles and headings, which hide their text, which list."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lineofsight.intake.readers.docx_styles import PLAIN, Look, whole_number
from lineofsight.intake.readers.parts import Package

_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)pt")
_LONGEST_CHAIN = 20
_SAY_WHAT_THEY_ARE = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """One style, with everything that it takes from the styles under it. `list_name` None where nothing is said."""

    names: tuple[str, ...] = ()  # its own and those under it, nearest first
    outline: int | None = None
    list_name: str | None = None
    look: Look = PLAIN
    fill: str = ""

    @property
    def is_title(self) -> bool:
        """Is it the style of the report's title, or made from it?"""
        return "title" in self.names

    @property
    def is_subtitle(self) -> bool:
        """Is it the style of the line under the title, or made from it?"""
        return "subtitle" in self.names

    @property
    def is_contents(self) -> bool:
        """Does it set a list of contents?"""
        return any(re.fullmatch(r"contents (?:heading|\d+)", name) for name in self.names)


NO_STYLE = OdtStyle()


class OdtStyles:
    """The styles of one file, by family and name. Those of the text itself go before those of its style sheet."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], tuple[OdtStyle, str]] = {}
        self._whole: dict[tuple[str, str], OdtStyle] = {}
        self._defaults: dict[str, OdtStyle] = {}

    def load(self, package: Package, part: str) -> None:
        """Take in the styles of one part."""
        self._whole.clear()
        for element in package.branches(part, {"style:style", "style:default-style"}):
            family = element.get("style:family", "")
            name = element.get("style:name", "")
            if element.tag == "style:default-style":
                self._defaults[family] = _style(element, "")
            else:
                self._own[(family, name)] = (_style(element, name), element.get("style:parent-style-name", ""))

    def of(self, family: str, name: str) -> OdtStyle:
        """The style of this name, or the default of its family when it is not there."""
        return self._found(family, name, 0)

    def _found(self, family: str, name: str, depth: int) -> OdtStyle:
        key = (family, name)
        if key in self._whole:
            return self._whole[key]
        if key not in self._own or depth > _LONGEST_CHAIN:
            found = self._defaults.get(family, NO_STYLE)
            # A program may name a style that its style sheet lacks: the name still says what the line is.
            is_named = name.lower() in _SAY_WHAT_THEY_ARE and not depth
            return replace(found, names=(name.lower(), *found.names)) if is_named else found
        own, parent = self._own[key]
        under = self._found(family, parent, depth + 1)
        whole = OdtStyle(
            own.names + under.names,
            under.outline if own.outline is None else own.outline,
            under.list_name if own.list_name is None else own.list_name,
            own.look.over(under.look),
            own.fill or under.fill,
        )
        self._whole[key] = whole
        return whole


def _style(element: Element, name: str) -> OdtStyle:
    shown = element.get("style:display-name") or name.replace("_20_", " ")
    text = element.find("style:text-properties")
    cell = element.find("style:table-cell-properties")
    return OdtStyle(
        (shown.lower().strip(),) if shown else (),
        whole_number(element.get("style:default-outline-level", "")),
        element.get("style:list-style-name"),
        PLAIN if text is None else _look(text),
        "" if cell is None else cell.get("fo:background-color", ""),
    )


def _look(properties: Element) -> Look:
    display = properties.get("text:display")
    weight = properties.get("fo:font-weight")
    size = _SIZE.fullmatch(properties.get("fo:font-size", ""))
    return Look(
        None if display is None else display == "none",
        None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        round(2 * float(size.group(1))) if size else None,
    )
