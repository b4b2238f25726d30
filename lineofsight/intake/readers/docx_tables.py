"""Tables of Word files: which rows are there, which cells are merged, and how they are filled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lineofsight.intake.readers.cells import Grid
from lineofsight.intake.readers.docx_styles import switch, value, whole_number
from lineofsight.intake.readers.docx_text import Tally, alternatives, is_placeholder
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.leftovers import Leftovers

_MOST_COLUMNS = 200
_AUTOMATIC = ("auto", "")


@dataclass
class _Table:
    grid: Grid = field(default_factory=lambda: Grid([]))
    open_merges: dict[int, int] = field(default_factory=dict)  # column -> place in grid.merged


def grid_of(rows: Sequence[Element], text_of: Callable[[Element], str], *, name: str) -> Grid:
    """Return the cells of a table, each as `text_of` reads it, with what is merged, filled and a header row.

    Raises Unreadable, in the name of the file, when a row has more columns than any plan needs.
    """
    table = _Table()
    for row in rows:
        _add_row(row, table, text_of, name)
    table.grid.header_rows = _header_rows(rows)
    return table.grid


def rows_of(table: Element, tally: Tally, left: Leftovers) -> Iterator[Element]:
    """The rows of a table that are there to be read; those that were deleted or are hidden are counted."""
    for row in _children(table, "w:tr"):
        properties = row.find("w:trPr")
        if properties is not None and properties.find("w:del") is not None:
            tally.deleted += 1
        elif properties is not None and switch(properties, "w:hidden"):
            left.hidden_rows += 1
        else:
            tally.inserted += properties is not None and properties.find("w:ins") is not None
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, also those inside form fields and wrappers."""
    return _children(row, "w:tc")


def _add_row(row: Element, table: _Table, text_of: Callable[[Element], str], name: str) -> None:
    grid = table.grid
    cells: list[str] = []
    index = len(grid.rows)
    properties = row.find("w:trPr")
    cells += [""] * _bounded(None if properties is None else properties.find("w:gridBefore"), 0)
    for cell in cells_of(row):
        column = len(cells)
        cell_properties = cell.find("w:tcPr")
        across = _bounded(None if cell_properties is None else cell_properties.find("w:gridSpan"), 1) or 1
        merge = None if cell_properties is None else cell_properties.find("w:vMerge")
        text = text_of(cell)
        if _goes_on_across(cell_properties) and column:
            _widen(grid, index, column, across)
            first = grid.merged[-1][1]
            cells[first] = "\n".join(piece for piece in (cells[first], text) if piece)
            cells += [""] * across
            continue
        goes_on = merge is not None and merge.get("w:val", "continue") == "continue" and column in table.open_merges
        if goes_on:
            place = table.open_merges[column]
            row_from, column_from, down, wide = grid.merged[place]
            grid.merged[place] = (row_from, column_from, down + 1, wide)
        else:
            table.open_merges.pop(column, None)
            if merge is not None:
                table.open_merges[column] = len(grid.merged)
            if merge is not None or across > 1:
                grid.merged.append((index, column, 1, across))
        if fill := _fill(cell_properties):
            grid.fills[(index, column)] = fill
        cells += [text, *[""] * (across - 1)]
        if len(cells) > _MOST_COLUMNS:
            raise Unreadable(f"{name} has a table that is too wide: split it and read each part.")
    grid.rows.append(cells)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside form fields and wrappers."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            yield from _children(child, tag)


def contents_of(element: Element, tally: Tally) -> Iterator[Element]:
    """The paragraphs and the tables of a cell, in order."""
    for child in element:
        if child.tag in ("w:p", "w:tbl"):
            yield child
        elif child.tag == "w:sdt" and is_placeholder(child):
            tally.placeholders += 1
        elif child.tag == "w:altChunk":
            tally.foreign += 1
        elif child.tag == "mc:AlternateContent":
            for chosen in alternatives(child):
                yield from contents_of(chosen, tally)
        elif child.tag not in ("w:tcPr", "w:sdtPr", "w:del", "w:moveFrom"):
            yield from contents_of(child, tally)


def _header_rows(rows: Sequence[Element]) -> int | None:
    count = 0
    for row in rows:
        properties = row.find("w:trPr")
        if properties is None or not switch(properties, "w:tblHeader"):
            break
        count += 1
    return count or None


def _bounded(element: Element | None, otherwise: int) -> int:
    number = whole_number(value(element)) if element is not None else None
    return max(0, min(number if number is not None else otherwise, _MOST_COLUMNS))


def _goes_on_across(properties: Element | None) -> bool:
    """Does a cell go on with the one to its left (the old way of merging across)?"""
    merge = None if properties is None else properties.find("w:hMerge")
    return merge is not None and merge.get("w:val", "continue") == "continue"


def _widen(grid: Grid, row: int, column: int, across: int) -> None:
    """Let the merged cell that ends before `column` cover some columns more; begin one where there is none."""
    last = grid.merged[-1] if grid.merged else None
    if last is not None and last[0] == row and last[1] + last[3] == column:
        grid.merged[-1] = (row, last[1], last[2], last[3] + across)
    else:
        grid.merged.append((row, column - 1, 1, across + 1))


def _fill(properties: Element | None) -> str:
    shade = None if properties is None else properties.find("w:shd")
    fill = "" if shade is None else shade.get("w:fill", "")
    return "" if fill in _AUTOMATIC else fill
