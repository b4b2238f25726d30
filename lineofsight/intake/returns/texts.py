"""A file of text, line by line, whatever code it was written in, and never more of it in memory than one line."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lineofsight.records.taken import UnreadableReturn

LONGEST_LINE = 100_000
CHUNK = 64 * 1024
# Tab, line feed, form feed and carriage return may stand in a table; nothing else below a space.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def opened(path: Path) -> BinaryIO:
    """The file, to be read as bytes. Raises UnreadableReturn where it cannot be opened or is no ordinary file."""
    if not path.is_file():
        raise UnreadableReturn(f"{path.name} is not an ordinary file: choose the file that the case system made.")
    try:
        return path.open("rb")
    except OSError:
        raise UnreadableReturn(f"{path.name} could not be opened: copy it to this computer and try again.") from None


def start_of(path: Path) -> bytes:
    """The first 64 kB. Raises UnreadableReturn for an empty file."""
    with opened(path) as file:
        start = file.read(CHUNK)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableReturn(f"{path.name} is empty: make the file again in the case system.")
    return start


def code_of(path: Path) -> str:
    """In which code the text is written: by its first bytes, or by reading it once. Raises UnreadableReturn."""
    start = start_of(path)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableReturn(f"{path.name} has four bytes a letter: save it as CSV UTF-8 and try that.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codes: tuple[str, ...] = ("utf-16",)
    elif len(start) > 3 and start[1::2].count(0) > len(start) * 0.4:
        codes = ("utf-16-le",)  # two bytes a letter, without saying so: every other one of plain English is nought
    elif len(start) > 3 and start[::2].count(0) > len(start) * 0.4:
        codes = ("utf-16-be",)
    else:
        codes = ("utf-8-sig", "cp1252")
    for code in codes:
        if _is_written_in(path, code):
            return code
    raise UnreadableReturn(f"{path.name} is not a text: open it in a spreadsheet, save it as CSV UTF-8 and try that.")


def _is_written_in(path: Path, code: str) -> bool:
    decoder = codecs.getincrementaldecoder(code)()
    with opened(path) as file:
        try:
            while raw := file.read(CHUNK):
                if _NOT_TEXT.search(decoder.decode(raw)):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def lines_of(path: Path, code: str) -> Iterator[str]:
    """Its lines, with their ends. Raises UnreadableReturn for a line that no table has."""
    with path.open(encoding=code, newline="") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise UnreadableReturn(
                    f"{path.name}, line {number}, is longer than {LONGEST_LINE:,} characters: this is no table. "
                    "Make the file again in the case system."
                )
            yield line
