"""The likely range of a random sample, against published values (Wilson, 95 %)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures.intervals import wilson


@pytest.mark.parametrize(
    "n, of, words",
    [
        (3, 4, "30% to 95%"),
        (6, 8, "41% to 93%"),
        (30, 40, "60% to 86%"),
        (75, 100, "66% to 82%"),
        (19, 20, "76% to 99%"),
        (95, 100, "89% to 98%"),
        (36, 42, "72% to 93%"),
    ],
)
def test_published_values_come_out(n, of, words):
    assert wilson(n, of).words() == words


def test_the_ends_are_exact_when_none_or_all_were_found():
    assert wilson(0, 10).low == 0.0
    assert wilson(10, 10).high == 1.0
    assert 0.0 < wilson(0, 10).high < 1.0
    assert 0.0 < wilson(10, 10).low < 1.0


@settings(deadline=None)
@given(st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_found_lies_within_the_range_and_the_range_within_nought_and_one(pair):
    n, of = pair
    interval = wilson(n, of)

    assert 0.0 <= interval.low <= n / of <= interval.high <= 1.0


@settings(deadline=None)
@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_what_was_not_found_has_the_mirrored_range(pair):
    n, of = pair

    assert wilson(n, of).low == pytest.approx(1 - wilson(of - n, of).high)


@pytest.mark.parametrize("n, of", [(0, 0), (3, 2), (-1, 4)])
def test_there_is_no_range_for_what_cannot_be(n, of):
    with pytest.raises(ValueError, match="no interval"):
        wilson(n, of)
