"""What every kind of spreadsheet comes to: a heading for each sheet, its tables, and the lines above them.

The readers of .xlsx, .ods and .csv fill a `Sheet` with the cells that a person sees; here it is cut into tables.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.layout.joining import is_finished
from lineofsight.intake.readers.cells import Grid, blocks_of, colour_word, looks_like_header, title_rows
from lineofsight.intake.readers.guard import Unreadable

MOST_CELLS = 400_000  # in one file, those that say something
MOST_SPREAD = 2_000_000  # the places of one table, said or empty

_LONGEST_TITLE = 160

Place = tuple[int, int]
Area = tuple[int, int, int, int]  # row, column, how many rows, how many columns


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person sees it: its words, its colour as RRGGBB, and the day where the file holds one."""

    text: str = ""
    fill: str = ""
    day: date | None = None


@dataclass
class Sheet:
    """One sheet: the cells that say something, by row and column from 0, and its merged areas. All of it is seen."""

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell that has words, or a colour with a name."""
        if cell.text or colour_word(cell.fill):
            self.cells.setdefault(row, {})[column] = cell


def blocks_of_sheet(sheet: Sheet) -> tuple[list[Block], list[str]]:
    """The blocks of one sheet, and the places of the cells that say something by colour alone.

    Tables stand apart where an empty row parts them and the next one has a header of its own or another width.
    """
    blocks = [Block(Kind.HEADING, sheet.name, 0, level=1)] if sheet.name else []
    only_colour: list[str] = []
    for rows in _tables(sheet):
        made, places = _blocks_of_table(sheet, rows)
        blocks += made
        only_colour += places
    return blocks, only_colour


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a whole file, each with its position, from 1."""
    return tuple(replace(block, line=position) for position, block in enumerate(_titled(list(blocks)), start=1))


def _titled(blocks: list[Block]) -> list[Block]:
    """The line over the first table of a workbook is its title; what stands between, and no sentence, is a note."""
    tables = [position for position, block in enumerate(blocks) if block.kind is Kind.TABLE]
    above = [at for at in range(tables[0] if tables else 0) if blocks[at].kind is Kind.PARAGRAPH]
    if not above or len(blocks[above[0]].text) > _LONGEST_TITLE or is_finished(blocks[above[0]].text):
        return blocks
    # Over the tables of other sheets it says again what the sheet is called.
    later = [
        at for at in range(1, len(blocks)) if blocks[at].kind is Kind.PARAGRAPH and blocks[at - 1].kind is Kind.HEADING
    ]
    for position in dict.fromkeys([*above, *later]):
        if not is_finished(blocks[position].text):
            blocks[position] = replace(blocks[position], kind=Kind.TITLE if position == above[0] else Kind.NOTE)
    return blocks


def refuse_too_many(name: str) -> None:
    """Give up on a sheet that nobody could look through."""
    raise Unreadable(f"{name} holds too many cells to be read: keep the rows that you need and read that.")


def _tables(sheet: Sheet) -> Iterator[list[int]]:
    """The rows of each table, in order."""
    waiting: list[int] = []
    for run in _runs(sheet):
        if waiting and not _goes_on(sheet, waiting, run):
            yield waiting
            waiting = []
        waiting = [*waiting, *run]
    if waiting:
        yield waiting


def _runs(sheet: Sheet) -> Iterator[list[int]]:
    """Rows that stand close together. A merged area holds its rows together even where they are empty."""
    tied = {row for top, _, down, _ in sheet.merged if top in sheet.cells for row in range(top, top + min(down, 500))}
    run: list[int] = []
    for row in sorted(sheet.cells):
        if not any(cell.text for cell in sheet.cells[row].values()) and row not in tied and not run:
            continue  # a coloured strip above a table
        if run and any(between not in tied for between in range(run[-1] + 1, min(row, run[-1] + 502))):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _goes_on(sheet: Sheet, above: list[int], run: list[int]) -> bool:
    """Is what follows an empty row more of the table above, or only that table's title standing apart?"""
    lines = [_words(sheet, row) for row in run]
    widest = max(map(len, lines), default=0)
    width_above = max((len(_words(sheet, row)) for row in above), default=0)
    if width_above <= 1 < widest:
        return True  # nothing but single lines so far: they are the title of this table
    if widest <= 1 or 2 * widest <= width_above:
        return False
    titles = title_rows([list(line.values()) for line in lines])
    first = list(lines[titles].values()) if titles < len(lines) else []
    has_header = looks_like_header([first, *([[""]] if len(run) - titles > 1 else [])])
    begins_anew = titles > 0 or (has_header and _is_bare(sheet, run[titles], run[-1]))
    return not begins_anew and set(lines[0]) <= _columns(sheet, above)


def _is_bare(sheet: Sheet, first: int, last: int) -> bool:
    """Does the first row fill every column that any row down to the last one fills, as a header does?"""
    below = {c for row in range(first, last + 1) for c in sheet.cells.get(row, ())}
    return below <= set(_words(sheet, first))


def _words(sheet: Sheet, row: int) -> dict[int, str]:
    return {column: cell.text for column, cell in sorted(sheet.cells.get(row, {}).items()) if cell.text}


def _columns(sheet: Sheet, rows: list[int]) -> set[int]:
    return {column for row in rows for column in sheet.cells.get(row, ())}


def _blocks_of_table(sheet: Sheet, rows: list[int]) -> tuple[list[Block], list[str]]:
    columns = sorted(_columns(sheet, rows))
    at = {column: place for place, column in enumerate(columns)}
    rows = [*range(rows[0], rows[-1] + 1)] if rows[-1] - rows[0] < 2 * len(rows) + 500 else rows
    rows = [row for row in rows if sheet.cells.get(row) or _inside_merged(sheet, row)]
    if len(rows) * len(columns) > MOST_SPREAD:
        refuse_too_many(f"The sheet «{sheet.name}»" if sheet.name else "The file")
    down = {row: place for place, row in enumerate(rows)}
    grid = Grid([[sheet.cells.get(row, {}).get(column, Cell()).text for column in columns] for row in rows])
    for row in rows:
        for column, cell in sheet.cells.get(row, {}).items():
            if cell.fill:
                grid.fills[(down[row], at[column])] = cell.fill
    grid.merged = list(_merged_within(sheet, down, at))
    if grid.width == 1 and all(len(line[0]) <= 200 for line in grid.rows):
        texts = [line[0].replace("\n", " ") for line in grid.rows if line[0]]
        return [Block(Kind.PARAGRAPH, text, 0) for text in texts], []
    blocks, only = blocks_of(grid)
    if not blocks or blocks[-1].kind is not Kind.TABLE:
        return blocks, []
    table = blocks[-1]
    above = len(rows) - len(table.rows)
    shown = rows[above:]
    days = tuple(
        (down[row] - above, at[column], cell.day)
        for row in shown
        for column, cell in sorted(sheet.cells.get(row, {}).items())
        if cell.day is not None
    )
    blocks[-1] = replace(table, days=days, places=tuple(row + 1 for row in shown))
    places = [place_name(shown[r], columns[c]) for r, c, _ in table.colours if only and not grid.rows[r + above][c]]
    return blocks, places


def _inside_merged(sheet: Sheet, row: int) -> bool:
    return any(top < row < top + down for top, _, down, _ in sheet.merged)


def _merged_within(sheet: Sheet, down: dict[int, int], at: dict[int, int]) -> Iterator[Area]:
    for top, left, tall, wide in sheet.merged:
        rows = [down[row] for row in range(top, top + min(tall, 100_000)) if row in down]
        columns = [at[column] for column in range(left, left + min(wide, 20_000)) if column in at]
        if rows and columns and len(rows) * len(columns) > 1 and rows[0] == down.get(top):
            yield rows[0], columns[0], len(rows), len(columns)


def column_name(column: int) -> str:
    """The letters of a column, from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_name(row: int, column: int) -> str:
    """How a sheet calls a place, both from 0: H7."""
    return f"{column_name(column)}{row + 1}"
