"""PDF files: what the pages show, as blocks in reading order; notes after their page, running heads last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.layout.furniture import is_contents_line, without_digits
from lineofsight.intake.layout.joining import is_finished
from lineofsight.intake.layout.numbering import bullet_of
from lineofsight.intake.readers.cells import blocks_of
from lineofsight.intake.readers.emphasis import Draft, settle
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.leftovers import Leftovers
from lineofsight.intake.readers.pdf_doubts import page_doubts, refuse_unreadable
from lineofsight.intake.readers.pdf_edges import furniture_of, notes_of
from lineofsight.intake.readers.pdf_file import OnPage, pages_of
from lineofsight.intake.readers.pdf_headings import body_size, is_heading, with_levels
from lineofsight.intake.readers.pdf_lines import Line
from lineofsight.intake.readers.pdf_sheet import Box, Sheet, sheet_of
from lineofsight.intake.readers.pdf_tables import Ruled, add_overleaf, goes_on_overleaf
from lineofsight.intake.readers.pdf_text import Passage, Words, crosses, goes_on, text_of, usual_leading
from lineofsight.intake.readers.progress import tell

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")


def _tell(number: int, of: int) -> None:
    tell(f"Page {number} of {of}")


def read_pdf(content: bytes, name: str, *, on_page: OnPage | None = None) -> FileRead:
    """Return the blocks of a PDF in reading order. `on_page` hears of each page: its number, and how many there are.

    Raises Unreadable when the file cannot be opened, holds only pictures, or has letters that mean nothing.
    """
    words = Words()
    sheets: list[Sheet] = []
    damaged: list[int] = []
    number = 0
    for marks in pages_of(content, name, on_page or _tell):
        number += 1
        if marks is None:
            damaged.append(number)
            continue
        sheet = sheet_of(marks, words)
        for line in sheet.lines():
            words.learn(line.text)
        sheets.append(sheet)
    if not sheets:
        raise Unreadable(f"{name} is damaged or no PDF inside: open it, save it again and try that.")
    refuse_unreadable(sheets, name)
    reader = _Reader(sheets, words)
    blocks = settle(reader.run(), has_pages=True)
    return FileRead(name, blocks, (*page_doubts(sheets, damaged), *reader.left.doubts()))


@dataclass
class _BoxEnd:
    """The last paragraph of a box that may go on overleaf."""

    box: Box
    lines: list[Line]
    page: int

    def is_as_wide_as(self, other: Box) -> bool:
        return abs(self.box.area.x0 - other.area.x0) < 3 and abs(self.box.area.x1 - other.area.x1) < 3


class _Reader:
    def __init__(self, sheets: Sequence[Sheet], words: Words) -> None:
        self.sheets = sheets
        self.words = words
        self.left = Leftovers()
        lines = [line for sheet in sheets for line in sheet.lines()]
        self.body = body_size(lines)
        self.bold_tells = sum(len(x.text) for x in lines if x.is_bold) <= 0.4 * sum(len(x.text) for x in lines)
        # Column by column: lines of two columns stand nearer to each other than those of one.
        in_order = [item for sheet in sheets for flow in sheet.flows for item in flow.items if isinstance(item, Line)]
        self.leading = usual_leading([line for line in in_order if abs(line.size - self.body) < 0.6])
        self.furniture = furniture_of(sheets, self.body)
        self.drafts: list[tuple[Block, Line | None]] = []
        self.open: Passage | None = None
        self.waiting: list[tuple[Block, Line | None]] = []
        self.table: Ruled | None = None
        self.boxed: _BoxEnd | None = None
        self.table_page = 0
        self.note_marks: set[str] = set()
        self.aside: dict[str, Block] = {}

    def run(self) -> list[Draft]:
        """All blocks of the file, in order."""
        for sheet in self.sheets:
            self._sheet(sheet)
        self._close()
        self._end_table()
        blocks = with_levels(self.drafts, self.body)
        return [Draft(block, letters=len(block.text)) for block in [*blocks, *self.aside.values()]]

    def _sheet(self, sheet: Sheet) -> None:
        notes = notes_of(sheet, self.furniture, self.body)
        noted = {id(line) for note in notes for line in note}
        texts = [text_of(note, self.words) for note in notes]
        self.note_marks = {_as_raised(text) for text in texts}
        for flow in sheet.flows:
            is_first = True
            for item in flow.items:
                if isinstance(item, Line):
                    if id(item) in self.furniture:
                        text = item.text.replace("\u00ad", "")
                        self.aside.setdefault(without_digits(text), Block(Kind.FURNITURE, text, 0, sheet.page))
                    elif id(item) not in noted:
                        self._line(item, flow.x0, self._right(flow.x1, item), is_first=is_first)
                        is_first = False
                else:
                    self._placed(sheet.placed[item.what], sheet.page)
        for text in texts:
            self._put(Block(Kind.NOTE, text, 0, sheet.page), None)

    def _right(self, right: float, line: Line) -> float:
        return max(right, line.x1)

    # --- text -------------------------------------------------------------------------------------------------------

    def _line(self, line: Line, x0: float, x1: float, *, is_first: bool) -> None:
        self._end_table()
        self.boxed = None
        if is_contents_line(line.text, under_heading=False):
            self._close()
            self._put(Block(Kind.FURNITURE, line.text, 0, line.page), None)
            return
        passage = self.open
        if passage is not None:
            if is_first or passage.last.page != line.page or self.waiting:
                joins = crosses(passage, line, x1) and not (self.waiting and is_finished(passage.last.text))
            else:
                joins = goes_on(passage, line, self.leading)
            if joins:
                if passage.last.page != line.page:
                    passage.x0, passage.x1 = x0, x1
                passage.lines.append(line)
                return
        self._close()
        self.open = Passage([line], x0, x1)

    def _close(self) -> None:
        passage, self.open = self.open, None
        if passage is not None:
            self._passage(passage.lines)
        self.drafts += self.waiting
        self.waiting = []

    def _passage(self, lines: list[Line]) -> None:
        text = text_of(lines, self.words)
        text = _RAISED.sub(lambda mark: "" if mark[0] in self.note_marks and mark.start() else mark[0], text)
        first = lines[0]
        kind = Kind.PARAGRAPH
        if is_heading(lines, text, body=self.body, bold_tells=self.bold_tells):
            kind = Kind.HEADING
        elif bullet_of(text):
            bullet = bullet_of(text)
            block = Block(Kind.LIST_ITEM, text[len(bullet) :], 0, first.page, printed=bullet.strip(), level=1)
            self.drafts.append((block, first))
            return
        self.drafts.append((Block(kind, text, 0, first.page), first))

    def _put(self, block: Block, line: Line | None) -> None:
        """What stands beside the text comes after the paragraph that is still open."""
        (self.waiting if self.open is not None else self.drafts).append((block, line))

    # --- tables and boxes -------------------------------------------------------------------------------------------

    def _placed(self, thing: Ruled | Box, page: int) -> None:
        if isinstance(thing, Box):
            self._end_table()
            for lines in self._overleaf(thing, page):
                text = text_of(lines, self.words)
                heads = is_heading(lines, text, body=self.body, bold_tells=self.bold_tells)
                self._put(Block(Kind.HEADING if heads else Kind.PARAGRAPH, text, 0, page), lines[0])
                self.boxed = _BoxEnd(thing, lines, page)
            return
        if self.table is not None and page == self.table_page + 1 and goes_on_overleaf(self.table, thing):
            add_overleaf(self.table, thing)
            self.table_page = page
            return
        self._end_table()
        self.table, self.table_page, self.table_began = thing, page, page

    def _overleaf(self, box: Box, page: int) -> list[list[Line]]:
        """The paragraphs of a box; where it goes on overleaf, its first joins the last of the box before."""
        paragraphs, before = [list(lines) for lines in box.paragraphs], self.boxed
        self.boxed = None
        if before is None or not paragraphs or page != before.page + 1 or not before.is_as_wide_as(box):
            return paragraphs
        # As much space is left on the right as on the left.
        right = before.box.area.x1 - (before.lines[0].x0 - before.box.area.x0)
        passage = Passage(before.lines, before.lines[0].x0, right)
        if not crosses(passage, paragraphs[0][0], right):
            return paragraphs
        self.drafts = [draft for draft in self.drafts if draft[1] is not before.lines[0]]
        self.waiting = [draft for draft in self.waiting if draft[1] is not before.lines[0]]
        return [[*before.lines, *paragraphs[0]], *paragraphs[1:]]

    def _end_table(self) -> None:
        table, self.table = self.table, None
        if table is not None:
            blocks, only = blocks_of(table.grid)
            self.left.colours += only
            for block in blocks:
                self._put(replace(block, page=self.table_began), None)


def _as_raised(note: str) -> str:
    """The mark that a note begins with, as it stands raised in the text."""
    found = re.match(r"[⁰¹²³⁴-⁹]+|\d{1,3}", note)
    return found.group().translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) if found else ""
