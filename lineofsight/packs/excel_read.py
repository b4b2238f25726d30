"""A pack that came back as an Excel file: every cell of it as a person reads it, and the words beside the cells."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lineofsight.intake.readers.cells import colour_word
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.sheets_left import spans
from lineofsight.intake.readers.sheets_values import is_date_form, written_moment
from lineofsight.packs.sheet import Loose, Mark, Row, Sheet, Table, pictures_told, tidy

MOST_ROWS, MOST_COLUMNS = 5_000, 60
# LibreOffice writes a typed TRUE as a formula. Nobody has calculated anything.
_PLAIN_FORMULAS = {"=TRUE()": True, "=FALSE()": False}
_BESIDE = {"xl/drawings/drawing": "a text box", "xl/threadedComments/": "a comment"}


def read_excel(content: bytes, name: str) -> Sheet:
    """Every cell of an .xlsx file as a person reads it, hidden ones too, with comments, text boxes and what is told by
    a colour alone. What is hidden, and how many pictures there are, is among the doubts.

    Raises Unreadable when the file cannot be followed.
    """
    try:
        book = load_workbook(io.BytesIO(content), keep_links=False, rich_text=True)
        values = load_workbook(io.BytesIO(content), keep_links=False, data_only=True)
        loose = list(_in_parts(content))
        doubts = pictures_told(content)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, etree.XMLSyntaxError, AttributeError) as trouble:
        raise Unreadable(f"{name} could not be followed: open it, save it again as .xlsx and try that.") from trouble
    found = [_Reader(sheet, values[sheet.title], name, is_alone=len(book.worksheets) == 1) for sheet in book.worksheets]
    tables = tuple(Table(one.title, tuple(one.rows())) for one in found)
    hidden = [sentence for one in found for sentence in one.hidden()]
    return Sheet(tables, (*(words for one in found for words in one.beside), *loose), (*hidden, *doubts))


@dataclass
class _Reader:
    """One sheet of the file: its cells, and the values that its formulas came to."""

    sheet: Worksheet
    values: Worksheet
    name: str
    is_alone: bool
    beside: list[Loose] = field(default_factory=list)
    said: set[tuple[int, int]] = field(default_factory=set)

    @property
    def title(self) -> str:
        """How a place in it is told apart; "" where the file has no other sheet."""
        is_shown = self.sheet.sheet_state == "visible"
        return "" if self.is_alone else self.sheet.title if is_shown else f"{self.sheet.title} (a hidden sheet)"

    def rows(self) -> Iterator[Row]:
        """The rows that say something, in their order."""
        spanning, covered = self._merged()
        by_row: dict[int, dict[int, Any]] = {}
        # Only the cells that the file holds: a format at the very end of a sheet would be a million rows.
        for (row, column), cell in sorted(self.sheet._cells.items()):
            if row <= MOST_ROWS and column <= MOST_COLUMNS:
                by_row.setdefault(row, {})[column] = cell
            elif _text(cell):
                raise Unreadable(
                    f"{self.name} has words at row {row:,}, far from the table: bring them back to the rows of the "
                    "pack and try again."
                )
        for number, cells in by_row.items():
            texts, marks = [""] * max(cells), [Mark.NONE] * max(cells)
            for column, cell in cells.items():
                texts[column - 1], marks[column - 1] = self._cell(cell, (number, column), spanning, covered)
            found = Row(number, tuple(texts), tuple(marks))
            self._tell(found, cells)
            if not found.is_empty or any(found.marks):
                yield found

    def _merged(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """The places that are merged with rows below them, and those rows' places."""
        spanning, covered = set(), set()
        for area in self.sheet.merged_cells.ranges:
            if area.max_row > area.min_row:
                spanning.add((area.min_row, area.min_col))
                covered |= {
                    (row, column)
                    for row in range(area.min_row + 1, min(area.max_row, MOST_ROWS) + 1)
                    for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
                }
        return spanning, covered

    def _cell(
        self, cell: Any, place: tuple[int, int], spanning: set[tuple[int, int]], covered: set[tuple[int, int]]
    ) -> tuple[str, Mark]:
        text = _text(cell)
        if place in covered:
            return text, Mark.COVERED
        if isinstance(cell, MergedCell):
            return text, Mark.NONE
        if cell.data_type == "f" and cell.value not in _PLAIN_FORMULAS:
            return _text(self.values.cell(*place)) or text, Mark.FORMULA
        if place in spanning:
            return text, Mark.SPANS
        if cell.data_type == "e":
            return text, Mark.ERROR
        return text, Mark.STRUCK if text and _is_struck(cell) else Mark.NONE

    def _tell(self, row: Row, cells: dict[int, Any]) -> None:
        """What stands beside the words of a row: comments, colours without words; and what is hidden of it."""
        coloured = set()
        for column, cell in cells.items():
            if row.cells[column - 1]:
                self.said.add((row.number, column))
            elif word := _colour(cell):
                coloured.add(word)
            comment = None if isinstance(cell, MergedCell) else cell.comment
            if comment is not None and tidy(comment.text):
                self.beside.append(Loose(f"a comment at row {row.number}", tidy(comment.text)))
        # A whole row in one colour is a band, and says nothing.
        if coloured and not row.is_empty:
            self.beside += [Loose(f"row {row.number}", f"A cell is coloured {word}.") for word in sorted(coloured)]

    def hidden(self) -> Iterator[str]:
        """What was read although nobody sees it in the file, a sentence each. After `rows`."""
        where = f" of {self.title}" if self.title else ""
        if self.sheet.sheet_state != "visible" and self.said:
            yield f"Read although hidden in the file: the sheet «{self.sheet.title}»."
        rows = {row for row, _ in self.said if self.sheet.row_dimensions[row].hidden}
        if rows:
            yield f"Read although hidden in the file: row{'s' if len(rows) > 1 else ''} {spans(sorted(rows))}{where}."
        columns = {column for _, column in self.said if self._is_hidden(column)}
        if columns:
            letters = ", ".join(get_column_letter(column) for column in sorted(columns))
            yield f"Read although hidden in the file: column{'s' if len(columns) > 1 else ''} {letters}{where}."

    def _is_hidden(self, column: int) -> bool:
        # One entry may stand for several columns side by side.
        return any(
            one.hidden and (one.min or 0) <= column <= (one.max or 0) for one in self.sheet.column_dimensions.values()
        )


def _text(cell: Any) -> str:
    """What a person sees in a cell."""
    value: Any = None if isinstance(cell, MergedCell) else cell.value
    value = _PLAIN_FORMULAS.get(value, value) if isinstance(value, str) else value
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case datetime() | date():
            form = str(cell.number_format)
            # «Mar-26» is kept as the first of March: nobody wrote that day.
            return written_moment(datetime.combine(value, time()), form if is_date_form(form) else "d")
        case int() | float():
            if "%" in str(cell.number_format):
                return f"{value * 100:g}%"
            return f"{value:.12g}" if isinstance(value, float) else str(value)
    return tidy(str(value))


def _is_struck(cell: Any) -> bool:
    """Whether some of the words of a cell are struck through."""
    pieces = cell.value if isinstance(cell.value, CellRichText) else ()
    return bool(cell.font.strike) or any(isinstance(one, TextBlock) and one.font.strike for one in pieces)


def _colour(cell: Any) -> str:
    """The word for the colour of a cell, or "" where it has none that we can name."""
    fill = None if isinstance(cell, MergedCell) else cell.fill
    if fill is None or fill.fill_type != "solid" or fill.fgColor.type != "rgb":
        return ""
    return colour_word(str(fill.fgColor.rgb)[-6:])


def _in_parts(content: bytes) -> Iterator[Loose]:
    """Words in text boxes, and in the comments that people answer: openpyxl passes both over."""
    with ZipFile(io.BytesIO(content)) as package:
        for part in sorted(package.namelist()):
            found = next((told for start, told in _BESIDE.items() if part.startswith(start)), "")
            if not found or not part.endswith(".xml"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(package.read(part), parser)
            text = tidy("\n".join("".join(one.itertext()) for one in root.iter("{*}t", "{*}text")))
            if text:
                yield Loose(found, text)
