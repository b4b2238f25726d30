"""Tables without rules: rows whose words stand under each other in columns, with white space between."""

import re
from collections.abc import Sequence

from lineofsight.intake.readers.cells import Grid
from lineofsight.intake.readers.pdf_lines import Line
from lineofsight.intake.readers.pdf_marks import Area
from lineofsight.intake.readers.pdf_order import Flow, Placed
from lineofsight.intake.readers.pdf_tables import Ruled
from lineofsight.intake.readers.pdf_text import Words, text_of
from lineofsight.library.numbers import whole_number

_FEWEST_ROWS = 3
_APART = 0.9  # of the size of its letters: what parts two columns
_TIGHT = 0.75  # of the size of its letters: what parts two lines of one cell at the most
_FAR = 3.0
_MARK = re.compile(r"\W?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4}|[•●○▪*–-])[.):]?", re.IGNORECASE)
_VALUE = re.compile(r"[£€]?[\d.,]+\s?(?:%|per cent|[km]n?)?|[–-]|n/?a|nil|yes|no", re.IGNORECASE)
Span = tuple[float, float]


def set_tables_apart(flow: Flow, placed: list[Ruled], start: int, words: Words) -> None:
    """Put in the place of such rows a table; it goes to the end of `placed`, whose places count from `start`."""
    items: list[Line | Placed] = []
    position = 0
    while position < len(flow.items):
        run = _run(flow.items, position)
        table = _table(run, words) if run else None
        if table is None:
            items.append(flow.items[position])
            position += 1
            continue
        ruled, used = table
        items.append(Placed(ruled.area, start + len(placed)))
        placed.append(ruled)
        position += used
    flow.items = items


def _run(items: Sequence[Line | Placed], start: int) -> list[Line]:
    """The lines from here on that could be rows of one table; the first has several pieces."""
    first = items[start]
    if not isinstance(first, Line) or len(first.pieces) < 2:
        return []
    run = [first]
    for item in items[start + 1 :]:
        if not isinstance(item, Line) or item.top - run[-1].bottom > _FAR * run[-1].size:
            break
        run.append(item)
    return run


def _table(run: Sequence[Line], words: Words) -> tuple[Ruled, int] | None:
    """The table that the run begins with, and how many of its lines it takes up."""
    columns: list[Span] = []
    rows: list[list[list[Line]]] = []
    used = full = 0
    for position, line in enumerate(run):
        pieces = line.pieces or [line]
        wider = _with_pieces(columns, pieces, line.size) if len(pieces) > 1 else columns
        if len(pieces) > 1 and (len(wider) < 2 or (columns and len(wider) != len(columns))):
            break
        places = [_place(wider, piece, line.size) for piece in pieces]
        if None in places or len(set(places)) < len(places):
            break
        columns = wider
        is_tight = bool(rows) and line.top - run[position - 1].bottom < _TIGHT * line.size
        goes_on = is_tight and (0 not in places or all(piece.text[:1].islower() for piece in pieces))
        if not goes_on:
            if len(pieces) == 1:
                break
            rows.append([[] for _ in columns])
            full += 1
        for piece, place in zip(pieces, places, strict=True):
            rows[-1][place or 0].append(piece)
        used = position + 1
    if full < _FEWEST_ROWS or not _is_table(rows):
        return None
    grid = Grid([[text_of(cell, words) if cell else "" for cell in row] for row in rows])
    lines = run[:used]
    area = Area(columns[0][0], lines[0].top, columns[-1][1], lines[-1].bottom)
    return Ruled(area, (*(left for left, _ in columns), columns[-1][1]), grid, is_ruled=False), used


def _with_pieces(columns: Sequence[Span], pieces: Sequence[Line], size: float) -> list[Span]:
    """The columns, made as wide as what stands in them."""
    wide: list[Span] = []
    for left, right in sorted([*columns, *((piece.x0, piece.x1) for piece in pieces)]):
        if wide and left < wide[-1][1] + _APART * size:
            wide[-1] = (wide[-1][0], max(wide[-1][1], right))
        else:
            wide.append((left, right))
    return wide


def _place(columns: Sequence[Span], piece: Line, size: float) -> int | None:
    """The column that a piece stands in, or None where it reaches into another."""
    for place, (left, _) in enumerate(columns):
        follows = columns[place + 1][0] if place + 1 < len(columns) else float("inf")
        if left - _APART * size < piece.x0 < follows:
            return place if piece.x1 < follows - 2 else None
    return None


def _is_table(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Are these cells, and not numbered paragraphs or a list of contents?"""
    first = [row[0][0].text for row in rows if row[0]]
    if len(rows[0]) > 2:
        return len(first) >= _FEWEST_ROWS
    last = [row[1][0].text for row in rows if row[1]]
    if all(_MARK.fullmatch(text) for text in first):
        return False
    values = [text for text in last[1:] if _VALUE.fullmatch(text)]
    pages = [page for text in last if (page := whole_number(text)) is not None]
    is_contents = len(pages) == len(last) and pages == sorted(pages)
    return len(values) >= max(2, 0.7 * (len(last) - 1)) and not is_contents
