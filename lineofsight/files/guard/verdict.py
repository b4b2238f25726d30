"""What the guard answers: a verdict, its one sentence, and the limits it holds to. Plain values."""

from dataclasses import dataclass, field
from typing import NoReturn

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
# Written with each accepted file, so that files can be looked at again when the guard has learned something.
GUARD_VERSION = 1


@dataclass(frozen=True)
class Limits:
    """How much of anything we take. Sizes in bytes."""

    file: int = 25 * MEGABYTE
    parts: int = 2_000
    directory: int = 1 * MEGABYTE  # of a zipped file: the list of its parts
    part: int = 48 * MEGABYTE  # unpacked
    unpacked: int = 64 * MEGABYTE  # all parts together
    ratio: int = 150  # unpacked to packed, for parts over 1 MB
    xml_depth: int = 200
    xml_token: int = 1 * MEGABYTE  # one tag with its attributes, one comment
    line: int = 1 * MEGABYTE
    pixels: int = 60_000_000
    side: int = 20_000
    picture_text: int = 2 * MEGABYTE  # unpacked text or colour profile beside a picture
    pdf_streams: int = 50_000


LIMITS = Limits()


@dataclass(frozen=True)
class Kind:
    """A kind of file that we take: its ending, its media type, and what people call it."""

    suffix: str
    media_type: str
    words: str


TEXT = "text/plain"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

# A text says nothing about its ending: .txt, .md, .csv and .tsv are one media type, so that the same bytes have one.
KINDS: dict[str, Kind] = {
    kind.suffix: kind
    for kind in (
        Kind(".txt", TEXT, "a text"),
        Kind(".md", TEXT, "a Markdown text"),
        Kind(".csv", TEXT, "a CSV table"),
        Kind(".tsv", TEXT, "a table with tabs"),
        Kind(".pdf", PDF, "a PDF"),
        Kind(".docx", DOCX, "a Word file"),
        Kind(".xlsx", XLSX, "an Excel file"),
        Kind(".odt", ODT, "an OpenDocument text"),
        Kind(".ods", ODS, "an OpenDocument spreadsheet"),
        Kind(".png", PNG, "a PNG picture"),
        Kind(".jpg", JPEG, "a JPEG picture"),
        Kind(".jpeg", JPEG, "a JPEG picture"),
    )
}

_TAKEN = ".docx, .odt, .pdf, .xlsx, .ods, .csv, .tsv, .txt, .md, .png or .jpg"

# One sentence for each reason: what is wrong and what to do (pages.md §5). `{…}` is filled in where it is raised.
SENTENCES: dict[str, str] = {
    "empty": "This file is empty. Choose the file that holds your evidence.",
    "too-large": "This file is larger than 25 MB. Save it with smaller pictures, or upload it in parts.",
    "no-ending": f"This file's name has no ending that says what it is. Save it as {_TAKEN}.",
    "type-not-taken": f"We do not take {{suffix}} files. Save it as {_TAKEN}.",
    "old-office": "This is an Office file of the old kind. Save it as .docx or .xlsx and upload that.",
    "ending-differs": "This file's name ends in {suffix}, but inside it is {inside}. Give it its right ending.",
    "program": "This file is a program, so we did not open it. Upload the document itself.",
    "damaged": "This file is damaged or cut short. Open it, save it again and upload that.",
    "password": "This file is locked with a password. Save it without one and upload that.",
    "hidden-bytes": "This file carries something before or after its content. Open it, save it again and upload that.",
    "two-kinds": "This file is two kinds of file in one. Open it, save it again and upload that.",
    "too-many-parts": "This file has too many parts inside. Split it and upload the pieces.",
    "bomb": "This file would unpack to far more than its size. Save it again, or upload it in parts.",
    "overlapping-parts": "Parts of this file lie over one another. Open it, save it again and upload that.",
    "part-name": "A part inside this file has a name that leads elsewhere. Open it, save it again and upload that.",
    "part-twice": "A part inside this file is there twice. Open it, save it again and upload that.",
    "packing": "This file is packed in a way that we do not read. Open it, save it again and upload that.",
    "nested-archive": "This file holds another packed file. Take that out and upload it by itself.",
    "unknown-part": "This file holds a part that does not belong into {inside}. Save it again and upload that.",
    "macros": "This file carries macros, so we did not open it. Save it as {cure} and upload that.",
    "active-controls": "This file carries active controls, so we did not open it. Replace them with text.",
    "embedded": "This file holds another file inside. Take it out, or paste it as a picture, and save it again.",
    "external": "This file loads something from elsewhere when it is opened. Break its links, save it and upload that.",
    "external-data": "This file is tied to a data source outside. Remove its connections, save it and upload that.",
    "field-command": "A field in this file runs or loads something else. Replace it with its text and save again.",
    "xml-entities": "A part inside this file defines its own entities. Open it, save it again and upload that.",
    "xml-depth": "A part inside this file is nested too deeply. Open it, save it again and upload that.",
    "xml-token": "A part inside this file has one piece that never ends. Open it, save it again and upload that.",
    "picture-script": "A picture inside this file carries a script. Replace it with a PNG picture and save again.",
    "pdf-script": "This PDF carries a script, so we did not open it. Print it to a new PDF and upload that.",
    "pdf-launch": "This PDF starts another program, so we did not open it. Print it to a new PDF and upload that.",
    "pdf-open-action": "This PDF does something by itself when it is opened. Print it to a new PDF and upload that.",
    "pdf-embedded": "This PDF holds another file inside. Upload that one by itself, and print this to a new PDF.",
    "pdf-form": "This PDF is a form that sends or loads data. Print it to a new PDF and upload that.",
    "pdf-media": "This PDF plays sound or film. Print it to a new PDF and upload that.",
    "pdf-external": "This PDF leads to another file when it is read. Print it to a new PDF and upload that.",
    "pdf-filters": "A part of this PDF is packed twice over. Print it to a new PDF and upload that.",
    "pdf-hidden-objects": "A part of this PDF hides what it holds. Print it to a new PDF and upload that.",
    "picture-size": "A picture here has more points than we can show. Save it at most 20,000 points wide and high.",
    "not-text": "This file is not plain text. Save it as text, or upload the document it came from.",
    "text-encoding": "This text is written in a code that we do not read. Save it as UTF-8 and upload that.",
    "text-line": "A line in this text never ends. Save it with line breaks and upload that.",
    "exhausted": "This file took too long or too much memory to look at, so we stopped. Upload it in parts.",
}

# What is said beside an accepted file.
NOTES: dict[str, str] = {
    "formula-cells": "Some cells begin like a formula. A spreadsheet may run them: open it as text first.",
    "hidden-sheets": "This file has hidden sheets. Look at them before anybody else does.",
    "pivot-rows": "This file keeps the rows behind a pivot table, even where they are not shown.",
    "local-links": "This file has links to places on somebody's own computer. They work for nobody else.",
}


class Refused(Exception):
    """The file is not taken. Carries the code of the reason and its sentence."""

    def __init__(self, code: str, **places: str) -> None:
        self.code = code
        self.sentence = SENTENCES[code].format(**places)
        super().__init__(self.sentence)


def refuse(code: str, **places: str) -> None:
    """Refuse the file for the reason `code`. Every refusal passes here, so that a test can switch one off."""
    raise Refused(code, **places)


def damaged() -> NoReturn:
    """Refuse a file that cannot be followed any further; there is nothing to go on with."""
    raise Refused("damaged")


@dataclass(frozen=True)
class Verdict:
    """The guard's answer. `code` and `sentence` are empty when `ok`; `notes` are codes of NOTES."""

    ok: bool
    media_type: str = ""
    code: str = ""
    sentence: str = ""
    notes: tuple[str, ...] = ()


@dataclass
class Findings:
    """What is noticed on the way and does not refuse the file."""

    notes: set[str] = field(default_factory=set)
