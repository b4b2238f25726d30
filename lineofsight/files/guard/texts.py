"""Texts and tables of text: written in a code we read, with lines that end."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from lineofsight.files.guard import verdict
from lineofsight.files.guard.verdict import CHUNK, Findings, Limits

# What a council's spreadsheet writes: UTF-8, or the code of Windows; and «Unicode text», known by its first bytes.
_CODES = ("utf-8-sig", "cp1252")
_TWO_BYTES = "utf-16"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A cell that a spreadsheet would run: it begins with = or @, or with a sign that no number follows.
_FORMULA = re.compile(r"""(?m)(?:^|[,;\t])\s*["']?(?:[=@]|[+-](?![\s\d.,"']|$))""")


def look(file: BinaryIO, *, is_table: bool, limits: Limits, findings: Findings) -> None:
    """Look at a text, 64 kB at a time. Raises Refused; notes cells that begin like a formula."""
    file.seek(0)
    for code in codes_of(file.read(4)):
        try:
            _read(file, code, is_table=is_table, limits=limits, findings=findings)
        except UnicodeDecodeError:
            continue
        return
    verdict.refuse("text-encoding")


def codes_of(start: bytes) -> tuple[str, ...]:
    """The codes that a text may be written in, by its first bytes; none where it has four bytes a letter."""
    if start[:4] == codecs.BOM_UTF32_LE:
        return ()
    return (_TWO_BYTES,) if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else _CODES


def _read(file: BinaryIO, code: str, *, is_table: bool, limits: Limits, findings: Findings) -> None:
    line = 0
    for text in _decoded(file, code):
        if _NOT_TEXT.search(text):
            verdict.refuse("not-text")
        longest = line
        for number, piece in enumerate(re.split(r"[\r\n]", text)):
            line = len(piece) + (line if number == 0 else 0)
            longest = max(longest, line)
        if longest > limits.line:
            verdict.refuse("text-line")
        if is_table and _FORMULA.search(text):
            findings.notes.add("formula-cells")


def _decoded(file: BinaryIO, code: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(code)()
    file.seek(0)
    while raw := file.read(CHUNK):
        yield decoder.decode(raw)
    yield decoder.decode(b"", final=True)


def as_text(content: bytes) -> str:
    """The text of bytes that `look` let pass, without a byte-order mark. Raises UnicodeDecodeError for others."""
    code, *others = codes_of(content[:4]) or _CODES
    try:
        return content.decode(code)
    except UnicodeDecodeError:
        if not others:
            raise
        return content.decode(others[0])
