"""A pack is edited at random and read back: every edit is there or its row is named, and none is made up."""

import pytest
from hypothesis import given, settings

from tests.packs.editing import CASES, QUIET, Does, compare, edited
from tests.packs.making import DAY, HANDS


def check(kind, plan, order, blanks):
    filled = edited(kind, plan, order, blanks)

    compare(filled, filled.hands.content())


@pytest.mark.parametrize("kind", HANDS)
@settings(max_examples=50, **QUIET)
@given(**CASES)
def test_every_edit_of_a_pack_is_taken_or_its_row_is_named_and_none_is_made_up(kind, plan, order, blanks):
    check(kind, plan, list(order), blanks)


@pytest.mark.long
@pytest.mark.parametrize("kind", HANDS)
@settings(max_examples=500, **QUIET)
@given(**CASES)
def test_at_length_every_edit_of_a_pack_is_taken_or_its_row_is_named(kind, plan, order, blanks):
    check(kind, plan, list(order), blanks)


@pytest.mark.parametrize("kind", HANDS)
def test_control_an_edit_that_is_read_wrongly_is_found(kind, monkeypatch):
    monkeypatch.setattr("lineofsight.packs.rows.days_in", lambda text: ())

    with pytest.raises(AssertionError):
        check(kind, [Does(words="It goes out.", as_at=DAY)] * 6, list(range(6)), set())
