"""When a share has changed: the limits by hand, each of the four rules with its control, and too few points."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures.spc import FEWEST, Found, Rebase, Signal, Verdict, chart, stretches

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


@pytest.mark.parametrize("value", [0.1, 0.7, 1 / 3, 0.85])
def test_months_that_are_all_alike_say_nothing_however_their_mean_is_rounded(value):
    assert all(set(chart([value] * points).found) == {None} for points in range(12, 40))


def test_level_is_told_before_direction():
    # Seven below the middle that rise: low still, and rising.
    rising_below = [*[0.9, 0.88] * 8, 0.60, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66]

    assert chart(rising_below).found[-1].signal is not Signal.TREND
    assert not chart(rising_below).found[-1].is_higher


def test_only_the_far_two_of_three_are_told_and_the_third_has_to_be_on_their_side():
    even = [0.75, 0.85] * 8

    assert [one and one.signal for one in chart([*even, 1.05, 0.86, 1.05]).found[-3:]] == [
        Signal.NEAR_THE_EDGE, None, Signal.NEAR_THE_EDGE
    ]  # fmt: skip
    assert chart([*even, 1.05, 0.74, 1.05]).found[-1] is None


def test_limits_by_hand_with_the_range_that_is_dropped_at_3_267_times_the_mean():
    # Eleven ranges of 1 and one of k: it is kept while k <= 3.267 x (11 + k) / 12, so up to 4.115.
    kept, dropped = ([0.0, 1.0] * 6 + [1.0 + k] for k in (4.11, 4.12))

    assert chart(kept).high - chart(kept).middle == pytest.approx(2.66 * (11 + 4.11) / 12)
    assert chart(dropped).high - chart(dropped).middle == pytest.approx(2.66)


def test_after_a_rebase_the_values_are_judged_among_themselves_and_the_reason_stays():
    before, after = [0.60, 0.62] * 6, [0.90, 0.88] * 6

    first, second = stretches([*before, *after], [Rebase(12, "visits are counted otherwise")])

    assert (first.first, first.reason, second.first, second.reason) == (0, "", 12, "visits are counted otherwise")
    assert first.chart == chart(before)
    assert second.chart == chart(after)
    assert second.chart.verdict is Verdict.NO_CHANGE
    assert chart([*before, *after]).verdict is Verdict.HIGHER


def test_a_stretch_begun_anew_needs_its_own_twelve_before_it_says_anything():
    *_, last = stretches([0.6, 0.62] * 12, [Rebase(24 - FEWEST + 1, "why")])

    assert (last.chart.low, last.chart.verdict) == (None, Verdict.TOO_FEW)


def test_a_rebase_may_stand_at_the_second_and_at_the_last_value():
    assert [one.first for one in stretches([0.5] * 12, [Rebase(1, "a"), Rebase(11, "b")])] == [0, 1, 11]


@pytest.mark.parametrize("places", [[-1], [0], [12], [5, 5], [7, 3]])
def test_a_rebase_that_begins_nothing_is_refused(places):
    with pytest.raises(ValueError, match="cannot begin anew"):
        stretches([0.5] * 12, [Rebase(place, "why") for place in places])


def test_nobody_rebases_without_a_reason():
    with pytest.raises(ValueError, match="without a reason"):
        Rebase(3, " ")


@given(st.lists(st.integers(0, 100), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_turned_upside_down_higher_becomes_lower_and_nothing_else_changes(numbers):
    up, down = chart([one / 64 for one in numbers]), chart([-one / 64 for one in numbers])

    assert up.middle == pytest.approx(-down.middle)
    if up.low is not None:
        assert up.low == pytest.approx(-down.high)
    assert up.found == tuple(one and Found(one.signal, is_higher=not one.is_higher) for one in down.found)


@given(st.lists(st.integers(0, 100), min_size=12, max_size=40), st.integers(1, 50), st.integers(-100, 100))
@settings(max_examples=100, deadline=None)
def test_another_scale_changes_nothing_that_is_said(numbers, factor, shift):
    assert chart(numbers).found == chart([factor * one + shift for one in numbers]).found


def by_the_rules(values: list[int]) -> list[Signal | None]:
    """The four rules in exact fractions, place by place, as they are published."""
    mean = Fraction(sum(values), len(values))
    ranges = [abs(after - before) for before, after in pairwise(values)]
    usual = [one for one in ranges if one <= Fraction(3267, 1000) * Fraction(sum(ranges), len(ranges))]
    limit = Fraction(266, 100) * Fraction(sum(usual), len(usual))
    found: list[Signal | None] = [None] * len(values)

    def say(signal: Signal, places: Iterable[int]) -> None:
        for place in places:
            found[place] = found[place] or signal

    say(Signal.OUTSIDE, (place for place, value in enumerate(values) if abs(value - mean) > limit))
    sevens = [range(start, start + 7) for start in range(len(values) - 6)]
    for places in sevens:
        if {(values[place] > mean) - (values[place] < mean) for place in places} in ({1}, {-1}):
            say(Signal.ONE_SIDE, places)
    for side in (1, -1):
        for start in range(len(values) - 2):
            three = [side * (value - mean) for value in values[start : start + 3]]
            far = [start + at for at, off in enumerate(three) if off * 3 > limit * 2]
            if min(three) > 0 and len(far) >= 2:
                say(Signal.NEAR_THE_EDGE, far)
    for places in sevens:
        steps = {(values[one] < values[two]) - (values[one] > values[two]) for one, two in pairwise(places)}
        if steps in ({1}, {-1}):
            say(Signal.TREND, places)
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=FEWEST, max_size=30))
def test_each_place_says_what_the_published_rules_say_in_exact_fractions(values):
    found = [one.signal if one else None for one in chart(values).found]

    assert found == by_the_rules(values)


def test_control_the_exact_rules_find_each_of_the_four():
    examples = {
        Signal.OUTSIDE: [5, 6] * 8 + [12],
        Signal.ONE_SIDE: [8, 2] * 6 + [7] * 7,
        Signal.NEAR_THE_EDGE: [75, 85] * 8 + [105, 86, 105],
        Signal.TREND: [70, 90] * 6 + [86, 84, 82, 79, 77, 75, 73],
    }
    for signal, values in examples.items():
        assert signal in by_the_rules(values)
