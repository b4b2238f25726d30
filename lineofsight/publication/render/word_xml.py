"""The few elements of WordprocessingML that an edition is made of."""

import re
from functools import cache
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": W}
# Word has no way to hold these. Whoever compares the file with what was approved finds them missing.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BREAKS = re.compile("(\r\n|[\n\r\t])")


@cache
def q(name: str) -> str:
    """A name with the namespace of WordprocessingML."""
    return f"{{{W}}}{name}"


def element(tag: str, /, *children: Any, **attributes: str | int) -> Any:
    """One element with its attributes and children, all of WordprocessingML."""
    made = etree.Element(q(tag), nsmap=_NAMES)
    for key, value in attributes.items():
        made.set(q(key), str(value))
    made.extend(children)
    return made


def writable(text: str) -> str:
    """The text without the few characters that XML has no way to hold."""
    return _NOT_IN_XML.sub("", text)


def run(text: str, *, is_bold: bool = False, style: str = "") -> Any:
    """Some words; a line break in them stays one."""
    made = element("r")
    look = [element("rStyle", val=style)] if style else []
    if is_bold:
        look.append(element("b"))
    if look:
        made.append(element("rPr", *look))
    for piece in _BREAKS.split(writable(text)):
        if _BREAKS.fullmatch(piece):
            made.append(element("tab" if piece == "\t" else "br"))
        elif piece:
            words = element("t")
            words.text = piece
            words.set(XML_SPACE, "preserve")
            made.append(words)
    return made
