"""Look at a file that somebody wants to upload: by its bytes and by its name's ending, which must agree. Pure."""

import codecs
import os
from pathlib import Path
from typing import BinaryIO

from lineofsight.files.guard import office, pdf, pictures, texts, verdict
from lineofsight.files.guard.verdict import (
    DOCX,
    JPEG,
    KINDS,
    LIMITS,
    ODS,
    ODT,
    PDF,
    PNG,
    TEXT,
    XLSX,
    Findings,
    Limits,
    Refused,
    Verdict,
)

_OFFICE = {DOCX, XLSX, ODT, ODS}
_OLD_OFFICE = {".doc", ".xls", ".ppt", ".dot", ".xlt"}
_WITH_MACROS = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx", ".xlsb": ".xlsx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the files we know begin: their media types, and what people call them.
_BEGINNINGS: tuple[tuple[bytes, frozenset[str], str], ...] = (
    (b"%PDF-", frozenset({PDF}), "a PDF"),
    (b"PK\x03\x04", frozenset(_OFFICE), "a zipped file"),
    (b"PK\x05\x06", frozenset(_OFFICE), "an empty zipped file"),
    (b"\x89PNG\r\n\x1a\n", frozenset({PNG}), "a PNG picture"),
    (b"\xff\xd8\xff", frozenset({JPEG}), "a JPEG picture"),
    (b"GIF8", frozenset(), "a GIF picture"),
    (b"{\\rtf", frozenset(), "a rich text file"),
    (b"Rar!", frozenset(), "a packed file"),
    (b"7z\xbc\xaf", frozenset(), "a packed file"),
    (b"\x1f\x8b\x08", frozenset(), "a packed file"),
)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")


def inspect(content_path: Path, name: str) -> Verdict:
    """Judge the file at `content_path`, which a person calls `name`.

    Out: a Verdict with the media type and notes when it may be kept, else the reason's code and its one sentence.
    Reads as a stream. Never raises for what is in the file. Call it through `apart.inspect_apart`: a file made to
    exhaust whoever reads it then meets the limits of a process of its own.
    """
    findings = Findings()
    try:
        with content_path.open("rb") as file:
            media_type = _look(file, name, LIMITS, findings)
    except Refused as refusal:
        return Verdict(ok=False, code=refusal.code, sentence=refusal.sentence)
    return Verdict(ok=True, media_type=media_type, notes=tuple(sorted(findings.notes)))


def _look(file: BinaryIO, name: str, limits: Limits, findings: Findings) -> str:
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise Refused("empty")
    if size > limits.file:
        verdict.refuse("too-large")
    suffix = Path(name).suffix.lower()
    media_type = _media_type(suffix)
    start = file.read(4_096)
    _check_beginning(start, suffix, media_type, file)
    if media_type in _OFFICE:
        office.look(file, size=size, media_type=media_type, limits=limits, findings=findings)
    elif media_type == PDF:
        pdf.look(file, size=size, limits=limits)
    elif media_type == PNG:
        pictures.look_png(file, size=size, limits=limits)
    elif media_type == JPEG:
        pictures.look_jpeg(file, size=size, limits=limits)
    else:
        texts.look(file, is_table=suffix in (".csv", ".tsv"), limits=limits, findings=findings)
    return media_type


def _media_type(suffix: str) -> str:
    if not suffix:
        raise Refused("no-ending")
    if suffix in _WITH_MACROS:
        raise Refused("macros", cure=_WITH_MACROS[suffix])
    if suffix in _OLD_OFFICE:
        raise Refused("old-office")
    if suffix not in KINDS:
        raise Refused("type-not-taken", suffix=suffix)
    return KINDS[suffix].media_type


def _check_beginning(start: bytes, suffix: str, media_type: str, file: BinaryIO) -> None:
    if start.startswith((b"MZ", b"\x7fELF", b"#!")):
        verdict.refuse("program")
    if start.startswith(_OLE):
        # Word and Excel put a locked file into a container of the old kind.
        file.seek(0)
        is_locked = "EncryptedPackage".encode("utf-16-le") in file.read(1024 * 1024)
        raise Refused("password" if is_locked else "old-office")
    if media_type == TEXT and _plain(start).lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_MARKUP):
        verdict.refuse("ending-differs", suffix=suffix, inside="a web page or a drawing")
    inside = ""
    for beginning, media_types, words in _BEGINNINGS:
        if start.startswith(beginning):
            inside = words
            if media_type in media_types:
                return
    if inside or media_type != TEXT:
        raise Refused("ending-differs", suffix=suffix, inside=inside or "something else")


def _plain(start: bytes) -> bytes:
    """The beginning of a text as one byte a letter, so that a web page in two bytes a letter is known as one."""
    is_wide = start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    return start.decode("utf-16", "ignore").encode("ascii", "replace") if is_wide else start
