"""An edition as one OpenDocument text. The same content gives the same bytes: its days come from the content.

It says what the Word file says, from the same blocks and in the same looks, for those whose programs read this format.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks, odt_look
from lineofsight.publication.render.blocks import Block, Paragraph, Picture, Run, Style, Table
from lineofsight.publication.render.charts import picture
from lineofsight.publication.render.odt_xml import VERSION, element, said, whole
from lineofsight.publication.render.word import ZIP_DATE, properties
from lineofsight.publication.render.word_look import LOOKS
from lineofsight.publication.render.word_xml import writable

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
KIND, CONTENT, STYLES, META, LIST = "mimetype", "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_FIELDS = {"PAGE": "text:page-number", "NUMPAGES": "text:page-count"}


def render_odt(content: EditionContent, *, mark: str = "") -> bytes:
    """The bytes of summary.odt. What was not accepted is not in it. `mark`: another one than its own."""
    public = as_published(content)
    mark = mark or public.sha
    pictures: dict[str, bytes] = {}
    body = element("office:body", {}, element("office:text", {}, *_made(blocks.summary(public, mark), pictures)))
    parts = {
        CONTENT: whole("office:document-content", (odt_look.fonts(), odt_look.tables(), body)),
        STYLES: whole(
            "office:document-styles",
            (odt_look.fonts(), odt_look.styles(), odt_look.sheet(), _master(public, mark)),
        ),
        META: whole("office:document-meta", (_about(public, mark),)),
        **pictures,
    }
    return _packed({KIND: MEDIA_TYPE.encode(), LIST: manifest(parts), **parts})


def manifest(parts: Iterable[str]) -> bytes:
    """The list of parts that the format asks for."""
    kinds = {"/": MEDIA_TYPE} | {name: "image/png" if name.endswith(".png") else "text/xml" for name in sorted(parts)}
    entries = (
        element(
            "manifest:file-entry",
            {
                "manifest:full-path": name,
                "manifest:media-type": kind,
                **({"manifest:version": VERSION} if name == "/" else {}),
            },
        )
        for name, kind in kinds.items()
    )
    return whole("manifest:manifest", entries)


def about(content: EditionContent, mark: str) -> dict[str, str]:
    """What the file says about itself, by the names of the format: what the Word file says."""
    facts = properties(content, mark)
    day = facts["created"].strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "dc:title": facts["title"],
        "dc:subject": facts["subject"],
        "meta:initial-creator": facts["author"],
        "dc:creator": facts["author"],
        "meta:creation-date": day,
        "dc:date": day,
        "dc:language": facts["language"],
        "meta:editing-cycles": "1",
        "dc:description": f"Its mark is {mark}.",
    }


def _about(content: EditionContent, mark: str) -> Any:
    made = element("office:meta")
    for name, value in about(content, mark).items():
        fact = element(name)
        fact.text = value
        made.append(fact)
    return made


def _master(content: EditionContent, mark: str) -> Any:
    page = element(
        "style:master-page",
        {"style:name": odt_look.MASTER, "style:page-layout-name": odt_look.SHEET},
        element("style:header", {}, *_made(blocks.head(content), {})),
        element("style:footer", {}, *_made(blocks.foot(content, mark), {})),
    )
    return element("office:master-styles", {}, page)


def _made(found: Iterable[Block], pictures: dict[str, bytes]) -> Iterator[Any]:
    """The blocks as elements; paragraphs of a list that follow each other are one list."""
    for is_list, group in groupby(found, key=lambda block: getattr(block, "style", None) is Style.LIST):
        if is_list:
            items = (element("text:list-item", {}, _paragraph(one)) for one in group if isinstance(one, Paragraph))
            yield element("text:list", {"text:style-name": odt_look.BULLETS}, *items)
            continue
        for block in group:
            if isinstance(block, Table):
                yield _table(block)
            elif isinstance(block, Picture):
                yield _picture(block, pictures)
            else:
                yield _paragraph(block)


def _paragraph(block: Paragraph, *, style: str = "") -> Any:
    level = LOOKS[block.style].level
    named: dict[str, str | int] = {
        "text:style-name": style or (odt_look.NEW_PAGE if block.is_new_page else block.style.value)
    }
    if level is not None:
        named["text:outline-level"] = level + 1
    made = element("text:p" if level is None else "text:h", named)
    if block.bookmark:
        made.append(element("text:bookmark-start", {"text:name": block.bookmark}))
    made.extend(_run(run) for run in block.runs)
    if block.bookmark:
        made.append(element("text:bookmark-end", {"text:name": block.bookmark}))
    return made


def _run(run: Run) -> Any:
    if run.leads_to:
        link = {"xlink:type": "simple", "xlink:href": f"#{run.leads_to}", "text:style-name": odt_look.LEADS}
        return said("text:a", link, run.text)
    if run.field:
        return said(_FIELDS[run.field], {}, run.text)
    return said("text:span", {"text:style-name": odt_look.STRONG} if run.is_bold else {}, run.text)


def _picture(block: Picture, pictures: dict[str, bytes]) -> Any:
    """A drawing as a picture between the margins, with its words for those who do not see it."""
    body = picture(block.drawing)
    number = len(pictures) + 1
    name = f"Pictures/chart-{number}.png"
    pictures[name] = body
    # A PNG says its width and height in dots here.
    across, down = (int.from_bytes(body[at : at + 4], "big") for at in (16, 20))
    shown = element(
        "draw:image",
        {"xlink:href": name, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"},
    )
    words = element("svg:desc")
    words.text = writable(block.alt)
    frame = {
        "draw:style-name": odt_look.DRAWING,
        "draw:name": f"Chart {number}",
        "text:anchor-type": "as-char",
        "svg:width": "160mm",
        "svg:height": f"{160 * down / across:.1f}mm",
    }
    return element("text:p", {"text:style-name": Style.NORMAL.value}, element("draw:frame", frame, shown, words))


def _table(block: Table) -> Any:
    count = len(block.head)
    rest = odt_look.NARROW if block.of_numbers else odt_look.TWO_THIRDS
    columns = (odt_look.first_column(count, of_numbers=block.of_numbers), *(rest,) * (count - 1))
    return element(
        "table:table",
        {"table:style-name": odt_look.TABLE},
        *(element("table:table-column", {"table:style-name": name}) for name in columns),
        element("table:table-header-rows", {}, _row(block.head, of_numbers=block.of_numbers, is_head=True)),
        *(_row(row, of_numbers=block.of_numbers) for row in block.rows),
    )


def _row(cells: tuple[str, ...], *, of_numbers: bool, is_head: bool = False) -> Any:
    made = element("table:table-row", {"table:style-name": odt_look.ROW})
    for place, text in enumerate(cells):
        words = Paragraph(style=Style.CELL, runs=(Run(text=text, is_bold=is_head),))
        style = odt_look.NUMBER_CELL if of_numbers and place else ""
        about = {"table:style-name": odt_look.CELL, "office:value-type": "string"}
        made.append(element("table:table-cell", about, _paragraph(words, style=style)))
    return made


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts in one order, the kind of the file first, on one day and unpacked as in the Word file."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as package:
        for name in sorted(parts, key=lambda name: (name != KIND, name)):
            entry = ZipInfo(name, date_time=ZIP_DATE)
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return kept.getvalue()
