"""A table as a file to take away: CSV or Excel. No cell in it is a formula, whatever its words begin with."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What table programs take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attachment(content: str | bytes, *, media_type: str, name: str) -> HttpResponse:
    """An answer that the browser saves under `name`."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def csv_file(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str) -> HttpResponse:
    """The table as CSV in UTF-8 with its mark, which Excel needs to read it right; days as 2026-06-22."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(head)
    table.writerows([_plain(cell) for cell in row] for row in rows)
    return attachment("\ufeff" + written.getvalue(), media_type="text/csv; charset=utf-8", name=name)


def _plain(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def xlsx_file(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, name: str) -> HttpResponse:
    """The table as one Excel sheet: its head stays in sight and can be filtered, days are days, words are words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, words in enumerate(head, start=1):
        sheet.column_dimensions[chr(64 + column)].width = max(12, len(words) + 4)
    named = [WriteOnlyCell(sheet, value=words) for words in head]
    for cell in named:
        cell.font = Font(bold=True)
    sheet.append(named)
    written_rows = 1
    for row in rows:
        sheet.append([_words(sheet, cell) for cell in row])
        written_rows += 1
    sheet.auto_filter.ref = f"A1:{chr(64 + len(head))}{written_rows}"
    written = io.BytesIO()
    book.save(written)
    return attachment(written.getvalue(), media_type=XLSX, name=name)


def _words(sheet: Any, cell: Cell) -> object:
    """A cell as openpyxl takes it; as a string where it would be taken for a formula."""
    if not isinstance(cell, str) or not cell.startswith("="):
        return cell
    kept = WriteOnlyCell(sheet, value=cell)
    kept.data_type = "s"
    return kept
