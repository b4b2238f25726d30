"""A pack as an Excel file: the rows that may be filled in are open, all others protected."""

import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from lineofsight.packs.content import ANSWER_COLUMNS, HEADINGS, Pack

_WIDTHS = {"number": 16, "asked": 40, "last": 44, "kind": 24, "words": 60, "as_at": 16}
_LINE = Side(style="thin", color="999999")
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
