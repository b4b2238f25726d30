"""A figure is never a bare number, and never one that cannot be."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import Figure, ImpossibleFigure, LeftOut, whole_percent
from tests.measures.figures import FIGURE


def test_a_full_count_says_n_of_n_and_the_percentage():
    assert FIGURE.words() == "6 of 8 (75%)"


def test_no_cases_is_not_nought_per_cent():
    assert replace(FIGURE, n=0, of=0).words() == "no cases"
    assert replace(FIGURE, n=0, of=0).percent is None
    assert replace(FIGURE, n=0).words() == "0 of 8 (0%)"


@pytest.mark.parametrize(
    "n, of, percent",
    [(1, 2, 50), (1, 8, 13), (1, 3, 33), (2, 3, 67), (999, 1000, 99), (1, 1000, 1), (1000, 1000, 100), (0, 1000, 0)],
)
def test_a_percentage_is_whole_and_hundred_and_nought_are_kept_for_all_and_none(n, of, percent):
    assert whole_percent(n, of) == percent


@settings(deadline=None)
@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_percentage_is_hundred_only_for_all_and_nought_only_for_none(pair):
    n, of = pair
    percent = whole_percent(n, of)

    assert (percent == 100) == (n == of)
    assert (percent == 0) == (n == 0)
    assert abs(percent - 100 * n / of) < 1


def test_a_random_sample_has_a_likely_range_and_a_percentage_from_twenty_on():
    sample = replace(FIGURE, kind=CountKind.RANDOM_SAMPLE)

    assert replace(sample, n=15, of=20).words() == "15 of 20 (75%)"
    assert replace(sample, n=14, of=19).words() == "14 of 19"
    assert replace(sample, n=30, of=40).interval.words() == "60% to 86%"
    assert replace(sample, n=0, of=0).interval is None


def test_only_a_random_sample_has_a_likely_range():
    assert FIGURE.interval is None
    assert replace(FIGURE, kind=CountKind.PURPOSIVE).interval is None


def test_a_sample_chosen_for_a_reason_has_no_percentage():
    assert replace(FIGURE, kind=CountKind.PURPOSIVE, n=60, of=80).words() == "60 of 80"


def test_what_was_left_out_is_said_with_its_reasons():
    left_out = (LeftOut("no date", 2), LeftOut("not meant for the Summary", 1))

    assert replace(FIGURE, left_out=left_out).left_out_words() == ("3 left out: 2 no date, 1 not meant for the Summary")
    assert replace(FIGURE, left_out=()).left_out_words() == ""


@pytest.mark.parametrize(
    "change",
    [
        {"n": 9},
        {"n": -1},
        {"of": -1, "n": -1},
        {"n": 6.0},
        {"n": True},
        {"measure_version": 0},
        {"measure_id": ""},
        {"left_out": (LeftOut("no date", 0),)},
        {"left_out": (LeftOut("", 1),)},
        {"left_out": (LeftOut("b", 1), LeftOut("a", 1))},
        {"left_out": (LeftOut("a", 1), LeftOut("a", 1))},
        {"period_from": date(2026, 1, 1)},
        {"period_to": date(2026, 1, 1)},
        {"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)},
        {"period_from": date(2026, 3, 1), "period_to": date(2026, 4, 1)},
        {"definition_sha": "a" * 63},
        {"snapshot_sha": "G" * 64},
        {"snapshot_sha": "A" * 64},
    ],
)
def test_a_figure_that_cannot_be_is_refused(change):
    with pytest.raises(ImpossibleFigure):
        replace(FIGURE, **change)


def test_a_period_that_ends_on_the_day_is_taken():
    figure = replace(FIGURE, period_from=date(2026, 3, 31), period_to=date(2026, 3, 31))

    assert figure.period_to == figure.as_at_date


def test_a_figure_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        FIGURE.n = 7


def test_a_figure_written_down_reads_back_the_same():
    figure = replace(FIGURE, group="Council", period_from=date(2026, 1, 1), period_to=date(2026, 3, 31))

    assert Figure.from_dict(figure.as_dict()) == figure
    assert Figure.from_dict(figure.as_dict()).sha() == figure.sha()


@pytest.mark.parametrize(
    "change",
    [
        {"n": "6"},
        {"kind": "a guess"},
        {"as_at_date": "31 March"},
        {"as_at_date": None},
        {"left_out": [{"reason": "x"}]},
    ],
)
def test_what_is_no_figure_is_not_read_as_one(change):
    with pytest.raises(ImpossibleFigure):
        Figure.from_dict({**FIGURE.as_dict(), **change})


def test_a_missing_or_unknown_word_is_not_read_over():
    with pytest.raises(ImpossibleFigure, match="group"):
        Figure.from_dict({word: value for word, value in FIGURE.as_dict().items() if word != "group"})
    with pytest.raises(ImpossibleFigure, match="colour"):
        Figure.from_dict({**FIGURE.as_dict(), "colour": "green"})


def test_each_part_of_a_figure_changes_its_hash_and_is_named_as_the_difference():
    changes = {
        "measure_id": "other",
        "measure_version": 2,
        "definition_sha": "c" * 64,
        "group": "Council",
        "n": 5,
        "of": 9,
        "left_out": (),
        "as_at_date": date(2026, 4, 1),
        "kind": CountKind.RANDOM_SAMPLE,
        "caveats": (),
        "snapshot_sha": "c" * 64,
    }

    for name, value in changes.items():
        other = replace(FIGURE, **{name: value})
        assert FIGURE.differences(other) == (name,)
        assert other.sha() != FIGURE.sha()
    assert FIGURE.differences(replace(FIGURE)) == ()
