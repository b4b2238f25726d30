"""Which words look like a name or a place, and which do not."""

import pytest

from lineofsight.publication.editing.likely_names import LikelyName, known_words, likely_names_in

KNOWN = known_words(["Wexcombe Council", "The Inspectorate", "Strategy discussion"])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The worker met Jo at home.", [("Jo", False)]),
        ("Staff saw Jo's plan before it was signed.", [("Jo", False)]),
        ("The team moved from Lowbridge to the hub.", [("Lowbridge", True)]),
        ("Children were seen on Mill Lane.", [("Mill", True)]),
        ("Jo Smith said that it was read.", [("Jo", False), ("Smith", False)]),
        ("It goes out to Williams.", [("Williams", False)]),
        ("Then Rosalind came back.", [("Rosalind", False)]),
        ("PC Jones will brief the team.", [("Jones", False)]),
        ("Jo was seen, and later Jo and Sam were seen alone.", [("Jo", False), ("Sam", False)]),
    ],
)
def test_a_lone_capital_inside_a_sentence_looks_like_a_name(sentence, found):
    assert [(one.word, one.is_place) for one in likely_names_in(sentence, known=KNOWN)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Every plan is read with the child.",
        "In June 2026 Wexcombe Council read 40 plans.",
        "The MASH and the IRO met.",
        "It is read. Practice has changed.",
        "The Inspectorate looked in March.",
        "Every Wexcombe team reads it.",
        "Then Wexcombe Council read it.",
        "It goes out on Mondays to all Wexcombes.",
        "",
    ],
)
def test_agencies_months_abbreviations_and_first_words_do_not(sentence):
    assert likely_names_in(sentence, known=KNOWN) == ()


def test_a_word_that_is_known_here_is_no_name():
    assert likely_names_in("We met Jo.") == (LikelyName("Jo", False),)
    assert likely_names_in("We met Jo.", known=frozenset({"Jo"})) == ()
