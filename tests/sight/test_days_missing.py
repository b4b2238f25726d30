"""One day that cannot be read takes away what it can change, and nothing else."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lineofsight.library.standard_examples import Status
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.engine import due_for_all
from tests.sight.children import ALL_CARRIED, as_at, days, histories
from tests.sight.invented import ALONE, CALENDARS, STANDARDS

# In «visit-order» the second is asked for sooner than the first, which no standard of the library does.
IN_ORDER = tuple(sorted((one for one in STANDARDS if one.id != "visit-order"), key=lambda one: (one.id, one.version)))
MANY = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
AS_AT = date(2024, 6, 30)
PLACED = date(2024, 1, 8)
AT_HOME = (Span("home", PLACED, None, "A"), Span("care", PLACED))
TAKEN_AWAY = {"meeting-after"}
"""Where something may end the question."""


def due(history: History, day: date = AS_AT) -> tuple[Obligation, ...]:
    return due_for_all(history, IN_ORDER, as_at=day, calendars=CALENDARS, alone=ALONE)


def untrue(told: Obligation, really: list[Obligation]) -> bool:
    """Whether what is told of a child is not so, given what all days say."""
    of_it = [one for one in really if one.standard == told.standard]
    if told.status is Status.MET and told.met:
        # What was done in time was done, though it turn out that it was no longer asked.
        is_asked = any(one.counted_from == told.counted_from for one in of_it) or told.standard not in TAKEN_AWAY
        return is_asked and not any(
            one.met
            and (one.met == told.met or (one.met <= told.met and one.due == told.due))
            and one.status in (Status.MET, Status.UNKNOWN)
            for one in of_it
        )
    if told.status is Status.LATE and told.counted_from and told.met:
        return not any(
            one.status in (Status.LATE, Status.UNKNOWN)
            and one.counted_from
            and one.met
            and told.counted_from <= one.counted_from
            and one.met <= told.met
            for one in of_it
        )
    if told.status is Status.DUE:
        return any(one.status is Status.OVERDUE and one.since == told.since for one in of_it)
    # That a run began earlier, or that a rule that was missed went on, makes no other due day.
    said = [(one.counted_from, one.due, one.status, one.days_late) for one in of_it]
    not_done = told.status in (Status.OVERDUE, Status.MISSED)
    return not_done and (told.counted_from, told.due, told.status, told.days_late) not in said


@st.composite
def with_one_hidden(draw) -> tuple[History, int, date]:
    history, day = draw(histories()), draw(as_at)
    if draw(st.booleans()):
        # In care, at one home and under one order: of a chain something is asked.
        visits = tuple(
            Event(draw(st.sampled_from(("visit", "review"))), draw(days)) for _ in range(draw(st.integers(0, 5)))
        )
        history = replace(
            history, events=(*history.events, *visits), spans=(*AT_HOME, Span("order", PLACED, None, "C1"))
        )
    places = [n for n, one in enumerate(history.events) if one.day is not None and one.day <= day]
    assume(places)
    return history, draw(st.sampled_from(places)), day


def test_whatever_the_missing_day_was_what_is_told_is_so():
    told_in_time = set()

    @MANY
    @given(with_one_hidden())
    def holds(drawn: tuple[History, int, date]) -> None:
        history, place, day = drawn
        events = list(history.events)
        events[place] = replace(events[place], day=None)
        really = list(due(history, day))

        told = due(replace(history, events=tuple(events)), day)

        assert [one for one in told if untrue(one, really)] == []
        told_in_time.update(one.standard for one in told if one.status is Status.MET)

    holds()

    # Nothing is told of a «before» whose target has no day alone; all other shapes tell something.
    assert len(told_in_time) >= 4


def test_were_the_row_left_out_instead_something_untrue_would_be_told():
    found = []

    @MANY
    @given(with_one_hidden())
    def look(drawn: tuple[History, int, date]) -> None:
        history, place, day = drawn
        events = tuple(one for n, one in enumerate(history.events) if n != place)
        really = list(due(history, day))
        found.extend(one for one in due(replace(history, events=events), day) if untrue(one, really))

    look()

    assert Status.OVERDUE in {one.status for one in found}


def apart(spans: tuple[Span, ...]) -> bool:
    """Whether no two spans of a kind of which a child has one at a time hold on one day."""
    held = sorted((one.kind, one.start, one.until or date.max) for one in spans if one.kind in ALONE)
    return all(one[0] != next_one[0] or one[2] <= next_one[1] for one, next_one in pairwise(held))


@st.composite
def with_a_start_hidden(draw) -> tuple[History, int, date]:
    history, day = draw(histories()), draw(as_at)
    spans = tuple(one for one in history.spans if one.start is not None and one.until != one.start)
    if draw(st.booleans()):
        moved = draw(st.dates(PLACED, AS_AT))
        orders = (Span("order", PLACED, moved, "C1"), Span("order", moved, None, "C2"))
        homes = (Span("home", PLACED, moved, "A"), Span("home", moved, None, "B"), Span("care", PLACED))
        spans = draw(st.sampled_from(((*homes, orders[0]), (homes[0], homes[2], *orders), (*homes, *orders))))
        some = st.sampled_from(("visit", "review", "check", "talk"))
        visits = (
            Event(draw(some), draw(days), draw(st.sampled_from(("", "x")))) for _ in range(draw(st.integers(0, 6)))
        )
        history = replace(history, events=(*history.events, *visits))
    assume(apart(spans))
    places = [n for n, one in enumerate(spans) if one.start and one.start <= day]
    assume(places)
    return replace(history, spans=spans), draw(st.sampled_from(places)), day


def with_hidden(history: History, place: int) -> History:
    spans = list(history.spans)
    spans[place] = replace(spans[place], start=None)
    return replace(history, spans=tuple(spans))


def test_whatever_the_missing_start_was_what_is_told_is_so():
    told_beside = set()

    @MANY
    @given(with_a_start_hidden())
    def holds(drawn: tuple[History, int, date]) -> None:
        history, place, day = drawn
        really = list(due(history, day))

        told = due(with_hidden(history, place), day)

        assert [one for one in told if untrue(one, really)] == []
        without = {one.standard for one in told if one.unknown is Unknown.NO_DAY}
        told_beside.update(one.standard for one in told if one.standard in without and one.status is not Status.UNKNOWN)

    holds()

    # Several shapes tell something beside it. Which are drawn turns on what else the process has read.
    assert len(told_beside) >= 3, told_beside


def test_were_the_span_left_out_instead_something_untrue_would_be_told_too():
    found = []

    @MANY
    @given(with_a_start_hidden())
    def look(drawn: tuple[History, int, date]) -> None:
        history, place, day = drawn
        really = list(due(history, day))
        without = replace(history, spans=tuple(one for n, one in enumerate(history.spans) if n != place))
        found.extend(one for one in due(without, day) if untrue(one, really))

    look()

    assert found


def visited(*days: date | None, until: date = AS_AT) -> list[tuple[object, ...]]:
    events = tuple(Event("visit", day) for day in days)
    found = due(History("a", events, AT_HOME, ALL_CARRIED), until)
    return [(one.due, one.met, one.status.value) for one in found if one.standard == "visit-home"]


def test_what_was_done_in_time_and_what_is_next_stand_beside_a_visit_without_a_day():
    first, second = date(2024, 1, 15), date(2024, 2, 26)
    told = [(first, first, "met"), (second, second, "met"), (date(2024, 4, 8), None, "due")]

    assert visited(first, second, None, until=date(2024, 3, 4)) == told
    assert visited(first, second, until=date(2024, 3, 4)) == told


def test_what_was_late_or_open_may_have_been_done_in_time_and_stands_with_its_days():
    first, second = date(2024, 1, 15), date(2024, 2, 27)

    assert visited(first, second, None, until=date(2024, 4, 30)) == [
        (first, first, "met"),
        (date(2024, 2, 26), second, "unknown"),
        (date(2024, 4, 9), None, "unknown"),
    ]
    assert visited(first, second, until=date(2024, 4, 30)) == [
        (first, first, "met"),
        (date(2024, 2, 26), second, "late"),
        (date(2024, 4, 9), None, "overdue"),
    ]


def test_later_than_one_more_visit_could_make_it_a_visit_stays_late():
    # Three months is the longest time of this rule: 93 days after the day on which it was due, nothing mends it.
    first, due_day = date(2024, 1, 15), date(2024, 2, 26)
    on_it, after = date(2024, 5, 29), date(2024, 5, 30)

    assert (due_day, on_it, "unknown") in visited(first, on_it, None)
    assert (due_day, after, "late") in visited(first, after, None)
    assert (due_day, after, "unknown") in visited(first, after, None, None)


def test_who_can_mend_it_is_told_what_has_no_day():
    events = (Event("visit", date(2024, 1, 15)), Event("visit", None))

    found = [one for one in due(History("a", events, AT_HOME, ALL_CARRIED)) if one.standard == "visit-home"]

    assert [(one.unknown, one.kind) for one in found if one.status is Status.UNKNOWN] == [(Unknown.NO_DAY, "visit")]


def test_a_call_without_a_day_asks_once_more_and_leaves_the_calls_with_one():
    talk, meeting = date(2024, 3, 4), date(2024, 3, 8)
    events = (Event("talk", talk), Event("meeting", meeting))
    asked = [
        (one.met, one.status.value)
        for one in due(History("a", events, (), ALL_CARRIED))
        if one.standard == "meeting-after"
    ]

    more = due(History("a", (*events, Event("talk", None)), (), ALL_CARRIED))

    assert asked == [(meeting, "met")]
    assert [(one.met, one.status.value) for one in more if one.standard == "meeting-after"] == [
        (None, "unknown"),
        (meeting, "met"),
    ]


def test_without_records_of_visits_a_visit_without_a_day_changes_nothing():
    carried = tuple(Carried(one.kind) for one in ALL_CARRIED if one.kind != "visit")
    history = History("a", (Event("visit", None),), AT_HOME, carried)

    found = [(one.status.value, one.unknown) for one in due(history) if one.standard == "visit-home"]

    assert found == [("unknown", Unknown.NOT_CARRIED)]


def test_a_talk_without_a_day_may_have_begun_it_before_and_what_is_counted_from_the_start_is_not_known():
    reviews = (Event("review", date(2024, 2, 1)), Event("review", date(2024, 4, 29)))
    spans = (Span("care", PLACED), Span("order", PLACED, None, "C1"))

    def told(*more: Event) -> list[tuple[object, ...]]:
        found = due(History("a", (*reviews, *more), spans, ALL_CARRIED))
        return [(one.due, one.status.value, one.kind) for one in found if one.standard == "review"]

    (first, second, third) = told()
    assert [status for _, status, _ in (first, second, third)] == ["met", "met", "due"]
    assert told(Event("talk", None)) == [(first[0], "unknown", "talk"), second, third]
    assert told(Event("talk", date(2023, 6, 1))) == [first, second, third]
