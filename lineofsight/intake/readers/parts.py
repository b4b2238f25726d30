"""Word, Excel and OpenDocument files: a zip of XML parts, read as streams, one branch of the tree at a time.

The zip is opened by the guard's own rules (`files.guard.package`), so a file that comes straight from a disk meets
the same limits as an uploaded one. The XML is read without document types and entities. Only the standard library is
used: python-docx, odfdo and python-calamine were tried, and none of them resolves automatic numbers, tracked changes,
text boxes, hidden rows or colours, so their trees would have had to be walked all the same, at their memory.
"""

import io
from collections.abc import Collection, Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from lineofsight.files.guard import office, package
from lineofsight.files.guard.verdict import LIMITS, Findings, Refused
from lineofsight.intake.readers.guard import Unreadable

DEEPEST = 150
MOST_NODES = 500_000  # in one branch: a paragraph, a table of a text, a row of a sheet

# The last pieces of the names of namespaces, and what we call them. Transitional and strict Word files name them
# differently and end alike.
_SPACES = {
    "wordprocessingml/main": "w",
    "wordprocessingml/2006/main": "w",
    "drawingml/main": "a",
    "drawingml/2006/main": "a",
    "markup-compatibility/2006": "mc",
    "spreadsheetml/main": "x",
    "spreadsheetml/2006/main": "x",
    "officeDocument/relationships": "r",
    "officeDocument/2006/relationships": "r",
    "officeDocument/math": "m",
    "officeDocument/2006/math": "m",
    "package/2006/relationships": "rel",
    "xmlns:office:1.0": "office",
    "xmlns:text:1.0": "text",
    "xmlns:table:1.0": "table",
    "xmlns:style:1.0": "style",
    "xmlns:drawing:1.0": "draw",
    "xmlns:xsl-fo-compatible:1.0": "fo",
    "xmlns:datastyle:1.0": "number",
    "xmlns:meta:1.0": "meta",
    "xlink": "xlink",
    "XML/1998/namespace": "xml",
}


class Package:
    """The parts of a zipped office file. Raises Unreadable when the zip or a part cannot be trusted or followed."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._file = io.BytesIO(content)
        if not content.startswith(b"PK\x03\x04"):
            raise Unreadable(f"{name} is not what its ending says: open it, save it again and try that.")
        try:
            parts = package.open_package(self._file, size=len(content), limits=LIMITS)
        except Refused as refusal:
            self.refuse(refusal)
        self._parts = {part.name: part for part in parts}

    def refuse(self, refusal: Refused) -> NoReturn:
        """Say the guard's sentence as the reader's own."""
        raise Unreadable(f"{self.name} was not read. {refusal.sentence}") from None

    def damaged(self) -> NoReturn:
        """Give up on a file whose XML cannot be followed."""
        raise Unreadable(f"{self.name} is damaged or cut short: open it, save it again and try that.")

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def named(self, start: str, end: str = ".xml") -> list[str]:
        """The names of the parts that begin and end so, in order of length and then of letters."""
        found = [name for name in self._parts if name.startswith(start) and name.endswith(end)]
        return sorted(found, key=lambda name: (len(name), name))

    def branches(self, part: str, tags: Collection[str], *, marks: Collection[str] = ()) -> Iterator[Element]:
        """The outermost elements of these names in a part, in order, each dropped when the next is asked for.

        Names come with our short prefix («w:p», «text:h»; «?:x» where the namespace is none we know). A part that is
        not there, or is empty, gives none. An element named in `marks` comes when it opens, without what it holds:
        so a sheet is known before its rows, which are never all held at once.
        """
        if part not in self._parts:
            return
        reader = _Branches(frozenset(tags), frozenset(marks))
        try:
            for piece in package.unpack(self._file, self._parts[part]):
                reader.feed(piece)
                yield from reader.taken()
            reader.close()
        except Refused as refusal:
            self.refuse(refusal)
        except _TooMuch:
            raise Unreadable(f"{self.name} is too large inside to be read: split it and read each part.") from None
        except (expat.ExpatError, LookupError, UnicodeError, ValueError):
            self.damaged()
        yield from reader.taken()

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part of an Office file is tied to: for each id the kind of tie and the name of the other part."""
        folder, _, file = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}
        for tie in self.branches(
            f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels", {"rel:Relationship"}
        ):
            if tie.get("TargetMode", "").lower() != "external":
                kind = tie.get("Type", "").rpartition("/")[2]
                found[tie.get("Id", "")] = (kind, _resolved(folder, tie.get("Target", "")))
        return found

    def main_part(self, otherwise: str) -> str:
        """The name of the part that holds the document itself."""
        for kind, target in self.related("").values():
            if kind == "officeDocument" and target in self:
                return target
        return otherwise


class _TooMuch(Exception):
    pass


class _Branches:
    """Builds a small tree for each outermost element of the wanted names, and forgets everything around them."""

    def __init__(self, tags: frozenset[str], marks: frozenset[str]) -> None:
        self.tags = tags
        self.marks = marks
        self.depth = 0
        self.opened_at = 0
        self.nodes = 0
        self.fed = 0
        self.builder: TreeBuilder | None = None
        self.done: list[Element] = []
        self.names: dict[str, str] = {}
        # expat splits at the last space, which cannot stand in a name of a namespace.
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self.opened
        self.parser.EndElementHandler = self.closed
        self.parser.CharacterDataHandler = self.said
        self.parser.StartDoctypeDeclHandler = _forbidden
        self.parser.EntityDeclHandler = _forbidden
        self.parser.ExternalEntityRefHandler = _forbidden_reference

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)
        self.fed += len(piece)
        if self.fed - max(self.parser.CurrentByteIndex, 0) > LIMITS.xml_token:
            raise Refused("xml-token")

    def close(self) -> None:
        if self.fed:
            self.parser.Parse(b"", True)

    def taken(self) -> list[Element]:
        done, self.done = self.done, []
        return done

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("xml-depth")
        tag = self.short(name)
        if self.builder is None:
            if tag in self.marks:
                self.done.append(Element(tag, {self.short(key): value for key, value in attributes.items()}))
            if tag not in self.tags:
                return
            self.builder, self.opened_at, self.nodes = TreeBuilder(), self.depth, 0
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooMuch
        self.builder.start(tag, {self.short(key): value for key, value in attributes.items()} if attributes else {})

    def closed(self, name: str) -> None:
        if self.builder is not None:
            self.builder.end(self.short(name))
            if self.depth == self.opened_at:
                self.done.append(self.builder.close())
                self.builder = None
        self.depth -= 1

    def said(self, text: str) -> None:
        if self.builder is not None:
            self.builder.data(text)

    def short(self, name: str) -> str:
        known = self.names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            known = local
            if space:
                prefix = next((short for end, short in _SPACES.items() if space.endswith(end)), "?")
                known = f"{prefix}:{local}"
            if len(self.names) < 5_000:
                self.names[name] = known
        return known


def _forbidden(*_: object) -> None:
    raise Refused("xml-entities")


def _forbidden_reference(*_: object) -> NoReturn:
    raise Refused("xml-entities")


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    path = folder.split("/") if folder else []
    for piece in target.split("/"):
        if piece == "..":
            path = path[:-1]
        elif piece not in ("", "."):
            path.append(piece)
    return "/".join(path)


def guarded(content: bytes, name: str, media_type: str) -> Package:
    """The parts of a spreadsheet that the guard has looked into. Raises Unreadable with the guard's sentence if not."""
    parts = Package(content, name)
    try:
        office.look(io.BytesIO(content), size=len(content), media_type=media_type, limits=LIMITS, findings=Findings())
    except Refused as refusal:
        parts.refuse(refusal)
    return parts
