"""Two readers of the same files: published values, and what must hold of any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures.agreement import Agreement, agreement

# The textbook's fifty proposals, read twice: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
FIFTY = [(1, 1)] * 20 + [(1, 2)] * 5 + [(2, 1)] * 10 + [(2, 2)] * 15

PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=30)


def test_with_two_grades_the_weights_change_nothing_and_the_textbook_value_comes_out():
    assert agreement(FIFTY, grades=2) == Agreement(n=50, same=35, weighted_kappa=pytest.approx(0.4))


def test_a_table_of_three_grades_worked_by_hand_comes_out():
    # Apart by 1: 2 pairs, by 2: 1 pair, so 4 in all; by chance 10 x (rows 5 3 2, columns 4 4 2) gives 74 / 10.
    pairs = [(1, 1)] * 4 + [(1, 3)] + [(2, 2)] * 2 + [(2, 2)] + [(3, 2)] + [(3, 3)]

    found = agreement(pairs, grades=3)

    by_chance = (5 * 4 * 1 + 5 * 2 * 2 + 3 * 4 * 1 + 3 * 2 * 1 + 2 * 4 * 2 + 2 * 4 * 1) / 10
    assert (found.n, found.same) == (10, 8)
    assert found.weighted_kappa == pytest.approx(1 - 3 / by_chance)


def test_a_pair_far_apart_weighs_more_than_a_pair_near():
    near = agreement([(1, 1), (2, 2), (3, 3), (4, 4), (1, 2)], grades=4).weighted_kappa
    far = agreement([(1, 1), (2, 2), (3, 3), (4, 4), (1, 4)], grades=4).weighted_kappa

    assert near > far


@pytest.mark.parametrize("pairs", [[], [(3, 3)] * 5], ids=["nothing read", "one grade for all"])
def test_where_nothing_can_be_said_there_is_no_value(pairs):
    assert agreement(pairs, grades=4) == Agreement(n=len(pairs), same=len(pairs), weighted_kappa=None)


@pytest.mark.parametrize(("pairs", "grades"), [([(1, 5)], 4), ([(1, 1)], 1), ([(0, 4)], 4)])
def test_grades_that_are_none_are_refused(pairs, grades):
    with pytest.raises(ValueError, match="grades"):
        agreement(pairs, grades=grades)


@settings(max_examples=100, deadline=None)
@given(PAIRS)
def test_whoever_reads_first_and_wherever_grades_begin_the_agreement_is_the_same(pairs):
    found = agreement(pairs, grades=4)

    assert agreement([(second, first) for first, second in pairs], grades=4) == found
    assert agreement([(5 - first, 5 - second) for first, second in pairs], grades=4) == found
    assert agreement([(first - 1, second - 1) for first, second in pairs], grades=4) == found
    assert found.weighted_kappa is None or -1 <= found.weighted_kappa <= 1
    if found.weighted_kappa is not None:
        assert (found.weighted_kappa == 1) == (found.same == found.n)
