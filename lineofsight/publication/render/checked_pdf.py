"""The bytes of a PDF, read again: its words by their tags, and everything in which something could be hidden or run.

What may be there is listed; whatever else is found is refused, known to us or not. What the shapes of the letters look
like is not read: the fonts are Typst's own.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from lxml import etree

from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks
from lineofsight.publication.render.approved import (
    flat,
    in_document,
    missing,
    names,
)
from lineofsight.publication.render.blocks import Block, Paragraph, Style, Table
from lineofsight.publication.render.pdf import plain, spelled, title
from lineofsight.publication.render.pdf_objects import Damaged, Ref, read_objects, text_of
from lineofsight.publication.render.pdf_values import faults_of_values
from lineofsight.publication.render.pdf_words import SHEET, Letters, Words, letters_of, read_words

_WITHIN = names("Document Table THead TBody TR L LI")
_LEAVES = names("P H1 H2 H3 TH TD LBody")
_INLINE = names("Strong Span Link")
_TAGS = {Style.PART: "H1", Style.THEME: "H2", Style.RESTS: "H3", Style.LIST: "LBody"}


def faults_in_pdf(body: bytes, content: EditionContent, *, mark: str) -> Iterator[str]:
    """What is wrong with a PDF, a sentence each. The content is as it is published."""
    told = set()
    try:
        for fault in _Pdf(body, content, mark).faults():
            if fault not in told:
                told.add(fault)
                yield fault
    except (Damaged, KeyError, TypeError, ValueError, IndexError, RecursionError, struct.error, etree.XMLSyntaxError):
        yield "it is damaged, or not in the plain form of an edition, and cannot be read."


class _Pdf:
    """One file and what it should say."""

    def __init__(self, body: bytes, content: EditionContent, mark: str) -> None:
        self.objects = read_objects(body)
        self.content = content
        self.mark = mark
        self.planned = blocks.summary(content, mark)
        self.root = self.objects.get(self.objects.trailer["Root"])
        self.letters = frozenset("".join(text for letters in self._fonts().values() for text in letters.values()))

    def _fonts(self) -> dict[Any, Letters]:
        return {
            Ref(number): letters_of(self.objects.get(value["ToUnicode"]))
            for number, value in self.objects.by_number.items()
            if isinstance(value, dict) and "ToUnicode" in value
        }

    def _approved(self, text: str) -> str:
        """As the file has to say it: a letter that none of its fonts has is spelled."""
        said = flat(plain(text))
        return spelled(said, set(said) - self.letters)

    def faults(self) -> Iterator[str]:
        """Everything that is wrong."""
        if self.objects.has_more:
            yield "it holds bytes between its objects, or an earlier state of itself."
        yield from faults_of_values(self.objects, self._bookmarks())
        yield from self._faults_of_links()
        pages = list(self._pages(self.root["Pages"]))
        fonts = self._fonts()
        sheets = [read_words(self.objects.get(page), self.objects, fonts) for page in pages]
        yield from self._faults_of_sheets(pages, sheets)
        by_place = {
            (page, place): said
            for page, sheet in zip(pages, sheets, strict=True)
            for place, said in sheet.marked.items()
        }
        tagged: list[tuple[str, str]] = []
        yield from self._read_tags(self.objects.get(self.root["StructTreeRoot"])["K"], None, by_place, tagged)
        if by_place:
            yield f"it holds words that stand under no tag: «{flat(''.join(by_place.values()))}»."
        yield from self._faults_of_words(tagged)
        yield from self._faults_of_properties(len(pages))
        yield from self._faults_of_outline([said for tag, said in tagged if tag in ("H1", "H2", "H3")])

    def _bookmarks(self) -> frozenset[str]:
        named = {block.bookmark for block in self.planned if isinstance(block, Paragraph)}
        return frozenset(named | {f"statement-{line.number}" for line in self.content.lines()})

    def _info(self) -> Any:
        return self.objects.get(self.objects.trailer.get("Info", {}))

    def _faults_of_links(self) -> Iterator[str]:
        for value in self.objects.by_number.values():
            if not isinstance(value, dict) or value.get("Type") != "Annot":
                continue
            if value.get("Subtype") != "Link":
                yield f"it holds a note ({value.get('Subtype')})."
            if not re.fullmatch(r"(Section, )?page [0-9]+", text_of(value.get("Contents", b""))):
                yield f"it holds words beside a link: «{text_of(value.get('Contents', b''))}»."

    def _pages(self, tree: Any) -> Iterator[Any]:
        found = self.objects.get(tree)
        if found["Type"] == "Page":
            yield tree
        else:
            for kid in self.objects.get(found["Kids"]):
                yield from self._pages(kid)

    def _faults_of_sheets(self, pages: list[Any], sheets: list[Words]) -> Iterator[str]:
        head = self._approved(blocks.head(self.content)[0].text)
        foot = self._approved(blocks.foot(self.content, self.mark)[0].text)
        heads = [_tight("".join(map(self._approved, row))) for row in _heads(self.planned)]
        for number, (page, sheet) in enumerate(zip(pages, sheets, strict=True), start=1):
            yield from sorted(sheet.faults)
            if [round(side, 2) for side in self.objects.get(page)["MediaBox"]] != [round(side, 2) for side in SHEET]:
                yield "its sheets are not A4, so that words could lie beside them."
            if flat(sheet.head) != head:
                yield f"it says «{flat(sheet.head)}» where «{head}» was approved (head of page {number})."
            wanted = f"{foot} Page {number} of {len(pages)}"
            if flat(sheet.foot) not in (wanted, wanted.replace(". Page", ".Page")):
                yield f"it says «{flat(sheet.foot)}» where «{wanted}» was approved (foot of page {number})."
            if rest := _beyond_heads(_tight("".join(sheet.beside)), heads):
                yield f"it says more than was approved: «{rest}»."

    def _read_tags(self, kids: Any, page: Any, words: dict[Any, str], tagged: list[tuple[str, str]]) -> Iterator[str]:
        for kid in _many(self.objects.get(kids)):
            made = self.objects.get(kid)
            if not isinstance(made, dict) or made.get("Type") != "StructElem":
                yield "it holds words that stand under no tag of their own."
                continue
            tag, page_of = str(made["S"]), made.get("Pg", page)
            if tag in _WITHIN:
                yield from self._read_tags(made.get("K", []), page_of, words, tagged)
            elif tag in _LEAVES:
                said = flat(self._said(made, page_of, words))
                tagged.append((tag, said))
                if "T" in made and flat(text_of(made["T"])) != said:
                    yield f"it tells those who listen «{text_of(made['T'])}» where «{said}» is printed."
            elif tag != "Lbl" or self._said(made, page_of, words) != "•":
                yield f"it holds a tag that no edition has ({tag})."

    def _said(self, made: dict[str, Any], page: Any, words: dict[Any, str]) -> str:
        found = []
        for kid in _many(self.objects.get(made.get("K", []))):
            value = self.objects.get(kid)
            if isinstance(value, int):
                found.append(words.pop((page, value)))
            elif value.get("Type") == "MCR":
                found.append(words.pop((value.get("Pg", page), value["MCID"])))
            elif value.get("Type") == "StructElem" and value["S"] in _INLINE:
                found.append(self._said(value, value.get("Pg", page), words))
            elif value.get("Type") != "OBJR":
                raise Damaged
        return "".join(found)

    def _faults_of_words(self, tagged: list[tuple[str, str]]) -> Iterator[str]:
        approved = in_document(self.content)
        said = [text for _, text in tagged]
        lost = list(missing(approved, said, as_printed=self._approved))
        yield from lost
        wanted = [(tag, self._approved(text)) for tag, text in _tags(self.planned)]
        if lost or tagged == wanted:
            return
        for here, meant in zip(tagged, wanted, strict=False):
            if here != meant:
                yield f"it says «{here[1]}» ({here[0]}) where «{meant[1]}» ({meant[0]}) was approved."
                return
        if len(tagged) > len(wanted):
            yield f"it says more than was approved: «{tagged[len(wanted)][1]}»."
        else:
            yield f"it ends before «{wanted[len(tagged)][1]}»."

    def _faults_of_properties(self, pages: int) -> Iterator[str]:
        day, named = self.content.as_at_date, self._named()
        allowed = {"Title": named, "CreationDate": f"D:{day:%Y%m%d}000000Z", "ModDate": f"D:{day:%Y%m%d}000000Z"}
        for name, value in self._info().items():
            said = text_of(value)
            if said != allowed.get(name) and not (name == "Creator" and re.fullmatch(r"Typst [0-9.]+", said)):
                yield f"the document property «{name}» says «{said}»."
        if self.root.get("Lang") != b"en-GB" or self.root.get("MarkInfo", {}).get("Marked") is not True:
            yield "it does not say that it is tagged, in British English."
        if self.root.get("ViewerPreferences", {}).get("DisplayDocTitle") is not True:
            yield "it does not show its title."
        yield from self._faults_of_metadata(_moments(day), pages)

    def _named(self) -> str:
        said = plain(title(self.content))
        return spelled(said, set(said) - self.letters)

    def _faults_of_metadata(self, day: str, pages: int) -> Iterator[str]:
        text = self.objects.get(self.root["Metadata"]).opened()
        reader = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        marks = [text_of(value) for value in self.objects.trailer["ID"]]
        allowed = {
            "li": (self._named(), "en-GB"),
            "ModifyDate": (day,),
            "CreateDate": (day,),
            "part": ("1",),
            "NPages": (str(pages),),
            "format": ("application/pdf",),
            "InstanceID": marks,
            "DocumentID": marks,
            "RenditionClass": ("proof",),
            "PDFVersion": ("1.7",),
        }
        for made in etree.fromstring(text, reader).iter():
            if not isinstance(made.tag, str):
                yield "it holds a note between its elements."
                continue
            name, said = etree.QName(made).localname, (made.text or "").strip()
            is_maker = name == "CreatorTool" and re.fullmatch(r"Typst [0-9.]+", said)
            if said and said not in allowed.get(name, ()) and not is_maker:
                yield f"the document property «{name}» says «{said}»."
            if (made.tail or "").strip() or any(
                etree.QName(key).localname not in ("about", "lang", "xmptk") for key in made.attrib
            ):
                yield "a document property holds more than words."

    def _faults_of_outline(self, headings: list[str]) -> Iterator[str]:
        found: list[str] = []

        def follow(item: Any) -> None:
            while item is not None:
                value = self.objects.get(item)
                found.append(flat(text_of(value["Title"])))
                follow(value.get("First"))
                item = value.get("Next")

        follow(self.objects.get(self.root["Outlines"]).get("First"))
        if found != headings:
            yield "its list of headings is not the one of its text."


def _many(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _moments(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+00:00"


def _heads(found: Iterable[Block]) -> Iterator[tuple[str, ...]]:
    for block in found:
        if isinstance(block, Table):
            yield block.head


def _tight(text: str) -> str:
    return "".join(text.split())


def _beyond_heads(said: str, heads: Iterable[str]) -> str:
    """What stands beside the text of a sheet and is not the head of a table that is said again where it goes on."""
    while head := next((head for head in heads if head and said.startswith(head)), ""):
        said = said.removeprefix(head)
    return said


def _tags(found: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Each paragraph and cell with the tag under which it has to stand."""
    for block in found:
        if isinstance(block, Paragraph):
            yield _TAGS.get(block.style, "P"), block.text
        elif isinstance(block, Table):
            yield from (("TH", text) for text in block.head)
            yield from (("TD", text) for row in block.rows for text in row)
