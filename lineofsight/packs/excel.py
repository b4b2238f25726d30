"""A pack as an Excel file: the rows that may be filled in are open, all others protected."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.words import day_words
from lineofsight.packs.content import ANSWER_COLUMNS, HEADINGS, Pack
from lineofsight.packs.sheet import Loose, Mark, Row, Sheet, Table, tidy

MOST_ROWS, MOST_COLUMNS = 5_000, 60
_WIDTHS = {"number": 16, "asked": 40, "last": 44, "kind": 24, "words": 60, "as_at": 16}
_LINE = Side(style="thin", color="999999")
# LibreOffice writes a typed TRUE as a formula. Nobody has calculated anything.
_PLAIN_FORMULAS = {"=TRUE()": True, "=FALSE()": False}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_excel(pack: Pack) -> bytes:
    """The pack as the bytes of an .xlsx file."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Answers"
    book.properties.creator, book.properties.title = "Line of Sight", pack.title
    for number, line in enumerate(pack.lines, start=1):
        _put(sheet.cell(number, 1), line, wrap=False, bold=number == 1)
    top = len(pack.lines) + 2
    for column, (name, heading) in enumerate(HEADINGS.items(), start=1):
        _put(sheet.cell(top, column), heading, bold=True)
        sheet.column_dimensions[sheet.cell(top, column).column_letter].width = _WIDTHS[name]
    lists = {item.choices: _list_of(item.choices) for item in pack.items}
    for choice in lists.values():
        sheet.add_data_validation(choice)
    for row, item in enumerate(pack.items, start=top + 1):
        shown = {"number": item.code, "asked": item.asked, "last": item.last_words}
        for column, name in enumerate(HEADINGS, start=1):
            cell = sheet.cell(row, column)
            _put(cell, shown.get(name, ""), is_open=name in ANSWER_COLUMNS)
            cell.border = Border(_LINE, _LINE, _LINE, _LINE)
            if name == "kind":
                lists[item.choices].add(cell)
    # Protected against slips, not against people: there is no password.
    sheet.protection.sheet = True
    sheet.protection.formatCells = sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _list_of(choices: tuple[str, ...]) -> DataValidation:
    """The list that the answer of a row is chosen from."""
    choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    choice.errorTitle, choice.error = "Choose one of the list", f"Choose {', '.join(choices)}."
    return choice


def _put(cell: Any, text: str, *, wrap: bool = True, bold: bool = False, is_open: bool = False) -> None:
    # As a string whatever it begins with: «= none» is no formula.
    if text:
        cell.value = _NOT_IN_XML.sub("", text)
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    cell.font = Font(bold=bold)
    cell.protection = Protection(locked=not is_open)


def read_excel(content: bytes, name: str) -> Sheet:
    """Every cell of an .xlsx file as a person reads it, hidden ones too, with comments and text boxes.

    Raises Unreadable when the file cannot be followed.
    """
    try:
        book = load_workbook(io.BytesIO(content), keep_links=False)
        values = load_workbook(io.BytesIO(content), keep_links=False, data_only=True)
        loose = tuple(_in_parts(content))
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, etree.XMLSyntaxError, AttributeError) as trouble:
        raise Unreadable(f"{name} could not be followed: open it, save it again as .xlsx and try that.") from trouble
    tables, comments = [], []
    for sheet in book.worksheets:
        title = sheet.title if len(book.worksheets) > 1 else ""
        tables.append(Table(title, tuple(_rows(sheet, values[sheet.title], name))))
        comments += [
            Loose(f"a comment at row {cell.row}", tidy(cell.comment.text))
            for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS))
            for cell in row
            if cell.comment is not None and tidy(cell.comment.text)
        ]
    return Sheet(tuple(tables), (*comments, *loose))


def _rows(sheet: Worksheet, values: Worksheet, name: str) -> Iterator[Row]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        _refuse_far_cells(sheet, name)
    spanning, covered = set(), set()
    for area in sheet.merged_cells.ranges:
        if area.max_row > area.min_row:
            spanning.add((area.min_row, area.min_col))
            covered |= {
                (row, column)
                for row in range(area.min_row + 1, min(area.max_row, MOST_ROWS) + 1)
                for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
            }
    for cells in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS)):
        texts, marks = [], []
        for cell in cells:
            place = (cell.row or 0, cell.column or 0)
            is_formula = (
                not isinstance(cell, MergedCell) and cell.data_type == "f" and cell.value not in _PLAIN_FORMULAS
            )
            texts.append((is_formula and _text(values.cell(*place))) or _text(cell))
            marks.append(
                Mark.COVERED
                if place in covered
                else Mark.FORMULA
                if is_formula
                else Mark.SPANS
                if place in spanning
                else Mark.NONE
            )
        row = Row(cells[0].row or 0, tuple(texts), tuple(marks))
        if not row.is_empty or any(row.marks):
            yield row


def _refuse_far_cells(sheet: Worksheet, name: str) -> None:
    """A format far out is nothing; words there would be lost."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and (cell.row > MOST_ROWS or cell.column > MOST_COLUMNS):
                raise Unreadable(
                    f"{name} has words at row {cell.row:,}, far from the table: bring them back to the rows of the "
                    "pack and try again."
                )


def _text(cell: Cell | MergedCell) -> str:
    """What a person sees in a cell."""
    value: Any = None if isinstance(cell, MergedCell) else cell.value
    value = _PLAIN_FORMULAS.get(value, value) if isinstance(value, str) else value
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case datetime() | date():
            return day_words(value)
        case int() | float():
            if "%" in str(cell.number_format):
                return f"{value * 100:g}%"
            return f"{value:.12g}" if isinstance(value, float) else str(value)
    return tidy(str(value))


def _in_parts(content: bytes) -> Iterator[Loose]:
    """Words in text boxes, and in the comments that people answer: openpyxl passes both over."""
    with ZipFile(io.BytesIO(content)) as package:
        for part in sorted(package.namelist()):
            place = {"xl/drawings/drawing": "a text box", "xl/threadedComments/": "a comment"}
            found = next((told for start, told in place.items() if part.startswith(start)), "")
            if not found or not part.endswith(".xml"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(package.read(part), parser)
            text = tidy("\n".join("".join(one.itertext()) for one in root.iter("{*}t", "{*}text")))
            if text:
                yield Loose(found, text)
