"""What the editor says beside the checks: marked words, likely names, reading age; and nothing where all is well."""

from datetime import date

import pytest

from lineofsight.library.kinds import GlossaryTerm, WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.editing.advice import advice, reading_words, terms_in

RULES = load().entries(WordingRule, on=date(2026, 6, 22))
TERMS = load().entries(GlossaryTerm, on=date(2026, 6, 22))


def said(text: str, **facts) -> list[str]:
    return [f"{one.text} {one.cure}" for one in advice(text, wording_rules=RULES, **facts)]


def test_of_a_plain_sentence_nothing_is_said():
    assert said("The team reads each plan with the child and the carer.") == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The IRO read it.", "Not every reader knows «IRO»."),
        ("Staff met Jo.", "«Jo» looks like a name. Take it out, or tick that it is not one."),
        ("It began in Lowbridge.", "«Lowbridge» looks like a place."),
        ("The work is completed.", "A reader cannot tell from «completed» what happened."),
    ],
)
def test_what_could_be_better_says_what_why_and_the_cure(text, begins):
    assert [one for one in said(text) if one.startswith(begins)] == said(text)
    assert len(said(text)) == 1


def test_an_abbreviation_leads_to_the_glossary():
    assert [one.term for one in advice("The IRO read it.", wording_rules=RULES)] == ["independent-reviewing-officer"]


def test_a_word_is_told_once_however_often_it_stands_there():
    assert len(said("The IRO asked the IRO.")) == 1


def test_a_hard_sentence_names_its_length_and_its_longest_words():
    hard = (
        "Multidisciplinary supervision arrangements have subsequently been implemented across all operational"
        " localities in order to facilitate consistent consideration of proportionate interventions and to give"
        " managers a view of it."
    )

    assert said(hard)[-1] == (
        "Only readers of about 21 years and older can follow this. Make two sentences of the one with 28 words and find"
        " shorter words for «Multidisciplinary», «operational» and «consideration»."
    )


def test_advice_stops_nothing():
    everything = "Jo and the IRO have completed significant multidisciplinary considerations in Lowbridge."

    assert not any(one.stops for one in advice(everything, wording_rules=RULES))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A strategy discussion was held for each core group.", ["core-group", "strategy-discussion"]),
        ("Strategy discussions were held.", ["strategy-discussion"]),
        ("Each statement has a likely range.", []),
        ("Each visit was in time.", []),
        ("The discussion was about strategy.", []),
    ],
)
def test_words_of_the_practice_that_the_glossary_explains_are_told_and_others_are_not(text, found):
    assert [term.id for term in terms_in(text, TERMS)] == found


def test_the_reading_age_is_told_as_about():
    assert reading_words("The team reads each plan with the child and the carer.") == (
        "Reading age about 7 years; aim for 9 to 11 in print"
    )
    assert reading_words("Too few.") == "Too few words for a reading age"
