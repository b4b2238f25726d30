"""The reading age of a sentence: worked examples, and what it does not say."""

import pytest

from lineofsight.publication.editing.reading_age import ReadingAge, Unknown, reading_age, syllables_in


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("child", 1),
        ("made", 1),
        ("needed", 2),
        ("closed", 1),
        ("table", 2),
        ("agency", 3),
        ("practice", 2),
        ("review", 2),
        ("34", 1),
        ("multi-agency", 5),
    ],
)
def test_syllables_are_counted_by_groups_of_vowels(word, syllables):
    assert syllables_in(word) == syllables


def test_short_words_in_a_short_sentence_are_for_young_readers():
    found = reading_age("The team reads each plan with the child and the carer.")

    assert isinstance(found, ReadingAge)
    assert (found.years, found.longest_sentence) == (7, 11)


def test_long_words_in_a_long_sentence_are_for_graduates_and_are_named():
    found = reading_age(
        "Multidisciplinary supervision arrangements have subsequently been implemented across all operational"
        " localities in order to facilitate consistent consideration of proportionate safeguarding interventions."
    )

    assert isinstance(found, ReadingAge)
    assert found.years == 21
    assert found.long_words[0] == "Multidisciplinary"


def test_two_sentences_read_easier_than_the_same_words_in_one():
    one = "We read the plans in June and we asked the managers about them and they told us what had changed since."
    two = "We read the plans in June and we asked the managers about them. They told us what had changed since."

    assert reading_age(two).years < reading_age(one).years


@pytest.mark.parametrize("text", ["", "Seven words are too few for this.", "…"])
def test_of_a_few_words_nothing_is_said(text):
    assert reading_age(text) == Unknown()
