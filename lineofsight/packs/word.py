"""A pack as a Word file: one table, a row for each item. Its numbers stand in locked fields."""

import io
import re
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.readers.docx import read_docx
from lineofsight.packs.content import CHOOSE, HEADINGS, Pack
from lineofsight.packs.sheet import Loose, Mark, Row, Sheet, Table, pictures_told, tidy

_WIDTHS = {"number": 2.6, "asked": 5.0, "last": 5.4, "kind": 3.4, "words": 7.2, "as_at": 2.6}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_word(pack: Pack) -> bytes:
    """The pack as the bytes of a .docx file."""
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    document.core_properties.author, document.core_properties.title = "Line of Sight", pack.title
    document.core_properties.comments, document.core_properties.language = "", "en-GB"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    document.add_heading(safe(pack.title), level=1)
    for line in pack.lines[1:]:
        document.add_paragraph(safe(line))
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, HEADINGS.values(), strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for item in pack.items:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        number, asked, last, kind = row.cells[:4]
        number.paragraphs[0]._p.append(locked(item.code))
        asked.paragraphs[0].add_run(safe(item.asked))
        last.paragraphs[0].add_run(safe(item.last_words))
        kind.paragraphs[0]._p.append(drop_down(item.choices))
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS.values(), strict=True):
            cell.width = Cm(width)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def safe(text: str) -> str:
    """Words without what cannot stand in a file."""
    return _NOT_IN_XML.sub("", text)


def _field(*settings: Any, text: str) -> Any:
    """A field of a form (a content control) with words in it."""
    field, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    content.append(run)
    for setting in settings:
        properties.append(setting)
    field.append(properties)
    field.append(content)
    return field


def locked(code: str) -> Any:
    """A field whose words stay as they are."""
    lock = OxmlElement("w:lock")
    lock.set(qn("w:val"), "sdtContentLocked")
    return _field(lock, text=code)


def drop_down(words: Iterable[str], *, chosen: str = CHOOSE) -> Any:
    """A field to choose in."""
    choices = OxmlElement("w:dropDownList")
    for one in (CHOOSE, *words):
        entry = OxmlElement("w:listItem")
        entry.set(qn("w:displayText"), one)
        entry.set(qn("w:value"), one)
        choices.append(entry)
    return _field(choices, text=chosen)


def read_word(content: bytes, name: str) -> Sheet:
    """Every table of a .docx file, and the words beside them. Raises Unreadable when the file cannot be followed."""
    read = read_docx(content, name)
    tables = [block for block in read.blocks if block.kind is Kind.TABLE]
    loose = [
        Loose(f"line {position}", tidy(block.text))
        for position, block in enumerate(read.blocks, start=1)
        if block.kind is not Kind.TABLE and tidy(block.text)
    ]
    # The reader writes the name of a colour into a cell that is only coloured. Nobody said that, and it is told.
    loose += [
        Loose(f"row {row + 1}", f"A cell is coloured {word}.")
        for table in tables
        for row, column, word in table.colours
        if table.rows[row][column] == word
    ]
    named = [(f"table {position}" if len(tables) > 1 else "", table) for position, table in enumerate(tables, start=1)]
    return Sheet(
        tuple(Table(name, tuple(_rows(table))) for name, table in named),
        tuple(loose),
        (
            *(doubt.sentence for doubt in read.doubts if doubt.code not in ("empty-fields", "colour-only")),
            *pictures_told(content),
        ),
    )


def _rows(table: Block) -> list[Row]:
    spans, covered = set(), set()
    for top, left, down, across in table.merged:
        if down > 1:
            spans.add((top, left))
            covered |= {(r, c) for r in range(top + 1, top + down) for c in range(left, left + across)}
    colours = {(row, column): word for row, column, word in table.colours}
    rows = []
    for at, cells in enumerate(table.rows):
        places = [(at, column) for column in range(len(cells))]
        rows.append(
            Row(
                at + 1,
                tuple(
                    "" if colours.get(place) == text else tidy(text) for place, text in zip(places, cells, strict=True)
                ),
                tuple(
                    Mark.COVERED if place in covered else Mark.SPANS if place in spans else Mark.NONE
                    for place in places
                ),
            )
        )
    return rows
