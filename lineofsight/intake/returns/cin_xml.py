"""A census file as a stream of children: at no time more of it in memory than one child and what was just read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.texts import CHUNK, opened, start_of
from lineofsight.records.taken import UnreadableReturn

MOST_OF_A_CHILD = 1024 * 1024
"""Bytes. The longest record of a child takes some tens of thousands; what takes more is a mistake or an attack."""

DEEPEST = 30
UNCLEAR_TEXT = "?"
"""Stands for two elements of one name that say different things: neither a day, nor a code, nor yes or no."""

_Element = Any  # lxml has no types
_TOO_MUCH = 114  # libxml2's number for what goes deeper or on longer than it allows


class Part:
    """An element that holds others. values: the plain ones directly inside, by name. What stands between is dropped."""

    # By hand, because a census of a county has a million of them.
    __slots__ = ("line", "lists", "name", "parts", "values")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.values: dict[str, str] = {}
        self.parts: list[Part] = []
        self.lists: dict[str, list[tuple[int, str]]] = {}
        """Plain elements that may stand there more than once, with their lines."""


@dataclass(slots=True)
class Header:
    """What the head of a return says. until: the day as at which it was made; None while not read or no day."""

    collection: str = ""
    until: date | None = None


def looks_like_xml(start: bytes) -> bool:
    """Whether a file begins as XML does, in whatever code."""
    return start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def children_in(path: Path, header: Header, *, many: frozenset[str], child: str = "Child") -> Iterator[Part]:
    """Each child's record, whole. `header` is filled before the first. many: plain elements that may repeat.
    child: what a record is called.

    No entity is expanded and nothing outside the file is asked for. Raises UnreadableReturn for a document type of its
    own, for what is not well formed, and for what would need more memory than a child takes.
    """
    start = start_of(path)
    if not looks_like_xml(start):
        raise UnreadableReturn(f"{path.name} is no XML: choose the file that the case system made for the department.")
    if b"<!DOCTYPE" in start.replace(b"\x00", b""):
        _refuse_type(path)
    parser = etree.XMLPullParser(
        events=("end",),
        tag=("{*}CollectionDetails", f"{{*}}{child}"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    since, is_looked_at = 0, False
    with opened(path) as file:
        try:
            while raw := file.read(CHUNK):
                parser.feed(raw)
                since += len(raw)
                for _, element in parser.read_events():
                    since = 0
                    part = _part(element, many, path)
                    # It stands in front of everything, so the first element knows of it.
                    if not is_looked_at and element.getroottree().docinfo.internalDTD is not None:
                        _refuse_type(path)
                    is_looked_at = True
                    if part.name == child:
                        yield part
                    else:
                        _fill(header, part.values)
                    _forget(element)
                if since > MOST_OF_A_CHILD:
                    _refuse_size(path)
            parser.close()
        except etree.XMLSyntaxError as error:
            if error.code == _TOO_MUCH:
                _refuse_size(path)
            raise UnreadableReturn(
                f"{path.name} is not whole: near line {error.lineno} it is no XML any more. Make the file again."
            ) from None


def _part(element: _Element, many: frozenset[str], path: Path, depth: int = 0) -> Part:
    """The element as plain values. What stands between its elements is nobody's value and is dropped."""
    if depth > DEEPEST:
        _refuse_size(path)
    name = element.tag
    part = Part(name if name[0] != "{" else _name(name), element.sourceline or 0)
    values = part.values
    for inner in element:
        name = inner.tag
        if name.__class__ is not str or name[0] == "{":
            name = _name(name)
        if len(inner):
            part.parts.append(_part(inner, many, path, depth + 1))
            continue
        said = inner.text
        said = said.strip() if said else ""
        if name in many:
            part.lists.setdefault(name, []).append((inner.sourceline or 0, said))
        elif name in values and values[name] != said:
            values[name] = UNCLEAR_TEXT
        else:
            values[name] = said
    return part


def _name(tag: object) -> str:
    """The name without its namespace; empty for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _forget(element: _Element) -> None:
    """Free an element and everything before it; the parser goes on behind it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _fill(header: Header, values: dict[str, str]) -> None:
    header.collection = values.get("Collection", "").upper()
    try:
        header.until = day_of(values.get("ReferenceDate", ""))
    except NotADay:
        header.until = None


def _refuse_type(path: Path) -> None:
    raise UnreadableReturn(
        f"{path.name} brings a document type of its own, which no census has: make the file again in the case system."
    )


def _refuse_size(path: Path) -> None:
    raise UnreadableReturn(
        f"{path.name} has something longer or deeper inside than a child's record can be: it is no census. "
        "Make the file again in the case system."
    )
