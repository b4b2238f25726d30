"""Makes invented office files out of parts, and spoils them on purpose. Nothing here is stored in the project."""

import io
import struct
import warnings
import zipfile

Parts = dict[str, bytes]

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Parts, *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A zip file of these parts, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def content_types(main: str, path: str) -> bytes:
    return (
        HEAD
        + (
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{path}" ContentType="{main}"/></Types>'
        ).encode()
    )


def relations(*entries: tuple[str, str, bool]) -> bytes:
    """A part of relations, of (kind, target, leads outside)."""
    rows = ""
    for number, (kind, target, outside) in enumerate(entries):
        mode = ' TargetMode="External"' if outside else ""
        rows += f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    return HEAD + f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'.encode()


def word_body(inside: str = "") -> bytes:
    return (
        HEAD
        + (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p><w:r><w:t>Plans are read aloud to children.</w:t></w:r></w:p>{inside}</w:body></w:document>"
        ).encode()
    )


def word(extra: Parts | None = None, *, body: bytes | None = None, main: str = _MAIN["docx"]) -> Parts:
    return {
        "[Content_Types].xml": content_types(main, "word/document.xml"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": word_body() if body is None else body,
        **(extra or {}),
    }


def macro_word() -> Parts:
    return word(main=_MAIN["docm"])


def sheet(cell: str = "<v>6</v>") -> bytes:
    return (
        HEAD
        + (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f'<row r="1"><c r="A1">{cell}</c></row></sheetData></worksheet>'
        ).encode()
    )


def excel(extra: Parts | None = None, *, state: str = "visible", cell: str = "<v>6</v>") -> Parts:
    workbook = (
        HEAD
        + (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>'
            f'<sheet name="Visits" sheetId="1" state="{state}"/></sheets></workbook>'
        ).encode()
    )
    return {
        "[Content_Types].xml": content_types(_MAIN["xlsx"], "xl/workbook.xml"),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", False)),
        "xl/workbook.xml": workbook,
        "xl/worksheets/sheet1.xml": sheet(cell),
        **(extra or {}),
    }


def open_document(
    kind: str = "text", inside: str = "<text:p>Read aloud.</text:p>", extra: Parts | None = None
) -> Parts:
    content = (
        HEAD
        + (
            '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:xlink="urn:x" xmlns:draw="urn:d"'
            ' xmlns:script="urn:s" xmlns:table="urn:b" xmlns:style="urn:y"><office:body>'
            f"{inside}</office:body></office:document-content>"
        ).encode()
    )
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "content.xml": content,
        "META-INF/manifest.xml": HEAD + b'<manifest:manifest xmlns:manifest="urn:m"/>',
        **(extra or {}),
    }


def with_twin(parts: Parts, name: str) -> bytes:
    """The same part name twice, with other content the second time."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
        archive.writestr(zipfile.ZipInfo(name), word_body("<w:p/>"))
    return out.getvalue()


def _directory_at(content: bytes) -> int:
    return int(struct.unpack("<L", content[-6:-2])[0])


def in_directory(content: bytes, offset: int, form: str, value: int, *, entry: int = 0) -> bytes:
    """A zip file whose directory says `value` at `offset` of the given entry."""
    at = _directory_at(content)
    for _ in range(entry):
        name, extra, comment = struct.unpack("<3H", content[at + 28 : at + 34])
        at += 46 + name + extra + comment
    size = struct.calcsize(form)
    return content[: at + offset] + struct.pack(form, value) + content[at + offset + size :]


def moved(content: bytes, by: int) -> bytes:
    """A zip file with its offsets raised, as a file put behind `by` other bytes has them."""
    at, count = _directory_at(content), struct.unpack("<H", content[-12:-10])[0]
    out = bytearray(content)
    out[-6:-2] = struct.pack("<L", at + by)
    for _ in range(count):
        name, extra, comment = struct.unpack("<3H", out[at + 28 : at + 34])
        begins = struct.unpack("<L", out[at + 42 : at + 46])[0]
        out[at + 42 : at + 46] = struct.pack("<L", begins + by)
        at += 46 + name + extra + comment
    return bytes(out)


def crowded(count: int) -> bytes:
    """A Word file with this many parts."""
    return zipped(word({f"word/media/p{number}.xml": b"<p/>" for number in range(count)}))
