"""Whose account a report is, by its title: whoever that is says «we» in it."""

import pytest

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.understand import read_document, understand


def who_says_we(title: str, *paragraphs: str) -> list[str]:
    """The agencies of the last paragraph of a report with this title."""
    lines = [Block(Kind.TITLE, line, place) for place, line in enumerate(title.split("\n"), start=1)]
    lines += [Block(Kind.PARAGRAPH, text, place) for place, text in enumerate(paragraphs, start=9)]
    return list(list(understand(FileRead("report.docx", tuple(lines))).paragraphs())[-1].agencies)


TITLES = [
    (
        "Fernhill Academy Trust – our response to the practice review into the death of Child W",
        "Fernhill Academy Trust",
    ),
    ("Letter from the Chief Constable of Marlshire Police to the partnership", "Marlshire Police"),
    ("Statement by Harrow Lane Medical Practice", "Harrow Lane Medical Practice"),
    ("Response of Tidewell Housing to the recommendations of the review", "Tidewell Housing"),
    ("Cafcass response to the Child M review: six months on", "Cafcass"),
    ("What Northmarsh Housing has done since the review", "Northmarsh Housing"),
    ("Health visiting service, Eastvale Community NHS Trust: report to the board", "Eastvale Community NHS Trust"),
    ("Eastvale Hospitals NHS Trust\nQuality and Safety Committee\nWhat we learned", "Eastvale Hospitals NHS Trust"),
    ("Report of the Director of Children's Services, Wexley Council", "Wexley Council"),
    ("Haven Women's Aid annual review", "Haven Women's Aid"),
    ("Self-assessment by St Jude's Catholic Primary School", "St Jude's Catholic Primary School"),
    ("Progress report: Dunmoor Constabulary", "Dunmoor Constabulary"),
    ("NHS Wold Integrated Care Board update to the safeguarding executive", "NHS Wold Integrated Care Board"),
    ("Submission of the Coast Ambulance Service NHS Trust to the review panel", "Coast Ambulance Service NHS Trust"),
    ("How Greatford Police has responded to the Linden review", "Greatford Police"),
]


@pytest.mark.parametrize("title, name", TITLES, ids=[title for title, _ in TITLES])
def test_the_body_that_a_title_names_as_its_writer_is_we(title: str, name: str):
    assert who_says_we(title, "We have written down what we will do.") == [name]


def test_two_bodies_that_write_together_are_both_we():
    title = "Joint statement by Wexley Council and Greatford Police"

    assert who_says_we(title, "We have signed a protocol.") == ["Wexley Council", "Greatford Police"]


def test_a_title_that_says_our_leaves_it_to_the_first_body_named_who_we_are():
    lines = ("Fernhill Academy Trust runs six schools.", "We have changed our policy.")

    assert who_says_we("Our response to the review of Baby P", *lines) == ["Fernhill Academy Trust"]


@pytest.mark.parametrize(
    "title",
    [
        "Wexley Safeguarding Children Partnership: summary of progress",
        "Inspection of Wexley Council",
        "Letter to Wexley Council from the independent scrutineer",
        "A visit to Wexley Council",
    ],
)
def test_whoever_is_only_written_to_or_about_is_not_we(title: str):
    assert who_says_we(title, "We have read forty plans.") == []


LETTERS = [
    ("Dear Chair,", "Thank you for your letter.", "Yours sincerely,", "Ann Lee", "Superintendent, Marlshire Police"),
    ("Marlshire Police, Castle Hill", "Dear Chair,", "Thank you for your letter.", "Kind regards,", "Ann Lee"),
    ("From: Marlshire Police", "To: the partnership", "Thank you for your letter."),
    ("This is the reply of Marlshire Police to your letter of May.",),
]


def letter(*lines: str, title: str = "Reply to the partnership") -> list[tuple[str, ...]]:
    """Who acts where the letter says «we», whatever stands around it."""
    said = "We have trained forty people since the spring, and they use what they learned."
    after = next((place for place, line in enumerate(lines) if line.endswith("letter.")), len(lines) - 1) + 1
    text = "\n\n".join([title, *lines[:after], said, "The letters are shorter than they were.", *lines[after:]])
    paragraphs = read_document(f"{text}\n".encode(), "letter.txt").paragraphs()
    return [paragraph.agencies for paragraph in paragraphs if paragraph.text == said]


@pytest.mark.parametrize("lines", LETTERS, ids=[lines[0] for lines in LETTERS])
def test_a_letter_is_written_by_who_signs_it_or_sends_it(lines: tuple[str, ...]):
    assert letter(*lines) == [("Marlshire Police",)]


def test_control_a_letter_that_the_chair_of_the_partnership_signs_is_no_agencys():
    signed = ("Yours sincerely,", "Ann Lee", "Independent Chair, Marlshire Safeguarding Partnership")

    assert letter("Marlshire Police", "Dear Superintendent,", "Thank you for your letter.", *signed) == [()]
