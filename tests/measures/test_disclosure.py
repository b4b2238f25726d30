"""Small numbers in a table beside its exact total: what is kept back cannot be had by taking away."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.publishing import NumberRule
from lineofsight.library.scales import WhoIsCounted
from lineofsight.measures.disclosure import Cell, ToldCell, is_enough, told, told_beside, whole_may_be_told

RULE = NumberRule(
    counts=WhoIsCounted.CHILDREN,
    reader="public",
    fewest=8,
    round_to=5,
    fewest_for_rate=20,
    says="as the library has it",
)
EXACT = RULE.model_copy(update={"round_to": 1})


def cell(n, of, people=None):
    return Cell(n, of, of if people is None else people)


def test_large_groups_are_told_rounded_and_small_ones_not_at_all():
    found = told([cell(57, 98), cell(33, 61), cell(4, 12), cell(10, 13)], RULE)

    assert found == (ToldCell(55, 100, True), ToldCell(35, 60, True), None, None)


def test_a_group_that_alone_is_too_small_takes_the_next_smallest_with_it():
    # 160 - 98 would give the 3 away.
    found = told([cell(57, 98), cell(33, 59), cell(1, 3)], RULE)

    assert found == (ToldCell(55, 100, True), None, None)


def test_of_two_groups_of_which_one_is_too_small_none_is_told():
    assert told([cell(57, 98), cell(1, 3)], RULE) == (None, None)


def test_nothing_due_is_told_and_hides_nobody():
    found = told([cell(57, 98), cell(33, 59), Cell()], RULE)

    assert found == (ToldCell(55, 100, True), ToldCell(35, 60, True), ToldCell(0, 0, False))


@pytest.mark.parametrize(
    "one", [cell(50, 60, 3), cell(3, 60), cell(57, 60), cell(10, 10), cell(0, 12)],
    ids=["visits of three children", "few in time", "few late", "a small group, all", "a small group, none"],
)  # fmt: skip
def test_a_group_is_too_small_in_any_of_its_numbers(one):
    assert not is_enough(one, RULE)


def test_all_of_a_large_group_is_told():
    assert is_enough(cell(40, 40), RULE)
    assert is_enough(cell(0, 40), RULE)


def bounds(
    shown: Sequence[ToldCell | None], total: Cell, rule: NumberRule
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The least and the most that n and N of each group kept back can be, by all that an attacker knows.

    They know the exact total, and of each group that is told its numbers to the rounding. n and N can be looked at
    each for itself: with no two numbers of one group tied but by n <= N, the least and the most are those of sums.
    """
    spread = rule.round_to // 2
    hidden = [at for at, one in enumerate(shown) if one is None]
    found = []
    for at in hidden:
        pair = []
        for name in ("n", "of"):
            whole = getattr(total, name)
            most = whole - sum(max(getattr(one, name) - spread, 0) for one in shown if one)
            least = whole - sum(getattr(one, name) + spread for one in shown if one)
            others = most if len(hidden) > 1 else 0
            pair.append((max(0, least - others), max(0, most)))
        found.append((pair[0], pair[1]))
        assert at in hidden
    return found


CELLS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: cell(min(pair), max(pair))),
    min_size=2,
    max_size=6,
)


@settings(max_examples=100)
@given(CELLS, st.sampled_from([RULE, EXACT]))
def test_no_group_that_is_kept_back_can_be_worked_out(cells, rule):
    total = sum(cells, Cell())

    shown = told(cells, rule)

    for n, of in bounds(shown, total, rule):
        assert of[0] < of[1] or of == (0, 0)
        # Of a group kept back nobody learns that all were in time, or whether any was.
        assert n[0] < of[1]
    hidden = [one for one, told_as in zip(cells, shown, strict=True) if told_as is None]
    is_all = len(hidden) == len(cells)
    assert is_all or not hidden or (len(hidden) > 1 and is_enough(sum(hidden, Cell()), rule))


def test_control_keeping_back_the_small_group_alone_gives_it_away():
    cells = [cell(57, 98), cell(33, 59), cell(1, 3)]
    careless = tuple(ToldCell(one.n, one.of, True) if is_enough(one, EXACT) else None for one in cells)

    assert bounds(careless, sum(cells, Cell()), EXACT) == [((1, 1), (3, 3))]
    assert bounds(told(cells, EXACT), sum(cells, Cell()), EXACT) == [((0, 34), (0, 62)), ((0, 34), (0, 62))]


def test_cells_are_added_number_by_number():
    assert cell(5, 9, 4) + cell(2, 3, 1) == Cell(7, 12, 5)
    assert cell(5, 9, 4).parts == (5, 4, 9)


@pytest.mark.parametrize(
    ("whole", "may"),
    [
        (cell(8, 16), True),
        (cell(7, 40), False),
        (cell(33, 40), False),
        (cell(0, 40), False),
        (cell(40, 40), False),
        (cell(20, 40, 7), False),
        (Cell(), True),
    ],
    ids=["just enough", "few", "all but few", "none", "all", "of few people", "nothing to count"],
)
def test_a_whole_of_few_of_nobody_and_of_everybody_is_not_told_beside_its_groups(whole, may):
    assert whole_may_be_told(whole, EXACT) is may


def test_beside_a_whole_that_says_of_each_what_it_is_no_cell_is_told():
    cells = [cell(60, 60), cell(40, 40), cell(3, 3)]

    assert told_beside(cell(103, 103), cells, EXACT) == ()
    assert None in told(cells, EXACT)


def test_control_beside_another_whole_or_where_nothing_is_kept_back_they_are_told():
    mixed, large = [cell(57, 98), cell(33, 59), cell(1, 3)], [cell(60, 60), cell(40, 40)]

    assert told_beside(cell(91, 160), mixed, EXACT) == told(mixed, EXACT)
    assert told_beside(cell(100, 100), large, EXACT) == told(large, EXACT)


def test_twenty_are_enough_for_a_share_and_to_be_told_whole_and_nineteen_are_not():
    assert [is_enough(cell(of, of), EXACT) for of in (19, 20)] == [False, True]
    assert [one and one.has_share for one in told([cell(10, 20), cell(11, 19)], EXACT)] == [True, False]


def test_two_that_together_just_make_enough_hide_each_other_and_take_no_third():
    assert told([cell(57, 98), cell(4, 12), cell(4, 12)], EXACT) == (ToldCell(57, 98, True), None, None)


def test_where_one_is_enough_the_rest_of_one_hides_two_that_are_told_whole_or_not_at_all():
    one_is_enough = EXACT.model_copy(update={"fewest": 1})

    assert told([cell(57, 98), cell(2, 2), cell(0, 1)], one_is_enough) == (ToldCell(57, 98, True), None, None)


def test_an_empty_group_is_not_kept_back_while_another_can_hide_the_small_one():
    found = told([cell(57, 98), cell(33, 59), cell(1, 3), cell(0, 0)], EXACT)

    assert [one is None for one in found] == [False, True, True, False]
