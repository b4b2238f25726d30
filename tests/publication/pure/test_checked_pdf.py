"""A PDF is read again before it is published. Each fault is planted by another program; each is refused."""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.checked_pdf import faults_in_pdf
from lineofsight.publication.render.files import render
from lineofsight.publication.render.pdf import render_pdf
from tests.publication.pure import factory
from tests.publication.pure.pdf_file import changed, drawn

CONTENT = factory.content()
FILES = render(CONTENT)
PDF = FILES["summary.pdf"]
TEXT = b"BT 0 Tr/f1 11 Tf 1 0 0 -1 0 0 Tm"
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def faults(body: bytes) -> str:
    """What is said of a PDF alone: that the other files of the edition are missing is left out."""
    found = faults_in({"summary.pdf": body}, CONTENT)
    assert {fault.partition(": ")[0] for fault in found} >= FILES.keys() - {"summary.pdf"}
    return " ".join(fault for fault in found if fault.startswith("summary.pdf: "))


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    """The first tag of a kind."""
    return next(
        value for value in pdf.objects if isinstance(value, Dictionary) and value.get("/S") == kind and "/K" in value
    )


def note(pdf: pikepdf.Pdf, **said: object) -> None:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **said))
    pdf.pages[0].Annots = Array([*pdf.pages[0].Annots, made])


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["children.csv"] = b"a child"


def picture(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    pdf.pages[0].Resources.XObject = Dictionary(x0=made)


def layers(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Ann")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))


def author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Ann Person"


def metadata(old: bytes, new: bytes):
    def change(pdf: pikepdf.Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert old in said
        pdf.Root.Metadata.write(said.replace(old, new, 1))

    return change


def letters(pdf: pikepdf.Pdf) -> None:
    """The signs stand for other letters: what is copied out is not what is seen."""
    table = pdf.pages[0].Resources.Font.f1.ToUnicode
    said = table.read_bytes()
    assert b"<0065>" in said
    table.write(said.replace(b"<0065>", b"<006F>", 1))


def words_in_letters(pdf: pikepdf.Pdf) -> None:
    table = pdf.pages[0].Resources.Font.f1.ToUnicode
    table.write(table.read_bytes().replace(b"begincmap", b"% about a child\nbegincmap", 1))


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[4]


def swapped(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[1], kids[2] = kids[2], kids[1]


def loose(pdf: pikepdf.Pdf) -> None:
    pdf.make_indirect(Dictionary(Title=String("a child")))


def page_of_its_own(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


INK = b" q 1 0 0 -1 99 99 cm /c0 cs 0.043137256 0.047058824 0.047058824 scn "


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (INK + TEXT + b"[<0003>]TJ ET Q ", "it says more than was approved"),
        (b" /Artifact BMC ", "it says other words to those who listen"),
        (b" /Span BMC ", "it is damaged"),
    ],
)
def test_the_named_place_of_a_sentence_holds_nothing(more, told):
    def put(pdf: pikepdf.Pdf) -> None:
        page = next(page for page in pdf.pages if b"/Artifact BMC" in page.Contents.read_bytes())
        body = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(body.replace(b"/Artifact BMC", b"/Artifact BMC" + more, 1))

    assert told in faults(changed(PDF, put))


def test_control_saving_a_pdf_again_is_no_fault():
    assert faults(changed(PDF)) == ""


def test_control_a_table_that_goes_on_over_the_sheet_and_words_that_do_not_break_are_no_fault():
    words = "x" * 300 + " https://example.org/" + "a/" * 100
    content = factory.edition(replace(factory.line("said"), wording=words), published_note="Help is there. " * 150)

    made = render(content)

    assert faults_in(made, content) == ()
    with pdfplumber.open(BytesIO(made["summary.pdf"])) as document:
        assert sum(page.extract_text().count("What they show") for page in document.pages) == 3


@pytest.mark.parametrize(
    "words",
    [
        "Marks over letters: e\N{COMBINING ACUTE ACCENT}, q\N{COMBINING TILDE}, and one alone \N{COMBINING RING ABOVE}",
        "Unseen: soft\N{SOFT HYPHEN}hyphen, zero\N{ZERO WIDTH SPACE}width, \N{RIGHT-TO-LEFT OVERRIDE}turned",
        "Others: \N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}, \N{CJK UNIFIED IDEOGRAPH-4E2D}, \N{BENGALI LETTER BA}",
    ],
)
def test_control_letters_of_every_kind_are_no_fault_in_its_text_its_title_or_its_name(words):
    content = factory.edition(replace(factory.line("said"), wording=words), title=words * 3, partnership=words)

    assert list(faults_in_pdf(render_pdf(content), content, mark=content.sha)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda pdf: pdf.Root.__setattr__("OpenAction", SCRIPT), "something that runs or leads outside (OpenAction)"),
        (lambda pdf: pdf.pages[0].obj.__setattr__("AA", Dictionary(O=SCRIPT)), "runs or leads outside (AA)"),
        (lambda pdf: note(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org"))), "(A)"),
        (lambda pdf: note(pdf, Subtype=Name.Text, Contents=String("page 1")), "it holds a note (Text)"),
        (lambda pdf: note(pdf, Subtype=Name.Link, Contents=String("a child")), "words beside a link: «a child»"),
        (lambda pdf: note(pdf, Subtype=Name.FileAttachment, Contents=String("page 1")), "a note (FileAttachment)"),
        (attach, "an attached file (EmbeddedFiles)"),
        (lambda pdf: pdf.Root.__setattr__("AcroForm", Dictionary(Fields=[])), "a form (AcroForm)"),
        (picture, "a picture or a look of its own (XObject)"),
        (layers, "layers that can be hidden (OCProperties)"),
        (author, "a document property (Author)"),
        (lambda pdf: pdf.docinfo.__setitem__("/Title", "A child"), "the document property «Title» says «A child»"),
        (lambda pdf: pdf.docinfo.__setitem__("/ModDate", "D:20260719"), "the document property «ModDate» says"),
        (lambda pdf: pdf.docinfo.__setitem__("/Creator", "Ann"), "the document property «Creator» says «Ann»"),
        (metadata(b"</dc:title>", b"</dc:title><dc:creator>Ann</dc:creator>"), "«creator» says «Ann»"),
        (metadata(b"</dc:title>", b"</dc:title><!-- a child -->"), "it holds a note between its elements"),
        (metadata(b'xml:lang="x', b'title="a child" xml:lang="x'), "a document property holds more than words"),
        (lambda pdf: pdf.Root.__setattr__("PieceInfo", Dictionary()), "data of somebody's program (PieceInfo)"),
        (lambda pdf: pdf.Root.__setattr__("Lang", String("en-US")), "British English"),
        (lambda pdf: first(pdf, "/H2").__setattr__("T", String("a child")), "it tells those who listen «a child»"),
        (lambda pdf: first(pdf, "/P").__setattr__("Alt", String("a child")), "for those who listen (Alt)"),
        (lambda pdf: first(pdf, "/P").__setattr__("ActualText", String("a child")), "those who listen (ActualText)"),
        (lambda pdf: first(pdf, "/P").__setattr__("ID", String("a child")), "words beside its text: «a child» (ID)"),
        (
            lambda pdf: first(pdf, "/P").__setattr__("S", Name("/AnnPerson")),
            "something that no edition has (AnnPerson)",
        ),
        (lambda pdf: first(pdf, "/P").__setattr__("S", Name.H2), "(H2) where"),
        (lambda pdf: pdf.Root.Outlines.First.__setattr__("Title", String("a child")), "list of headings"),
        (lambda pdf: pdf.Root.MarkInfo.__setattr__("Marked", False), "it does not say that it is tagged"),
        (
            lambda pdf: pdf.pages[0].obj.__setattr__("CropBox", Array([0, 0, 9, 9])),
            "something that no edition has (CropBox)",
        ),
        (lambda pdf: pdf.pages[0].obj.__setattr__("MediaBox", Array([0, 0, 400, 841])), "its sheets are not A4"),
        (letters, "does not stand there word for word"),
        (words_in_letters, "damaged, or not in the plain form"),
        (untagged, "it holds words that stand under no tag"),
        (swapped, "where «"),
        (page_of_its_own, "the document property «NPages» says"),
        (drawn(TEXT, b"BT 3 Tr/f1 11 Tf 1 0 0 -1 0 0 Tm"), "it holds hidden text"),
        (drawn(TEXT, b"BT 0 Tr/f1 1 Tf 1 0 0 -1 0 0 Tm"), "text too small to be read"),
        (drawn(TEXT, b"BT 0 Tr/f1 11 Tf 0 1 1 0 0 0 Tm"), "it turns or stretches what it says"),
        (drawn(b"0.043137256 0.047058824 0.047058824 scn", b"1 1 1 scn"), "a colour that no edition has"),
        (drawn(b"q 1 0 0 -1 70.86614 7", b"q 1 0 0 -1 970.86614 7"), "text beside the sheet"),
        (drawn(b"EMC/Span<</MCID 3>>BDC", b"EMC/Span<</MCID 3/ActualText(a child)>>BDC"), "who listen (ActualText)"),
        (drawn(b"EMC/Span<</MCID 3>>BDC", b"EMC/Artifact<</Type/Layout>>BDC"), "it says more than was approved"),
        (drawn(b"EMC/Span", b"EMC q 0 0 m 90 0 l 90 90 l 0 90 l h f Q /Span"), "drawn that could cover words"),
        (drawn(b"EMC/Span", b"EMC q 50 w 0 0 m 90 0 l S Q /Span"), "drawn that could cover words"),
        (drawn(b"EMC/Span", b"EMC /x0 Do /Span"), "something that no edition does (Do)"),
        (drawn(b"EMC/Span", b"EMC /g0 gs /Span"), "something that no edition does (gs)"),
        (drawn(b"\nBT", b"\n% about a child\nBT"), "damaged, or not in the plain form"),
    ],
)
def test_what_could_hide_or_run_something_is_refused(change, told):
    assert told in faults(changed(PDF, change))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (PDF + b"1 0 obj\n<<>>\nendobj\n", "damaged"),
        (PDF.replace(b"endobj\n", b"endobj\na child\n", 1), "damaged"),
        (PDF.replace(b"%\x80\x80\x80\x80\n\n", b"%\x80\x80\x80\x80\n%", 1), "between its objects"),
        (PDF[:-40], "damaged"),
        (b"", "damaged"),
        (b"%PDF-1.7\n", "damaged"),
    ],
)
def test_what_lies_between_the_objects_is_refused(body, told):
    assert told in faults(body)


def test_an_earlier_state_of_the_file_below_a_later_one_is_refused():
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pages = pdf.Root.Pages.objgen[0]
        count = len(pdf.pages)
    at = len(PDF)
    later = b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [] >>\nendobj\n" % (pages, count)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 9 /Prev 9 /Root 9 0 R >>\n" % (pages, at)

    body = PDF + later + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(later))

    assert "damaged, or not in the plain form" in faults(body)


def test_something_to_which_nothing_leads_is_refused():
    number = int(PDF.rsplit(b"xref\n0 ", 1)[1].split()[0])
    head, table = PDF.split(b"xref\n0 ", 1)
    more = b"%d 0 obj\n(about a child)\nendobj\n" % number
    entry = b"%010d 00000 n \n" % len(head)
    rest = table.split(b"\n", 1)[1].replace(b"trailer", entry + b"trailer", 1)
    rest = rest[: rest.index(b"startxref")] + b"startxref\n%d\n%%%%EOF" % (len(head) + len(more))

    assert "to which nothing leads" in faults(head + more + b"xref\n0 %d\n" % (number + 1) + rest)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"wording": "Managers read a large sample of files."}, "Sentence 3 does not stand there word for word"),
        ({"agency": factory.HEALTH}, "where «"),
        ({"number": 77}, "does not stand there word for word"),
    ],
)
def test_a_pdf_of_another_edition_is_refused(change, told):
    third = CONTENT.lines()[2]
    other = replace(
        CONTENT,
        sections=tuple(
            replace(section, lines=tuple(replace(line, **change) if line == third else line for line in section.lines))
            for section in CONTENT.sections
        ),
    )

    assert told in " ".join(faults_in({"summary.pdf": PDF}, other))
