"""A table as a file: CSV, Excel or OpenDocument. No cell in it is a formula, whatever its words begin with."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from odfdo import Document, Row, Table

from lineofsight.partnership.looking import note_taken_away
from lineofsight.web.sheet_xlsx import Cell, xlsx_bytes

ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What table programs take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attachment(content: str | bytes, *, media_type: str, name: str) -> HttpResponse:
    """An answer that the browser saves under `name`."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def taken_away(
    request: HttpRequest, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, what: str, title: str, name: str
) -> HttpResponse:
    """A list that somebody takes away, and the record that they did: what it is called there, and how many rows."""
    told = list(rows)
    note_taken_away(what=what, rows=len(told), by=request.actor)  # type: ignore[attr-defined]
    return table_file(request, head, told, title=title, name=name)


def table_file(
    request: HttpRequest, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, name: str
) -> HttpResponse:
    """A table as the address asks for it: `as=xlsx`, `as=ods`, else CSV. name: without its ending."""
    match request.GET.get("as"):
        case "xlsx":
            return xlsx_file(head, rows, title=title, name=f"{name}.xlsx")
        case "ods":
            return ods_file(head, rows, title=title, name=f"{name}.ods")
    return csv_file(head, rows, name=f"{name}.csv")


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
    return attachment(xlsx_bytes(head, rows, title=title), media_type=XLSX, name=name)


def ods_file(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, name: str) -> HttpResponse:
    """The table as one OpenDocument sheet: days are days, words are words and never a formula."""
    book = Document("spreadsheet")
    book.body.clear()
    table = Table(title)
    for cells in (head, *rows):
        row = Row()
        row.set_values(list(cells))
        table.append_row(row)
    book.body.append(table)
    written = io.BytesIO()
    book.save(written)
    return attachment(written.getvalue(), media_type=ODS, name=name)
