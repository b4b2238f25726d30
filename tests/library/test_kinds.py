"""What each kind asks beyond the heading."""

import pytest
from pydantic import ValidationError

from lineofsight.library.kinds import GlossaryTerm, Outline, SectionHolds, WordingRule
from lineofsight.library.reading import read_documents
from lineofsight.library.scales import Shows
from lineofsight.library.shelf import load
from tests.library.shelves import HEADING, TERM

SECTION = "  - {{id: {id}, title: T, holds: {holds}, required: {required}, guidance: G, when_empty: E}}\n"


def outline(*sections: tuple[str, str]) -> Outline:
    listed = "".join(
        SECTION.format(id=f"s{number}", holds=holds, required=required)
        for number, (holds, required) in enumerate(sections)
    )
    return Outline.model_validate(read_documents(f"id: x\n{HEADING}sections:\n{listed}")[0].data)


def rule(text: str) -> WordingRule:
    return WordingRule.model_validate(
        read_documents(f"id: x\n{HEADING}at_gate: mark\nreason: R\ncure: C\n{text}")[0].data
    )


def test_the_outline_of_a_summary_says_what_is_not_yet_done_and_what_families_told_us():
    (found,) = load().history(Outline, "summary-of-progress")
    titles = {section.holds: section.title for section in found.sections}

    assert titles[SectionHolds.NOT_YET] == "What is not yet done or known"
    assert titles[SectionHolds.VOICES] == "What children and families told us"


def test_an_outline_with_both_required_sections_and_one_place_for_themes_is_taken():
    assert len(outline(("themes", "true"), ("not yet", "true"), ("voices", "true")).sections) == 3


@pytest.mark.parametrize(
    "sections",
    [
        [("themes", "true"), ("voices", "true")],
        [("themes", "true"), ("not yet", "false"), ("voices", "true")],
        [("themes", "true"), ("not yet", "true")],
        [("not yet", "true"), ("voices", "true")],
        [("themes", "true"), ("themes", "true"), ("not yet", "true"), ("voices", "true")],
    ],
)
def test_an_outline_that_leaves_one_out_is_refused(sections):
    with pytest.raises(ValidationError):
        outline(*sections)


@pytest.mark.parametrize(
    "text",
    [
        "asks: level\nshows: counted\nwords: [better]",
        "asks: full count\nwords: [all]",
        "asks: other words\ninstead: {LAC: child in care}",
        "asks: explanation\nterms: {IRO: independent-reviewing-officer}",
    ],
)
def test_a_rule_that_lists_what_its_kind_needs_is_taken(text):
    assert len(rule(text).all_words()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "asks: level\nwords: [better]",
        "asks: full count\nshows: counted\nwords: [all]",
        "asks: level\nshows: counted\ninstead: {a: b}",
        "asks: other words\nwords: [LAC]",
        "asks: other words\nwords: [LAC]\ninstead: {LAC: child}",
        "asks: explanation",
    ],
)
def test_a_rule_that_lists_something_else_is_refused(text):
    with pytest.raises(ValidationError):
        rule(text)


def test_only_the_word_and_the_better_one_are_put_into_a_sentence_for_the_writer():
    with pytest.raises(ValidationError, match="may be put in"):
        WordingRule.model_validate(
            {
                **rule("asks: full count\nwords: [all]").model_dump(by_alias=True, exclude_none=True),
                "cure": "{settings}",
            }
        )


def test_a_rule_puts_the_word_and_the_better_one_into_its_sentences():
    found = load().newest(WordingRule, "words-about-children")

    assert "LAC" in found.reason_for("LAC")
    assert "children in care" in found.cure_for("LAC")


def test_practice_has_to_have_changed_before_a_sentence_says_improved():
    found = load().newest(WordingRule, "claims-of-better-practice")

    assert found.shows is Shows.PRACTICE_CHANGED
    assert found.needs_figure
    assert found.needs_comparison


def test_a_word_that_stays_in_code_says_what_people_read():
    code = TERM.replace("Reviews and partnerships", '"Words in code and decisions, never on people\'s pages"')
    GlossaryTerm.model_validate(read_documents(f"id: x\n{code}we_write: this\n")[0].data)

    with pytest.raises(ValidationError, match="says what people read"):
        GlossaryTerm.model_validate(read_documents(f"id: x\n{code}")[0].data)
