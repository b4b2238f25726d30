"""The standards of the library in one text: what comes out is what the slow engine has, example by example."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from lineofsight.library.checks import examples_of
from lineofsight.library.shelf import OURS, load
from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import StandardExample
from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.examples import history_of
from lineofsight.sight.history import Event, History, Span
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.rows import digest
from lineofsight.sight.shelf import in_use
from tests.sight.engines import Loaded, sqlite

RULES = in_use(load())
TEXT = compile_standards(RULES.standards, alone=RULES.alone)
EXAMPLES = [example for kind, examples, _ in examples_of(OURS).values() if kind is Standard for example in examples]
DAY = date(2026, 6, 22)


@pytest.fixture(scope="module")
def engine() -> Iterator[Loaded]:
    with sqlite(RULES.calendars) as found:
        yield found


@pytest.mark.parametrize("day", sorted({example.as_at for example in EXAMPLES}), ids=str)
def test_every_example_of_the_library_comes_out_of_the_text_under_every_standard(engine, day):
    histories = [
        replace(history_of(example, kinds=RULES.kinds), child=str(number))
        for number, example in enumerate(EXAMPLES)
        if example.as_at == day
    ]
    engine.hold(*histories)

    found = judge(TEXT, as_at=day, execute=engine.execute)

    assert digest(found) == digest(
        one
        for history in histories
        for one in due_for_all(history, RULES.standards, as_at=day, calendars=RULES.calendars, alone=RULES.alone)
    )


def test_a_visit_on_day_42_is_in_time_and_one_on_day_43_is_a_day_late(engine):
    placed = date(2026, 1, 5)
    spans = (Span("care", placed), Span("placement", placed, None, "U6"), Span("legal", placed, None, "C2"))
    first, second, third = date(2026, 1, 12), date(2026, 2, 23), date(2026, 4, 7)
    engine.hold(
        History("child", tuple(Event("care-visit", day) for day in (first, second, third)), spans, _all_carried())
    )

    found = [one for one in judge(TEXT, as_at=DAY, execute=engine.execute) if one.standard == "cla-visit"]

    assert [(one.due, one.met, one.status.value, one.days_late) for one in found] == [
        (first, first, "met", 0),
        (second, second, "met", 0),
        (date(2026, 4, 6), third, "late", 1),
        (date(2026, 5, 19), None, "overdue", 34),
    ]


def _all_carried():
    return history_of(StandardExample(name="a", says="b", as_at=DAY), kinds=RULES.kinds).carried
