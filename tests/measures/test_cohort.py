"""Who is still there: the trial that the method's textbooks print, the sentence, and where the line stops."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures import cohort
from lineofsight.measures.cohort import curve

# The 21 remissions under 6-MP, in weeks, that textbooks of survival print (Freireich and others, 1963).
LEFT = (6, 6, 6, 7, 10, 13, 16, 22, 23)
ENDED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
TRIAL = [(week, True) for week in LEFT] + [(week, False) for week in ENDED]

SPANS = st.lists(st.tuples(st.integers(0, 36), st.booleans()), max_size=60)


@pytest.mark.parametrize(
    ("week", "share", "low", "high"),
    [
        (6, 0.8571, 0.6197, 0.9516),
        (7, 0.8067, 0.5631, 0.9228),
        (10, 0.7529, 0.5032, 0.8894),
        (13, 0.6902, 0.4316, 0.8491),
        (16, 0.6275, 0.3675, 0.8049),
        (22, 0.5378, 0.2678, 0.7468),
        (23, 0.4482, 0.1881, 0.6801),
    ],
)
def test_the_printed_estimates_and_their_ranges_come_out(monkeypatch, week, share, low, high):
    monkeypatch.setattr(cohort, "FEWEST_FOLLOWED", 1)

    step = curve(TRIAL).steps[week]

    assert step.share == pytest.approx(share, abs=0.0001)
    assert (step.interval.low, step.interval.high) == (pytest.approx(low, abs=0.0002), pytest.approx(high, abs=0.0002))


def test_the_line_stops_where_fewer_than_ten_are_followed_and_says_so():
    found = curve(TRIAL)

    # 11 were followed into week 16, 10 into week 17, 9 into week 18.
    assert (found.last.month, found.last.followed) == (17, 10)
    assert found.sentence == (
        "Likely 63% (37% to 80%) of 21 were still in post after 17 months; 10 of them were followed so long."
        " The line stops there: fewer than 10 were followed longer."
    )


def test_of_a_cohort_followed_whole_the_sentence_tells_n_of_n():
    spans = [(month, True) for month in range(3, 36, 3)] + [(30, True)] + [(36, False)] * 31

    assert curve(spans).sentence == "31 of 43 (72%; 56% to 83%) were still in post after 36 months."
    assert not curve(spans).is_cut


def test_the_numbers_under_the_curve_are_those_still_there_at_the_end_of_the_month():
    spans = [(6, True)] * 3 + [(12, False)] * 20

    assert [curve(spans).steps[month].still for month in (0, 5, 6, 12)] == [23, 23, 20, 20]


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([], "No cases."),
        ([(12, False)] * 9, "9 began: too few to draw a curve of, 10 are needed."),
        ([(1, False)] * 10, "10 of 10 (100%) were still in post after 1 month."),
        ([(2, True)] * 10, "0 of 10 (0%) were still in post after 2 months."),
    ],
    ids=["nobody", "nine", "all stayed", "all left"],
)
def test_what_is_said_at_the_edges(spans, sentence):
    assert curve(spans).sentence == sentence


def test_nobody_is_followed_for_less_than_nothing():
    with pytest.raises(ValueError, match="fewer than no months"):
        curve([(-1, True)])


@settings(max_examples=100, deadline=None)
@given(SPANS)
def test_the_curve_never_rises_and_lies_within_its_range(spans):
    found = curve(spans)

    shares = [1.0, *(step.share for step in found.steps)]
    assert shares == sorted(shares, reverse=True)
    for step in found.steps:
        assert step.followed >= 10
        if step.interval is not None:
            assert 0 <= step.interval.low <= step.share <= step.interval.high <= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 24), min_size=10, max_size=50))
def test_of_those_followed_to_the_end_the_share_is_plainly_how_many_stayed(left_in):
    spans = [(month, month < 24) for month in left_in]

    for step in curve(spans).steps:
        stayed = sum(months > step.month or not has_left for months, has_left in spans)
        assert step.share == pytest.approx(stayed / len(spans))
