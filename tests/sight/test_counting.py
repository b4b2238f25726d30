"""Counting what was in time: n of N, what is not known beside it, and nothing that is still ahead."""

from datetime import date

from lineofsight.library.standard_examples import Status
from lineofsight.sight.counting import Tally, month_of, months_until, tally
from lineofsight.sight.obligation import Obligation

JUNE = date(2026, 6, 1)


def due(status: Status, day: date | None = date(2026, 6, 5), child: str = "A") -> Obligation:
    return Obligation(child, "cla-visit", 1, JUNE, JUNE, day, status)


def test_late_missed_and_overdue_are_due_and_not_in_time():
    found = tally([due(status) for status in Status], lambda one: "all")

    assert found == {"all": Tally(in_time=1, of=4, unknown=1)}


def test_nothing_due_has_no_share_and_that_is_not_nought():
    assert Tally(0, 0, 5).share is None
    assert Tally(0, 5).share == 0


def test_what_is_ahead_counts_nowhere_and_what_has_no_key_neither():
    assert tally([due(Status.DUE)], lambda one: "all") == {}
    assert tally([due(Status.UNKNOWN, None)], lambda one: month_of(one.due) if one.due else None) == {}


def test_months_go_back_over_the_turn_of_the_year():
    assert months_until(date(2026, 2, 28), how_many=3) == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
