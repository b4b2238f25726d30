"""The words of the two scales stand in one place and are the ones that people agreed on."""

from lineofsight.library.scales import CountKind, DeliveryWord, OpinionWord, PublicWord, Shows, WhoSays


def test_what_a_statement_shows_has_six_words_in_their_order():
    assert [shows.words for shows in sorted(Shows)] == [
        "Intention only",
        "Said",
        "Counted",
        "Quality checked",
        "Practice changed",
        "Outcome for children",
    ]


def test_pips_go_from_none_to_five():
    assert [shows.pips for shows in sorted(Shows)] == [0, 1, 2, 3, 4, 5]


def test_who_says_so_has_three_words():
    assert [who.words for who in WhoSays] == ["The agency itself", "A partner", "Independent"]


def test_nobody_looked_and_no_assurance_are_two_opinions():
    assert OpinionWord.NOT_LOOKED_AT.words == "Not yet looked at"
    assert OpinionWord.NO_ASSURANCE.words == "No assurance"


def test_the_owners_word_the_opinion_and_the_public_word_never_sound_alike():
    spoken = [word.words for kind in (DeliveryWord, OpinionWord, PublicWord) for word in kind]

    assert len(set(spoken)) == len(spoken) == 21


def test_every_value_has_words_and_a_meaning():
    assert all(shows.meaning.endswith(".") for shows in Shows)
    assert all(kind.words for kind in CountKind)


def test_a_library_file_writes_what_is_shown_in_lower_case():
    assert Shows.from_words("practice changed") is Shows.PRACTICE_CHANGED
