"""How plain text sets its paragraphs apart: by indents, by lines that hang under a mark, by marks for another's"
" words."""

import pytest

from lineofsight.intake.documents import Document
from lineofsight.intake.layout.furniture import is_closing, is_signature
from lineofsight.intake.understand import read_document


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in document(text).paragraphs()]


def document(text: str) -> Document:
    return read_document(text.encode(), "report.txt")


INDENTED = """Response of the agencies

    The review was published in May and made five
recommendations, all of which were accepted.
    Marsh Council has written to every carer in the
county.
    Marsh Police has not replied. Its inspector left
in June.
"""


def test_an_indent_alone_begins_a_paragraph_where_a_file_sets_them_apart_so():
    assert [text[:12] for text in paragraphs(INDENTED)] == ["The review w", "Marsh Counci", "Marsh Police"]


def test_control_without_the_indents_they_are_one():
    assert len(paragraphs(INDENTED.replace("\n    ", "\n"))) < 3


def test_a_line_hangs_under_the_number_above_it():
    text = (
        "What we did\n\n1) Marsh Council met 61 families.\n   The rest had moved.\n2) Marsh Trust trained all staff.\n"
    )

    assert paragraphs(text) == ["Marsh Council met 61 families. The rest had moved.", "Marsh Trust trained all staff."]
    assert len(paragraphs(text.replace("\n   ", "\n\n"))) == 3


def test_a_mark_for_the_words_of_another_is_no_part_of_them():
    text = (
        "What they said\n\n> “I was heard at last,” wrote a nurse after the course.\n\nThey will come again in May.\n"
    )

    assert paragraphs(text)[0] == "“I was heard at last,” wrote a nurse after the course."


COLON = "A boy of fifteen, who had been asked for his view of it, put it this way:"
SHOWN = "“They kept asking me why. Nobody asked whether there was hot water.”"


@pytest.mark.parametrize("below", [["The Council replied in June, by which time he had moved."], []])
def test_one_quotation_under_a_colon_is_of_its_paragraph(below: list[str]):
    read = paragraphs("\n\n".join(["What was said in the year", "They were asked in May.", COLON, SHOWN, *below]))

    assert read == ["They were asked in May.", f"{COLON} {SHOWN}", *below]


def test_control_two_quotations_under_a_colon_are_a_list():
    second = "“It was all right in the end, I suppose, and they meant well.”"

    assert paragraphs("\n\n".join(["What was said in the year", "They were asked.", COLON, SHOWN, second]))[1:] == [
        COLON,
        SHOWN,
        second,
    ]


@pytest.mark.parametrize(
    "words", ["Yours,", "Yours very truly", "With all good wishes,", "Kindest regards", "Regards,"]
)
def test_a_letter_is_closed_in_many_ways(words: str):
    assert is_closing(words)


@pytest.mark.parametrize("words", ["Yours was the first reply.", "With thanks to the Trust, we went on."])
def test_control_a_sentence_closes_no_letter(words: str):
    assert not is_closing(words)


def test_a_lay_member_signs_and_a_lay_off_does_not():
    assert is_signature("Dorothy Aske-Pell, lay member")
    assert not is_signature("Marsh Homes lay off staff")
