"""Before and after: the numbers of people first, the range by Student's own data, and no range of a few."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.measures.paired import paired, tenths
from lineofsight.measures.student import t_for

ANSWERS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=40)


@pytest.mark.parametrize(
    ("degrees", "t"), [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (10, 2.228), (29, 2.045), (120, 1.980)]
)
def test_the_printed_tables_of_t_come_out(degrees, t):
    assert t_for(degrees) == pytest.approx(t, abs=0.0005)
    assert t_for(degrees, within=0.99) > t


def test_there_is_no_t_without_a_degree_of_freedom():
    with pytest.raises(ValueError, match="no t"):
        t_for(0)


def test_the_sleep_data_of_student_give_his_mean_and_the_range_printed_since():
    # Extra hours of sleep in tenths, two drugs, ten people: mean difference 1.58, 0.70 to 2.46.
    first, second = (7, -16, -2, -12, -1, 34, 37, 8, 0, 20), (19, 8, 11, 1, -1, 44, 55, 16, 46, 34)

    found = paired(list(zip(first, second, strict=True)), attended=10)

    assert found.mean == pytest.approx(15.8)
    assert (found.interval.low, found.interval.high) == (pytest.approx(7.0, abs=0.05), pytest.approx(24.6, abs=0.05))
    assert (found.rose, found.same, found.fell) == (9, 1, 0)


def test_the_sentence_tells_people_before_the_mean_and_how_many_came():
    found = paired([(2, 4)] * 8 + [(3, 3)] * 3 + [(4, 3)], attended=20)

    assert found.sentence == (
        "12 of 20 who came answered twice: 8 higher after, 3 the same, 1 lower. Mean change +1.3 (0.5 to 2.0)."
    )
    assert paired([], attended=20).sentence == "None of the 20 who came answered twice."


@pytest.mark.parametrize("answers", [[(1, 2)] * 8 + [(2, 4)], [(1, 2)] * 30], ids=["nine", "all alike"])
def test_a_few_and_those_without_spread_have_no_range(answers):
    assert paired(answers, attended=30).interval is None


def test_control_the_tenth_brings_the_range():
    assert paired([(1, 2)] * 9 + [(2, 4)], attended=30).interval is not None


def test_more_answers_than_people_cannot_be():
    with pytest.raises(ValueError, match="2 answered twice, of 1"):
        paired([(1, 2), (2, 3)], attended=1)


@pytest.mark.parametrize(("number", "words"), [(0.05, "0.1"), (-0.25, "-0.3"), (-0.04, "0.0"), (0.0, "0.0")])
def test_halves_go_away_from_nought_and_nought_has_no_sign(number, words):
    assert tenths(number) == words


@settings(max_examples=100, deadline=None)
@given(ANSWERS)
def test_everybody_is_counted_once_and_turned_round_rising_is_falling(answers):
    found = paired(answers, attended=40)
    turned = paired([(after, before) for before, after in answers], attended=40)

    assert found.rose + found.same + found.fell == found.n == len(answers)
    assert (turned.rose, turned.fell) == (found.fell, found.rose)
    if found.interval is not None:
        assert found.interval.low < found.mean < found.interval.high
