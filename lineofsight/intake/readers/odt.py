"""OpenDocument texts: paragraphs with the numbers that are shown, headings, tables, notes, boxes, what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import words
from lineofsight.intake.readers.cells import Grid, blocks_of, without_columns
from lineofsight.intake.readers.docx_numbers import Printed
from lineofsight.intake.readers.docx_styles import whole_number
from lineofsight.intake.readers.docx_text import Words, texts_of
from lineofsight.intake.readers.emphasis import Draft, settle
from lineofsight.intake.readers.guard import MOST_LINES, Unreadable
from lineofsight.intake.readers.leftovers import Leftovers
from lineofsight.intake.readers.odt_numbers import Counts, OdtNumbers
from lineofsight.intake.readers.odt_styles import OdtStyle, OdtStyles
from lineofsight.intake.readers.odt_text import OdtWalker, all_text, one_line
from lineofsight.intake.readers.parts import Package

_MOST_COLUMNS = 200
_MOST_CELLS = 500_000
_INDEXES = frozenset(
    {
        "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index",
        "text:user-index", "text:alphabetical-index",
    }
)  # fmt: skip
_TOP = {"text:p", "text:h", "text:list", "text:numbered-paragraph", "text:section", "text:bibliography",
        "table:table", "text:tracked-changes", "text:soft-page-break", "draw:frame", "draw:g",
        "draw:custom-shape", "draw:rect"} | _INDEXES  # fmt: skip
_SKIPPED = ("office:annotation", "text:tracked-changes", "office:forms", "text:index-title-template")


def read_odt(content: bytes, name: str) -> FileRead:
    """Return the blocks of an OpenDocument text (.odt), in the order of its text; running heads and feet come last.

    Tracked insertions are in and deletions out; hidden text, comments and hints are left out. Each is said as a doubt.
    Raises Unreadable when the file cannot be followed or is too large inside.
    """
    package = Package(content, name)
    if "content.xml" not in package:
        raise Unreadable(f"{name} is no OpenDocument text inside: open it, save it as .odt and try that.")
    reader = _Reader(package)
    reader.run()
    return FileRead(name, settle(reader.drafts, has_pages=reader.walker.has_pages), reader.left.doubts())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a list a paragraph stands. The first paragraph of an item takes the number."""

    counts: Counts
    level: int
    style: str
    start: int | None = None


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.left = Leftovers()
        self.styles = OdtStyles()
        self.numbers = OdtNumbers()
        self.walker = OdtWalker(self.styles, self.left)
        self.drafts: list[Draft] = []
        self.nested: list[Element] = []
        self.later: list[tuple[str, str]] = []
        self.styles.load(package, "styles.xml")
        self.numbers.load(package, "styles.xml")
        # Before the text's own styles, which may have the same names and another look.
        self.furniture = list(self._furniture())
        self.styles.load(package, "content.xml")
        self.numbers.load(package, "content.xml")
        self.lines: list[str] | None = None  # of the cell that is being read

    def run(self) -> None:
        """Read the whole file into drafts."""
        for branch in self.package.branches("content.xml", _TOP):
            self._block(branch, Kind.PARAGRAPH, None)
            if len(self.drafts) > MOST_LINES:
                raise Unreadable(f"{self.package.name} has too many paragraphs: split it and read each part.")
        self.drafts += [Draft(Block(Kind.FURNITURE, text, 0)) for text in self.furniture]

    def _furniture(self) -> Iterator[str]:
        seen: set[str] = set()
        for page in self.package.branches("styles.xml", {"style:master-page"}):
            for part in page:
                text = self.walker.plain(part)
                if text and text not in seen:
                    seen.add(text)
                    yield text

    # --- what can stand in a text, a section, a list item, a box or a cell ------------------------------------------

    def _blocks(self, parent: Element, kind: Kind) -> None:
        for child in parent:
            self._block(child, kind, None)

    def _block(self, element: Element, kind: Kind, place: _Place | None) -> None:
        match element.tag:
            case "text:p" | "text:h":
                self._paragraph(element, kind, place)
            case "text:list":
                self._list(element, kind, place)
            case "text:numbered-paragraph":
                self._numbered(element, kind)
            case "table:table":
                if self.lines is None:
                    self._table(element, kind)
                else:
                    self.nested.append(element)
            case "text:section" if _is_hidden(element):
                self.left.hidden_words += len(words(all_text(element)))
            case "text:soft-page-break":
                self.walker.turn_page()
            case "text:tracked-changes":
                self.left.inserted += sum(1 for _ in element.iter("text:insertion"))
                self.left.deleted += sum(1 for _ in element.iter("text:deletion"))
            case "office:annotation":
                self.left.comments += 1
            case "draw:object" | "draw:object-ole":
                self.left.drawings += 1
            case tag if tag in _INDEXES:
                for body in element.findall("text:index-body"):
                    self._blocks(body, Kind.FURNITURE)
            case tag if tag not in _SKIPPED and not tag.endswith("-source"):
                self._blocks(element, kind)

    # --- lists ------------------------------------------------------------------------------------------------------

    def _list(self, element: Element, kind: Kind, outer: _Place | None) -> None:
        named = element.get("text:style-name", "")
        style = named or (outer.style if outer else self._style_inside(element))
        if outer is None:
            counts = self.numbers.begin(
                style=style,
                list_id=element.get("xml:id", element.get("text:id", "")),
                continued=element.get("text:continue-list", ""),
                goes_on=element.get("text:continue-numbering") == "true",
            )
        else:
            counts = outer.counts
        level = outer.level + 1 if outer else 0
        for item in element:
            own = item.get("text:style-override", style)
            start = whole_number(item.get("text:start-value", ""))
            self._item(item, kind, _Place(counts, level, own, start))

    def _item(self, item: Element, kind: Kind, place: _Place) -> None:
        is_next = item.tag == "text:list-item"
        for child in item:
            if child.tag == "text:list":
                self._list(child, kind, place)
            elif child.tag in ("text:p", "text:h"):
                self._block(child, kind, place if is_next else None)
                is_next = False
            else:
                self._block(child, kind, None)

    def _style_inside(self, element: Element) -> str:
        """The list style that the first paragraph's own style names, where the list names none."""
        for paragraph in element.iter("text:p"):
            return self.styles.of("paragraph", paragraph.get("text:style-name", "")).list_name or ""
        return ""

    def _numbered(self, element: Element, kind: Kind) -> None:
        style = element.get("text:style-name", "") or self._style_inside(element)
        counts = self.numbers.numbered(element.get("text:list-id", ""), style)
        level = (whole_number(element.get("text:level", "")) or 1) - 1
        place = _Place(counts, level, style, whole_number(element.get("text:start-value", "")))
        for child in element:
            if child.tag in ("text:p", "text:h"):
                self._block(child, kind, place)

    def _number(self, element: Element, style: OdtStyle, place: _Place | None) -> Printed | None:
        if place is not None and self.numbers.knows(place.style):
            return self.numbers.next(place.counts, place.level, style=place.style, start=place.start)
        if element.tag != "text:h" or element.get("text:is-list-header") == "true" or style.list_name == "":
            return None
        begins = element.get("text:restart-numbering") == "true"
        start = _or_one(element.get("text:start-value", "")) if begins else None
        return self.numbers.next(self.numbers.outline, _outline(element) - 1, start=start)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element, kind: Kind, place: _Place | None) -> None:
        style = self.styles.of("paragraph", element.get("text:style-name", ""))
        found = self.walker.collect(element, style.look)
        printed = self._number(element, style, place)
        if self.lines is not None:
            self._line(found, printed)
            return
        level = _outline(element) if element.tag == "text:h" else style.outline or 0
        bold = found.letters > 0 and found.bold_letters == found.letters
        size = found.sizes.most_common(1)[0][0] if found.sizes else 0
        for position, text in enumerate(texts_of(found, is_heading=bool(level) or style.is_title)):
            block = self._of_kind(text, kind, style, level, printed if position == 0 else None)
            self.drafts.append(Draft(block, is_bold=bold, size=size, letters=len(text)))
        for box in found.boxes:
            self._blocks(box, kind)
        self._notes(found.notes)

    def _of_kind(self, text: str, kind: Kind, style: OdtStyle, level: int, printed: Printed | None) -> Block:
        page = self.walker.page
        shown = printed.text if printed else ""
        if kind is not Kind.PARAGRAPH or style.is_contents:
            return Block(Kind.FURNITURE, f"{shown} {text}".strip(), 0, page)
        if style.is_title or (style.is_subtitle and not self._has_begun()):
            return Block(Kind.TITLE, text, 0, page, printed=shown)
        if level:
            return Block(Kind.HEADING, text, 0, page, printed=shown, level=level)
        if printed and (printed.is_bullet or printed.level > 1):
            return Block(Kind.LIST_ITEM, text, 0, page, printed=shown, level=printed.level)
        return Block(Kind.PARAGRAPH, text, 0, page, printed=shown, level=printed.level if printed else 0)

    def _has_begun(self) -> bool:
        return any(draft.block.kind not in (Kind.TITLE, Kind.FURNITURE) for draft in self.drafts)

    def _notes(self, notes: list[tuple[str, str]]) -> None:
        self.drafts += [Draft(Block(Kind.NOTE, text, 0, self.walker.page)) for _, text in notes]

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: Element, kind: Kind) -> None:
        rows = list(self._rows(element))
        cells = [cell for row, _ in rows for cell in row if cell.tag == "table:table-cell"]
        if len(cells) == 1 or kind is not Kind.PARAGRAPH:
            # A table of one cell is a box around text.
            for cell in cells:
                self._blocks(cell, kind)
            return
        held, self.nested, self.later = (self.nested, self.later), [], []
        grid = Grid([])
        for row, _ in rows:
            self._row(row, grid)
        grid.header_rows = sum(1 for _, is_header in rows if is_header) or None
        hidden = frozenset(column for column in _hidden_columns(element) if column < grid.width)
        if hidden:
            self.left.hidden_columns += len(hidden)
            grid = without_columns(grid, hidden)
        blocks, only_colour = blocks_of(grid)
        self.left.colours += only_colour
        self.drafts += [Draft(replace(block, page=self.walker.page)) for block in blocks]
        nested, notes = self.nested, self.later
        self.nested, self.later = held
        self._notes(notes)
        for inner in nested:
            self.left.nested += 1
            self._table(inner, kind)

    def _rows(self, table: Element, *, is_header: bool = False) -> Iterator[tuple[Element, bool]]:
        for child in table:
            if child.tag == "table:table-row":
                if child.get("table:visibility", "visible") == "visible":
                    yield child, is_header
                else:
                    self.left.hidden_rows += 1
            elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                yield from self._rows(child, is_header=is_header or child.tag == "table:table-header-rows")
            elif child.tag == "text:soft-page-break":
                self.walker.turn_page()

    def _row(self, row: Element, grid: Grid) -> None:
        index = len(grid.rows)
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("table:table-cell", "table:covered-table-cell"):
                continue
            text = self._cell(cell)
            times = _times(cell, "table:number-columns-repeated")
            if not text and cell.tag == "table:table-cell":
                times = min(times, _MOST_COLUMNS)
            if len(cells) + times > _MOST_COLUMNS + (0 if text else _MOST_COLUMNS):
                raise Unreadable(f"{self.package.name} has a table that is too wide: split it and read each part.")
            across, down = _times(cell, "table:number-columns-spanned"), _times(cell, "table:number-rows-spanned")
            if across > 1 or down > 1:
                grid.merged.append((index, len(cells), down, across))
            fill = self.styles.of("table-cell", cell.get("table:style-name", "")).fill
            for column in range(len(cells), len(cells) + times):
                if fill:
                    grid.fills[(index, column)] = fill
            cells += [text] * times
        times = _times(row, "table:number-rows-repeated") if any(cells) else 1
        if (index + times) * max(1, len(cells)) > _MOST_CELLS:
            raise Unreadable(f"{self.package.name} has a table that is too long: split it and read each part.")
        grid.rows += [list(cells) for _ in range(times)]

    def _cell(self, cell: Element) -> str:
        if cell.tag == "table:covered-table-cell":
            # What a merged cell lies over is not shown.
            self.left.hidden_words += len(words(all_text(cell)))
            return ""
        held, self.lines = self.lines, []
        self._blocks(cell, Kind.PARAGRAPH)
        lines, self.lines = self.lines, held
        text = "\n".join(line for line in lines if line)
        return text or cell.get("office:date-value", "") or cell.get("office:value", "")

    def _line(self, found: Words, printed: Printed | None) -> None:
        """One paragraph of a cell, with its printed number before it, for a cell has nowhere else to keep it."""
        assert self.lines is not None
        self.later += found.notes
        pieces = [printed.text if printed else "", one_line(found.text)]
        pieces += [self.walker.plain(box) for box in found.boxes]
        self.lines.append(" ".join(piece for piece in pieces if piece))


def _times(element: Element, name: str) -> int:
    return max(1, whole_number(element.get(name, "")) or 1)


def _outline(heading: Element) -> int:
    return max(1, min(whole_number(heading.get("text:outline-level", "")) or 1, 10))


def _or_one(text: str) -> int:
    number = whole_number(text)
    return 1 if number is None else number


def _hidden_columns(table: Element) -> Iterator[int]:
    """The places of the columns that are not shown, from 0."""
    place = 0
    for column in table.iter():
        if column.tag == "table:table-row":
            return  # columns stand before the rows; those of a table in a cell are its own
        if column.tag != "table:table-column":
            continue
        times = min(_times(column, "table:number-columns-repeated"), _MOST_COLUMNS)
        if column.get("table:visibility", "visible") != "visible":
            yield from range(place, place + times)
        place += times


def _is_hidden(section: Element) -> bool:
    display = section.get("text:display", "")
    return display == "none" or (display == "condition" and section.get("text:is-hidden") == "true")
