"""What is told as a share on the desk follows the rule of every figure: 100 only of all, 0 only of none."""

import pytest

from lineofsight.desk.learning import Share


@pytest.mark.parametrize(
    ("in_date", "counted", "words"),
    [(199, 200, "199 of 200 (99%)"), (1, 300, "1 of 300 (1%)"), (1, 8, "1 of 8 (13%)"), (8, 8, "8 of 8 (100%)")],
)
def test_nearly_all_is_not_told_as_all_nor_hardly_any_as_none(in_date: int, counted: int, words: str):
    share = Share("", in_date, counted, out_of_date=counted - in_date, not_held=0, joiners=0, on_leave=0)

    assert share.words == words
