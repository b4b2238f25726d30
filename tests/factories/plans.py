"""Action plans as people keep them: workbooks and CSV files of an invented partnership."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import PatternFill

HEADER = ("Ref", "Recommendation", "Action", "Lead", "Due date", "RAG", "Progress update", "Evidence")
FIRST = (
    "1.1",
    "Read every plan with the child.",
    "Write guidance for practitioners.",
    "Council",
    "01/03/2026, revised to 30/09/2026",
    "On track",
    "12/03/2026: First meeting held.\n20/05/2026: Draft is out.",
    "Minutes of the May meeting",
)
SECOND = ("1.2", "", "Train the teams.", "Northmoor Community Health", "31/12/2026", "Complete", "", "")
THIRD = ("2.1", "Know which visits are late.", "Read the list each week.", "CSC", "ongoing", "Delayed", "", "")
ROWS = (HEADER, FIRST, SECOND, THIRD)


def workbook(
    rows: Iterable[tuple[str, ...]] = ROWS,
    *,
    title: str = "Plan",
    fills: Mapping[str, str] | None = None,
    merged: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
) -> bytes:
    """An Excel file. fills: a colour for a cell; merged: ranges; hidden_rows: their numbers in the sheet."""
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cell, colour in (fills or {}).items():
        sheet[cell].fill = PatternFill("solid", start_color=colour)
    for cells in merged:
        sheet.merge_cells(cells)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    written = BytesIO()
    made.save(written)
    return written.getvalue()
