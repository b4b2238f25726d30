"""The form that every reader of files hands on: blocks in the order of the page, before anything is understood.

A reader says only what its file says. A Word file knows its headings, its numbered paragraphs and its tables; a
plain text file and a PDF know lines and the gaps between them, and `structure` joins those (Kind.LINE).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.intake.documents import Doubt


class Kind(StrEnum):
    """What the file itself says a block is."""

    LINE = "line"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    FURNITURE = "furniture"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a file.

    text     what it says, cleaned by `characters.clean`, without line ends
    line     where it stood: the line in a text file, the position among the blocks elsewhere; counts from 1
    page     the page, where the file has pages
    gap      whether empty space stands before it (lines only; other kinds always stand apart)
    printed  the number that the file shows but does not hold in the text (automatic numbering)
    level    the depth of a heading or a list item, from 1; 0 where the file does not say. Of a line: 1 where it hangs,
             indented, under the mark above it
    rows     the cells of a table, the header row first when `has_header`; a cell of several paragraphs parts them with
             a line end, and a merged cell has its words in its first place and is empty in the others
    merged   the merged cells of a table: the row and the column of each (from 0), and how many it covers of both
    colours  the cells of a table with a colour of their own: row, column, and the colour's plain word
    days     the cells of a table that the file itself holds as a date: row, column, and the day
    places   the number that the file shows beside each row of a table, where it shows one (a sheet does)
    """

    kind: Kind
    text: str
    line: int
    page: int | None = None
    gap: bool = True
    printed: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    has_header: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    colours: tuple[tuple[int, int, str], ...] = ()
    days: tuple[tuple[int, int, date], ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as a reader leaves it: its name, its blocks, and what the reader must tell the person."""

    name: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
