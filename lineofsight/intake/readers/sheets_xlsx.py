"""Excel files: the sheets, rows and columns that a person sees, with the values that their formulas came to."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element

from lineofsight.files.guard.verdict import XLSX
from lineofsight.intake.blocks import Block, FileRead
from lineofsight.intake.characters import clean, fold
from lineofsight.intake.readers import sheets_values as values
from lineofsight.intake.readers.parts import Package, guarded
from lineofsight.intake.readers.sheets import (
    MOST_CELLS,
    Area,
    Cell,
    Sheet,
    blocks_of_sheet,
    column_name,
    numbered,
    place_name,
    refuse_too_many,
)
from lineofsight.intake.readers.sheets_left import LeftOut
from lineofsight.intake.readers.sheets_xlsx_styles import Looks, coloured_by_rule, strikes
from lineofsight.library.numbers import whole_number

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_IN_A_SHEET = {
    "x:row", "x:cols", "x:sheetFormatPr", "x:mergeCell", "x:conditionalFormatting", "x:autoFilter",
}  # fmt: skip


def read_xlsx(content: bytes, name: str) -> FileRead:
    """Return the blocks of an Excel file: each sheet a heading and its tables. Nothing hidden is read, and all is said.

    A formula gives the result that the file holds; one without a result leaves its cell empty and is a doubt.
    Raises Unreadable when the file cannot be trusted or followed, or is too large inside.
    """
    package = guarded(content, name, XLSX)
    return _Book(package).read()


class _Book:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part("xl/workbook.xml")
        self.ties = package.related(self.main)
        self.left = LeftOut()
        self.looks = Looks(package, self._one("styles"), self._one("theme"))
        strings = [(_said(item), _is_struck(item)) for item in package.branches(self._one("sharedStrings"), {"x:si"})]
        self.strings = [words for words, _ in strings]
        self.struck = {place for place, (_, is_struck) in enumerate(strings) if is_struck}
        self.from_1904 = False
        self.taken = 0

    def _one(self, kind: str) -> str:
        return next((target for tie, target in self.ties.values() if tie == kind), "")

    def read(self) -> FileRead:
        blocks: list[Block] = []
        listed: list[tuple[str, str, bool]] = []
        for branch in self.package.branches(self.main, {"x:workbookPr", "x:sheet"}):
            if branch.tag == "x:workbookPr":
                self.from_1904 = branch.get("date1904", "") in ("1", "true")
            else:
                kind, part = self.ties.get(branch.get("r:id", ""), ("", ""))
                if kind in ("worksheet", ""):
                    listed.append((branch.get("name", ""), part, branch.get("state", "visible") == "visible"))
        if not listed:
            self.package.damaged()
        self.left.sheets = len(listed)
        for position, (name, part, is_shown) in enumerate(listed, start=1):
            if not is_shown:
                self.left.hidden_sheets.append(position)
                continue
            sheet = _Reader(self, fold(clean(name)), part).read()
            if sheet.cells:
                made, only_colour = blocks_of_sheet(sheet)
                blocks += made
                if only_colour:
                    self.left.colour_only[sheet.name] = only_colour
        return FileRead(self.package.name, numbered(blocks), self.left.doubts())


class _Reader:
    """Reads one sheet, row by row."""

    def __init__(self, book: _Book, name: str, part: str) -> None:
        self.book, self.part = book, part
        self.sheet = Sheet(name)
        self.left = book.left
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.hides_rows = False
        self.under_cover: dict[tuple[int, int], Cell] = {}  # cells of hidden places, in case a merged area shows them
        self.areas: list[Area] = []
        self.rules: list[Element] = []

    def read(self) -> Sheet:
        row_at = -1
        for branch in self.book.package.branches(self.part, _IN_A_SHEET):
            match branch.tag:
                case "x:row":
                    row_at = (_whole(branch.get("r")) - 1) if branch.get("r") else row_at + 1
                    self._row(branch, row_at)
                case "x:cols":
                    self.hidden_columns = list(_hidden(branch))
                case "x:sheetFormatPr":
                    self.hides_rows = branch.get("zeroHeight", "") in ("1", "true")
                case "x:mergeCell":
                    if area := _area(branch.get("ref", "")):
                        self.areas.append(area)
                case "x:conditionalFormatting":
                    self.rules.append(branch)
                case _:
                    self.left.filtered.add(self.sheet.name)
        self._merge()
        self._colour()
        self._tell()
        return self.sheet

    def _row(self, row: Element, at: int) -> None:
        is_hidden = self.hides_rows and row.get("ht") is None
        is_hidden = is_hidden or row.get("hidden", "") in ("1", "true") or _is_nought(row.get("ht"))
        column = -1
        for cell in row:
            if cell.tag != "x:c":
                continue
            found = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            read = self._cell(cell, at, column, is_seen=not is_hidden and not self._is_hidden_column(column))
            if not read.text and not read.fill:
                continue
            if is_hidden or self._is_hidden_column(column):
                if read.text:
                    self.book.taken += 1
                    self.under_cover[(at, column)] = read
                    if is_hidden:
                        self.hidden_rows.add(at)
            else:
                self.book.taken += bool(read.text)
                self.sheet.put(at, column, read)
            if self.book.taken > MOST_CELLS:
                refuse_too_many(self.book.package.name)

    def _is_hidden_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)

    def _cell(self, cell: Element, row: int, column: int, *, is_seen: bool) -> Cell:
        form, fill = self.book.looks.of(cell.get("s"))
        kind, stored = cell.get("t", "n"), cell.findtext("x:v") or None
        text = ""
        day: date | None = None
        is_struck = self.book.looks.is_struck(cell.get("s"))
        if kind == "inlineStr":
            inside = cell.find("x:is")
            is_struck = is_struck or (inside is not None and _is_struck(inside))
            text = "" if inside is None else _said(inside)
        elif kind == "s" and stored is not None:
            place = _whole(stored)
            text = self.book.strings[place] if place < len(self.book.strings) else ""
            is_struck = is_struck or place in self.book.struck
        elif kind == "b" and stored is not None:
            text = "TRUE" if stored.strip() == "1" else "FALSE"
        elif stored is not None and kind == "n":
            text, day = self._number(stored.strip(), form)
        elif stored is not None:
            text = _tidy(stored)
            if kind == "d":
                text, day = _iso(text)
        if values.hides(form) and text:
            if is_seen:
                self.left.hidden_cells.setdefault(self.sheet.name, []).append(place_name(row, column))
            return Cell("", fill)
        if is_seen and text and is_struck:
            self.left.struck.setdefault(self.sheet.name, []).append(place_name(row, column))
        if is_seen and kind == "e":
            self.left.errors.setdefault(self.sheet.name, []).append(place_name(row, column))
        if is_seen and stored is None and kind != "inlineStr" and cell.find("x:f") is not None:
            self.left.uncounted.setdefault(self.sheet.name, []).append(place_name(row, column))
        return Cell(text, fill, day)

    def _number(self, stored: str, form: str) -> tuple[str, date | None]:
        if values.is_date_form(form):
            try:
                moment = values.moment_of(float(stored), from_1904=self.book.from_1904)
            except ValueError:
                moment = None
            if moment is not None:
                return values.written_moment(moment, form), moment.date()
        return values.written_number(stored, form), None

    def _merge(self) -> None:
        """Put the words of a merged area into the first of its places that is seen."""
        for top, left, down, across in self.areas:
            rows = [r for r in range(top, top + min(down, 5_000)) if r not in self.hidden_rows]
            columns = [c for c in range(left, left + min(across, 500)) if not self._is_hidden_column(c)]
            if not rows or not columns:
                continue
            covered = self.under_cover.pop((top, left), None)
            if covered is not None and (rows[0], columns[0]) != (top, left):
                self.sheet.put(rows[0], columns[0], covered)
            for row in rows:
                for column in columns:
                    under = self.sheet.cells.get(row, {}).get(column)
                    if under is not None and under.text and (row, column) != (rows[0], columns[0]):
                        # Left from before the cells were merged: nobody sees it.
                        self.sheet.cells[row].pop(column)
                        self.left.hidden_cells.setdefault(self.sheet.name, []).append(place_name(row, column))
            if down * across > 1:
                self.sheet.merged.append((rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1))

    def _colour(self) -> None:
        """Colour the cells that a rule colours, where the rule can be followed from the words alone."""
        for branch in self.rules:
            areas = [area for ref in branch.get("sqref", "").split() if (area := _area(ref))]
            in_order = sorted((r for r in branch if r.tag == "x:cfRule"), key=lambda r: -_whole(r.get("priority")))
            for rule in in_order:
                fill = self.book.looks.rules[_whole(rule.get("dxfId"))] if self._has_fill(rule) else ""
                for row, cells in self.sheet.cells.items():
                    words = {column_name(column): cell.text for column, cell in cells.items()}
                    for column, cell in cells.items():
                        if not any(t <= row < t + d and c <= column < c + a for t, c, d, a in areas):
                            continue
                        is_so = coloured_by_rule(rule, cell.text, words)
                        if is_so is None:
                            self.left.colour_rules.add(self.sheet.name)
                        elif is_so and fill:
                            cells[column] = Cell(cell.text, fill, cell.day)

    def _has_fill(self, rule: Element) -> bool:
        return rule.get("dxfId") is not None and _whole(rule.get("dxfId")) < len(self.book.looks.rules)

    def _tell(self) -> None:
        name = self.sheet.name
        if self.hidden_rows:
            self.left.hidden_rows[name] = sorted(self.hidden_rows)
        columns = sorted({column for row, column in self.under_cover if row not in self.hidden_rows})
        if columns:
            self.left.hidden_columns[name] = columns
        for kind, target in self.book.package.related(self.part).values():
            if kind == "comments":
                number = sum(1 for _ in self.book.package.branches(target, {"x:comment"}))
                self.left.comments[name] = self.left.comments.get(name, 0) + number
            elif kind == "drawing":
                self.left.drawings[name] = self.left.drawings.get(name, 0) + 1


def _hidden(columns: Element) -> Iterator[tuple[int, int]]:
    for column in columns:
        if column.get("hidden", "") in ("1", "true") or _is_nought(column.get("width")):
            yield _whole(column.get("min")) - 1, _whole(column.get("max")) - 1


def _said(item: Element) -> str:
    """The words of a string, in all its letters; how it is read aloud in other scripts is left out."""
    pieces: list[str] = []
    for child in item:
        if child.tag == "x:t":
            pieces.append(child.text or "")
        elif child.tag == "x:r":
            pieces.append(child.findtext("x:t") or "")
    return _tidy("".join(pieces))


def _is_struck(item: Element) -> bool:
    """Whether some of the words of a string are struck through."""
    return any(child.tag == "x:r" and strikes(child.find("x:rPr")) for child in item)


def _tidy(text: str) -> str:
    """The lines of a cell, cleaned, without those that are empty."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    lines = [fold(clean(line)) for line in re.split(r"\r\n|\r|\n", text)]
    return "\n".join(line for line in lines if line)


def _iso(text: str) -> tuple[str, date | None]:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text, None
    return values.written_moment(moment), moment.date()


def _area(ref: str) -> Area | None:
    first, _, last = ref.partition(":")
    one, two = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not one or not two:
        return None
    top, left, bottom, right = int(one[2]) - 1, _column(one[1]), int(two[2]) - 1, _column(two[1])
    return (top, left, bottom - top + 1, right - left + 1) if top <= bottom and left <= right else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(text: str | None) -> int:
    return whole_number(text or "") or 0


def _is_nought(size: str | None) -> bool:
    try:
        return size is not None and float(size) < 0.1  # too narrow to see
    except ValueError:
        return False
