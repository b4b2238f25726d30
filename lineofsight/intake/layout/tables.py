"""Tables in files of lines: rows drawn with bars, parted by tabs, or set in columns by spaces."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.layout.numbering import Scheme, marks_of
from lineofsight.intake.patterns import lazily

_BAR_RULE = lazily(r"[\s|:+=-]+")
_COLUMN_GAP = lazily(r"\s{2,}")
_LONGEST_CELL = 60
# In a table that only sets paragraphs beside their numbers these are whole sentences.
_SHORTEST_PARAGRAPH = 60

Cells = tuple[str, ...]


def set_tables_apart(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with every run of lines that forms a table made into one block of kind TABLE."""
    result: list[Block] = []
    position = 0
    while position < len(blocks):
        run, kind_of_run = _run_at(blocks, position)
        if run:
            result.append(_table(run, kind_of_run))
            position += len(run)
        else:
            block = blocks[position]
            # Tabs before a line set it in; only within a table do they part cells.
            result.append(replace(block, text=block.text.strip("\t ")) if block.kind is Kind.LINE else block)
            position += 1
    return result


def _run_at(blocks: Sequence[Block], start: int) -> tuple[list[Block], Callable[[str], Cells]]:
    for cells_of, fewest in ((_bar_cells, 2), (_tab_cells, 2), (_column_cells, 3)):
        width = 0
        run: list[Block] = []
        for position in range(start, len(blocks)):
            block = blocks[position]
            cells = cells_of(block.text) if block.kind is Kind.LINE and not (run and block.gap) else ()
            if len(cells) < 2 or (width and cells_of is not _bar_cells and len(cells) != width):
                break
            if cells_of is _column_cells and run and _offsets(block.text) != _offsets(run[0].text):
                break
            width = width or len(cells)
            run.append(block)
        if len(run) >= fewest and any(not _BAR_RULE.fullmatch(block.text) for block in run):
            return run, cells_of
    return [], _bar_cells


def _bar_cells(text: str) -> Cells:
    if text.count("|") < 2 and not (text.startswith("|") and text.endswith("|")):
        return ()
    if _BAR_RULE.fullmatch(text):
        return ("-", "-")
    return tuple(cell.strip() for cell in text.strip().strip("|").split("|"))


def _tab_cells(text: str) -> Cells:
    cells = tuple(cell.strip() for cell in text.split("\t"))
    # A number, a tab and a text is a numbered paragraph, however far it is set in.
    told = tuple(cell for cell in cells if cell)
    if len(told) == 2 and (len(told[1]) > _LONGEST_CELL or any(m.rest == "X" for m in marks_of(told[0] + " X"))):
        return ()
    return cells


def _column_cells(text: str) -> Cells:
    cells = tuple(cell for cell in _COLUMN_GAP.split(text) if cell)
    if len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells):
        return ()
    if any(mark.scheme is Scheme.BULLET for mark in marks_of(text)):
        return ()
    # «1.1  This report covers …»: a number, a gap and a text is a numbered paragraph.
    if len(cells) == 2 and any(mark.rest == "X" for mark in marks_of(f"{cells[0]} X")):
        return ()
    return cells


def _offsets(text: str) -> tuple[int, ...]:
    return tuple(gap.end() for gap in _COLUMN_GAP.finditer(text))


def _table(run: Sequence[Block], cells_of: Callable[[str], Cells]) -> Block:
    rows = [cells_of(block.text) for block in run if not (cells_of is _bar_cells and _BAR_RULE.fullmatch(block.text))]
    width = max((len(row) for row in rows), default=0)
    level = tuple(row + ("",) * (width - len(row)) for row in rows)
    has_header = len(level) > 1 and all(cell and not cell[0].isdigit() for cell in level[0])
    first = run[0]
    return Block(Kind.TABLE, "", first.line, first.page, first.gap, rows=level, has_header=has_header)


def with_merged_repeated(block: Block) -> tuple[Cells, ...]:
    """The rows of a table, with what a merged area says in each of its cells: as a person reads it along a row."""
    rows = [list(row) for row in block.rows]
    for top, left, down, across in block.merged:
        if top >= len(rows) or left >= len(rows[top]) or not (said := rows[top][left]):
            continue
        for row in rows[top : top + down]:
            for column in range(left, min(left + across, len(row))):
                row[column] = row[column] or said
    return tuple(tuple(row) for row in rows)


def paragraphs_of_layout(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every table that only sets paragraphs beside their numbers made into those paragraphs."""
    result: list[Block] = []
    for block in blocks:
        result += _paragraphs(block) if block.kind is Kind.TABLE and _is_layout(block) else [block]
    return result


def _is_layout(block: Block) -> bool:
    if any(len(row) != 2 for row in block.rows) or block.merged:
        return False
    if not all(text and any(mark.rest == "X" for mark in marks_of(f"{number} X")) for number, text in _told(block)):
        return False
    usual = median(len(text) for _, text in block.rows)
    says_it_all = all(text.rstrip()[-1:] in (".", "!", "?", "”", '"') for _, text in block.rows)
    return usual > _SHORTEST_PARAGRAPH or (says_it_all and usual > _SHORTEST_PARAGRAPH / 2)


def _told(block: Block) -> list[tuple[str, str]]:
    # Numbers may stand bare in a cell of their own: «1».
    return [(f"{number}." if number.isdecimal() else number, text) for number, text in block.rows]


def _paragraphs(block: Block) -> list[Block]:
    return [
        Block(Kind.PARAGRAPH, " ".join(text.split()), block.line, block.page, printed=number)
        for number, text in block.rows
    ]
