"""What a table of any kind of file needs: its header found, its title lines set apart, its colours in words."""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.blocks import Block, Kind

Rows = list[list[str]]
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?")
_LONGEST_HEADER = 80
_MOSTLY_A_VALUE = re.compile(
    r"[\d£$€.,:/%()\s–-]+(?:am|pm)?|(?:yes|no|n/a|nil|none|tbc|complete|ongoing)", re.IGNORECASE
)


@dataclass
class Grid:
    """Cells as a reader finds them: rows of one width, merged areas (row, column, rows, columns), fills by place."""

    rows: Rows
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    header_rows: int | None = None  # as the file says; None where it says nothing

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


def blocks_of(grid: Grid) -> tuple[list[Block], int]:
    """The title lines above the header as paragraphs, then the table; and how many cells showed only a colour.

    Cells come back as they are; an empty cell with a colour of its own becomes the colour's word.
    """
    titles = 0 if grid.header_rows else title_rows(grid.rows)
    blocks = [
        Block(Kind.PARAGRAPH, " ".join(cell for cell in row if cell).replace("\n", " "), 0)
        for row in grid.rows[:titles]
    ]
    width = grid.width
    rows = [row + [""] * (width - len(row)) for row in grid.rows[titles:]]
    if not any(any(row) for row in rows):
        return blocks, 0
    has_header = bool(grid.header_rows) or (grid.header_rows is None and looks_like_header(rows))
    fills = {(row - titles, column): fill for (row, column), fill in grid.fills.items() if row >= titles}
    colours, only = _colours(rows, fills, has_header=has_header)
    merged = [(row - titles, column, down, across) for row, column, down, across in grid.merged if row >= titles]
    table = Block(
        Kind.TABLE,
        "",
        0,
        rows=tuple(tuple(row) for row in rows),
        has_header=has_header,
        merged=tuple(sorted(merged)),
        colours=tuple(colours),
    )
    return [*blocks, table], only


def without_columns(grid: Grid, hidden: frozenset[int]) -> Grid:
    """The same cells without the columns that the file hides. A merged cell over some of them keeps its words."""
    shown = [column for column in range(grid.width) if column not in hidden]
    place = {column: position for position, column in enumerate(shown)}
    rows = [row + [""] * (grid.width - len(row)) for row in grid.rows]
    merged: list[tuple[int, int, int, int]] = []
    for row, column, down, across in grid.merged:
        seen = [other for other in range(column, column + across) if other in place]
        if not seen:
            continue
        if seen[0] != column and row < len(rows):
            rows[row][seen[0]] = rows[row][column]
        merged.append((row, place[seen[0]], down, len(seen)))
    return Grid(
        [[row[column] for column in shown] for row in rows],
        merged,
        {(row, place[column]): fill for (row, column), fill in grid.fills.items() if column in place},
        grid.header_rows,
    )


def title_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the header: a title across the table, a date, who holds it.

    They fill fewer than half the columns that the header fills, and the header comes within the first twenty rows.
    """
    near = rows[:20]
    for position, row in enumerate(near):
        filled = sum(map(bool, row))
        widest = max(sum(map(bool, other)) for other in rows[position : position + 20])
        if filled >= 2 and 2 * filled > widest:
            return position if not position or _could_be_header(row) else 0
    return 0


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Is the first row a header: short words over each column, and none of it a value?"""
    return len(rows) > 1 and all(rows[0]) and len(rows[0]) > 1 and _could_be_header(rows[0])


def _could_be_header(row: Sequence[str]) -> bool:
    named = [cell for cell in row if cell]
    short = all(len(cell) <= _LONGEST_HEADER for cell in named)
    # Years head the columns of measures: «Measure, 2022/23, 2023/24».
    told = [cell.strip() for cell in named if not _YEAR.fullmatch(cell.strip())]
    values = sum(1 for cell in told if _MOSTLY_A_VALUE.fullmatch(cell) and cell.lower() not in ("no",))
    # A number sign or a year may head a column; two such cells are values.
    return short and values <= (1 if len(named) > 2 else 0) and not named[0][:1].isdigit()


def _colours(
    rows: Rows, fills: dict[tuple[int, int], str], *, has_header: bool
) -> tuple[list[tuple[int, int, str]], int]:
    """The colours of single cells, written into those that say nothing else. A whole row in one colour is a band."""
    found: list[tuple[int, int, str]] = []
    only = 0
    for index, row in enumerate(rows):
        words = [colour_word(fills.get((index, column), "")) for column in range(len(row))]
        if (index == 0 and has_header) or (len(row) > 1 and len(set(words)) == 1):
            continue
        for column, word in enumerate(words):
            if not word:
                continue
            found.append((index, column, word))
            if not row[column]:
                row[column] = word
                only += 1
    return found, only


def colour_word(fill: str) -> str:
    """The plain word for a colour given as RRGGBB, or "" for white, the palest tints and what is no colour."""
    found = _HEX.fullmatch(fill)
    if not found:
        return ""
    red, green, blue = (int(found.group(1)[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.96 or (light > 0.93 and saturation < 0.3):
        return ""
    if light < 0.12:
        return "black"
    if saturation < 0.15:
        return "grey"
    degrees = hue * 360
    for upto, word in _HUES:
        if degrees < upto:
            return word
    return "red"


# Amber in all its shades, from FFBF00 to F79646, is one word, because plans use it as one status.
_HUES = ((18, "red"), (50, "amber"), (66, "yellow"), (170, "green"), (258, "blue"), (300, "purple"), (340, "pink"))
