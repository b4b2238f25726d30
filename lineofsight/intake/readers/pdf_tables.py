"""Ruled tables of a page: cells between lines and between filled areas, with their words and their colours."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from lineofsight.intake.readers.cells import Grid
from lineofsight.intake.readers.pdf_lines import Line, lines_of
from lineofsight.intake.readers.pdf_marks import WHITE, Area, Glyph, Marks, hex_of
from lineofsight.intake.readers.pdf_order import flows_of
from lineofsight.intake.readers.pdf_text import Words, passages_of, text_of, usual_leading

_MOST_EDGES = 4_000
_NEAR = 3.0
Edge = dict[str, float | str]


@dataclass
class Ruled:
    """A table as found on one page: where its columns part, its rows, and whether it goes on overleaf."""

    area: Area
    columns: tuple[float, ...]
    grid: Grid
    repeats: bool = field(default=False)
    is_ruled: bool = True


def ruled_tables(marks: Marks, glyphs: Sequence[Glyph], words: Words) -> tuple[list[Ruled], list[Glyph]]:
    """The tables of a page, and the letters that stand in none of them."""
    tables: list[Ruled] = []
    left = list(glyphs)
    # Lines first: a coloured sign inside a ruled cell is no cell of its own.
    for drawn in (_line_edges(marks), None):
        edges = drawn if drawn is not None else _fill_edges(marks, [table.area for table in tables])
        if not 4 <= len(edges) <= _MOST_EDGES:
            continue
        lines = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
        cells = intersections_to_cells(edges_to_intersections(lines, _NEAR, _NEAR))
        for group in cells_to_tables(cells):
            boxes = [Area(box[0], box[1], box[2], box[3]) for box in group]
            table, left = _table(boxes, left, marks, words)
            if table is not None:
                tables.append(table)
    return sorted(tables, key=lambda table: table.area.top), left


def _line_edges(marks: Marks) -> list[Edge]:
    edges: list[Edge] = []
    for rule in marks.rules:
        if rule.x1 - rule.x0 >= rule.bottom - rule.top:
            edges.append(_across(rule.x0, rule.x1, (rule.top + rule.bottom) / 2))
        else:
            edges.append(_down(rule.top, rule.bottom, (rule.x0 + rule.x1) / 2))
    return edges + _sides(marks.frames, marks)


def _fill_edges(marks: Marks, taken: Sequence[Area]) -> list[Edge]:
    fills = [fill for fill in marks.fills if fill.rgb != WHITE]
    free = [f for f in fills if not any(area.holds((f.x0 + f.x1) / 2, (f.top + f.bottom) / 2) for area in taken)]
    return _line_edges(marks) + _sides(free, marks) if free else []


def _sides(areas: Sequence[Area], marks: Marks) -> list[Edge]:
    edges: list[Edge] = []
    for area in areas:
        if area.size < 0.85 * marks.width * marks.height and min(area.x1 - area.x0, area.bottom - area.top) > 6:
            edges += [_across(area.x0, area.x1, area.top), _across(area.x0, area.x1, area.bottom)]
            edges += [_down(area.top, area.bottom, area.x0), _down(area.top, area.bottom, area.x1)]
    return edges


def _across(x0: float, x1: float, y: float) -> Edge:
    return {"orientation": "h", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}


def _down(top: float, bottom: float, x: float) -> Edge:
    return {"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top}


def _table(boxes: list[Area], glyphs: Sequence[Glyph], marks: Marks, words: Words) -> tuple[Ruled | None, list[Glyph]]:
    columns = _steps([x for box in boxes for x in (box.x0, box.x1)])
    rows = _steps([y for box in boxes for y in (box.top, box.bottom)])
    if len(boxes) < 2 or len(columns) < 3:
        return None, list(glyphs)
    held: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        place = next((index for index, box in enumerate(boxes) if box.holds(x, y)), None)
        if place is None:
            rest.append(glyph)
        else:
            held.setdefault(place, []).append(glyph)
    spoken = [index for index, inside in held.items() if any(g.text.strip() for g in inside)]
    if len(spoken) < 2:
        return None, list(glyphs)
    grid = Grid([[""] * (len(columns) - 1) for _ in rows[1:]])
    for index, box in enumerate(boxes):
        row, column = _step(rows, box.top), _step(columns, box.x0)
        down, across = _step(rows, box.bottom) - row, _step(columns, box.x1) - column
        if row >= len(grid.rows) or column >= grid.width:
            continue
        grid.rows[row][column] = cell_text(held.get(index, []), box, marks.page, words)
        if down > 1 or across > 1:
            grid.merged.append((row, column, max(down, 1), max(across, 1)))
        if fill := _fill(box, marks, is_empty=not grid.rows[row][column]):
            grid.fills[(row, column)] = fill
    area = Area(columns[0], rows[0], columns[-1], rows[-1])
    return Ruled(area, tuple(columns), grid), rest


def cell_text(glyphs: Sequence[Glyph], box: Area, page: int, words: Words) -> str:
    """What a cell or a box says, its paragraphs parted by line ends."""
    return "\n".join(text_of(lines, words) for lines in paragraphs_in(glyphs, box, page))


def paragraphs_in(glyphs: Sequence[Glyph], box: Area, page: int) -> list[list[Line]]:
    """The paragraphs inside a rectangle, as their lines."""
    rows: list[Line] = [
        item for flow in flows_of(lines_of(glyphs, page), [], depth=9) for item in flow.items if isinstance(item, Line)
    ]
    right = box.x1 - min(6.0, max(0.0, min((row.x0 for row in rows), default=0) - box.x0))
    return [passage.lines for passage in passages_of(rows, box.x0, right, usual_leading(rows, is_text=False))]


def _fill(box: Area, marks: Marks, *, is_empty: bool) -> str:
    """The colour that shows in a cell: of its ground, or of a sign in an empty cell."""
    found = ""
    for fill in marks.fills:
        if fill.rgb is None:
            continue
        inside = Area(max(box.x0, fill.x0), max(box.top, fill.top), min(box.x1, fill.x1), min(box.bottom, fill.bottom))
        if inside.x1 <= inside.x0 or inside.bottom <= inside.top:
            continue
        covers = inside.size > 0.6 * box.size
        is_sign = is_empty and inside.size > 0.9 * fill.size and inside.size > 12
        if covers or is_sign:
            found = hex_of(fill.rgb)
    return found


def _steps(values: Sequence[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _NEAR:
            steps.append(value)
    return steps


def _step(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda index: abs(steps[index] - value))


def goes_on_overleaf(first: Ruled, second: Ruled) -> bool:
    """Do two tables, one at the foot and one at the top of the next page, have the same columns?"""
    if first.is_ruled is not second.is_ruled or len(first.columns) != len(second.columns):
        return False
    # Without rules a column is as wide as its words, and its last one ends where they do.
    reach = 4 if first.is_ruled else 20
    pairs = list(zip(first.columns, second.columns, strict=True))
    return all(abs(one - two) < reach for one, two in (pairs if first.is_ruled else pairs[:-1]))


def add_overleaf(first: Ruled, second: Ruled) -> None:
    """Put the rows of the second table under those of the first, without the header that is printed again."""
    rows = second.grid.rows
    skipped = 1 if len(rows) > 1 and rows[0] == first.grid.rows[0] and any(rows[0]) else 0
    if skipped:
        first.grid.header_rows = 1
    under = len(first.grid.rows)
    start = skipped
    last = first.grid.rows[-1]
    is_split_label = not last[0] and start < len(rows) and _is_rest(last[1:], rows[start][1:])
    if start < len(rows) and ((not rows[start][0] and _is_rest(last, rows[start])) or is_split_label):
        first.grid.rows[-1] = [" ".join(filter(None, pair)) for pair in zip(last, rows[start], strict=True)]
        start += 1
    shift = under - start
    first.grid.rows += rows[start:]
    first.grid.merged += [(r + shift, c, d, a) for r, c, d, a in second.grid.merged if r >= skipped]
    if is_split_label:
        _bring_label_up(first.grid, under - 1)
    first.grid.fills |= {(row + shift, col): fill for (row, col), fill in second.grid.fills.items() if row >= start}


def _bring_label_up(grid: Grid, row: int) -> None:
    """What a merged cell says overleaf, said where its area begins on the page before."""
    above = next((top for top, column, down, _ in grid.merged if column == 0 and top < row < top + down), row)
    if above != row and not grid.rows[above][0]:
        grid.rows[above][0], grid.rows[row][0] = grid.rows[row][0], ""


def _is_rest(last: Sequence[str], row: Sequence[str]) -> bool:
    """Does a row at the top of a page only go on with the cells of the last row overleaf?"""
    told = [(one, two) for one, two in zip(last, row, strict=True) if two]
    return (
        bool(told) and all(one and one[-1] not in ".!?" for one, _ in told) and any(two[0].islower() for _, two in told)
    )
