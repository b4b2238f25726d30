"""Plans and reports of invented councils as files, from the YAML in which they stand with their truth.

A row is one line, its cells parted by bars. «<» goes on with the cell at its left, «^» with the one above it (merged
cells); «@2026-03-31» is a day that the file holds as a day; «⏎» is a line end; «#green» at the end is the colour of the
cell, with or without words before it. An action of the truth is one line too: its text, the number of its
recommendation, the bodies (parted by +), the role, the day (and later ones behind >), and the delivery status.
"""

import io
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.yaml") if path.stem != "first_scores")
_PAINT = {"green": "00B050", "amber": "FFC000", "red": "FF0000", "blue": "0070C0", "grey": "BFBFBF"}
_COLOUR = re.compile(r"\s*#(\w+)$")


@dataclass(frozen=True)
class Cell:
    """What a cell says, the colour that it is painted in, and how many columns and rows it covers."""

    text: str = ""
    colour: str = ""
    across: int = 1
    down: int = 1
    is_covered: bool = False

    @property
    def value(self) -> str | date:
        """As the file holds it: a day as a day."""
        return date.fromisoformat(self.text[1:]) if self.text.startswith("@") else self.text


@cache
def told(name: str) -> dict[str, Any]:
    """A plan or report with its truth."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def file_of(name: str) -> tuple[bytes, str]:
    """The bytes of a plan or report, and its file's name."""
    form = told(name)["format"]
    make = {"xlsx": _xlsx, "ods": _ods, "docx": _docx, "odt": _odt}[form]
    return make(told(name)["parts"]), f"{name}.{form}"


def grid_of(rows: list[str]) -> list[list[Cell]]:
    """The cells of a table as they are drawn."""
    words = [[cell.strip() for cell in row.split("|")] for row in rows]
    grid: list[list[Cell]] = []
    for r, row in enumerate(words):
        grid.append([])
        for c, word in enumerate(row):
            colour = _COLOUR.search(word)
            text = _COLOUR.sub("", word).replace("⏎", "\n")
            across = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            below = [other[c] if c < len(other) else "" for other in words[r + 1 :]]
            down = 1 + next((n for n, other in enumerate(below) if other != "^"), len(below))
            is_covered = word in ("<", "^")
            grid[-1].append(
                Cell("" if is_covered else text, colour[1] if colour else "", across, down, is_covered=is_covered)
            )
    return grid


def table_words(name: str) -> list[str]:
    """The words of every cell of every table, for comparison."""
    parts = told(name)["parts"]
    cells = [cell.text for part in parts if "rows" in part for row in grid_of(part["rows"]) for cell in row]
    return [cell for cell in cells if cell and not cell.startswith("@")]


def _xlsx(parts: list[dict[str, Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    book.remove(book.active)
    for part in parts:
        sheet = book.create_sheet(part["sheet"])
        for r, row in enumerate(grid_of(part["rows"]), start=1):
            for c, cell in enumerate(row, start=1):
                if cell.is_covered:
                    continue
                place = sheet.cell(r, c, cell.value or None)
                if cell.colour:
                    place.fill = PatternFill("solid", fgColor=_PAINT[cell.colour])
                if cell.across > 1 or cell.down > 1:
                    sheet.merge_cells(
                        start_row=r, start_column=c, end_row=r + cell.down - 1, end_column=c + cell.across - 1
                    )
    return _saved(book)


def _ods(parts: list[dict[str, Any]]) -> bytes:
    from odfdo import Document

    document = Document("spreadsheet")
    document.body.clear()
    for part in parts:
        document.body.append(_odf_table(part["sheet"], part["rows"]))
    return _saved(document)


def _odf_table(name: str, rows: list[str]) -> Any:
    from odfdo import Table

    grid = grid_of(rows)
    table = Table(name, width=max(map(len, grid)), height=len(grid))
    table.set_values([[cell.text for cell in row] for row in grid])
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if not cell.is_covered and (cell.across > 1 or cell.down > 1):
                table.set_span((c, r, c + cell.across - 1, r + cell.down - 1))
    return table


def _docx(parts: list[dict[str, Any]]) -> bytes:
    from docx import Document

    document = Document()
    for part in parts:
        if "title" in part:
            document.add_paragraph(part["title"], style="Title")
        elif "heading" in part:
            document.add_heading(part["heading"], 1)
        elif "text" in part:
            document.add_paragraph(part["text"])
        else:
            grid = grid_of(part["rows"])
            table = document.add_table(len(grid), max(map(len, grid)), style="Table Grid")
            for r, row in enumerate(grid):
                for c, cell in enumerate(row):
                    if cell.is_covered:
                        continue
                    place = table.cell(r, c)
                    if cell.across > 1 or cell.down > 1:
                        place = place.merge(table.cell(r + cell.down - 1, c + cell.across - 1))
                    place.text = cell.text
    return _saved(document)


def _odt(parts: list[dict[str, Any]]) -> bytes:
    from odfdo import Document, Header, Paragraph

    document = Document("text")
    document.body.clear()
    for number, part in enumerate(parts):
        if "title" in part:
            document.body.append(Paragraph(part["title"], style="Title"))
        elif "heading" in part:
            document.body.append(Header(1, part["heading"]))
        elif "text" in part:
            document.body.append(Paragraph(part["text"]))
        else:
            document.body.append(_odf_table(f"Table{number}", part["rows"]))
    return _saved(document)


def _saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
