"""What cannot have been is refused, and children whom nobody knew are told before they are taken."""

from datetime import date, timedelta

import pytest

from lineofsight.records.practice.counts import KindCount
from lineofsight.records.taken import TakenEvent
from tests.factories.partnership import NOW
from tests.records.readings import born, carries, placed, reading, visit

pytestmark = pytest.mark.django_db
# The council's first return is handed in on the day after NOW.
TODAY = NOW.date() + timedelta(days=1)
MARCH = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
        (date(2062, 6, 14), False),
        (date(1990, 1, 1), True),
        (date(1989, 12, 31), False),
    ],
)
def test_a_visit_happened_by_today_and_since_1990(council, day, is_taken):
    took = council.takes(reading(visit("a", day), carried=(carries("care-visit"),)))

    assert dict(took.body.kinds)["care-visit"] == KindCount(read=1, new=int(is_taken), refused=int(not is_taken))
    assert took.body.refused_lines == int(not is_taken)


def test_a_day_that_is_waited_for_lies_ahead_and_a_placement_may_begin_later(council):
    ahead = TODAY + timedelta(days=60)
    took = council.takes(reading(TakenEvent("a", "birth-expected", ahead, row="1"), placed("a", ahead)))

    assert took.body.refused_lines == 0


def test_a_planned_visit_takes_nothing_back_of_the_child(council):
    council.takes(reading(visit("a", MARCH), carried=(carries("care-visit"),)))

    took = council.takes(reading(born("a"), visit("a", TODAY + timedelta(days=9)), carried=(carries("care-visit"),)))

    assert dict(took.body.kinds)["care-visit"] == KindCount(read=1, refused=1, kept=1)


def many(prefix: str, number: int, *more):
    return reading(*(born(f"{prefix}{one:03}") for one in range(number)), *more)


def test_ids_that_lost_their_noughts_are_many_children_whom_nobody_knew(council):
    council.takes(many("00", 10))
    given = many("", 3, born("00001"), visit("001", MARCH))
    told, took = council.previews(given), council.takes(given)

    assert (took.body.new_children, took.body.known_children, took.body.has_many_strangers) == (3, 10, True)
    assert told.body.new_children == 3


def test_a_few_new_children_among_many_are_an_ordinary_month(council):
    first = council.takes(many("00", 10))

    took = council.takes(many("00", 12))

    assert (first.body.new_children, first.body.has_many_strangers) == (10, False)
    assert (took.body.new_children, took.body.has_many_strangers) == (2, False)


def test_every_row_of_a_kind_is_in_one_column_of_the_receipt(council):
    council.takes(reading(visit("a", MARCH), visit("b", MARCH), carried=(carries("care-visit"),)))
    rows = (
        *(visit("a", MARCH), visit("b", MARCH, code="not-seen"), visit("c", MARCH), visit("c", MARCH)),
        *(visit("d", TODAY + timedelta(days=9)), visit("d", MARCH, code="Smith"), visit("", MARCH)),
        *(TakenEvent("e", "care-visit", None, row="1", is_unclear=True), visit("f", MARCH, row="x")),
        *(visit("f", TODAY, row="x"), placed("a", MARCH), placed("a", MARCH, code="Smith"), born("a"), born("a")),
    )

    took = council.takes(reading(*rows, carried=(carries("care-visit"),)))

    for count in dict(took.body.kinds).values():
        parts = count.new + count.changed + count.unchanged + count.without_day + count.refused
        assert count.read == parts
    assert dict(took.body.kinds)["care-visit"].refused == 4
