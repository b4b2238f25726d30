"""Plain text files: bytes become lines, with the gaps between them."""

import codecs
import re

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import clean
from lineofsight.intake.documents import Doubt
from lineofsight.intake.readers.guard import LONGEST_LINE, MOST_LINES, Unreadable, refuse_other_types

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_INDENT = re.compile(r"(?: {2,8}|\t)(?![-*•●–—·\d(])\S")
_MARKED = re.compile(r"\s*(?:[-*•●▪◦–—]|\(?(?:\d{1,3}|[a-z]{1,4}|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S")
_ENDED = re.compile(r"[.!?:;][\"'”’)]*\s*$")
_QUOTED_LINE = re.compile(r"^>\s?(?=\S)")  # as Markdown marks words that somebody else wrote
_TWICE_ENCODED = re.compile("â€[œ™˜\u009d“”¦]|Ã[©¨¢ª®´»¼±³§]|Â£")


def read_txt(content: bytes, name: str) -> FileRead:
    """Return the lines of a plain text file, each with its number and whether a gap stands before it.

    Raises Unreadable when the bytes are no text, are in no encoding that we can tell, or hold an endless line.
    """
    refuse_other_types(content, name)
    text, doubts = decoded(content, name)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise Unreadable(f"{name} is not plain text: save the report as text or as a Word file and try again.")
    if _TWICE_ENCODED.search(text):
        sentence = "Some accents and quotation marks look damaged by an earlier conversion; check them as you go."
        doubts = (*doubts, Doubt("encoding-damaged", sentence))
    lines = _LINE_END.split(text)
    if len(lines) > MOST_LINES:
        raise Unreadable(f"{name} has more than {MOST_LINES:,} lines: split the report and read each part.")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise Unreadable(
            f"{name} has a line of more than {LONGEST_LINE:,} characters: save the report again with its line breaks."
        )
    return FileRead(name, tuple(_blocks(lines)), doubts)


def decoded(content: bytes, name: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text of some bytes, and what the person must be told about the code in which they are written."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ()
    if b"\x00" in content:
        raise Unreadable(f"{name} is not plain text: save the report as text or as a Word file and try again.")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252", name)
    sentence = "The file does not say how its letters are stored; we read it as Windows-1252. Check accents and marks."
    return text, (Doubt("encoding-guessed", sentence),)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            f"The letters of {name} are stored in a way that we cannot read: save it again as UTF-8 and try again."
        ) from None


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    gap = True
    indented = _indented(lines)
    under: int | None = None  # how far in the mark stands that lines may hang under
    for position, line in enumerate(lines, start=1):
        gap = gap or position in indented
        text = _QUOTED_LINE.sub("", clean(line).strip(" "))
        if not text.strip():
            gap = True
            continue
        indent = len(line) - len(line.lstrip())
        is_marked = bool(_MARKED.match(line))
        hangs = not gap and not is_marked and under is not None and indent > under
        if not hangs:
            under = indent if is_marked else None
        blocks.append(Block(Kind.LINE, text, position, gap=gap, level=int(hangs)))
        gap = False
    return blocks


def _indented(lines: list[str]) -> frozenset[int]:
    """The lines that begin a paragraph by their indent alone: the next goes back to the edge, and the last was ended.

    A file that does so but once does not set its paragraphs apart in this way.
    """
    found = [
        position
        for position, (before, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), start=2)
        if _INDENT.match(line)
        and (not before.strip() or _ENDED.search(before))
        and after.strip()
        and not after.startswith((" ", "\t"))
    ]
    return frozenset(found) if len(found) >= 3 else frozenset()
