"""Tokens in the field stand for tied words; no word is lost between the field and what is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.publication.editing.tokens import (
    Piece,
    Token,
    UnknownToken,
    named_quotations,
    names_of,
    pieces,
    put_in,
    quotations_in,
    taken_out,
    unknown_in,
    unmarked_in,
    with_figures,
    with_token,
)

F7 = Token(name="F7", words="34 of 40 (85%)", ref="e7")
F8 = Token(name="F8", words="4 of 40 (10%)", ref="e8")
Q3 = Token(name="Q3", words="managers know their children", ref="x3")
TOKENS = (F7, F8, Q3)

# Letters of which tokens, marks, figures and their edges are made, so that they meet often.
NASTY = st.text(st.sampled_from('{}FQ1347 of0.,%()"“”…-abc\n'), max_size=40)
NAMES = st.sampled_from(["F7", "F1", "Q3", "Q14"])
ANY_TOKENS = st.lists(
    st.builds(Token, name=NAMES, words=st.one_of(NASTY, st.text(max_size=6)).filter(bool)),
    max_size=4,
    unique_by=lambda token: token.name,
)


def test_a_token_gives_way_to_the_words_it_stands_for():
    assert put_in("Of the plans read, {F7} were whole.", TOKENS) == "Of the plans read, 34 of 40 (85%) were whole."


def test_the_words_of_a_tied_figure_turn_back_into_its_token():
    assert taken_out("Of the plans, 34 of 40 (85%) were whole.", TOKENS) == "Of the plans, {F7} were whole."


def test_a_quotation_is_a_token_only_between_marks():
    text = 'Inspectors wrote "managers know their children". We say managers know their children.'

    assert taken_out(text, TOKENS) == 'Inspectors wrote "{Q3}". We say managers know their children.'


@pytest.mark.parametrize("text", ["134 of 40 (85%)", "4 of 40 (10%)5", "2.4 of 40 (10%)", "{4 of 40 (10%)}"])
def test_words_that_are_only_part_of_a_longer_number_are_no_token(text):
    assert "F8" not in taken_out(text, TOKENS)


def test_braces_that_somebody_wrote_are_doubled_and_kept():
    assert taken_out("See {F7} in the annex.", TOKENS) == "See {{F7}} in the annex."
    assert put_in("See {{F7}} in the annex.", TOKENS) == "See {F7} in the annex."


def test_a_token_that_stands_for_nothing_is_refused_by_its_name():
    with pytest.raises(UnknownToken, match=r"«\{F9\}» stands for nothing"):
        put_in("It was {F9}.", TOKENS)

    assert unknown_in("It was {F9}, {F7} and {F9}.", TOKENS) == ("F9",)


def test_the_sentence_as_it_will_read_says_which_runs_come_from_where():
    assert pieces("Read: {F7}, {F9}.", TOKENS) == (
        Piece("Read: "),
        Piece("34 of 40 (85%)", F7),
        Piece(", "),
        Piece("{F9}"),
        Piece("."),
    )


def test_a_figure_that_is_only_said_is_a_run_of_its_own_where_something_is_tied_to_it():
    found = with_figures(pieces("Of 134, 34 (85%) and {F7}.", TOKENS), ["34 (85%)", "34"])

    assert [(piece.text, piece.is_tied) for piece in found] == [
        ("Of 134, ", False),
        ("34 (85%)", True),
        (" and ", False),
        ("34 of 40 (85%)", True),
        (".", False),
    ]


@pytest.mark.parametrize(
    ("field", "token", "after"),
    [
        ("The plans were read.", F7, "The plans were read {F7}."),
        ("Inspectors wrote", Q3, "Inspectors wrote “{Q3}”"),
        ("", F7, "{F7}"),
        ("It goes on...", F7, "It goes on... {F7}"),
    ],
)
def test_a_token_is_put_in_before_the_last_stop_and_a_quotation_with_its_marks(field, token, after):
    assert with_token(field, token) == after


def test_quotations_keep_the_names_that_a_page_gave_them_and_new_ones_get_the_next():
    found = named_quotations([("new", "c"), ("b", "B"), ("a", "A")], named="Q1:a Q2:b Q9:gone nonsense Q3")

    assert [(token.name, token.ref) for token in found] == [("Q3", "new"), ("Q2", "b"), ("Q1", "a")]
    assert names_of(found) == "Q3:new Q2:b Q1:a"


def test_a_quotation_that_is_put_in_without_marks_is_told():
    assert unmarked_in("We say {Q3} and {F7}.", TOKENS) == ("Q3",)
    assert unmarked_in('They say "{Q3}." and {F7}.', TOKENS) == ()


def test_the_quotations_that_are_put_in_are_told():
    assert quotations_in("“{Q3}” and {F7}", TOKENS) == (Q3,)


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(NASTY, st.text(max_size=60)), tokens=ANY_TOKENS)
def test_any_text_comes_back_letter_for_letter_whatever_is_tied(text, tokens):
    assert put_in(taken_out(text, tokens), tokens) == text


@settings(max_examples=100, deadline=None)
@given(
    parts=st.lists(
        st.one_of(
            st.text(max_size=12).map(lambda text: text.replace("{", "").replace("}", "")), st.sampled_from(TOKENS)
        )
    )
)
def test_what_is_typed_around_tokens_stands_where_it_was_typed(parts):
    field = "".join(f"{{{part.name}}}" if isinstance(part, Token) else part for part in parts)

    assert put_in(field, TOKENS) == "".join(part.words if isinstance(part, Token) else part for part in parts)


def test_control_without_doubling_typed_braces_a_text_does_not_come_back(monkeypatch):
    monkeypatch.setattr("lineofsight.publication.editing.tokens._doubled", lambda text: text)

    assert put_in(taken_out("See {F7} in the annex.", TOKENS), TOKENS) != "See {F7} in the annex."
