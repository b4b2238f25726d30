"""Quoted words against a stored text: what print changes is equal, what people change is not."""

import pytest

from lineofsight.publication.gate.verbatim import Match, Mismatch, SourceText

TEXT = """Leaders have an eﬀective grip of workﬂow, and the team’s pre-birth assess-
ments are shared in good-
will with “partners”. Practice is not strong. Practice is strong in one area. Staff are not only kind but skilled.
"""


def compare(quoted: str) -> Match | Mismatch:
    return SourceText(TEXT).compare(quoted)


@pytest.mark.parametrize(
    "quoted",
    [
        "Leaders have an effective grip of workflow",
        "the team's pre-birth\n  assessments are shared",
        "leaders have an eﬀective grip",
        "shared in goodwill with 'partners'.",
        'shared in good-will with "partners"',
        "the team’s pre‑birth assess\u00adments",
        "[L]eaders have an effective grip",
        "leaders have […] workflow",
        "Leaders ... workflow, … assessments",
        "Staff are not only kind but skilled",
    ],
)
def test_what_only_print_changes_is_the_same_quotation(quoted: str) -> None:
    assert compare(quoted) == Match()


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("Leaders have a effective grip of workflow", Mismatch(changed=(("an", "a"),))),
        ("Leaders have an effective grip workflow", Mismatch(left_out=("of",))),
        ("Leaders have an effective firm grip of workflow", Mismatch(added=("firm",))),
        ("Leaders have an effective grip of workflow and the team's", Mismatch(left_out=(",",))),
        ("workflow … Leaders have", Mismatch(is_out_of_order=True)),
        ("Parents were thanked", Mismatch(is_anywhere=False)),
        ("…", Mismatch(is_anywhere=False)),
        ("", Mismatch(is_anywhere=False)),
    ],
)
def test_what_people_change_is_named(quoted: str, expected: Mismatch) -> None:
    assert compare(quoted) == expected


def test_words_that_stand_twice_are_taken_from_the_kinder_place() -> None:
    assert compare("strong in one area") == Match()
    assert compare("strong") == Match()
    assert SourceText("Practice is not strong.").compare("strong") == Match(hidden_not="not")


def test_a_gap_that_ends_its_sentence_hides_no_not() -> None:
    text = SourceText("Plans are shared. They are not late. Families read them.")

    assert text.compare("Plans are shared … Families read them") == Match()
    assert SourceText("Plans are not yet shared.").compare("Plans are … shared") == Match(hidden_not="not")


def test_the_word_with_which_the_rest_takes_it_back_is_told() -> None:
    assert SourceText("Staff are kind, although tired.").compare("Staff are kind") == Match(turns_at="although")
    assert SourceText("Staff are kind, and they are rested.").compare("Staff are kind") == Match()


def test_a_square_bracket_hides_no_word() -> None:
    assert SourceText("Practice is strong.").compare("Practice is [not] strong") != Match()
