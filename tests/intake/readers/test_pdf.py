"""PDF files: what the pages show is what is read, in the order in which people read it."""

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.pdf import read_pdf
from tests.intake.readers.making_pdf import PROSE, bare, flow, pages, picture, put, table, write


def texts(content: bytes) -> list[str]:
    return [block.text for block in of(content).blocks if block.kind is not Kind.TABLE]


def of(content: bytes) -> FileRead:
    return read(content, "report.pdf")


def kinds(content: bytes) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in of(content).blocks]


def codes(content: bytes) -> list[str]:
    return [doubt.code for doubt in of(content).doubts]


def tables(content: bytes) -> list[Block]:
    return [block for block in of(content).blocks if block.kind is Kind.TABLE]


def report(pdf: FPDF) -> None:
    write(pdf, "Summary of progress", size=22, style="B")
    write(pdf, "What we did", size=15, style="B")
    write(pdf, PROSE)
    write(pdf, "Supervision", style="B")
    write(pdf, PROSE.replace("Visits", "Calls"))


# --- text ------------------------------------------------------------------------------------------------------------


def test_titles_headings_and_paragraphs_are_told_by_their_letters():
    assert kinds(pages(report)) == [
        (Kind.TITLE, "Summary of progress"),
        (Kind.HEADING, "What we did"),
        (Kind.PARAGRAPH, PROSE),
        (Kind.HEADING, "Supervision"),
        (Kind.PARAGRAPH, PROSE.replace("Visits", "Calls")),
    ]


def columns(pdf: FPDF) -> None:
    write(pdf, "A heading over the whole width of the page, and long enough", size=16, style="B")
    top = pdf.get_y()
    for x, word in ((60, "left"), (310, "right")):
        pdf.set_y(top)
        write(pdf, f"In the {word} column. {PROSE}", x=x, width=225)


def test_two_columns_under_a_title_are_read_one_after_the_other():
    found = texts(pages(columns))

    assert found[1:] == [f"In the left column. {PROSE}", f"In the right column. {PROSE}"]


END = "The end of the text stands beside its beginning, at the top of the column."


def begun(pdf: FPDF, left: list[str]) -> None:
    """Paragraphs on the left, and the end of the text at the top of the right half."""
    top = pdf.get_y()
    for text in left:
        write(pdf, text, x=60, width=225)
    pdf.set_y(top)
    write(pdf, END, x=310, width=225)


def test_a_second_column_that_has_only_just_begun_is_one():
    left = [f"{PROSE} This was part {part}." for part in range(4)]

    assert texts(pages(lambda pdf: begun(pdf, left))) == [*left, END]


def test_control_beside_short_words_one_below_the_other_it_is_a_note_on_the_first():
    labels = [f"Label {number}" for number in range(12)]

    assert texts(pages(lambda pdf: begun(pdf, labels)))[0].startswith("Label 0 The end of the text")


def test_three_columns_are_read_one_after_the_other():
    def three(pdf: FPDF) -> None:
        write(pdf, "Three columns", size=18, style="B")
        top = pdf.get_y()
        for column in range(3):
            pdf.set_y(top)
            for part in range(2):
                write(pdf, f"Column {column}, part {part}. {PROSE}", x=40 + 175 * column, width=160)

    found = texts(pages(three))

    assert found[1:] == [f"Column {column}, part {part}. {PROSE}" for column in range(3) for part in range(2)]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    def long(pdf: FPDF) -> None:
        write(pdf, "Heading", size=16, style="B")
        pdf.ln(560)
        write(pdf, PROSE * 4)

    content = flow(long)

    assert PROSE * 4 in texts(content)


def test_a_hyphen_of_the_line_goes_and_one_of_the_word_stays():
    lines = [
        "The safeguarding lead wrote to each of the safe-",
        "guarding boards about the work of the multi-",
        "agency team.",
    ]
    content = pages(lambda pdf: [put(pdf, line, 60, 100 + 14 * place) for place, line in enumerate(lines)])

    assert texts(content) == [
        "The safeguarding lead wrote to each of the safeguarding boards about the work of the multi-agency team."
    ]


def test_words_are_parted_by_their_places_where_no_space_is_written():
    assert texts(bare("BT /F1 11 Tf 60 700 Td [(V)40(isits)-280(were)-280(made)-280(in)-280(time.)] TJ ET")) == [
        "Visits were made in time."
    ]


def test_a_number_at_the_margin_and_a_bullet_begin_paragraphs():
    def listed(pdf: FPDF) -> None:
        for number, y in (("4.1", 100), ("4.2", 128)):
            put(pdf, number, 60, y)
            put(pdf, f"All of the families in part {number[-1]} were asked what had helped them and", 95, y)
            put(pdf, "what had not helped.", 95, y + 14)
        put(pdf, "\x95", 95, 156)
        put(pdf, "first of all the school", 110, 156)

    found = of(pages(listed)).blocks

    assert [block.text[:9] for block in found] == ["4.1 All o", "4.2 All o", "first of "]
    assert found[2].kind is Kind.LIST_ITEM


def test_running_heads_and_page_numbers_stand_apart():
    def page(pdf: FPDF) -> None:
        put(pdf, "Ferrisby partnership: yearly report", 60, 40, size=9)
        pdf.set_y(80)
        write(pdf, PROSE)
        put(pdf, f"Page {pdf.page_no()} of 3", 270, 815, size=9)

    found = kinds(pages(page, page, page))

    assert [text for kind, text in found if kind is Kind.FURNITURE] == [
        "Ferrisby partnership: yearly report",
        "Page 1 of 3",
    ]


def noted(pdf: FPDF) -> None:
    put(pdf, "Visits were made in time, as the inspectors had asked us to", 60, 100)
    put(pdf, "3", 60 + pdf.get_string_width("Visits were made in time, as the inspectors had asked us to"), 95, size=6)
    write(pdf, "")
    pdf.line(60, 740, 160, 740)
    put(pdf, "3 The letter of the inspectors.", 60, 752, size=8)


def test_a_note_at_the_foot_is_a_note_and_its_mark_stands_in_no_word():
    found = kinds(pages(noted))

    assert (Kind.NOTE, "3 The letter of the inspectors.") in found
    assert found[0][1] == "Visits were made in time, as the inspectors had asked us to"


# --- what is not read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hidden", "code"),
    [
        ("3 Tr (secret) Tj", "hidden-text"),
        ("1 g (secret) Tj", "hidden-text"),
        ("0 -900 Td (secret) Tj", "hidden-text"),
        ("0 1 -1 0 300 300 Tm (secret) Tj", "turned-text"),
    ],
)
def test_text_that_nobody_sees_is_not_read_and_it_is_said(hidden: str, code: str):
    content = bare(f"BT /F1 11 Tf 60 700 Td (Visits were made.) Tj 0 -40 Td {hidden} ET")

    assert texts(content) == ["Visits were made."]
    assert codes(content) == [code]


def test_words_under_a_black_box_are_not_read():
    content = bare("BT /F1 11 Tf 60 700 Td (The child ) Tj (Secretname) Tj ET 0 g 108 690 80 20 re f")

    assert "Secretname" not in " ".join(texts(content))
    assert "hidden-text" in codes(content)


def test_control_white_words_on_a_dark_ground_are_read():
    content = bare("0 0 0.5 rg 50 690 300 30 re f 1 g BT /F1 11 Tf 60 700 Td (Visits were made.) Tj ET")

    assert texts(content) == ["Visits were made."]
    assert codes(content) == []


def test_pictures_of_pages_are_refused():
    with pytest.raises(Unreadable, match=r"^This PDF holds pictures of pages and no text\. Ask for the Word file\.$"):
        of(pages(picture, picture))


def test_a_page_that_is_a_picture_is_named():
    content = pages(report, picture)

    assert [d.sentence for d in of(content).doubts] == ["Not read: page 2, a picture of a page; ask for the Word file."]


def test_a_file_with_a_password_is_refused():
    pdf = FPDF()
    pdf.add_page()
    pdf.set_encryption(owner_password="owner", user_password="user")

    with pytest.raises(Unreadable, match="locked with a password"):
        of(bytes(pdf.output()))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", b"not a PDF", pages(report)[:300]])
def test_a_damaged_file_is_refused_in_a_sentence(content: bytes):
    with pytest.raises(Unreadable, match=r"\.$"):
        of(content)


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lineofsight.intake.readers.pdf_file.MOST_PAGES", 2)

    with pytest.raises(Unreadable, match="more than 2 pages"):
        of(pages(report, report, report))


def test_each_page_is_told_as_it_is_read():
    heard: list[tuple[int, int]] = []

    read_pdf(pages(report, report), "report.pdf", on_page=lambda page, total: heard.append((page, total)))

    assert heard == [(1, 2), (2, 2)]


# --- tables and boxes ------------------------------------------------------------------------------------------------

ROWS = [
    ("Action", "Lead", "By when"),
    ("Ask each family what helped them", "Council", "March"),
    ("Train", "Trust", "May"),
]


def test_a_ruled_table_is_a_table_and_no_word_of_it_is_in_the_text():
    content = pages(lambda pdf: [write(pdf, PROSE), table(pdf, ROWS)])

    assert tables(content)[0].rows == tuple(ROWS)
    assert tables(content)[0].has_header
    assert texts(content) == [PROSE]


def test_a_table_over_two_pages_is_one_with_one_header():
    rows = [ROWS[0], *[(f"Action number {n}", "Council", "May") for n in range(60)]]

    found = tables(flow(lambda pdf: table(pdf, rows)))

    assert [block.rows for block in found] == [tuple(rows)]


def test_a_cell_that_shows_only_a_colour_says_the_colour():
    def coloured(pdf: FPDF) -> None:
        table(pdf, [("Action", "Status"), ("Visit", "")])
        pdf.set_fill_color(0, 160, 60)
        pdf.rect(300, pdf.get_y() - 13, 230, 12, style="F")

    content = pages(coloured)

    assert tables(content)[0].rows[1] == ("Visit", "green")
    assert codes(content) == ["colour-only"]


def test_a_box_of_text_is_read_as_its_own_paragraphs():
    def boxed(pdf: FPDF) -> None:
        write(pdf, PROSE)
        pdf.set_fill_color(220, 235, 250)
        pdf.rect(60, 300, 400, 80, style="F")
        put(pdf, "What a parent said in the box", 80, 330)
        pdf.set_y(420)
        write(pdf, PROSE)

    assert texts(pages(boxed)) == [PROSE, "What a parent said in the box", PROSE]


def test_boxes_of_grey_side_by_side_are_read_one_after_the_other():
    def boxed(pdf: FPDF) -> None:
        write(pdf, PROSE)
        top = pdf.get_y()
        for x in (60, 310):
            pdf.set_fill_color(225, 225, 225)
            pdf.rect(x, top, 225, 130, style="F")
            pdf.set_y(top + 8)
            write(pdf, f"Box at {x}. {PROSE}", x=x + 8, width=205)

    assert texts(pages(boxed)) == [PROSE, f"Box at 60. {PROSE}", f"Box at 310. {PROSE}"]


# --- tables without rules ---------------------------------------------------------------------------------------------

MEASURES = [
    ("Measure", "2023", "2024"),
    ("Visits in time", "71%", "88%"),
    ("Plans read", "14", "1,040"),
    ("Staff of the front door and\nof the hospital trained", "112", "251"),
    ("Homes checked", "9", "12"),
]


def in_columns(pdf: FPDF, rows: list[tuple[str, ...]], y: float, *, bands: bool = False) -> None:
    """Rows whose words stand under each other; a cell may have two lines, and every other row a grey band."""
    for index, row in enumerate(rows):
        if bands and index % 2 == 0:
            pdf.set_fill_color(225, 225, 225)
            pdf.rect(58, y - 12, 475, 16, style="F")
        for x, cell in zip((60, 300, 420), row, strict=False):
            for line, part in enumerate(cell.split("\n")):
                put(pdf, part, x, y + 13 * line)
        y += 18 + 13 * max(cell.count("\n") for cell in row)
    pdf.set_y(y + 10)


def plain(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.replace("\n", " ") for cell in row) for row in rows)


def test_words_under_each_other_are_a_table_without_rules():
    content = pages(lambda pdf: [write(pdf, PROSE), in_columns(pdf, MEASURES, pdf.get_y()), write(pdf, PROSE)])

    assert [block.rows for block in tables(content)] == [plain(MEASURES)]
    assert tables(content)[0].has_header
    assert texts(content) == [PROSE, PROSE]


def test_a_table_without_rules_goes_on_overleaf():
    content = pages(
        lambda pdf: [write(pdf, PROSE), in_columns(pdf, MEASURES, 690)],
        lambda pdf: [in_columns(pdf, [("Calls heard", "61", "60")] * 3, 70), write(pdf, PROSE)],
    )

    assert [block.rows for block in tables(content)] == [(*plain(MEASURES), *[("Calls heard", "61", "60")] * 3)]


def test_grey_bands_behind_its_rows_part_no_table():
    short = [row for row in MEASURES if "\n" not in row[0]]

    content = pages(lambda pdf: [write(pdf, PROSE), in_columns(pdf, short, pdf.get_y() + 10, bands=True)])

    assert [block.rows for block in tables(content)] == [plain(short)]


@pytest.mark.parametrize(
    "rows",
    [
        [("1.", "The Trust has opened a clinic."), ("2.", "The Council has not."), ("3.", "Both will.")],
        [("Introduction", "3"), ("What we did", "5"), ("What comes next", "11")],
        [("To:", "The chair of the board"), ("From:", "The head of service"), ("About:", "Visits")],
        [("Visits in time", "71%", "88%"), ("Plans read", "14", "40")],
    ],
    ids=["numbered paragraphs", "contents", "the head of a letter", "two rows"],
)
def test_control_words_under_each_other_are_no_table_where_they_mean_another_thing(rows: list[tuple[str, ...]]):
    content = pages(lambda pdf: [write(pdf, PROSE), in_columns(pdf, rows, pdf.get_y() + 10)])

    assert tables(content) == []


# --- no word lost, none twice ----------------------------------------------------------------------------------------

SAID = ["visits", "were", "made", "by", "the", "council", "in", "time", "and", "families", "asked"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=30)
PIECES = st.lists(st.one_of(WORDS.map(" ".join), st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=3)), max_size=5)


@given(PIECES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_word_is_lost_and_none_is_read_twice(pieces: list[str | list[tuple[list[str], list[str]]]]):
    said = ["opening"]

    def draw(pdf: FPDF) -> None:
        write(pdf, "opening")
        for piece in pieces:
            if isinstance(piece, str):
                write(pdf, piece)
                said.extend(piece.split())
            else:
                rows = [(" ".join(one), " ".join(two)) for one, two in piece]
                table(pdf, rows, headings=False)
                pdf.ln(12)
                said.extend(" ".join(cell for row in rows for cell in row).split())

    content = flow(draw)
    found = [
        " ".join([block.printed, block.text, *(cell for row in block.rows for cell in row)])
        for block in of(content).blocks
    ]

    assert sorted(" ".join(found).split()) == sorted(said)
