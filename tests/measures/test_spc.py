"""When a share has changed: the limits by hand, each of the four rules with its control, and too few points."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures.spc import Found, Signal, Verdict, chart

EVEN = [0.80, 0.82] * 8


def test_limits_are_the_mean_and_2_66_times_the_mean_moving_range():
    found = chart(EVEN)

    assert found.middle == pytest.approx(0.81)
    assert (found.low, found.high) == (pytest.approx(0.81 - 0.0532), pytest.approx(0.81 + 0.0532))
    assert found.verdict is Verdict.NO_CHANGE
    assert set(found.found) == {None}


def test_one_great_leap_does_not_widen_the_limits():
    leapt = [*EVEN, 0.20]

    assert chart(leapt).high - chart(leapt).middle == pytest.approx(0.0532, abs=1e-6)


@pytest.mark.parametrize("points", [1, 11])
def test_below_twelve_points_there_is_a_median_and_no_verdict(points):
    found = chart([0.9] * (points - 1) + [0.1])

    assert (found.low, found.high, found.verdict) == (None, None, Verdict.TOO_FEW)
    assert found.middle == (0.1 if points == 1 else 0.9)


def test_control_the_twelfth_point_brings_limits():
    assert chart([0.8, 0.82] * 6).low is not None


def test_nothing_has_no_chart():
    with pytest.raises(ValueError, match="no values"):
        chart([])


def test_a_point_outside_the_limits_is_told():
    assert chart([*EVEN, 0.5]).found[-1] == Found(Signal.OUTSIDE, is_higher=False)
    assert chart([*EVEN, 0.5]).verdict is Verdict.LOWER


def test_seven_points_on_one_side_are_told_and_six_are_not():
    higher = [0.80, 0.70] * 6
    seven, six = [*higher, *[0.79] * 7], [*higher, *[0.79] * 6]

    assert chart(seven).found[-1] == Found(Signal.ONE_SIDE, is_higher=True)
    assert chart(six).found[-1] is None or chart(six).found[-1].signal is not Signal.ONE_SIDE


def test_seven_points_that_fall_are_told_and_seven_that_stop_once_are_not():
    middle = [0.70, 0.90] * 6
    falling = [0.86, 0.84, 0.82, 0.79, 0.77, 0.75, 0.73]
    stopping = [0.86, 0.84, 0.82, 0.82, 0.77, 0.75, 0.73]

    assert chart([*middle, *falling]).found[-1] == Found(Signal.TREND, is_higher=False)
    assert chart([*middle, *stopping]).found[-1] is None


def test_two_of_three_near_one_edge_are_told_and_one_is_not():
    even = [0.75, 0.85] * 8
    near = 1.05

    assert chart([*even, near, 0.86, near]).found[-1] == Found(Signal.NEAR_THE_EDGE, is_higher=True)
    assert chart([*even, 0.86, 0.86, near]).found[-1] is None


@given(st.lists(st.integers(0, 100), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_turned_upside_down_better_becomes_worse_and_nothing_else_changes(numbers):
    up, down = chart([one / 64 for one in numbers]), chart([-one / 64 for one in numbers])

    assert up.middle == pytest.approx(-down.middle)
    if up.low is not None:
        assert up.low == pytest.approx(-down.high)
    assert [one and one.signal is not None for one in up.found].count(True) == [
        one and one.signal is not None for one in down.found
    ].count(True)
