"""A later edition is matched to the earlier one: same, changed, new and gone, each sentence once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.editions import Fate, Pair, likeness, matched

LIST = "The council gave team managers a weekly list of visits that are due."
MORE = "The council gave all team managers a weekly list of visits that are due or late."
OTHER = "Health visitors met every family before the birth."


def test_words_that_differ_only_in_capitals_marks_and_spaces_are_the_same():
    assert matched(['He said: "it works".'], ["he  said: “it works”"]) == (Pair(Fate.SAME, 0, 0),)


def test_a_sentence_with_other_words_in_it_has_changed_words():
    assert matched([OTHER, LIST], [MORE]) == (Pair(Fate.CHANGED, 1, 0), Pair(Fate.GONE, 0, None))


def test_a_sentence_that_resembles_none_is_new_and_what_is_missing_is_gone():
    assert matched([LIST], [OTHER]) == (Pair(Fate.NEW, None, 0), Pair(Fate.GONE, 0, None))


def test_a_changed_number_is_a_changed_sentence_and_never_the_same():
    assert matched(["34 of 40 plans were good."], ["36 of 40 plans were good."])[0].fate is Fate.CHANGED


def test_the_same_words_win_before_words_that_resemble_them():
    assert matched([MORE, LIST], [LIST]) == (Pair(Fate.SAME, 1, 0), Pair(Fate.GONE, 0, None))


def test_a_sentence_that_stands_twice_is_matched_once_each():
    assert [pair.fate for pair in matched([LIST], [LIST, LIST])] == [Fate.SAME, Fate.NEW]


def test_likeness_is_the_share_of_words_in_common():
    assert likeness("one two three four", "one two three five") == 0.75
    assert likeness("one", "two") == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([LIST, MORE, OTHER, "", "A b c."])), st.lists(st.sampled_from([LIST, MORE, OTHER, "x"]))
)
def test_every_sentence_of_both_editions_stands_in_the_list_exactly_once(earlier, later):
    pairs = matched(earlier, later)

    assert sorted(pair.earlier for pair in pairs if pair.earlier is not None) == list(range(len(earlier)))
    assert [pair.later for pair in pairs if pair.later is not None] == list(range(len(later)))
