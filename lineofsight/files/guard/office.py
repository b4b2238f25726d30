"""Word, Excel and OpenDocument files: which parts they may have, and what those parts may say."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lineofsight.files.guard import package, verdict
from lineofsight.files.guard.markup import walk
from lineofsight.files.guard.package import Part
from lineofsight.files.guard.verdict import DOCX, KINDS, ODS, ODT, XLSX, Findings, Limits

_MAIN_PART = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_WORDS = {kind.media_type: kind.words for kind in KINDS.values()}
_CURE = {DOCX: ".docx", XLSX: ".xlsx", ODT: ".odt without macros", ODS: ".ods without macros"}

# A part's name (in small letters) and the reason for which it is not taken. The first that fits counts.
_REFUSED_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"vbaproject|vbadata|(^|/)macrosheets/|(^|/)(basic|scripts)/", "macros"),
        (r"(^|/)(activex|ctrlprops)/", "active-controls"),
        (r"(^|/)externallinks/", "external"),
        (r"(^|/)(querytables/|connections\.xml|customdata/)", "external-data"),
        (r"(^|/)embeddings/|oleobject|\.(mht|mhtml|html?|rtf|eml|msg)$", "embedded"),
    )
)
_TAKEN_ENDINGS = re.compile(
    r"\.(xml|rels|vml|rdf|svg|png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svm|odttf|fntdata|ttf|otf)$"
    r"|(^|/)printersettings\d*\.bin$|(^|/)(mimetype|layout-cache)$|^objectreplacements/[^/]+$|/$"
)
_IS_XML = re.compile(r"\.(xml|rels|vml|rdf|svg)$")
_SIGNATURES = (
    (b"PK\x03\x04", "nested-archive"),
    (b"Rar!", "nested-archive"),
    (b"7z\xbc\xaf", "nested-archive"),
    (b"\x1f\x8b\x08", "nested-archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "embedded"),
    (b"%PDF", "embedded"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
# Links that a person follows on purpose. Anything else that leads outside is loaded by opening the file.
_LINKS = re.compile(r"(?i)^(https?:|mailto:|tel:|#)")
_LOCAL = re.compile(r"(?i)^(file:|[a-z]:[\\/]|\\\\|//)")
_SCHEME = re.compile(r"(?i)^([a-z][a-z0-9+.-]*:|\\\\|//)")
_FIELD = re.compile(r'(?i)^[\s"\\*]*(dde|ddeauto|includetext|includepicture|import|database|macrobutton\s+\S*auto)\b')
_FORMULA = re.compile(r"(?i)\b(webservice|image|rtd|call|register(\.id)?|exec|dde)\s*\(|^=?\s*\w+\|'")


def look(file: BinaryIO, *, size: int, media_type: str, limits: Limits, findings: Findings) -> None:
    """Look at a zipped office file that should be of `media_type`. Raises Refused."""
    parts = package.open_package(file, size=size, limits=limits)
    # Before any part is opened: what it is called is enough to leave it closed.
    for part in parts:
        _check_name(part.name.lower(), media_type)
    found = _declared(file, parts, limits)
    if found != media_type:
        inside = _WORDS.get(found, "another kind of file")
        suffix = next(kind.suffix for kind in KINDS.values() if kind.media_type == media_type)
        verdict.refuse("ending-differs", suffix=suffix, inside=inside)
    for part in parts:
        _check_part(file, part, media_type, limits, findings)


def _check_name(name: str, media_type: str) -> None:
    for pattern, code in _REFUSED_PARTS:
        if pattern.search(name):
            verdict.refuse(code, cure=_CURE[media_type])
    if not _TAKEN_ENDINGS.search(name):
        nested = re.search(r"\.(zip|7z|rar|gz|docx|xlsx|pptx|odt|ods)$", name)
        verdict.refuse("nested-archive" if nested else "unknown-part", inside=_WORDS[media_type])


def _declared(file: BinaryIO, parts: list[Part], limits: Limits) -> str:
    """What the package says it is: its media type, or "" when it says nothing that we take."""
    by_name = {part.name: part for part in parts}
    if "mimetype" in by_name and by_name["mimetype"].unpacked < 200:
        return b"".join(package.unpack(file, by_name["mimetype"])).decode("latin-1").strip()
    if "[Content_Types].xml" not in by_name:
        return ""
    declared: list[str] = []

    def on_tag(_: str, attributes: dict[str, str]) -> None:
        content_type = attributes.get("ContentType", "")
        if re.search(r"(?i)macroenabled|vbaproject|macrosheet", content_type):
            verdict.refuse("macros", cure=".docx or .xlsx")
        if re.search(r"(?i)activex|controlproperties", content_type):
            verdict.refuse("active-controls")
        if content_type in _MAIN_PART:
            declared.append(_MAIN_PART[content_type])

    walk(package.unpack(file, by_name["[Content_Types].xml"]), limits=limits, on_tag=on_tag)
    return declared[0] if len(declared) == 1 else ""


def _check_part(file: BinaryIO, part: Part, media_type: str, limits: Limits, findings: Findings) -> None:
    name = part.name.lower()
    pieces = package.unpack(file, part)
    first = next(pieces, b"")
    for signature, code in _SIGNATURES:
        if first.startswith(signature):
            verdict.refuse(code)
    whole = _again(first, pieces)
    if not _IS_XML.search(name):
        for _ in whole:
            pass  # read to its end, so that size and checksum are known to be true
        return
    if not first:
        return  # LibreOffice writes an empty current.xml
    rules = _Rules(name, media_type, findings)
    walk(whole, limits=limits, on_tag=rules.on_tag, on_end=rules.on_end, on_text=rules.on_text)


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


class _Rules:
    """What one XML part may say. Fed by `walk`."""

    def __init__(self, name: str, media_type: str, findings: Findings) -> None:
        self.notes = findings.notes
        self.text: list[str] | None = None
        self.is_relations = name.endswith(".rels")
        self.is_drawing = name.endswith(".svg")
        self.is_open_document = media_type in {ODT, ODS}
        if "pivotcacherecords" in name:
            self.notes.add("pivot-rows")

    def on_tag(self, tag: str, attributes: dict[str, str]) -> None:
        if self.is_relations:
            if tag == "Relationship":
                self._relation(attributes)
        elif self.is_drawing:
            self._drawing(tag, attributes)
        elif self.is_open_document:
            self._open_document(tag, attributes)
        else:
            self._office(tag, attributes)

    def on_end(self, tag: str) -> None:
        # A field's command may be cut into runs: it ends where the field shows its result.
        if tag == "f":
            if _FORMULA.search("".join(self.text or ())):
                verdict.refuse("field-command")
            self.text = None

    def on_text(self, text: str) -> None:
        # A command longer than this is no command.
        if self.text is not None and sum(map(len, self.text)) < 4_000:
            self.text.append(text)

    def _relation(self, attributes: dict[str, str]) -> None:
        target, kind = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2].lower()
        if kind in {"afchunk", "oleobject", "package"}:
            verdict.refuse("embedded")
        leads_out = attributes.get("TargetMode", "").lower() == "external" or bool(_SCHEME.match(target))
        if leads_out:
            self._link(target, is_link=kind == "hyperlink")

    def _link(self, target: str, *, is_link: bool) -> None:
        target = target.strip()
        if is_link and _LOCAL.match(target):
            self.notes.add("local-links")
        elif not is_link or (_SCHEME.match(target) and not _LINKS.match(target)):
            verdict.refuse("external")

    def _drawing(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.lower() in {"script", "foreignobject", "handler"} or any(
            name.lower().startswith("on") for name in attributes
        ):
            verdict.refuse("picture-script")
        for name, value in attributes.items():
            if name.rpartition(":")[2] == "href" and not value.startswith(("#", "data:image/")):
                verdict.refuse("external")

    def _office(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"instrText", "f"}:
            self.text = self.text or []
        elif tag == "fldSimple":
            self._command(next((value for name, value in attributes.items() if name.endswith("instr")), ""))
        elif tag == "fldChar":
            self._command("".join(self.text or ()))
            self.text = None
        elif tag == "sheet" and attributes.get("state", "visible") != "visible":
            self.notes.add("hidden-sheets")
        elif tag in {"altChunk", "OLEObject"}:
            verdict.refuse("embedded")
        elif tag in {"control", "ocx"}:
            verdict.refuse("active-controls")

    def _command(self, command: str) -> None:
        if _FIELD.search(command):
            verdict.refuse("field-command")

    def _open_document(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"event-listener", "script", "library", "libraries"}:
            verdict.refuse("macros", cure="the same without macros")
        if tag in {"dde-source", "dde-connection-decl"}:
            verdict.refuse("field-command")
        if tag in {"database-source-table", "database-source-sql", "database-source-query", "connection-resource"}:
            verdict.refuse("external-data")
        if tag in {"applet", "plugin", "object-ole"}:
            verdict.refuse("embedded")
        for name, value in attributes.items():
            local = name.rpartition(":")[2]
            if local == "encryption-data":
                verdict.refuse("password")
            elif local == "formula" and _FORMULA.search(value.partition(":")[2]):
                verdict.refuse("field-command")
            # The template a text once came from is only named, never loaded.
            elif local == "href" and tag != "template" and (_SCHEME.match(value) or value.startswith("../")):
                self._link(value, is_link=tag == "a")
        if tag == "encryption-data":
            verdict.refuse("password")
        if tag == "table-properties" and "false" in (
            value for name, value in attributes.items() if name.endswith(":display")
        ):
            self.notes.add("hidden-sheets")
