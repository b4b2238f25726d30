"""An edition as one Word file. The same content gives the same bytes: its days come from the content, nothing from us.

What python-docx brings along (a picture, a theme, somebody's properties) is taken out; what stays is made here.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.shared import Mm
from lxml import etree

from lineofsight.library.words import day_words
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks, word_look
from lineofsight.publication.render.blocks import Block, Paragraph, Picture, Run, Style, Table
from lineofsight.publication.render.charts import picture
from lineofsight.publication.render.word_xml import element, q, run, writable

# Kept from the empty document of python-docx; all else in it is taken out.
_KEPT = frozenset({KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES, KIND.STYLES, KIND.SETTINGS, KIND.NUMBERING})
# A zip knows no day before this one.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FIRST_PART = "[Content_Types].xml"
# python-docx takes no more.
_MOST_LETTERS = 255


def render_word(content: EditionContent, *, mark: str = "") -> bytes:
    """The bytes of summary.docx. What was not accepted is not in it. `mark`: another one than its own."""
    public = as_published(content)
    mark = mark or public.sha
    facts = properties(public, mark)
    return _document(
        blocks.summary(public, mark), head=blocks.head(public), foot=blocks.foot(public, mark), properties=facts
    )


def made_of(
    found: Iterable[Block],
    *,
    head: Iterable[Block],
    foot: Iterable[Block],
    title: str,
    subject: str,
    author: str,
    identifier: str,
    day: date,
) -> bytes:
    """Another document that looks like an edition and carries as little: its blocks, and the day that it gives."""
    facts = _facts(title=title, subject=subject, author=author, identifier=identifier, day=day)
    return _document(found, head=head, foot=foot, properties=facts)


def _document(
    found: Iterable[Block], *, head: Iterable[Block], foot: Iterable[Block], properties: dict[str, Any]
) -> bytes:
    document: Any = Document()
    package = document.part.package
    _take_out(package.rels)
    _take_out(document.part.rels)
    _fill(document.styles.element, word_look.styles())
    _fill(document.settings.element, word_look.settings())
    _fill(document.part.numbering_part.element, word_look.bullets())
    _sheet(document, head, foot)
    body = document.element.body
    last = body[-1]
    for made in _made(found, document):
        last.addprevious(made)
    _bare(last)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for part in package.parts:
        if hasattr(part, "element"):
            part.element.attrib.clear()
            etree.cleanup_namespaces(part.element, keep_ns_prefixes=["w", "r"])
    kept = BytesIO()
    document.save(kept)
    return _packed(kept.getvalue())


def properties(content: EditionContent, mark: str) -> dict[str, Any]:
    """What the file says about itself, by the names of python-docx. Its author is the partnership, never a person."""
    return _facts(
        title=f"{content.title}, {content.review_title}",
        subject=f"Edition {content.number}, as at {day_words(content.as_at_date)}",
        author=content.partnership,
        identifier=mark,
        day=content.as_at_date,
    )


def _facts(*, title: str, subject: str, author: str, identifier: str, day: date) -> dict[str, Any]:
    as_at = datetime.combine(day, time(), tzinfo=UTC)
    return {
        "title": _named(title),
        "subject": subject,
        "author": _named(author),
        "last_modified_by": _named(author),
        "identifier": identifier,
        "language": word_look.LANGUAGE,
        "created": as_at,
        "modified": as_at,
        "revision": 1,
        "comments": "",
        "keywords": "",
        "category": "",
    }


def _named(text: str) -> str:
    return writable(text)[:_MOST_LETTERS]


def _take_out(links: Any) -> None:
    for name in [name for name, link in links.items() if link.reltype not in _KEPT]:
        del links[name]


def _fill(root: Any, children: Iterable[Any]) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _sheet(document: Any, head: Iterable[Block], foot: Iterable[Block]) -> None:
    """A4, with what stands at the head and foot of each sheet."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill(section.header.part.element, _made(head))
    _fill(section.footer.part.element, _made(foot))


def _bare(section: Any) -> None:
    """The section without the marks of who wrote the template, and without lines of Japanese text."""
    section.attrib.clear()
    for grid in section.findall(q("docGrid")):
        section.remove(grid)


def _made(found: Iterable[Block], document: Any = None) -> Iterable[Any]:
    for number, block in enumerate(found):
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Picture):
            yield _picture(block, number, document)
        else:
            yield _paragraph(block, number)


def _picture(block: Picture, number: int, document: Any) -> Any:
    """A drawing as a picture between the margins, with its words for those who do not see it."""
    inline = document.part.new_pic_inline(BytesIO(picture(block.drawing)), width=Mm(160))
    for named in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        named.set("id", str(number))
        named.set("name", f"Chart {number}")
    inline.docPr.set("descr", writable(block.alt))
    drawn = element("drawing")
    drawn.append(inline)
    return element("p", element("pPr", element("pStyle", val=Style.NORMAL.value)), element("r", drawn))


def _paragraph(block: Paragraph, number: int, *, look: Iterable[Any] = ()) -> Any:
    settings = [element("pStyle", val=block.style.value)]
    if block.is_new_page:
        settings.append(element("pageBreakBefore"))
    made = element("p", element("pPr", *settings, *look))
    if block.bookmark:
        made.append(element("bookmarkStart", id=number, name=block.bookmark))
    made.extend(_run(item) for item in block.runs)
    if block.bookmark:
        made.append(element("bookmarkEnd", id=number))
    return made


def _run(item: Run) -> Any:
    words = run(item.text, is_bold=item.is_bold, style=word_look.LINK_STYLE if item.leads_to else "")
    if item.leads_to:
        return element("hyperlink", words, anchor=item.leads_to)
    return element("fldSimple", words, instr=item.field) if item.field else words


# Twentieths of a point between the margins: 160 mm.
_WIDTH = 9071


def _table(block: Table) -> Any:
    columns = len(block.head)
    narrow = 1640 if block.of_numbers else _WIDTH * 2 // 3
    widths = (_WIDTH - narrow * (columns - 1), *(narrow,) * (columns - 1))
    look = element(
        "tblPr",
        element("tblStyle", val=word_look.TABLE_STYLE),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    head = _row(block.head, widths, of_numbers=block.of_numbers, is_head=True)
    rows = (_row(row, widths, of_numbers=block.of_numbers) for row in block.rows)
    return element("tbl", look, grid, head, *rows)


def _row(cells: tuple[str, ...], widths: tuple[int, ...], *, of_numbers: bool, is_head: bool = False) -> Any:
    settings = element("trPr", element("cantSplit"))
    if is_head:
        settings.append(element("tblHeader"))
    made = element("tr", settings)
    for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
        words = Paragraph(style=Style.CELL, runs=(Run(text=text),))
        to_the_right = (element("jc", val="right"),) if of_numbers and place else ()
        cell = element("tcPr", element("tcW", w=width, type="dxa"))
        made.append(element("tc", cell, _paragraph(words, place, look=to_the_right)))
    return made


def _packed(saved: bytes) -> bytes:
    """The same parts in one order, on one day, unpacked: libraries that pack do not all give the same bytes."""
    kept = BytesIO()
    with ZipFile(BytesIO(saved)) as parts, ZipFile(kept, "w", ZIP_STORED) as package:
        for name in sorted(parts.namelist(), key=lambda name: (name != FIRST_PART, name)):
            entry = ZipInfo(name, date_time=ZIP_DATE)
            entry.create_system = 0
            package.writestr(entry, parts.read(name))
    return kept.getvalue()
