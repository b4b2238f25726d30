"""The bytes of an OpenDocument text, read again: its words, and everything in which something could be hidden.

What may be there is listed; whatever else is found is refused, known to us or not.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks, odt_look
from lineofsight.publication.render.approved import (
    flat,
    in_document,
    missing,
    names,
)
from lineofsight.publication.render.blocks import Block, Paragraph, Style, Table
from lineofsight.publication.render.checked_package import (
    faults_around,
    faults_of_package,
    first_difference,
    read_tree,
)
from lineofsight.publication.render.odt import CONTENT, KIND, LIST, MEDIA_TYPE, META, STYLES, about, manifest
from lineofsight.publication.render.odt_xml import NAMES, VERSION, q, whole

_PARTS = frozenset({KIND, LIST, CONTENT, STYLES, META})
_LOOKS = {
    CONTENT: (odt_look.fonts, odt_look.tables),
    STYLES: (odt_look.fonts, odt_look.styles, odt_look.sheet),
}
_OTHER_PARTS = {
    "Basic": "a macro",
    "Scripts": "a macro",
    "Object": "an embedded object",
    "Pictures": "a picture",
    "Thumbnails": "a picture",
    "settings": "settings of somebody's program",
    "Configurations": "settings of somebody's program",
    "layout-cache": "settings of somebody's program",
    "manifest.rdf": "further document properties",
    "signatures": "a signature",
}
_ELEMENTS = frozenset(
    q(name)
    for name in names(
        "office:body office:text office:master-styles style:master-page style:header style:footer text:p text:h"
        " text:span text:a text:s text:tab text:line-break text:bookmark-start text:bookmark-end text:list"
        " text:list-item text:page-number text:page-count table:table table:table-column table:table-header-rows"
        " table:table-row table:table-cell"
    )
)
_OTHER_ELEMENTS = {
    **dict.fromkeys(names("tracked-changes change change-start change-end deletion insertion"), "a tracked change"),
    **dict.fromkeys(names("hidden-text hidden-paragraph conditional-text section"), "hidden text"),
    **dict.fromkeys(names("annotation annotation-end"), "a comment"),
    **dict.fromkeys(names("frame object image plugin applet"), "an embedded object"),
    **dict.fromkeys(names("script scripts event-listeners event-listener"), "something that runs"),
    "note": "a footnote",
}
_STYLES = frozenset({
    *Style, odt_look.NEW_PAGE, odt_look.NUMBER_CELL, odt_look.STRONG, odt_look.LEADS, odt_look.BULLETS,
    odt_look.TABLE, odt_look.CELL, odt_look.ROW, odt_look.MASTER, odt_look.SHEET,
    *(made.get(q("style:name")) for made in odt_look.tables()),
})  # fmt: skip
_NAMED = names("text:style-name table:style-name style:name style:page-layout-name")
_FIXED = {
    "text:outline-level": re.compile("[1-3]"),
    "text:c": re.compile("[0-9]+"),
    "office:value-type": re.compile("string"),
    "xlink:type": re.compile("simple"),
}
# Words where words stand: elements that hold no text of their own hold none.
_SAY = frozenset(q(name) for name in names("text:p text:h text:span text:a text:page-number text:page-count"))
_BLANKS = {q("text:s"): " ", q("text:tab"): " ", q("text:line-break"): " "}


def faults_in_odt(body: bytes, content: EditionContent, *, mark: str) -> Iterator[str]:
    """What is wrong with an OpenDocument text, a sentence each. The content is as it is published."""
    try:
        with ZipFile(BytesIO(body)) as package:
            order = package.namelist()
            parts = {name: package.read(name) for name in order}
            yield from faults_of_package(package, body, parts=_PARTS, others=_OTHER_PARTS)
        trees = {name: read_tree(parts[name]) for name in (CONTENT, STYLES, META) if name in parts}
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, ValueError):
        yield "it is damaged and cannot be read."
        return
    if gone := sorted(_PARTS - parts.keys()):
        yield f"it is not whole: {', '.join(gone)} is missing."
        return
    if order[0] != KIND or parts[KIND] != MEDIA_TYPE.encode():
        yield "it is of a kind that may run something."
    if parts[LIST] != manifest((CONTENT, STYLES, META)):
        yield f"{LIST} is not the list of its parts."
    for name, tree in trees.items():
        yield from faults_around(name, tree, NAMES.values())
        yield from _faults_of_root(tree)
    yield from _faults_of_properties(trees[META], about(content, mark))
    said = {}
    for name, looks in _LOOKS.items():
        tree = trees[name]
        meant = read_tree(whole("office:body", (look() for look in looks)))
        if [_written(look) for look in meant] != [_written(child) for child in tree[: len(looks)]]:
            yield f"the look in {name} is not the one of an edition, so that it could hide words."
        said[name] = tree[len(looks) :]
    planned = blocks.summary(content, mark)
    around = (*blocks.head(content), *blocks.foot(content, mark))
    bookmarks = frozenset(block.bookmark for block in planned if isinstance(block, Paragraph) and block.bookmark)
    for name in _LOOKS:
        for part in said[name]:
            yield from _faults_of_elements(part, bookmarks)
    paragraphs = [text for part in said[CONTENT] for text in read_paragraphs(part)]
    lost = list(missing(in_document(content), paragraphs))
    yield from lost
    if not lost:
        yield from _difference(paragraphs, planned, CONTENT)
    yield from _difference([text for part in said[STYLES] for text in read_paragraphs(part)], around, STYLES)
    yield from _faults_of_headings(said[CONTENT], planned)


def _faults_of_root(tree: Any) -> Iterator[str]:
    if (tree.text or "").strip() or any((made.tail or "").strip() for made in tree):
        yield "it holds words outside its text."
    if dict(tree.attrib) != {q("office:version"): VERSION}:
        yield "it holds something that no edition has (at its root)."


def _written(made: Any) -> bytes:
    return bytes(etree.tostring(made, method="c14n", exclusive=True, with_tail=False))


def _faults_of_properties(tree: Any, allowed: dict[str, str]) -> Iterator[str]:
    """What the file says about itself: these values and no others."""
    wanted = {q(name): (name, words) for name, words in allowed.items()}
    facts = [child for part in tree for child in part]
    if len(tree) != 1 or tree[0].tag != q("office:meta") or tree[0].attrib or (tree[0].text or "").strip():
        yield "it holds something that no edition has (among its properties)."
    for child in facts:
        name, words = wanted.pop(child.tag, (str(child.tag).rpartition("}")[2], ""))
        if (child.text or "") != words:
            yield f"the document property «{name}» says «{child.text or ''}»."
        if len(child) or (child.tail or "").strip() or child.attrib:
            yield f"the document property «{name}» holds more than words."
    for name, words in wanted.values():
        yield f"the document property «{name}» is missing: it is «{words}»."


def _faults_of_elements(tree: Any, bookmarks: frozenset[str]) -> Iterator[str]:
    for made in tree.iter():
        if not isinstance(made.tag, str):
            yield "it holds a note between its elements."
            continue
        if made.tag not in _ELEMENTS:
            local = etree.QName(made).localname
            yield f"it holds {_OTHER_ELEMENTS.get(local, 'something that no edition has')} (<{local}>)."
        for key, value in made.attrib.items():
            if not _is_known(key, value, bookmarks):
                yield f"it holds something that no edition has ({etree.QName(key).localname}: {value})."
        has_words = made.tag not in _SAY and (made.text or "").strip()
        above = made.getparent()
        if has_words or ((made.tail or "").strip() and (above is None or above.tag not in _SAY)):
            yield "it holds words outside its text."


_OF_STYLES = frozenset(map(q, _NAMED))
_OF_FIXED = {q(name): known for name, known in _FIXED.items()}


def _is_known(key: str, value: str, bookmarks: frozenset[str]) -> bool:
    if key in _OF_STYLES:
        return value in _STYLES
    if key == q("text:name"):
        return value in bookmarks
    if key == q("xlink:href"):
        return value[:1] == "#" and value[1:] in bookmarks
    return key in _OF_FIXED and _OF_FIXED[key].fullmatch(value) is not None


def read_paragraphs(tree: Any) -> Iterator[str]:
    """The text of each paragraph in order, whatever stands in it: our own reading, not the one of any library."""
    for paragraph in tree.iter(q("text:p"), q("text:h")):
        yield flat("".join(_words(paragraph)))


def _words(made: Any) -> Iterator[str]:
    yield made.text or ""
    for child in made:
        yield _BLANKS.get(child.tag, "")
        yield from _words(child)
        yield child.tail or ""


def _difference(here: list[str], found: Iterable[Block], name: str) -> Iterator[str]:
    wanted = [flat(text) for text in blocks.texts(found)]
    if here != wanted:
        yield f"{first_difference(here, wanted)} ({name})."


def _faults_of_headings(parts: Iterable[Any], planned: Iterable[Block]) -> Iterator[str]:
    """Each heading is one for those who listen too, at its level, and each table has a row of headings."""
    levels = {Style.PART: "1", Style.THEME: "2", Style.RESTS: "3"}
    planned = list(planned)
    wanted = [levels[one.style] for one in planned if isinstance(one, Paragraph) and one.style in levels]
    body = list(parts)
    if [made.get(q("text:outline-level")) for part in body for made in part.iter(q("text:h"))] != wanted:
        yield "its headings are not those of the edition."
    heads = sum(len(list(part.iter(q("table:table-header-rows")))) for part in body)
    if heads != sum(isinstance(one, Table) for one in planned):
        yield "its tables do not say which row is the one of their headings."
