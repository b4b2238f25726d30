"""Everything that a PDF of an edition may hold beside the words on its pages. What is not listed is refused."""

import re
from collections.abc import Iterator
from typing import Any

from lineofsight.publication.render.approved import names
from lineofsight.publication.render.pdf_objects import Name, Objects, Ref, Stream, text_of

# What each kind of value holds; "" is for those that do not say their kind.
_KEYS = {
    "Catalog": names("Type Pages Outlines Names StructTreeRoot MarkInfo Metadata Lang ViewerPreferences"),
    "Pages": names("Type Count Kids"),
    "Page": names("Type Parent MediaBox Contents Resources Annots StructParents Tabs"),
    "Annot": names("Type Subtype Rect QuadPoints Border F Contents Dest StructParent"),
    "StructTreeRoot": names("Type K ParentTree ParentTreeNextKey RoleMap IDTree"),
    "StructElem": names("Type S P K Pg A ID T"),
    "OBJR": names("Type Obj Pg"),
    "MCR": names("Type MCID Pg"),
    "Outlines": names("Type First Last Count"),
    "Metadata": names("Type Subtype Length"),
    "CMap": names("Type WMode Filter Length"),
    "Font": names(
        "Type Subtype BaseFont Encoding DescendantFonts ToUnicode CIDSystemInfo CIDToGIDMap FontDescriptor DW W"
    ),
    "FontDescriptor": names(
        "Type FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV CIDSet FontFile2 FontFile3"
    ),
    "": names(
        "Parent Prev Next First Last Count Title Dest Nums Names Dests Marked Suspects DisplayDocTitle Direction O"
        " Scope Headers BBox BorderColor BorderStyle BorderThickness TextDecorationType ListNumbering Registry Ordering"
        " Supplement ColorSpace Font ProcSet Filter Length Length1 Subtype N Range Terms Datetime Strong Em Info Root"
        " Size ID CreationDate ModDate Creator"
    ),
}
_VALUES = names(
    "Catalog Pages Page Annot StructTreeRoot StructElem OBJR MCR Outlines Metadata CMap Font FontDescriptor Span Part P"
    " H1 H2 H3 Table THead TBody TR TH TD L LI Lbl LBody Strong Em Document Link List Layout Underline Column Solid"
    " None Circle CIDFontType0C CIDFontType0 CIDFontType2 Type0 XML XYZ ICCBased PDF Text ImageB ImageC ImageI"
    " Identity-H Identity S FlateDecode L2R"
)
# The names that Typst gives to the parts of fonts, colours and table cells.
_FONT = re.compile(r"[A-Z]{6}\+(LibertinusSerif|DejaVuSansMono|NewCM)[A-Za-z0-9-]{0,30}")
_ALIAS = re.compile(r"[cf][0-9]+")
_FIXED = re.compile(r"U[0-9]+x[0-9]+y[0-9]+|Adobe|Identity|en-GB")
_MARK = re.compile(rb"[A-Za-z0-9+/]{22}==|[\s\S]{16}")
# Texts that are compared with the words of the edition elsewhere.
_READ_ELSEWHERE = names("T Title Contents CreationDate ModDate Creator")
# What else a file could hold that runs, leads outside, or carries somebody's words along.
_OTHER = {
    **dict.fromkeys(names("JS JavaScript OpenAction AA A URI Launch"), "something that runs or leads outside"),
    **dict.fromkeys(names("EmbeddedFiles EmbeddedFile AF EF Filespec"), "an attached file"),
    **dict.fromkeys(names("AcroForm XFA"), "a form"),
    **dict.fromkeys(names("Author Keywords Subject Producer"), "a document property"),
    **dict.fromkeys(names("ActualText Alt E"), "other words for those who listen"),
    **dict.fromkeys(names("OCProperties OC OCG"), "layers that can be hidden"),
    **dict.fromkeys(names("XObject Pattern ExtGState Thumb Shading"), "a picture or a look of its own"),
    **dict.fromkeys(names("Encrypt XRefStm"), "a lock"),
    **dict.fromkeys(names("PieceInfo LastModified"), "data of somebody's program"),
}


def faults_of_values(objects: Objects, bookmarks: frozenset[str]) -> Iterator[str]:
    """What no edition has, a sentence each; and whether something lies there to which nothing leads."""
    done = set()
    waiting: list[tuple[str, Any]] = [("trailer", objects.trailer)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, Ref):
            if value in done:
                continue
            done.add(value)
            value = objects.get(value)
        if isinstance(value, Stream):
            value.opened()
            value = value.values
        if isinstance(value, dict):
            yield from _faults_of_keys(value)
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((key, part) for part in value)
        elif isinstance(value, Name):
            if value not in _VALUES and not _FONT.fullmatch(value):
                yield f"it holds {_other(value)}."
        elif isinstance(value, bytes) and key not in _READ_ELSEWHERE and not _is_known(key, value, bookmarks):
            yield f"it holds words beside its text: «{text_of(value)}» ({key})."
    if objects.unreached():
        yield "it holds something to which nothing leads."


def _faults_of_keys(values: dict[str, Any]) -> Iterator[str]:
    kind = str(values.get("Type", ""))
    for key in values:
        if key not in _KEYS.get(kind, ()) and not (kind == "" and _ALIAS.fullmatch(key)):
            yield f"it holds {_other(key)}."


def _other(name: str) -> str:
    return f"{_OTHER.get(name, 'something that no edition has')} ({name})"


def _is_known(key: str, value: bytes, bookmarks: frozenset[str]) -> bool:
    if key == "ID" and _MARK.fullmatch(value):
        return True
    said = text_of(value)
    return said in bookmarks or _FIXED.fullmatch(said) is not None
