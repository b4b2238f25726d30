"""Shapes of reports: codes for numbers, paragraphs set in a table, merged cells, a signature, a title over a table."""

import pytest

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.documents import Document
from lineofsight.intake.layout.structure import outline
from lineofsight.intake.understand import read_document, understand

LONG = "Marsh Council has moved its duty team into the police station, where they share a desk."


def text(*lines: str) -> Document:
    return read_document("\n\n".join(("Minutes of the Marsh executive", *lines)).encode(), "report.txt")


def numbers(document: Document) -> list[object]:
    return [paragraph.number for paragraph in document.paragraphs()]


@pytest.mark.parametrize(
    "marks, labels",
    [
        (("24/31.1", "24/31.2", "24/31.3"), ["24/31.1", "24/31.2", "24/31.3"]),
        (("A1.", "A2.", "A3."), ["A1", "A2", "A3"]),
        (("I.", "II.", "III."), ["I", "II", "III"]),
        (("i.", "ii.", "iii."), ["i", "ii", "iii"]),
        (("A1", "B1", "B2"), ["A1", "B1", "B2"]),
        (("B1", "B2", "C1"), ["B1", "B2", "C1"]),
        (("II.1", "II.2", "III.1", "III.2"), ["II.1", "II.2", "III.1", "III.2"]),
        (("REC1", "REC2", "REC3"), ["REC1", "REC2", "REC3"]),
        (("§4", "§5", "§6"), ["§4", "§5", "§6"]),
    ],
)
def test_paragraphs_are_numbered_by_what_counts_on(marks: tuple[str, ...], labels: list[str]):
    assert numbers(text(*(f"{mark} {LONG}" for mark in marks))) == labels


def test_control_what_does_not_count_on_belongs_to_the_text():
    document = text(f"A1 {LONG}", f"M62 {LONG}", f"Q7 {LONG}", f"S1 {LONG}", f"S2 {LONG}")

    assert numbers(document) == [None, None, None, "S1", "S2"]
    assert all(paragraph.text[1:2].isdigit() for paragraph in list(document.paragraphs())[:3])


def test_a_code_before_a_heading_is_part_of_what_the_section_is_called():
    document = text("R1 Information sharing", LONG, "R2 Supervision", LONG)

    assert [section.heading for section in document.sections] == ["R1 Information sharing", "R2 Supervision"]


def word(*texts: str) -> Document:
    blocks = [Block(Kind.TITLE, "Follow-up", 1), Block(Kind.HEADING, "What was done", 2)]
    blocks += [Block(Kind.PARAGRAPH, text, line) for line, text in enumerate(texts, start=3)]
    return understand(FileRead("word", tuple(blocks)))


@pytest.mark.parametrize(
    "last", ["Superintendent Jo Arkle, Public Protection", "Hanna Prior, independent author, May 2025", "Hanna Prior"]
)
def test_a_name_and_an_office_at_the_end_of_a_report_sign_it(last: str):
    document = word(LONG, last)

    assert [paragraph.text for paragraph in document.paragraphs()] == [LONG]
    assert [piece.text for piece in document.other] == [last]


@pytest.mark.parametrize("last", ["Hanna Prior has read every file", "Marsh Council, which pays for it, agreed"])
def test_control_a_sentence_without_a_stop_at_the_end_signs_nothing(last: str):
    assert [paragraph.text for paragraph in word(LONG, last).paragraphs()] == [LONG, last]


def test_a_letters_signature_and_copies_are_set_apart_at_its_end_and_before_an_annex():
    close = ("Yours sincerely", "Dr Wen Tarrow", "Chief Nurse", "cc: Director of Children's Services", "Enc: audit")

    assert [paragraph.text for paragraph in word(LONG, *close).paragraphs()] == [LONG]
    assert [paragraph.text for paragraph in word(LONG, *close[:3], LONG).paragraphs()] == [LONG, LONG]
    assert len(list(word(LONG, *close[:3], "Nobody had asked before.").paragraphs())) == 2


def test_where_a_letter_comes_from_stands_under_its_title_and_is_no_paragraph():
    head = ("Trust Headquarters, Mill Lane, Marsh", "Our ref: SG/25/014", "12 June 2025")
    blocks = [Block(Kind.HEADING, "Letter of assurance", 1)]
    blocks += [Block(Kind.PARAGRAPH, line, at) for at, line in enumerate(head, start=2)]
    blocks += [Block(Kind.HEADING, "Background", 5), Block(Kind.PARAGRAPH, LONG, 6)]

    document = understand(FileRead("letter", tuple(blocks)))

    assert document.title == "Letter of assurance"
    assert [paragraph.text for paragraph in document.paragraphs()] == [LONG]
    assert [piece.text for piece in document.other] == list(head)


def test_a_short_line_whose_sentence_ends_inside_a_quotation_is_no_heading():
    said = "She put it plainly: “I was heard.”"

    assert [paragraph.text for paragraph in text(LONG, said, LONG).paragraphs()] == [LONG, said, LONG]
    assert [part.heading for part in text(LONG, "What “heard” means", LONG).sections] == [None, "What “heard” means"]


def test_a_field_that_is_filled_in_is_no_heading():
    document = text("What we did", LONG, "RAG: amber", "What we did not", LONG)

    assert "RAG: amber" not in [section.heading for section in document.sections]


def test_what_follows_the_close_of_a_letter_is_its_signature():
    document = text(LONG, "Yours sincerely", "Maria Thorne, Independent Scrutineer")

    assert [paragraph.text for paragraph in document.paragraphs()] == [LONG]
    assert [piece.text for piece in document.other] == ["Yours sincerely", "Maria Thorne, Independent Scrutineer"]


def of_blocks(*blocks: Block) -> Document:
    return understand(FileRead("report.docx", (Block(Kind.TITLE, "Progress", 1), *blocks)))


def test_a_table_that_sets_paragraphs_beside_their_numbers_is_read_as_paragraphs():
    document = of_blocks(Block(Kind.TABLE, "", 2, rows=(("(a)", LONG), ("(b)", LONG))))

    assert numbers(document) == ["(a)", "(b)"]
    assert document.tables == ()


@pytest.mark.parametrize("rows", [(("1", "Train"), ("2", "Audit")), (("Marsh", LONG), ("Holm", LONG))])
def test_control_a_table_of_short_cells_or_of_names_stays_a_table(rows: tuple[tuple[str, ...], ...]):
    assert [table.rows for table in of_blocks(Block(Kind.TABLE, "", 2, rows=rows)).tables] == [rows]


def test_what_a_merged_cell_says_is_said_in_each_of_its_rows():
    rows = (("Agency", "Action"), ("Marsh Council", "Train"), ("", "Audit"), ("", "Write"))
    merged = Block(Kind.TABLE, "", 2, rows=rows, has_header=True, merged=((1, 0, 2, 1),))

    assert outline(FileRead("plan.docx", (merged,))).tables[0].rows == (
        ("Marsh Council", "Train"),
        ("Marsh Council", "Audit"),
        ("", "Write"),
    )


def test_speech_in_single_marks_goes_on_in_the_next_paragraph():
    document = text("1. Finn’s mother wrote to us: ‘One number would have helped.", "2. ‘So would a name.’ We agree.")

    assert [quotation.text for paragraph in document.paragraphs() for quotation in paragraph.quotations] == [
        "One number would have helped. So would a name."
    ]


def test_control_a_clipped_word_opens_no_speech():
    document = text("1. We met in the summer of ‘23 and again later.", "2. ‘So would a name,’ said one nurse of nine.")

    assert [quotation.text for paragraph in document.paragraphs() for quotation in paragraph.quotations] == [
        "So would a name,"
    ]
