"""Packs as they come back: filled in, re-ordered, merged and spoilt by openpyxl and python-docx, as people do it."""

import copy
import io
from datetime import date
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from lineofsight.packs.content import HEADINGS, Pack, PackItem
from lineofsight.packs.excel import write_excel
from lineofsight.packs.word import write_word

COLUMNS = {name: at for at, name in enumerate(HEADINGS)}
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DAY = date(2026, 6, 22)


def pack(count: int = 4, *, key: str = "k" * 26, last: str = "The list goes out every Monday.") -> Pack:
    """A pack of some items; the second has never been answered."""
    items = tuple(
        PackItem(
            ref=(LETTERS[at % 23] * 2 + f"{at:02d}" + "rstuvw" + "q" * 16)[:26],
            label=f"Action {at + 1}",
            title=f"Do thing {at + 1}",
            last="" if at == 1 else f"{last} ({at + 1})",
            last_day="" if at == 1 else "1 May 2026",
        )
        for at in range(count)
    )
    return Pack(key, "Round 2", "Review «Robin»", "Wexcombe Council", "3 July 2026", "Say how many.", items)


class ExcelHands:
    """Somebody with a spreadsheet program."""

    suffix = ".xlsx"

    def __init__(self, of: Pack) -> None:
        self.book = load_workbook(io.BytesIO(write_excel(of)))
        self.sheet = self.book.active
        self.top = next(row for row in range(1, 60) if self.sheet.cell(row, 1).value == HEADINGS["number"])
        self.count = len(of.items)

    def write(self, at: int, name: str, text: Any, *, is_rich: bool = False) -> None:
        """Type into a row, counted from 0 below the headings."""
        cell = self.sheet.cell(self.top + 1 + at, COLUMNS[name] + 1)
        if is_rich and len(text) > 2:
            half = len(text) // 2
            cell.value = CellRichText(text[:half], TextBlock(InlineFont(b=True), text[half:]))
        elif isinstance(text, str):
            cell.value = text
            cell.data_type = "s"
        else:
            cell.value = text

    def order(self, order: list[int]) -> None:
        """Put the rows into another order."""
        rows = [
            [self.sheet.cell(self.top + 1 + at, column + 1).value for column in range(len(HEADINGS))] for at in order
        ]
        for at, values in enumerate(rows):
            for column, value in enumerate(values):
                cell = self.sheet.cell(self.top + 1 + at, column + 1)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type

    def blank(self, at: int) -> None:
        """Insert an empty row before a row."""
        self.sheet.insert_rows(self.top + 1 + at)

    def merge(self, at: int, name: str) -> None:
        """Merge a cell with the one below it."""
        row, column = self.top + 1 + at, COLUMNS[name] + 1
        self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)

    def place(self, at: int) -> str:
        """How a row is named to people."""
        return f"Row {self.top + 1 + at}"

    def content(self) -> bytes:
        kept = io.BytesIO()
        self.book.save(kept)
        return kept.getvalue()


class WordHands:
    """Somebody with a word processor."""

    suffix = ".docx"

    def __init__(self, of: Pack) -> None:
        self.document = Document(io.BytesIO(write_word(of)))
        self.table = self.document.tables[0]

    def _cell(self, at: int, name: str) -> Any:
        return self.table.rows[at + 1].cells[COLUMNS[name]]

    def write(self, at: int, name: str, text: Any, *, is_rich: bool = False) -> None:
        cell = self._cell(at, name)
        text = f"{text.day} {text:%B %Y}" if isinstance(text, date) else text
        if (
            name == "kind"
            and not is_rich
            and (chosen := cell._tc.find(f".//{qn('w:sdtContent')}//{qn('w:t')}")) is not None
        ):
            # Chosen from the list: the field stays, and says something else.
            chosen.text = text
        elif is_rich and len(text) > 2 and "\n" not in text:
            cell.text = ""
            half = len(text) // 2
            cell.paragraphs[0].add_run(text[:half])
            cell.paragraphs[0].add_run(text[half:]).bold = True
        else:
            first, *rest = text.split("\n")
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)

    def order(self, order: list[int]) -> None:
        rows = [self.table.rows[at + 1]._tr for at in order]
        for row in rows:
            self.table._tbl.append(row)

    def blank(self, at: int) -> None:
        row = copy.deepcopy(self.table.rows[at + 1]._tr)
        self.table.rows[at + 1]._tr.addprevious(row)
        for cell in self.table.rows[at + 1].cells:
            cell.text = ""

    def merge(self, at: int, name: str) -> None:
        self._cell(at, name).merge(self._cell(at + 1, name))

    def place(self, at: int) -> str:
        return f"Row {at + 2}"

    def content(self) -> bytes:
        kept = io.BytesIO()
        self.document.save(kept)
        return kept.getvalue()


HANDS = {"excel": ExcelHands, "word": WordHands}
