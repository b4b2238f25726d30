"""What another time would change: which time is meant, that the rules in use stay, and who changes sides."""

from datetime import date

import pytest

from lineofsight.library.shelf import load
from lineofsight.library.standard_examples import Status
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.shelf import in_use
from lineofsight.sight.what_if import CannotAsk, differences, time_named, times, touched, with_day_off, with_time

RULES = in_use(load())
SINCE = date(2025, 10, 1)
TODAY = date(2026, 6, 22)


def child(*visits: date) -> History:
    spans = (
        Span("care", SINCE),
        Span("legal", SINCE, code="C2"),
        Span("placement", SINCE, code="U6"),
    )
    carried = tuple(Carried(kind, date(2025, 1, 1)) for kind in ("care-visit", "care", "placement", "legal"))
    return History("A", tuple(Event("care-visit", day, "seen") for day in visits), spans, carried)


def due(rules, history):
    only = tuple(one for one in rules.standards if one.id == "cla-visit")
    return due_for_all(history, only, as_at=TODAY, calendars=rules.calendars, alone=rules.alone)


FIRST_YEAR = "at most 6 weeks after the last visit"


def first_year():
    """The time of the first year: at most 6 weeks after the last visit."""
    return next(one for one in times(RULES) if one.standard == "cla-visit" and one.words == FIRST_YEAR)


def test_a_shorter_time_makes_something_late_and_leaves_the_rules_in_use_alone():
    history = child(date(2025, 10, 5), date(2025, 11, 10))
    before = due(RULES, history)

    found = differences(before, due(with_time(RULES, first_year(), 28), history))

    assert [(one.now.status, one.then.status) for one in found if one.becomes_late] == [(Status.MET, Status.LATE)]
    assert due(RULES, history) == before


def test_a_longer_time_brings_something_into_time():
    history = child(date(2025, 10, 5), date(2026, 5, 1))

    found = differences(due(RULES, history), due(with_time(RULES, first_year(), 300), history))

    assert [one.now.status for one in found if one.comes_into_time] == [Status.LATE, Status.OVERDUE]
    assert not [one for one in found if one.becomes_late]


def test_control_the_same_time_changes_nothing():
    history = child(date(2025, 10, 5), date(2026, 5, 1))

    assert differences(due(RULES, history), due(with_time(RULES, first_year(), 42), history)) == ()


def test_a_standard_without_a_place_means_its_last_time_which_holds_for_most():
    every = [one for one in times(RULES) if one.standard == "cla-visit"]

    assert time_named(RULES, "cla-visit") == every[-1]
    assert time_named(RULES, "cla-visit:1") == every[0]


@pytest.mark.parametrize("id", ["", "no-such-rule", "cla-visit:99", "cla-visit:x"])
def test_a_time_that_is_not_there_is_refused_with_what_there_is(id):
    with pytest.raises(CannotAsk, match=r"cla-visit:1|sight --list"):
        time_named(RULES, id)


@pytest.mark.parametrize("number", [0, 1001, -1])
def test_a_number_that_cannot_be_is_refused(number):
    with pytest.raises(CannotAsk, match=f"You entered {number}"):
        with_time(RULES, first_year(), number)


@pytest.mark.parametrize("time", times(RULES), ids=lambda one: one.id)
def test_every_time_can_be_changed_and_only_its_own_standard_is_touched(time):
    changed = with_time(RULES, time, 3)

    assert {one.id for one, other in zip(RULES.standards, changed.standards, strict=True) if one != other} <= {
        time.standard
    }
    now = next(one for one in times(changed) if one.id == time.id)
    assert now.number == 3


def test_a_further_day_off_touches_the_rules_that_count_working_days_alone():
    day = date(2026, 6, 15)

    changed = with_day_off(RULES, day)

    assert all(day in one.days_off for one in changed.calendars.values())
    assert not [one for one in RULES.calendars.values() if day in one.days_off]
    assert touched(RULES, which=None, day_off=day) == {one.id for one in RULES.standards if one.calendar}
