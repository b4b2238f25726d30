"""Which whole numbers fit a stated share, and how wide a share of an unknown number is."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.assurance.rules.possible import (
    counts_that_round_to,
    in_runs,
    possible_totals,
    share_above,
    share_below,
    share_beside_a_count,
    share_of_unknown,
)


def test_over_forty_with_86_per_cent_is_possible_for_some_numbers_only():
    found = possible_totals(Decimal(86), over=40, up_to=66)

    assert found == (42, 43, 44, 49, 50, 51, 56, 57, 58, 59, 63, 64, 65, 66)


def test_the_sentence_names_what_it_can_be_and_what_it_cannot_be():
    told = share_beside_a_count(Decimal(86), shown="86%", count=40, is_more=True, said="over forty")

    assert told.startswith(
        "If «86%» is of «over forty», that number can be 42 to 44, 49 to 51, 56 to 59, 63 to 66 and more."
    )
    assert "It cannot be 41, 45 to 48, 52 to 55 and more." in told


def test_a_share_that_no_whole_number_of_a_count_gives_is_told_with_its_neighbours():
    told = share_beside_a_count(Decimal(86), shown="86%", count=40, is_more=False, said="40 workers")

    assert told == "«86%» cannot be of «40 workers»: 34 of 40 is 85%, 35 of 40 is 88%."


def test_a_share_of_a_known_count_names_the_whole_number():
    told = share_beside_a_count(Decimal(85), shown="85%", count=40, is_more=False, said="40 plans")

    assert told == "If «85%» is of «40 plans», it is 34 of 40."


def test_75_per_cent_of_an_unknown_number_is_told_for_few_some_and_many():
    told = share_of_unknown(Decimal(75), shown="75%")

    assert "of 6 of 8, 41% to 93%" in told
    assert "of 30 of 40, 60% to 86%" in told
    assert "of 75 of 100, 66% to 82%" in told


def test_a_share_that_few_cannot_have_takes_the_next_number_that_can():
    assert "of 12 of 14, " in share_of_unknown(Decimal(86), shown="86%")


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        (share_above(Decimal(95), shown="over 95%"), "of 20 or fewer it would mean all of them."),
        (share_below(Decimal(30), shown="less than 30%"), "of 3 or fewer it would mean nobody."),
        (share_above(Decimal(100), shown="over 100%"), ""),
    ],
)
def test_more_and_less_than_a_share_say_from_how_many_on_they_mean_something(sentence, ends):
    assert sentence.endswith(ends)


def test_runs_of_numbers_are_told_with_their_ends():
    assert in_runs([1, 2, 3, 7, 9, 10]) == "1 to 3, 7, 9 to 10"
    assert in_runs([]) == ""


@settings(max_examples=100, deadline=None)
@given(n=st.integers(0, 150), more=st.integers(0, 150))
def test_every_true_share_is_among_the_possible_ones(n, more):
    of = n + more
    if of == 0:
        return
    printed = Decimal(round(100 * n / of))

    assert n in counts_that_round_to(printed, of=of)
    assert of in possible_totals(printed, up_to=of)
