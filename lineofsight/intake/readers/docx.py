"""Word files: paragraphs with the numbers that Word prints, headings, tables, notes, boxes, and what was left out."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import clean, fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.readers.cells import blocks_of
from lineofsight.intake.readers.docx_numbers import Numbers, Printed
from lineofsight.intake.readers.docx_styles import Style, Styles, number_of, value, whole_number
from lineofsight.intake.readers.docx_tables import cells_of, contents_of, grid_of, rows_of
from lineofsight.intake.readers.docx_text import (
    Tally,
    Walker,
    Words,
    alternatives,
    holds_text,
    is_placeholder,
    texts_of,
)
from lineofsight.intake.readers.emphasis import Draft, settle
from lineofsight.intake.readers.guard import MOST_LINES, Unreadable
from lineofsight.intake.readers.leftovers import Leftovers
from lineofsight.intake.readers.parts import Package


def read_docx(content: bytes, name: str) -> FileRead:
    """Return the blocks of a Word file (.docx), in the order of its text; its running heads and feet come last.

    Tracked insertions are in and deletions out; hidden text, comments and hints of empty form fields are left out.
    Each is said as a doubt. Raises Unreadable when the file cannot be followed or is too large inside.
    """
    package = Package(content, name)
    main = package.main_part("word/document.xml")
    if main not in package:
        raise Unreadable(f"{name} is no Word file inside: open it in Word, save it as .docx and try that.")
    reader = _Reader(package, main)
    reader.run()
    blocks = settle(reader.drafts, has_pages=reader.walker.has_pages)
    return FileRead(name, blocks, reader.doubts())


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self.tied: dict[str, list[str]] = {}
        for kind, target in package.related(main).values():
            self.tied.setdefault(kind, []).append(target)
        self.styles = Styles(package, self._one("styles"))
        self.numbers = Numbers(package, self._one("numbering"), self.styles)
        self.tally = Tally()
        self.left = Leftovers()
        self.walker = Walker(self.styles, self.tally)
        self.drafts: list[Draft] = []
        self.waiting: Words | None = None
        self.nested: list[Element] = []
        self.later: list[tuple[str, str]] = []
        self.notes = {f"w:{kind}": self._notes(kind) for kind in ("footnote", "endnote")}

    def _one(self, kind: str) -> str:
        return next(iter(self.tied.get(kind, ())), "")

    def run(self) -> None:
        """Read the whole file into drafts."""
        wanted = {
            "w:p", "w:tbl", "w:sdt", "w:altChunk", "mc:AlternateContent", "w:ins", "w:del", "w:moveTo", "w:moveFrom",
        }  # fmt: skip
        for branch in self.package.branches(self.main, wanted):
            self._block(branch, Kind.PARAGRAPH)
            if len(self.drafts) > MOST_LINES:
                raise Unreadable(f"{self.package.name} has too many paragraphs: split it and read each part.")
        self._flush()
        for kind in list(self.notes):
            for note_id in list(self.notes[kind]):
                self._note(kind, note_id)
        self._furniture()

    def _blocks(self, parent: Element, kind: Kind) -> None:
        for child in parent:
            self._block(child, kind)

    def _block(self, element: Element, kind: Kind) -> None:
        match element.tag:
            case "w:p":
                self._paragraph(element, kind)
            case "w:tbl":
                self._table(element, kind)
            case "w:sdt":
                if is_placeholder(element):
                    self.tally.placeholders += 1
                    return
                for content in element.findall("w:sdtContent"):
                    self._blocks(content, kind)
            case "mc:AlternateContent":
                for chosen in alternatives(element):
                    self._blocks(chosen, kind)
            case "w:del" | "w:moveFrom":
                self.tally.deleted += holds_text(element)
            case "w:ins" | "w:moveTo":
                self.tally.inserted += holds_text(element)
                self._blocks(element, kind)
            case "w:altChunk":
                self.tally.foreign += 1
            case "w:tcPr" | "w:sectPr" | "w:tblPr":
                pass
            case _:
                self._blocks(element, kind)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element, kind: Kind) -> None:
        properties = element.find("w:pPr")
        style = self._style(properties)
        words = self.walker.collect(element, style.look, self.waiting)
        self.waiting = None
        if _mark_deleted(properties):
            # The end of this paragraph was deleted: it goes on in the next.
            self.tally.deleted += 1
            self.waiting = words
            return
        self._take(words, properties, style, kind)

    def _flush(self) -> None:
        self.walker.end_fields()
        if self.waiting is not None:
            words, self.waiting = self.waiting, None
            self._take(words, None, Style(), Kind.PARAGRAPH)

    def _style(self, properties: Element | None) -> Style:
        return self.styles.of("" if properties is None else value(properties.find("w:pStyle")))

    def _take(self, words: Words, properties: Element | None, style: Style, kind: Kind) -> None:
        printed = self.numbers.next(number_of(properties), style)
        outline = None if properties is None else whole_number(value(properties.find("w:outlineLvl")))
        level = style.heading_level if outline is None else (outline + 1 if 0 <= outline < 9 else 0)
        bold = words.letters > 0 and words.bold_letters == words.letters
        size = words.sizes.most_common(1)[0][0] if words.sizes else 0
        for position, text in enumerate(texts_of(words, is_heading=bool(level) or style.is_title)):
            number = printed if position == 0 else None
            block = self._of_kind(text, kind, style, level, number, words)
            self.drafts.append(Draft(block, is_bold=bold, size=size, letters=len(text)))
        for box in words.boxes:
            self._blocks(box, kind)
        for note in words.notes:
            self._note(*note)

    def _of_kind(self, text: str, kind: Kind, style: Style, level: int, printed: Printed | None, words: Words) -> Block:
        page = self.walker.page
        if kind is not Kind.PARAGRAPH:
            return Block(kind, text, 0, page)
        if level and words.in_contents and not style.is_contents:
            # A real heading: the list of contents before it was never closed.
            self.walker.end_fields()
            words.in_contents = False
        if words.in_contents or style.is_contents:
            return Block(Kind.FURNITURE, f"{printed.text} {text}" if printed else text, 0, page)
        shown = printed.text if printed else ""
        if style.is_title or (style.is_subtitle and not self._has_begun()):
            return Block(Kind.TITLE, text, 0, page, printed=shown)
        if level:
            return Block(Kind.HEADING, text, 0, page, printed=shown, level=level)
        if printed and (printed.is_bullet or printed.level > 1):
            return Block(Kind.LIST_ITEM, text, 0, page, printed=shown, level=printed.level)
        return Block(Kind.PARAGRAPH, text, 0, page, printed=shown, level=printed.level if printed else 0)

    def _has_begun(self) -> bool:
        return any(draft.block.kind not in (Kind.TITLE, Kind.FURNITURE) for draft in self.drafts)

    # --- notes, heads and feet --------------------------------------------------------------------------------------

    def _notes(self, kind: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in self.tied.get(f"{kind}s", ())[:1]:
            for note in self.package.branches(part, {f"w:{kind}"}):
                if note.get("w:type", "normal") != "normal":
                    continue
                text = self._plain(note)
                if text:
                    found[note.get("w:id", "")] = text
        return found

    def _plain(self, element: Element) -> str:
        """All words under an element, in one line: those of a note, a running head, a cell's box."""
        pieces: list[str] = []
        for paragraph in _outermost(element, "w:p"):
            words = self.walker.collect(paragraph, self._style(paragraph.find("w:pPr")).look)
            pieces += [fold(clean(words.text)), *(self._plain(box) for box in words.boxes)]
            self.later += words.notes
        self.walker.end_fields()
        return " ".join(piece for piece in pieces if piece)

    def _note(self, kind: str, note_id: str) -> None:
        text = self.notes.get(kind, {}).pop(note_id, "")
        if text:
            self.drafts.append(Draft(Block(Kind.NOTE, text, 0, self.walker.page)))

    def _furniture(self) -> None:
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for part in self.tied.get(kind, ()):
                for branch in self.package.branches(part, {"w:hdr", "w:ftr"}):
                    text = self._plain(branch)
                    if text and text not in seen:
                        seen.add(text)
                        self.drafts.append(Draft(Block(Kind.FURNITURE, text, 0)))

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: Element, kind: Kind) -> None:
        rows = list(rows_of(element, self.tally, self.left))
        cells = [cell for row in rows for cell in cells_of(row)]
        if len(cells) == 1 or kind is not Kind.PARAGRAPH:
            # A table of one cell is a box around text.
            for cell in cells:
                self._blocks(cell, kind)
            return
        held, self.nested, self.later = (self.nested, self.later), [], []
        blocks, only_colour = blocks_of(grid_of(rows, self._cell, name=self.package.name))
        self.left.colours += only_colour
        self.drafts += [Draft(replace(block, page=self.walker.page)) for block in blocks]
        nested, notes = self.nested, self.later
        self.nested, self.later = held
        for note in notes:
            self._note(*note)
        for inner in nested:
            self.left.nested += 1
            self._table(inner, kind)

    def _cell(self, cell: Element) -> str:
        properties = cell.find("w:tcPr")
        if properties is not None and properties.find("w:cellDel") is not None:
            self.tally.deleted += 1
            return ""
        lines: list[str] = []
        for element in contents_of(cell, self.tally):
            if element.tag == "w:tbl":
                self.nested.append(element)
                continue
            paragraph = element.find("w:pPr")
            style = self._style(paragraph)
            words = self.walker.collect(element, style.look, self.waiting)
            self.waiting = None
            if _mark_deleted(paragraph):
                self.tally.deleted += 1
                self.waiting = words
                continue
            lines.append(self._line(words, self.numbers.next(number_of(paragraph), style)))
        if self.waiting is not None:
            lines.append(self._line(self.waiting, None))
            self.waiting = None
        return "\n".join(line for line in lines if line)

    def _line(self, words: Words, printed: Printed | None) -> str:
        """One paragraph of a cell, with its printed number before it, for a cell has nowhere else to keep it."""
        self.later += words.notes
        boxes = [self._plain(box) for box in words.boxes]
        return " ".join(piece for piece in (printed.text if printed else "", fold(clean(words.text)), *boxes) if piece)

    # --- what to say ------------------------------------------------------------------------------------------------

    def doubts(self) -> tuple[Doubt, ...]:
        """What the person has to be told."""
        left = self.left
        left.inserted, left.deleted = self.tally.inserted, self.tally.deleted
        left.hidden_words, left.placeholders = self.tally.hidden_words, self.tally.placeholders
        left.struck_words = self.tally.struck_words
        left.foreign = self.tally.foreign
        left.comments = sum(
            1 for part in self.tied.get("comments", ()) for _ in self.package.branches(part, {"w:comment"})
        )
        folder = self.main.rpartition("/")[0]
        left.drawings = len(self.package.named(f"{folder}/diagrams/data")) + len(
            self.package.named(f"{folder}/charts/chart")
        )
        return left.doubts()


def _mark_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find("w:rPr")
    return mark is not None and (mark.find("w:del") is not None or mark.find("w:moveFrom") is not None)


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """The outermost elements of this name under another, of two forms of one drawing only the one that counts."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == "mc:AlternateContent":
            for chosen in alternatives(child):
                yield from _outermost(chosen, tag)
        elif child.tag not in ("w:del", "w:moveFrom"):
            yield from _outermost(child, tag)
