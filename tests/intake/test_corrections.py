"""A person's corrections of a read report: each changes what it names, in whatever order, and nothing else."""

from itertools import permutations

import pytest

from lineofsight.intake.correcting.corrected import corrected, parts_of
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field
from lineofsight.intake.documents import Document, Paragraph, SentenceKind, from_json, to_json
from lineofsight.intake.understand import read_document

REPORT = """Summary of Progress

Visits

1. Wexcombe Council gave managers a list of visits. The list is read each week.

2. Ofsted found that: "managers know which visits are late and why". Of the visits read, 34 (85%) were in time.

Court

3. Guidance was written for practitioners.

Page 7 of 9
"""


@pytest.fixture
def report() -> Document:
    return read_document(REPORT.encode(), "report.txt")


def said(document: Document) -> list[Paragraph]:
    return list(document.paragraphs())


def places_hold(document: Document) -> bool:
    """Every sentence, figure and quotation stands where it says it stands."""
    return all(
        paragraph.text[piece.start : piece.end] == piece.text
        for paragraph in document.paragraphs()
        for piece in (*paragraph.sentences, *paragraph.figures)
    ) and all(
        one.text in paragraph.text[one.start : one.end]
        for paragraph in document.paragraphs()
        for one in paragraph.quotations
    )


def test_a_report_comes_back_from_json_as_it_was(report):
    assert from_json(to_json(report)) == report


def test_without_corrections_a_report_stays_as_it_was_read(report):
    assert corrected(report, []) == report


def test_an_agency_is_named_for_every_sentence_of_a_paragraph(report):
    right = corrected(report, [Correction(2, Field.AGENCY, 0, "", "Wexcombe Police")])

    assert {one.agency for one in said(right)[2].sentences} == {"Wexcombe Police"}
    assert said(right)[2].agencies == ("Wexcombe Police",)
    assert "Wexcombe Police" in {agency.name for agency in right.agencies}
    assert said(right)[:2] == said(report)[:2]


def test_one_sentence_may_be_another_agencys_than_its_paragraph(report):
    second = said(report)[0].sentences[1]
    fixes = [
        Correction(0, Field.AGENCY, 0, "", "Wexcombe Police"),
        Correction(0, Field.SENTENCE, second.start, "", "Northmoor Health"),
    ]

    assert [one.agency for one in said(corrected(report, fixes))[0].sentences] == [
        "Wexcombe Police",
        "Northmoor Health",
    ]


def test_a_quotation_that_is_none_becomes_a_term_and_its_sentence_is_read_again(report):
    (quotation,) = said(report)[1].quotations
    right = said(corrected(report, [Correction(1, Field.MARKED, quotation.start, "quotation", "term")]))[1]

    assert right.quotations == ()
    assert [term.text for term in right.terms] == [quotation.text]
    assert said(report)[1].sentences[0].kind is SentenceKind.QUOTATION
    assert right.sentences[0].kind is not SentenceKind.QUOTATION


def test_a_speaker_and_a_denominator_are_set_right(report):
    (quotation,) = said(report)[1].quotations
    figure = said(report)[1].figures[0]
    fixes = [
        Correction(1, Field.SPEAKER, quotation.start, "Ofsted", "The Care Inspectorate"),
        Correction(1, Field.DENOMINATOR, figure.start, "", "40"),
    ]
    right = said(corrected(report, fixes))[1]

    assert right.quotations[0].attributed_to == "The Care Inspectorate"
    assert right.figures[0].denominator == 40


def test_what_is_no_figure_is_no_longer_one(report):
    figure = said(report)[1].figures[0]
    right = said(corrected(report, [Correction(1, Field.FIGURE, figure.start, "figure", "no figure")]))[1]

    assert figure not in right.figures
    assert len(right.figures) == len(said(report)[1].figures) - 1


def test_a_denominator_that_is_no_number_is_refused_in_a_sentence(report):
    figure = said(report)[1].figures[0]

    with pytest.raises(CannotCorrect, match="Enter a whole number"):
        corrected(report, [Correction(1, Field.DENOMINATOR, figure.start, "", "forty")])


def test_a_paragraph_is_cut_in_two_and_every_place_still_holds(report):
    second = said(report)[1].sentences[1]
    right = corrected(report, [Correction(1, Field.SPLIT, second.start, "", "yes")])

    assert [one.number for one in said(right)] == [1, 2, None, 3]
    assert said(right)[2].text == second.text
    assert len(said(right)[2].figures) == len(said(report)[1].figures)
    assert places_hold(right)


def test_a_paragraph_is_not_cut_inside_a_quotation(report):
    (quotation,) = said(report)[1].quotations

    with pytest.raises(CannotCorrect, match="inside a quotation"):
        corrected(report, [Correction(1, Field.SPLIT, quotation.start + 5, "", "yes")])


def test_two_paragraphs_become_one_and_every_place_still_holds(report):
    right = corrected(report, [Correction(1, Field.JOINED, 0, "", "yes")])

    assert len(said(right)) == 2
    assert said(right)[0].text == f"{said(report)[0].text} {said(report)[1].text}"
    assert said(right)[0].quotations[0].text == said(report)[1].quotations[0].text
    assert places_hold(right)


def test_the_first_paragraph_has_none_before_it_to_be_joined_to(report):
    with pytest.raises(CannotCorrect, match="no paragraph before"):
        corrected(report, [Correction(0, Field.JOINED, 0, "", "yes")])


def test_a_paragraph_is_left_out_and_what_was_left_out_is_put_back(report):
    without = corrected(report, [Correction(2, Field.KEPT, 0, "", "left out")])
    furniture = [piece.text for piece in report.other].index("Page 7 of 9")
    back = corrected(report, [Correction(3 + furniture, Field.KEPT, 0, "left out", "put back")])

    assert said(report)[2].text in [piece.text for piece in without.other]
    assert len(said(without)) == 2
    assert said(back)[-1].text == "Page 7 of 9"
    assert "Page 7 of 9" not in [piece.text for piece in back.other]


def test_a_paragraph_moves_under_another_heading_and_the_order_of_the_text_stays(report):
    right = corrected(report, [Correction(1, Field.SECTION, 0, "Visits", "Court")])

    assert [(one.heading, len(one.paragraphs)) for one in right.sections] == [("Visits", 1), ("Court", 2)]
    assert [one.text for one in said(right)] == [one.text for one in said(report)]


def test_a_number_is_set_right_or_taken_away(report):
    right = corrected(report, [Correction(0, Field.NUMBER, 0, "1", "7"), Correction(2, Field.NUMBER, 0, "3", "")])

    assert [one.number for one in said(right)] == [7, 2, None]


def test_a_doubt_is_decided_by_one_of_its_readings(report):
    index, doubt = next((at, one) for at, one in enumerate(report.warnings) if one.paragraph == 3)
    right = corrected(report, [Correction(2, Field.DOUBT, index, doubt.sentence, doubt.readings[0])])

    assert doubt.readings[0] != "no agency"
    assert said(right)[2].sentences[0].agency == doubt.readings[0]
    assert doubt not in right.warnings


def test_a_doubt_stays_open_until_somebody_decides_it(report):
    assert corrected(report, [Correction(0, Field.NUMBER, 0, "1", "7")]).warnings == report.warnings


def test_a_name_is_taken_out_wherever_it_stands_and_every_place_still_holds(report):
    right = corrected(report, [Correction(0, Field.NAME, 0, "Wexcombe Council", "the local authority")])

    assert said(right)[0].text.startswith("the local authority gave managers")
    assert places_hold(right)


def test_corrections_mean_the_same_in_whatever_order_they_come(report):
    second = said(report)[1].sentences[1]
    (quotation,) = said(report)[1].quotations
    fixes = [
        Correction(1, Field.SPLIT, second.start, "", "yes"),
        Correction(1, Field.AGENCY, second.start, "", "Wexcombe Police"),
        Correction(1, Field.SPEAKER, quotation.start, "", "The Care Inspectorate"),
        Correction(2, Field.JOINED, 0, "", "yes"),
        Correction(0, Field.KEPT, 0, "", "left out"),
    ]

    assert len({repr(corrected(report, order)) for order in permutations(fixes)}) == 1


def test_of_two_corrections_of_one_place_the_later_counts_and_the_first_can_be_taken_back(report):
    there, back = Correction(0, Field.KEPT, 0, "", "left out"), Correction(0, Field.KEPT, 0, "left out", "")

    assert corrected(report, [there, back]) == report
    assert corrected(report, [back, there]) != report


def test_every_part_knows_where_it_stood_in_the_report_as_read(report):
    second = said(report)[1].sentences[1]
    kept, _ = parts_of(report, [Correction(1, Field.SPLIT, second.start, "", "yes")])

    assert [(part.position, part.at) for part in kept] == [(0, 0), (1, 0), (1, second.start), (2, 0)]
