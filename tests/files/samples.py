"""Invented files as people upload them: the good ones, which must be taken. The others stand in hostile.py."""

import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.files import packages as p
from tests.files.packages import excel, open_document, relations, sheet, word, word_body, zipped
from tests.files.pages import chunk, jpeg, pdf, png, stream

# Objects packed into a stream: each number with its place, and from /First on the objects.
PACKED_OBJECTS = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"


@dataclass(frozen=True)
class Sample:
    """A file as somebody uploads it. `code` is the reason for refusing it; `notes` what is said when it is taken."""

    title: str
    name: str
    make: Callable[[], bytes]
    code: str = ""
    notes: tuple[str, ...] = ()


def good(title: str, name: str, make: Callable[[], bytes], *notes: str) -> Sample:
    return Sample(title, name, make, notes=notes)


def with_link(target: str) -> p.Parts:
    return word({"word/_rels/document.xml.rels": relations(("hyperlink", target, True))})


GOOD: tuple[Sample, ...] = (
    good("a text", "minutes.txt", lambda: b"Plans are read aloud to children.\n"),
    good("a text with a byte-order mark", "minutes.txt", lambda: b"\xef\xbb\xbfna\xc3\xafve\r\n"),
    good("a text in the code of Windows", "minutes.txt", lambda: b"the child\x92s plan\r\n"),
    good("a long text", "log.txt", lambda: b"One more visit was made.\n" * 40_000),
    good("a Markdown text", "notes.md", lambda: b"# Notes\n\n- read\n- heard\n"),
    good("a CSV table", "visits.csv", lambda: b"agency,visits\nNorthmoor,6\nBrackwater,-2\n"),
    good("a table with tabs", "visits.tsv", lambda: b"agency\tvisits\nNorthmoor\t6\n"),
    good(
        "a table with tabs and a formula", "visits.tsv", lambda: b"agency\tvisits\nNorthmoor\t=1+1\n", "formula-cells"
    ),
    good("a text of two bytes a letter", "minutes.txt", lambda: "the child’s plan\r\n".encode("utf-16")),
    good("a table with tabs as a spreadsheet saves it", "visits.tsv", lambda: "agency\tvisits\n".encode("utf-16")),
    good("a CSV table with a formula", "visits.csv", lambda: b'agency,visits\n"=SUM(A1)",6\n', "formula-cells"),
    good("a Word file", "plan.docx", lambda: zipped(word())),
    good("a Word file in capitals", "PLAN.DOCX", lambda: zipped(word())),
    good("a Word file with a web link", "plan.docx", lambda: zipped(with_link("https://example.org/a"))),
    good(
        "a Word file with a link to a drive", "plan.docx", lambda: zipped(with_link("file:///S:/p.doc")), "local-links"
    ),
    good("a Word file with a picture", "plan.docx", lambda: zipped(word({"word/media/image1.png": png()}))),
    good(
        "a Word file with page numbers",
        "plan.docx",
        lambda: zipped(word(body=word_body("<w:r><w:instrText> PAGE </w:instrText><w:fldChar/></w:r>"))),
    ),
    good("an Excel file", "visits.xlsx", lambda: zipped(excel())),
    good("an Excel file with a sum", "visits.xlsx", lambda: zipped(excel(cell="<f>SUM(B1:B9)</f><v>6</v>"))),
    good("an Excel file with a hidden sheet", "v.xlsx", lambda: zipped(excel(state="veryHidden")), "hidden-sheets"),
    good(
        "an Excel file with a pivot table",
        "v.xlsx",
        lambda: zipped(excel({"xl/pivotCache/pivotCacheRecords1.xml": b"<r/>"})),
        "pivot-rows",
    ),
    good(
        "an Excel file that knows its printer",
        "v.xlsx",
        lambda: zipped(excel({"xl/printerSettings/printerSettings1.bin": bytes(200)})),
    ),
    good(
        "an Excel file of 60,000 rows",
        "v.xlsx",
        lambda: zipped(excel({"xl/worksheets/sheet2.xml": sheet("<v>1</v>" + _rows(60_000))})),
    ),
    good("an OpenDocument text", "plan.odt", lambda: zipped(open_document())),
    good(
        "an OpenDocument text with a link",
        "plan.odt",
        lambda: zipped(open_document(inside='<text:a xlink:href="https://example.org/">us</text:a>')),
    ),
    good(
        "an OpenDocument text with a picture",
        "plan.odt",
        lambda: zipped(open_document(extra={"Pictures/1.png": png(), "Thumbnails/thumbnail.png": png()})),
    ),
    good("an OpenDocument spreadsheet", "visits.ods", lambda: zipped(open_document("spreadsheet"))),
    good(
        "a spreadsheet with a hidden sheet",
        "visits.ods",
        lambda: zipped(open_document("spreadsheet", '<style:table-properties table:display="false"/>')),
        "hidden-sheets",
    ),
    good("a PDF", "plan.pdf", pdf),
    good("a PDF that opens at a page", "plan.pdf", lambda: pdf(catalogue=b"/OpenAction [3 0 R /XYZ null null 0]")),
    good(
        "a PDF that opens at a page by an action",
        "plan.pdf",
        lambda: pdf(b"<< /S /GoTo /D [3 0 R /Fit] >>", catalogue=b"/OpenAction 4 0 R"),
    ),
    good(
        "a PDF that opens at a page by a packed action",
        "plan.pdf",
        lambda: pdf(stream(b"7 0 << /S /GoTo /D [3 0 R /Fit] >>", PACKED_OBJECTS), catalogue=b"/OpenAction 7 0 R"),
    ),
    good("a PDF with a web link", "plan.pdf", lambda: pdf(b"<< /S /URI /URI (https://example.org/) >>")),
    good(
        "a PDF with packed objects",
        "plan.pdf",
        lambda: pdf(stream(b"7 0 << /A 1 >>", PACKED_OBJECTS)),
    ),
    good(
        "a PDF with a photograph",
        "plan.pdf",
        lambda: pdf(stream(b"", b"/Subtype /Image /Filter /DCTDecode", packed=jpeg())),
    ),
    good("a PNG picture", "board.png", png),
    good("a PNG picture with a text", "board.png", lambda: png(chunk(b"zTXt", b"a\x00\x00" + deflated(b"board")))),
    good("a JPEG picture", "board.jpg", jpeg),
    good("a JPEG picture by its long ending", "board.jpeg", jpeg),
    good("a JPEG picture with a small copy", "board.jpg", lambda: jpeg(behind=jpeg())),
)


def _rows(count: int) -> str:
    return "".join(f'</c></row><row r="{n}"><c r="A{n}"><v>{n * 7919 % 1009}</v>' for n in range(2, count))


def deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)


def written(sample: Sample, folder: "os.PathLike[str]") -> str:
    """Write the sample into a folder; returns the path."""
    path = os.path.join(folder, "content")
    with open(path, "wb") as file:
        file.write(sample.make())
    return path
