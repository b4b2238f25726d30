"""Exact binomial limits: what chance alone lets a part of a whole be."""

import math

import pytest

from lineofsight.measures.chance import OUTSIDE, Beside, limits


def chance_of(k: int, whole: int, share: float) -> float:
    return math.comb(whole, k) * share**k * (1 - share) ** (whole - k)


@pytest.mark.parametrize(("n", "of", "whole"), [(80, 100, 20), (111, 120, 33), (1, 2, 100), (990, 1000, 60)])
def test_less_than_one_in_a_thousand_lies_beyond_each_limit_and_no_narrower_ones_would_do(n, of, whole):
    share, found = n / of, limits(n, of, whole=whole)

    below = sum(chance_of(k, whole, share) for k in range(found.low))
    above = sum(chance_of(k, whole, share) for k in range(found.high + 1, whole + 1))

    assert below <= OUTSIDE / 2 < below + chance_of(found.low, whole, share)
    assert above <= OUTSIDE / 2 < above + chance_of(found.high, whole, share)


def test_a_part_stands_lower_higher_or_within():
    found = limits(80, 100, whole=50)

    assert found.beside(found.low) is found.beside(found.high) is Beside.WITHIN
    assert found.beside(found.low - 1) is Beside.LOWER
    assert found.beside(found.high + 1) is Beside.HIGHER


def test_where_all_or_none_count_nothing_else_is_chance():
    assert limits(10, 10, whole=4).low == 4
    assert limits(0, 10, whole=4).high == 0
    with pytest.raises(ValueError, match="no limits"):
        limits(0, 0, whole=4)


def test_a_large_part_is_reckoned_without_running_out_of_numbers():
    found = limits(400_000, 500_000, whole=20_000)

    assert 15_800 < found.low < 16_000 < found.high < 16_200
