"""OpenDocument spreadsheets: the sheets, rows and columns that a person sees, with what their cells show."""

import re
from datetime import date, datetime
from xml.etree.ElementTree import Element

from lineofsight.files.guard.verdict import ODS
from lineofsight.intake.blocks import Block, FileRead
from lineofsight.intake.characters import clean, fold
from lineofsight.intake.readers.parts import Package, guarded
from lineofsight.intake.readers.sheets import (
    MOST_CELLS,
    Cell,
    Sheet,
    blocks_of_sheet,
    numbered,
    place_name,
    refuse_too_many,
)
from lineofsight.intake.readers.sheets_left import LeftOut
from lineofsight.intake.readers.sheets_values import written_moment

_MOST_REPEATS = 1_000  # of a row or a cell that says something
_LAST_COLUMN = 16_384
# What a cell shows of the day that it holds, where it shows none: «May-26», «May 2026»; «2026».
_WITHOUT_DAY = {"my": re.compile(r"[^\W\d]+\W*\d{2,4}"), "y": re.compile(r"\d{4}")}


def read_ods(content: bytes, name: str) -> FileRead:
    """Return the blocks of an OpenDocument spreadsheet. Nothing hidden is read, and all that is left out is said.

    Raises Unreadable when the file cannot be trusted or followed, or is too large inside.
    """
    package = guarded(content, name, ODS)
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.left = LeftOut()
        self.fills: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.unseen: set[str] = set()
        self.sheets: list[Sheet] = []
        self.is_shown = False
        self.taken = 0
        self.row = self.column = 0
        self.columns: list[tuple[int, int, bool, str]] = []  # first, last, hidden, style
        self.missed_columns: set[int] = set()

    def read(self) -> FileRead:
        for style in self.package.branches("styles.xml", {"style:style"}):
            self._style(style)
        wanted = {"style:style", "table:table-column", "table:table-row", "?:conditional-format"}
        for branch in self.package.branches("content.xml", wanted, marks={"table:table"}):
            match branch.tag:
                case "style:style":
                    self._style(branch)
                case "table:table":
                    self._begin(branch)
                case "table:table-column" if self.is_shown:
                    self._column(branch)
                case "table:table-row" if self.is_shown:
                    self._row(branch)
                case "?:conditional-format" if self.is_shown:
                    self.left.colour_rules.add(self.sheets[-1].name)
        self._end()
        blocks: list[Block] = []
        for sheet in self.sheets:
            if sheet.cells:
                made, only_colour = blocks_of_sheet(sheet)
                blocks += made
                if only_colour:
                    self.left.colour_only[sheet.name] = only_colour
        return FileRead(self.package.name, numbered(blocks), self.left.doubts())

    def _style(self, style: Element) -> None:
        name = style.get("style:name", "")
        self.parents[name] = style.get("style:parent-style-name", "")
        for properties in style:
            fill = properties.get("fo:background-color", "")
            if properties.tag == "style:table-cell-properties" and fill:
                self.fills[name] = fill.removeprefix("#")
            if properties.tag == "style:table-properties" and properties.get("table:display") == "false":
                self.unseen.add(name)
            size = properties.get("style:column-width") or properties.get("style:row-height") or ""
            if re.fullmatch(r"0+(?:\.0+)?[a-z]*", size):
                self.unseen.add(name)

    def _fill(self, style: str) -> str:
        for _ in range(10):
            if style in self.fills:
                return self.fills[style]
            style = self.parents.get(style, "")
        return ""

    def _begin(self, table: Element) -> None:
        self._end()
        self.left.sheets += 1
        self.row, self.column, self.columns, self.missed_columns = 0, 0, [], set()
        self.is_shown = table.get("table:style-name", "") not in self.unseen
        if self.is_shown:
            self.sheets.append(Sheet(fold(clean(table.get("table:name", "")))))
        else:
            self.left.hidden_sheets.append(self.left.sheets)

    def _end(self) -> None:
        if self.is_shown and self.missed_columns:
            self.left.hidden_columns[self.sheets[-1].name] = sorted(self.missed_columns)

    def _column(self, column: Element) -> None:
        repeats = _repeats(column, "table:number-columns-repeated")
        style = column.get("table:default-cell-style-name", "")
        self.columns.append((self.column, self.column + repeats - 1, self._is_hidden(column), style))
        self.column += repeats

    def _is_hidden(self, element: Element) -> bool:
        return element.get("table:visibility") in ("collapse", "filter") or (
            element.get("table:style-name", "") in self.unseen
        )

    def _row(self, row: Element) -> None:
        repeats = _repeats(row, "table:number-rows-repeated")
        sheet = self.sheets[-1]
        cells = self._cells(row)
        says = any(cell.text for _, cell in cells)
        if self._is_hidden(row):
            if says:
                if row.get("table:visibility") == "filter":
                    self.left.filtered.add(sheet.name)
                numbers = range(self.row, self.row + min(repeats, _MOST_REPEATS))
                self.left.hidden_rows.setdefault(sheet.name, []).extend(numbers)
        elif cells:
            # A row of colours alone is repeated to the end of the sheet and says nothing further on.
            shown = min(repeats, _MOST_REPEATS if says else 1)
            if says and repeats > shown:
                self.left.repeated[sheet.name] = repeats
            for at in range(self.row, self.row + shown):
                for column, cell in cells:
                    self._put(sheet, at, column, cell)
            self._tell(row)
        self.row += repeats

    def _put(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        if any(first <= column <= last and hidden for first, last, hidden, _ in self.columns):
            if cell.text:
                self.missed_columns.add(column)
            return
        self.taken += bool(cell.text)
        if self.taken > MOST_CELLS:
            refuse_too_many(self.package.name)
        sheet.put(row, column, cell)

    def _cells(self, row: Element) -> list[tuple[int, Cell]]:
        """The cells of a row that say something or have a colour of their own, with their columns."""
        found: list[tuple[int, Cell]] = []
        column = 0
        for element in row:
            if element.tag not in ("table:table-cell", "table:covered-table-cell"):
                continue
            repeats = _repeats(element, "table:number-columns-repeated")
            # What stands under a merged cell is not seen.
            cell = self._cell(element, column) if element.tag == "table:table-cell" else Cell()
            if cell.text or (cell.fill and repeats < 100):
                found += [(at, cell) for at in range(column, min(column + min(repeats, _MOST_REPEATS), _LAST_COLUMN))]
            column += repeats
        return found

    def _cell(self, element: Element, column: int) -> Cell:
        lines = [fold(clean(_said(paragraph))) for paragraph in element if paragraph.tag in ("text:p", "text:h")]
        text = "\n".join(line for line in lines if line)
        style = element.get("table:style-name") or next(
            (style for first, last, _, style in self.columns if first <= column <= last), ""
        )
        day: date | None = None
        if element.get("office:value-type") == "date":
            try:
                moment = datetime.fromisoformat(element.get("office:date-value", "")[:19])
                day = moment.date()
                form = next((form for form, shown in _WITHOUT_DAY.items() if shown.fullmatch(text)), "d")
                text = written_moment(moment, form)
            except ValueError:
                day = None
        return Cell(text, self._fill(style), day)

    def _tell(self, row: Element) -> None:
        """What the cells of a row that is seen hold beside their words, and the areas that they cover."""
        name, column = self.sheets[-1].name, 0
        for element in row:
            if element.tag not in ("table:table-cell", "table:covered-table-cell"):
                continue
            down = _repeats(element, "table:number-rows-spanned")
            across = _repeats(element, "table:number-columns-spanned")
            if down * across > 1:
                self.sheets[-1].merged.append((self.row, column, min(down, 5_000), min(across, 500)))
            notes = sum(1 for child in element if child.tag == "office:annotation")
            if notes:
                self.left.comments[name] = self.left.comments.get(name, 0) + notes
            text = self._cell(element, column).text
            if element.get("table:formula") and not text:
                self.left.uncounted.setdefault(name, []).append(place_name(self.row, column))
            if element.get("table:formula") and re.fullmatch(r"#[A-Z/0!?]+|Err:\d+", text):
                self.left.errors.setdefault(name, []).append(place_name(self.row, column))
            column += _repeats(element, "table:number-columns-repeated")


def _said(element: Element) -> str:
    """The words of a paragraph with its spaces and line ends, without notes beside it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in ("text:s", "text:tab", "text:line-break"):
            pieces.append(" ")
        elif child.tag != "office:annotation":
            pieces.append(_said(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _repeats(element: Element, name: str) -> int:
    text = element.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
