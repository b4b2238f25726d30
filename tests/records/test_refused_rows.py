"""A row that is refused neither counts nor takes anything back: only what is truly absent is gone."""

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from lineofsight.intake.returns.recognise import reading_of
from lineofsight.records.practice.counts import KindCount
from lineofsight.records.taken import FileRead, TakenEvent
from tests.intake.returns.deliveries import table
from tests.records.readings import InMemory, born, carries, reading, refused, visit
from tests.sight.deliveries import written

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)
VISITS = (carries("care-visit"),)
MARKS = count()


def days(council) -> list[tuple[date | None, ...]]:
    found = [tuple(one.day for one in child.events) for child in council.knows()]
    return sorted(found, key=lambda one: (-len(one), str(one)))


def unclear(child: str, row: str) -> TakenEvent:
    return TakenEvent(child, "care-visit", None, row=row, is_unclear=True)


def test_a_row_without_its_day_takes_back_none_of_the_child_and_of_others_what_is_absent(council):
    council.takes(reading(*(visit(child, day) for child in "ab" for day in (MARCH, APRIL)), carried=VISITS))

    given = reading(unclear("a", "new"), visit("b", MARCH), carried=VISITS)
    told, took = council.previews(given), council.takes(given)

    assert days(council) == [(None, MARCH, APRIL), (MARCH,)]
    counted = KindCount(read=2, unchanged=1, without_day=1, withdrawn=1, kept=2)
    assert dict(took.body.kinds)["care-visit"] == counted == dict(told.body.kinds)["care-visit"]


def test_were_it_dated_the_others_would_be_taken_back(council):
    council.takes(reading(*(visit("a", day) for day in (MARCH, APRIL)), carried=VISITS))

    took = council.takes(reading(visit("a", MAY), carried=VISITS))

    assert days(council) == [(MAY,)]
    assert dict(took.body.kinds)["care-visit"] == KindCount(read=1, new=1, withdrawn=2)


def test_once_the_day_is_mended_what_is_absent_goes_after_all(council):
    council.takes(reading(visit("a", MARCH), carried=VISITS))
    council.takes(reading(unclear("a", "new"), carried=VISITS))

    council.takes(reading(visit("a", MAY, row="new"), carried=VISITS))

    assert days(council) == [(MAY,)]


class NotWhole(InMemory):
    """Of its table of visits one row could not be read at all."""

    def summary(self) -> FileRead:
        return replace(super().summary(), not_whole=("care-visit",))


def test_where_nobody_can_tell_whose_row_it_is_nothing_of_that_table_is_taken_back(council):
    council.takes(reading(visit("a", MARCH), visit("a", APRIL), visit("b", APRIL), carried=VISITS))
    rows = (visit("a", MARCH), born("b"), refused(3))

    kept = council.takes(NotWhole(rows, VISITS))

    assert days(council) == [(MARCH, APRIL), (APRIL,)]
    assert dict(kept.body.kinds)["care-visit"] == KindCount(read=1, unchanged=1, kept=2)

    council.takes(InMemory(rows, VISITS), mark="read whole")

    assert days(council) == [(MARCH,), ()]


def test_two_rows_of_one_id_on_two_days_are_told_and_the_first_stands(council):
    given = reading(
        visit("a", MARCH, row="940"), visit("a", APRIL, row="940"), visit("a", MARCH, row="940"), carried=VISITS
    )
    told, took = council.previews(given), council.takes(given)

    assert days(council) == [(MARCH,)]
    assert dict(took.body.kinds)["care-visit"] == KindCount(read=3, new=1, unchanged=1, refused=1)
    assert [one.reason for one in took.body.refused] == ["two rows have one id and two days, and the first is taken"]
    assert took.body == told.body


def test_a_later_return_may_move_the_day_of_a_row(council):
    council.takes(reading(visit("a", MARCH, row="940"), carried=VISITS))

    took = council.takes(reading(visit("a", APRIL, row="940"), carried=VISITS))

    assert days(council) == [(APRIL,)]
    assert dict(took.body.kinds)["care-visit"] == KindCount(read=1, changed=1)


def takes(council, given):
    return council.takes(given, mark=f"{next(MARKS)}")


def dataset(folder: Path, *visits: tuple[str, ...]):
    folder.mkdir()
    tables = {"ssd_person": [(one, "F", "2015-05-05") for one in "ab"], "ssd_cla_visits": list(visits)}
    return reading_of("ssd", written(folder, tables))


def test_a_dataset_with_days_that_are_none_takes_nothing_back(council, tmp_path):
    good = [(f"{child}{day}", child, child, day, "Y", "Y") for child in "ab" for day in ("2026-03-03", "2026-04-07")]
    takes(council, dataset(tmp_path / "good", *good))

    took = takes(
        council, dataset(tmp_path / "bad", ("902", "a", "a", "46177", "Y", "Y"), ("903", "b", "b", "", "Y", "Y"))
    )

    count = dict(took.body.kinds)["care-visit"]
    assert (count.read, count.without_day, count.withdrawn, count.kept) == (2, 2, 0, 4)
    assert took.body.refused_lines == 2


def test_a_dataset_with_a_row_of_nobody_takes_nothing_of_that_table_back(council, tmp_path):
    good = [(f"{child}{day}", child, child, day, "Y", "Y") for child in "ab" for day in ("2026-03-03", "2026-04-07")]
    takes(council, dataset(tmp_path / "good", *good))

    took = takes(council, dataset(tmp_path / "bad", good[0], ("total", "", "", "", "", "")))
    whole = takes(council, dataset(tmp_path / "whole", good[0]))

    assert (dict(took.body.kinds)["care-visit"].withdrawn, dict(took.body.kinds)["care-visit"].kept) == (0, 3)
    assert dict(whole.body.kinds)["care-visit"].withdrawn == 3


def test_a_phone_call_that_the_receipt_refuses_is_no_visit(council, tmp_path):
    head = "Person ID,Visit ID,Visit date,Worker ID,Child seen"
    path = table(tmp_path / "list.csv", head, ("a", "V1", "15/06/2026", "", "Spoken to by phone"))

    took = takes(council, reading_of("care-visits-list", [path]))
    called = (took.body.taken, took.body.refused_lines, dict(took.body.kinds))
    path = table(tmp_path / "list.csv", head, ("a", "V1", "15/06/2026", "", "Seen"))

    assert called == (0, 1, {})
    assert dict(takes(council, reading_of("care-visits-list", [path])).body.kinds)["care-visit"].new == 1
