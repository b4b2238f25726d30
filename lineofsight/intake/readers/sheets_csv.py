"""Tables as text (.csv, .tsv): which code, which mark parts the cells, and rows that are not of one length."""

import csv
import re
from collections import Counter
from itertools import islice

from lineofsight.intake.blocks import FileRead
from lineofsight.intake.characters import clean, fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.readers.guard import Unreadable, refuse_other_types
from lineofsight.intake.readers.sheets import MOST_CELLS, Cell, Sheet, blocks_of_sheet, numbered, refuse_too_many
from lineofsight.intake.readers.sheets_left import spans
from lineofsight.intake.readers.txt import decoded

_MARKS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def read_csv(content: bytes, name: str) -> FileRead:
    """Return the tables of a text file of cells. The mark between cells is found from how evenly it cuts the rows.

    Raises Unreadable when the bytes are no text, or a quotation mark that is never closed swallows the file.
    """
    refuse_other_types(content, name)
    text, doubts = decoded(_with_mark(content), name)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise Unreadable(f"{name} is not plain text: open it in a spreadsheet, save it as .csv and try that.")
    told = _TOLD.match(text)
    if told:
        text = text[told.end() :]
    mark = told[1] if told else "\t" if name.lower().endswith(".tsv") else _mark_of(text)
    rows = _rows(text, mark, name)
    sheet = Sheet("")
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            sheet.put(row, column, Cell("\n".join(line for part in words.splitlines() if (line := fold(clean(part))))))
    blocks, _ = blocks_of_sheet(sheet)
    return FileRead(name, numbered(blocks), (*doubts, *_doubts(text, rows)))


def _with_mark(content: bytes) -> bytes:
    """Text of two bytes a letter that forgot to say so: every other byte of plain English is nought."""
    start = content[:4000]
    for offset, mark in ((1, b"\xff\xfe"), (0, b"\xfe\xff")):
        half = start[offset::2]
        if len(start) > 3 and start[:2] not in (b"\xff\xfe", b"\xfe\xff") and half.count(0) > 0.9 * len(half):
            return mark + content
    return content


def _mark_of(text: str) -> str:
    """The mark that cuts most rows into the same number of cells, two or more."""
    best, score = ",", 0.0
    start = text[:200_000]
    for mark in _MARKS:
        try:
            widths = [len(row) for row in islice(csv.reader(start.splitlines(True), delimiter=mark), 60) if row]
        except csv.Error:
            continue
        counts = Counter(width for width in widths if width > 1)
        if counts:
            width, often = counts.most_common(1)[0]
            found = often / len(widths) + min(width, 20) / 100
            if found > score:
                best, score = mark, found
    return best


def _rows(text: str, mark: str, name: str) -> list[list[str]]:
    rows: list[list[str]] = []
    taken = 0
    try:
        for row in csv.reader(text.splitlines(True), delimiter=mark):
            rows.append(row)
            taken += len(row)
            if taken > MOST_CELLS:
                refuse_too_many(name)
    except csv.Error:
        raise Unreadable(
            f"{name} cannot be cut into cells: look for a quotation mark that is never closed and try again."
        ) from None
    return rows


def _doubts(text: str, rows: list[list[str]]) -> list[Doubt]:
    found: list[Doubt] = []
    if text.count('"') % 2:
        found.append(Doubt("quote-open", "A quotation mark is never closed: rows after it may have run into one cell."))
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if len(widths) > 1:
        usual = widths.most_common(1)[0][0]
        longer = [position for position, row in enumerate(rows, start=1) if len(row) > usual and any(row[usual:])]
        if longer:
            found.append(
                Doubt(
                    "uneven-rows",
                    f"More cells than the other rows have: row {spans(longer)}. A mark inside a text may have cut it.",
                )
            )
    return found
