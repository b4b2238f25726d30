"""A whole number is digits and few of them; whatever else is sent is none, and no error."""

import pytest

from lineofsight.library.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("123456789", 123_456_789)])
def test_so_many_digits_are_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1_0", " 1", "1.5", "\u0663", "²", "1234567890", "9" * 5_000])
def test_anything_else_is_none(text):
    assert whole_number(text) is None


def test_control_python_reads_some_of_them_and_fails_on_others():
    assert (int("1_0"), int("\u0663")) == (10, 3)
    with pytest.raises(ValueError, match="limit"):
        int("9" * 5_000)
