"""The few elements of OpenDocument that an edition is made of."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from lxml import etree

from lineofsight.publication.render.word_xml import writable

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
VERSION = "1.3"
# Spaces in a row are one for its readers, unless they are counted; line breaks and tabs are elements.
_ODD = re.compile("(\r\n|[\n\r\t]|^ +| {2,})")


@cache
def q(name: str) -> str:
    """«text:p» with the namespace that its prefix stands for."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


@cache
def _space(name: str) -> dict[str, str]:
    prefix = name.partition(":")[0]
    return {prefix: NAMES[prefix]}


def element(name: str, attributes: Mapping[str, str | int] | None = None, /, *children: Any) -> Any:
    """One element with its attributes and children."""
    made = etree.Element(q(name), nsmap=_space(name))
    for key, value in (attributes or {}).items():
        made.set(q(key), str(value))
    made.extend(children)
    return made


def said(name: str, attributes: Mapping[str, str | int] | None, text: str) -> Any:
    """An element that says something; a line break in it stays one."""
    made = element(name, attributes)
    last = None
    for piece in _ODD.split(writable(text)):
        if not piece:
            continue
        if _ODD.fullmatch(piece):
            last = element(*_odd(piece))
            made.append(last)
        elif last is None:
            made.text = piece
        else:
            last.tail = piece
    return made


def _odd(piece: str) -> tuple[str, Mapping[str, str | int]]:
    if piece.startswith(" "):
        return "text:s", {"text:c": len(piece)}
    return ("text:tab" if piece == "\t" else "text:line-break"), {}


def whole(root: str, children: Iterable[Any]) -> bytes:
    """A part of the file: its root with the version of the format."""
    made = element(root, {f"{root.partition(':')[0]}:version": VERSION}, *children)
    etree.cleanup_namespaces(made, top_nsmap=NAMES)
    return bytes(etree.tostring(made, encoding="UTF-8", xml_declaration=True))
