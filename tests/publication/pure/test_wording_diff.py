from hypothesis import given
from hypothesis import strategies as st

from lineofsight.publication.wording_diff import Change, Part, compare_wordings

SENTENCES = st.lists(st.sampled_from(["all", "staff", "are", "trained", "6", "of", "8", ",", "’", "\n"]), max_size=12)


def test_changed_words_are_one_mark_on_each_side():
    diff = compare_wordings("It has improved across all teams.", "It is recorded in 6 of 8 teams.")

    assert diff.before == (
        Part("It ", Change.SAME),
        Part("has improved across all", Change.REMOVED),
        Part(" teams.", Change.SAME),
    )
    assert [part.text for part in diff.after if part.change is Change.ADDED] == ["is recorded in 6 of 8"]


def test_the_same_text_has_no_mark():
    assert compare_wordings("We agree.", "We agree.").is_same
    assert not compare_wordings("We agree.", "We disagree.").is_same


def test_a_lost_comma_is_a_change():
    diff = compare_wordings("Some, staff", "Some staff")

    assert [part.text for part in diff.before if part.change is Change.REMOVED] == [","]
    assert diff.after == (Part("Some staff", Change.SAME),)


def test_an_empty_side_has_no_parts():
    diff = compare_wordings("", "A panel meets.")

    assert diff.before == ()
    assert diff.after == (Part("A panel meets.", Change.ADDED),)


@given(SENTENCES, SENTENCES)
def test_every_character_of_both_texts_stays(before: list[str], after: list[str]):
    old, new = " ".join(before), " ".join(after)

    diff = compare_wordings(old, new)

    assert "".join(part.text for part in diff.before) == old
    assert "".join(part.text for part in diff.after) == new
    assert {part.change for part in diff.before} <= {Change.SAME, Change.REMOVED}
    assert {part.change for part in diff.after} <= {Change.SAME, Change.ADDED}
    # No mark where nothing differs: the parts told as the same are words that both sides have in this order.
    assert diff.is_same == (old == new)
