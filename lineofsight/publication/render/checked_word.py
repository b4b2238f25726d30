"""The bytes of a Word file, read again: its words, and everything in which something could be hidden.

What may be there is listed; whatever else is found is refused, known to us or not.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks, word_look
from lineofsight.publication.render.approved import (
    flat,
    in_document,
    missing,
    names,
)
from lineofsight.publication.render.blocks import Block, Paragraph, Style
from lineofsight.publication.render.checked_package import (
    faults_around,
    faults_of_package,
    first_difference,
    read_tree,
)
from lineofsight.publication.render.word_xml import W, q

_BODY, _HEAD, _FOOT, _CORE = "word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"
_LOOKS = {
    "word/styles.xml": word_look.styles,
    "word/numbering.xml": word_look.bullets,
    "word/settings.xml": word_look.settings,
}
# Which part leads to others, and in which folder those lie.
_LINKS = {"_rels/.rels": "", "word/_rels/document.xml.rels": "word/"}
_TYPES = "[Content_Types].xml"
_PARTS = frozenset({_TYPES, _BODY, _HEAD, _FOOT, _CORE, *_LOOKS, *_LINKS})
_KINDS = re.compile(
    r"application/(xml|vnd\.openxmlformats-package\.(relationships|core-properties)\+xml|vnd\.openxmlformats-"
    r"officedocument\.wordprocessingml\.(document\.main|header|footer|styles|settings|numbering)\+xml)"
)
_ANY, _PART = re.compile(".*"), re.compile("|".join(re.escape(f"/{part}") for part in sorted(_PARTS)))
_KIND_OF_LINK = re.compile(
    r"http://schemas\.openxmlformats\.org/(officeDocument|package)/2006/relationships/"
    r"(officeDocument|styles|settings|numbering|header|footer|metadata/core-properties)"
)
# What the lists of parts say of each, besides where it leads and of which kind it is: those are looked at apart.
_OF_PARTS: dict[str, dict[str, re.Pattern[str]]] = {
    "Types": {},
    "Relationships": {},
    "Default": {"Extension": re.compile("rels|xml"), "ContentType": _ANY},
    "Override": {"PartName": _PART, "ContentType": _ANY},
    "Relationship": {"Id": _ANY, "Target": _ANY, "TargetMode": _ANY, "Type": _KIND_OF_LINK},
}
# Words for what other parts would be.
_OTHER_PARTS = {
    "comments": "comments",
    "people": "names of people",
    "vba": "a macro",
    "activeX": "a control that runs",
    "embeddings": "an embedded object",
    "media": "a picture",
    "customXml": "data of somebody's template",
    "docProps": "further document properties",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
}
_ELEMENTS = names(
    "document body hdr ftr p pPr pStyle pageBreakBefore jc r rPr rStyle b t tab br bookmarkStart bookmarkEnd hyperlink"
    " fldSimple tbl tblPr tblStyle tblW tblLayout tblLook tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW"
    " sectPr headerReference footerReference pgSz pgMar cols"
)
_OTHER_ELEMENTS = {
    **dict.fromkeys(names("ins del moveFrom moveTo delText rPrChange pPrChange"), "a tracked change"),
    **dict.fromkeys(names("vanish webHidden specVanish"), "hidden text"),
    **dict.fromkeys(names("commentRangeStart commentRangeEnd commentReference"), "a comment"),
    **dict.fromkeys(names("object drawing pict altChunk control"), "an embedded object"),
    **dict.fromkeys(names("color sz shd highlight"), "text in a look of its own"),
}
_ATTRIBUTES = names(
    "val id name anchor instr space w h type top right bottom left header footer gutter firstRow lastRow firstColumn"
    " lastColumn noHBand noVBand"
)
_FIELDS = frozenset({"PAGE", "NUMPAGES"})
_READ_ELSEWHERE = names("anchor name instr")
_VALUES = re.compile("|".join(("[0-9]{1,5}|rId[0-9]+|dxa|fixed|right|preserve|default", word_look.TABLE_STYLE,
    word_look.LINK_STYLE, *Style)))  # fmt: skip
# What a part may call its elements by.
_SPACES = frozenset({
    W,
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/dcmitype/",
    "http://www.w3.org/2001/XMLSchema-instance",
})  # fmt: skip


def faults_in_word(body: bytes, content: EditionContent, *, mark: str) -> Iterator[str]:
    """What is wrong with a Word file, a sentence each. The content is as it is published."""
    try:
        with ZipFile(BytesIO(body)) as package:
            parts = {entry.filename: package.read(entry) for entry in package.infolist()}
            yield from faults_of_package(package, body, parts=_PARTS, others=_OTHER_PARTS)
        trees = {name: read_tree(part) for name, part in parts.items()}
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, ValueError):
        yield "it is damaged and cannot be read."
        return
    if gone := sorted(_PARTS - parts.keys()):
        yield f"it is not whole: {', '.join(gone)} is missing."
        return
    for name, tree in trees.items():
        if name in _PARTS:
            yield from faults_around(name, tree, _SPACES)
    yield from _faults_of_kinds(trees[_TYPES])
    for name, at in _LINKS.items():
        yield from _faults_of_links(trees[name], at)
    for name in (_TYPES, *_LINKS, *_LOOKS):
        yield from _faults_of_list(trees[name], is_plain=name not in _LOOKS)
    yield from _faults_of_properties(trees[_CORE], _properties(content, mark))
    for name, look in _LOOKS.items():
        if [_written(made) for made in look()] != [_written(child) for child in trees[name]]:
            yield f"{name} is not the look of an edition, so that it could hide words."
    planned = {
        _BODY: blocks.summary(content, mark),
        _HEAD: blocks.head(content),
        _FOOT: blocks.foot(content, mark),
    }
    known = frozenset(_bookmarks(planned[_BODY]))
    for name in planned:
        yield from _faults_of_elements(trees[name], known)
    lost = list(_lost(trees[_BODY], content))
    yield from lost
    for name, found in planned.items():
        here, wanted = list(read_paragraphs(trees[name])), [flat(text) for text in blocks.texts(found)]
        if here != wanted and not (lost and name == _BODY):
            yield f"{first_difference(here, wanted)} ({name})."


def _faults_of_links(tree: Any, at: str) -> Iterator[str]:
    for link in tree.iter("{*}Relationship"):
        if link.get("TargetMode") == "External" or f"{at}{link.get('Target')}" not in _PARTS:
            yield f"it leads outside: {link.get('Target')}."
        if not re.fullmatch(r"rId[0-9]+", link.get("Id", "")):
            yield f"it holds something that no edition has ({link.get('Id')})."


def _faults_of_list(tree: Any, *, is_plain: bool) -> Iterator[str]:
    """No word between what a part lists, and none in what it says of the parts. `is_plain`: it is a list of parts."""
    if (tree.text or "").strip() or tree.attrib or any((made.tail or "").strip() for made in tree):
        yield "it holds words outside its text."
    for made in tree.iter() if is_plain else ():
        if not isinstance(made.tag, str) or etree.QName(made).localname not in _OF_PARTS or (made.text or "").strip():
            yield "it holds a note between its elements."
            return
        for name, value in made.attrib.items():
            if not (known := _OF_PARTS[etree.QName(made).localname].get(name)) or not known.fullmatch(value):
                yield f"it holds something that no edition has ({name}: {value})."


def _faults_of_kinds(tree: Any) -> Iterator[str]:
    """Each part is what its name says: no kind of document that may run something."""
    for kind in tree:
        if not _KINDS.fullmatch(kind.get("ContentType", "")):
            yield f"it is of a kind that may run something ({kind.get('ContentType')})."


def _faults_of_properties(tree: Any, allowed: dict[str, str]) -> Iterator[str]:
    """What the file says about itself: these values and no others."""
    for child in tree:
        if not isinstance(child.tag, str):
            yield "it holds a note between its elements."
            return
        name = etree.QName(child).localname
        if (said := child.text or "") and said != allowed.get(name):
            yield f"the document property «{name}» says «{said}»."
        if len(child) or child.tail or child.attrib.values() not in ([], ["dcterms:W3CDTF"]):
            yield f"the document property «{name}» holds more than words."
    given = {etree.QName(child).localname: child.text for child in tree}
    for name, words in allowed.items():
        if given.get(name) is None:
            yield f"the document property «{name}» is missing: it is «{words}»."


def _properties(content: EditionContent, mark: str) -> dict[str, str]:
    return {
        "title": f"{content.title}, {content.review_title}"[:255],
        "subject": f"Edition {content.number}, as at {day_words(content.as_at_date)}",
        "creator": content.partnership[:255],
        "lastModifiedBy": content.partnership[:255],
        "identifier": mark,
        "language": "en-GB",
        "created": _moment(content.as_at_date),
        "modified": _moment(content.as_at_date),
        "revision": "1",
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _written(made: Any) -> bytes:
    return bytes(etree.tostring(made, method="c14n", exclusive=True))


def _bookmarks(found: Iterable[Block]) -> Iterator[str]:
    return (block.bookmark for block in found if isinstance(block, Paragraph) and block.bookmark)


def _faults_of_elements(tree: Any, bookmarks: frozenset[str]) -> Iterator[str]:
    for made in tree.iter():
        if not isinstance(made.tag, str):
            yield "it holds a note between its elements."
            continue
        name = etree.QName(made)
        if name.namespace != W or name.localname not in _ELEMENTS:
            what = _OTHER_ELEMENTS.get(name.localname, "something that no edition has")
            yield f"it holds {what} (<{name.localname}>)."
        for attribute in made.attrib:
            known = etree.QName(attribute).localname
            if known not in _ATTRIBUTES:
                yield f"it holds something that no edition has ({known})."
            elif known not in _READ_ELSEWHERE and not _VALUES.fullmatch(value := made.get(attribute)):
                yield f"it holds something that no edition has ({known}: {value})."
        if (name.localname != "t" and (made.text or "").strip()) or (made.tail or "").strip():
            yield "it holds words outside its text."
        named = {made.get(q("anchor")), made.get(q("name"))} - {None}
        if named - bookmarks:
            yield f"it holds a bookmark that no edition has ({', '.join(sorted(named - bookmarks))})."
        if made.get(q("instr"), "PAGE") not in _FIELDS:
            yield f"it holds a field that no edition has ({made.get(q('instr'))})."


def _lost(body: Any, content: EditionContent) -> Iterator[str]:
    """The approved sentences that do not stand there, asked of the content alone."""
    yield from missing(in_document(content), list(read_paragraphs(body)))


def read_paragraphs(tree: Any) -> Iterator[str]:
    """The text of each paragraph in order, whatever stands in it: our own reading, not the one of any library."""
    for paragraph in tree.iter(q("p")):
        said = []
        for made in paragraph.iter():
            if made.tag == q("t"):
                said.append(made.text or "")
            elif made.tag in (q("tab"), q("br")):
                said.append(" ")
        yield flat("".join(said))
