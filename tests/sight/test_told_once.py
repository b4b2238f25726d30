"""What nobody can tell for one and the same reason is told once, by both engines."""

from datetime import date

from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.rows import digest
from tests.sight.children import ALL_CARRIED
from tests.sight.engines import sqlite
from tests.sight.invented import ALONE, CALENDARS, STANDARDS

AS_AT = date(2024, 6, 10)
ORDER = Span("order", date(2023, 9, 20), None, "C1")


def of_months(*talks: date, begins: date | None) -> list[tuple[object, ...]]:
    """What is told of the months of one child, where both engines tell the same. begins: of the records of talks."""
    others = tuple(one for one in ALL_CARRIED if one.kind != "talk")
    events = tuple(Event("talk", day) for day in talks)
    history = History("a", events, (ORDER,), (*others, Carried("talk", begins)))
    found: tuple[Obligation, ...] = due_for_all(history, STANDARDS, as_at=AS_AT, calendars=CALENDARS, alone=ALONE)
    with sqlite(CALENDARS) as engine:
        engine.hold(history)
        text = compile_standards(STANDARDS, alone=ALONE)
        assert digest(judge(text, as_at=AS_AT, execute=engine.execute)) == digest(found)
    return [(one.due, one.status.value, one.unknown) for one in found if one.standard == "month"]


def test_months_before_the_records_begin_are_one_row():
    unseen = (date(2023, 10, 31), "unknown", Unknown.BEFORE_RECORDS)

    assert of_months(date(2024, 5, 2), begins=date(2024, 4, 1)) == [
        unseen,
        (date(2024, 4, 30), "missed", None),
        (date(2024, 5, 31), "met", None),
        (date(2024, 6, 30), "due", None),
    ]


def test_a_month_before_the_records_in_which_it_was_done_stands_by_itself():
    told = of_months(date(2023, 12, 4), begins=date(2024, 5, 1))

    assert [(due, status) for due, status, _ in told] == [
        (date(2023, 10, 31), "unknown"),
        (date(2023, 12, 31), "met"),
        (date(2024, 5, 31), "missed"),
        (date(2024, 6, 30), "due"),
    ]


def test_without_a_beginning_of_the_records_every_month_is_judged():
    told = of_months(begins=None)

    assert [status for _, status, _ in told] == ["missed"] * 8 + ["due"]
