"""Shapes in which reports come as PDF: narrow columns, numbers in the margin, rows broken over a page."""

from fpdf import FPDF

from lineofsight.intake.documents import Document
from lineofsight.intake.understand import read_document
from tests.intake.readers.making_pdf import pages, put, write

SAYINGS = (
    "Marsh Council has moved its duty team into the police station, where they share a desk with officers.",
    "The Trust trained 214 nurses in the year. It is not yet known whether their records have improved.",
    "Since September the academy has kept a log of every contact, and governors read it at each meeting.",
    "Of the 31 children on a plan, 28 were seen alone. The other three were babies, and their beds were seen.",
)


def read(content: bytes) -> Document:
    return read_document(content, "report.pdf")


def paragraphs(content: bytes) -> list[tuple[object, str]]:
    return [(paragraph.number, paragraph.text) for paragraph in read(content).paragraphs()]


def in_columns(gutter: float, align: str, *, size: int = 16) -> bytes:
    """A page of two columns under a title that runs across both, and may end in a short line of its own."""

    def draw(pdf: FPDF) -> None:
        write(pdf, "What seven infants taught us about sleep", size=size, style="B")
        pdf.set_font("Helvetica", size=11)
        with pdf.text_columns(ncols=2, gutter=gutter, text_align=align, line_height=1.3) as columns:
            for said in SAYINGS * 4:
                with columns.paragraph(bottom_margin=6) as paragraph:
                    paragraph.write(said)

    return pages(draw)


def test_columns_that_stand_as_close_as_words_are_read_one_after_the_other():
    assert [text for _, text in paragraphs(in_columns(8, "J"))] == list(SAYINGS * 4)


def test_a_column_of_ragged_lines_under_a_wide_title_is_read_by_paragraphs():
    assert [text for _, text in paragraphs(in_columns(24, "L"))] == list(SAYINGS * 4)


def test_columns_under_a_large_title_that_ends_over_the_first_of_them_are_told_apart():
    read_as = [text for _, text in paragraphs(in_columns(24, "L", size=30))]

    assert read_as == list(SAYINGS * 4)


def test_control_lines_that_run_across_the_page_are_no_columns():
    def draw(pdf: FPDF) -> None:
        write(pdf, "What we did", size=16, style="B")
        for said in SAYINGS:
            write(pdf, said)

    assert [text for _, text in paragraphs(pages(draw))] == list(SAYINGS)


def test_bare_numbers_in_the_margin_number_the_paragraphs():
    def draw(pdf: FPDF) -> None:
        write(pdf, "Yearly statement", size=16, style="B")
        for number, said in enumerate(SAYINGS, start=1):
            y = pdf.get_y()
            put(pdf, str(number), 30, y + 11)
            write(pdf, said)

    assert paragraphs(pages(draw)) == list(enumerate(SAYINGS, start=1))


def test_a_number_of_three_levels_that_touches_its_text_is_parted_from_it():
    def draw(pdf: FPDF) -> None:
        write(pdf, "Yearly statement", size=16, style="B")
        for number, said in enumerate(SAYINGS, start=1):
            write(pdf, f"4.1.{number}{said}")

    assert paragraphs(pages(draw)) == [(f"4.1.{number}", said) for number, said in enumerate(SAYINGS, start=1)]


def test_a_row_broken_over_the_page_is_one_row_and_its_agency_stands_in_each():
    def ruled(pdf: FPDF, rows: list[tuple[float, list[tuple[str, float]]]]) -> None:
        """Rows of (height, cells as (words, height))."""
        y = pdf.get_y()
        for height, cells in rows:
            for x, (words, tall) in zip((60, 160, 360), cells, strict=False):
                if tall:
                    pdf.rect(x, y, 100 if x == 60 else 200, tall)
                for line, part in enumerate(words.split("\n")):
                    put(pdf, part, x + 4, y + 12 + 13 * line, size=10)
            y += height

    def first(pdf: FPDF) -> None:
        write(pdf, "What became of the actions", size=16, style="B")
        pdf.set_y(700)
        ruled(
            pdf,
            [
                (20, [("Agency", 20), ("Action", 20), ("Comment", 20)]),
                (20, [("Marsh Council", 40), ("Train 40 managers", 20), ("Done in May.", 20)]),
                (20, [("", 0), ("Read 30 records", 20), ("Done in June.", 20)]),
                (20, [("", 20), ("Flag children on a plan in", 20), ("Tested with", 20)]),
            ],
        )

    def second(pdf: FPDF) -> None:
        pdf.set_y(60)
        ruled(pdf, [(20, [("Marsh Trust", 20), ("the emergency department", 20), ("dummy records.", 20)])])

    table = read(pages(first, second)).tables[0]

    assert table.rows == (
        ("Marsh Council", "Train 40 managers", "Done in May."),
        ("Marsh Council", "Read 30 records", "Done in June."),
        ("Marsh Trust", "Flag children on a plan in the emergency department", "Tested with dummy records."),
    )


def test_headings_are_read_in_their_column():
    def draw(pdf: FPDF) -> None:
        write(pdf, "What seven infants taught us", size=16, style="B")
        with pdf.text_columns(ncols=2, gutter=14, text_align="L", line_height=1.3) as columns:
            for heading in ("Homes", "Courts"):
                pdf.set_font("Helvetica", style="B", size=12)
                with columns.paragraph(bottom_margin=4) as paragraph:
                    paragraph.write(heading)
                pdf.set_font("Helvetica", size=11)
                for said in SAYINGS * 2:
                    with columns.paragraph(bottom_margin=6) as paragraph:
                        paragraph.write(said)

    sections = read(pages(draw)).sections

    assert [(section.heading, len(section.paragraphs)) for section in sections] == [("Homes", 8), ("Courts", 8)]
    assert read(pages(draw)).title == "What seven infants taught us"
