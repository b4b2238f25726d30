"""Invented children for the comparison of engines: facts on days where reckoning is easily wrong."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.undated import DAY_NOT_SAID

EVENTS = ("visit", "review", "check", "talk", "meeting", "ended")
SPANS = ("home", "order", "care", "lasting", "own")
CODES = {"home": "AB", "order": ("C1", "C2", ""), "care": ("",), "lasting": ("yes", "no"), "own": ("",)}
# Leap day, the ends of months, Easter and Christmas, the first and last days of an edition and of the calendar.
SHARP = tuple(
    date.fromisoformat(day)
    for day in (
        *("2023-01-01", "2023-05-31", "2023-06-01", "2023-08-31", "2023-09-10", "2023-11-30", "2024-01-31"),
        *("2024-02-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-28", "2024-04-02", "2024-05-31"),
        *("2024-12-24", "2025-10-31", "2025-12-31"),
    )
)
days = st.one_of(
    st.sampled_from(SHARP),
    st.dates(date(2023, 6, 1), date(2024, 6, 30)),
    st.builds(lambda day, by: day + timedelta(days=by), st.sampled_from(SHARP), st.sampled_from((-42, -7, 7, 10, 42))),
)
ALL_CARRIED = tuple(Carried(kind) for kind in (*EVENTS, *SPANS))


@st.composite
def spans(draw) -> Span:
    kind = draw(st.sampled_from((*SPANS, "home", "order", "care")))
    start = draw(days)
    length = draw(st.one_of(st.none(), st.integers(0, 400), st.sampled_from((7, 42, 28))))
    until = None if length is None else start + timedelta(days=length)
    number = draw(st.sampled_from((0, 5, 14, 30))) if kind == "own" else 0
    return Span(kind, start, until, draw(st.sampled_from(CODES[kind])), number)


@st.composite
def following(draw) -> tuple[Span, ...]:
    """Spans of one kind, each from the day on which the one before it ended."""
    kind = draw(st.sampled_from(("home", "order", "care")))
    start = draw(days)
    found = []
    for length in draw(st.lists(st.integers(1, 200), min_size=1, max_size=3)):
        until = start + timedelta(days=length)
        found.append(Span(kind, start, until, draw(st.sampled_from(CODES[kind]))))
        start = until
    return tuple(found)


@st.composite
def events(draw) -> Event:
    return Event(
        draw(st.sampled_from(EVENTS)),
        draw(days),
        draw(st.sampled_from(("", "x"))),
        draw(st.sampled_from(("", "", "1", "2"))),
    )


@st.composite
def carried(draw) -> tuple[Carried, ...]:
    some = []
    for one in ALL_CARRIED:
        how = draw(st.integers(0, 12))
        if how == 0:
            continue
        start = draw(days) if how in (1, 2) else None
        until = draw(days) if how in (2, 3) else None
        some.append(Carried(one.kind, start, until))
    return tuple(some)


@st.composite
def histories(draw, child: str = "a") -> History:
    some = list(draw(st.lists(spans(), max_size=6)))
    some += [one for row in draw(st.lists(following(), max_size=2)) for one in row]
    happened = draw(st.lists(events(), max_size=14))
    if draw(st.integers(0, 9)) == 0:
        happened.append(Event(draw(st.sampled_from(EVENTS)), None, draw(st.sampled_from(("", DAY_NOT_SAID)))))
    if draw(st.integers(0, 5)) == 0:
        kind = draw(st.sampled_from(SPANS))
        some.append(Span(kind, None, draw(st.one_of(st.none(), days)), draw(st.sampled_from(CODES[kind]))))
    born = draw(
        st.one_of(st.none(), st.sampled_from((date(2019, 2, 1), date(2020, 12, 1), date(2021, 3, 1), date(2024, 1, 1))))
    )
    return History(
        child,
        tuple(happened),
        tuple(some),
        draw(st.one_of(st.just(ALL_CARRIED), carried())),
        born,
    )


@st.composite
def begun_before(draw, child: str = "a") -> History:
    """A time in care that begins some weeks before the records of reviews do: what was held until then is not seen."""
    start = draw(st.dates(date(2023, 6, 1), date(2023, 12, 31)))
    until = draw(st.one_of(st.none(), st.integers(60, 400).map(lambda days: start + timedelta(days=days))))
    begins = start + timedelta(days=draw(st.integers(1, 150)))
    after = draw(st.lists(st.integers(0, 250), max_size=5))
    reviews = tuple(Event("review", begins + timedelta(days=days)) for days in after)
    around = tuple(draw(st.lists(spans(), max_size=2)))
    carried = tuple(Carried(one.kind, begins if one.kind == "review" else None) for one in ALL_CARRIED)
    held = (Span("care", start, until), Span("order", start, until, "C1"), Span("home", start, until, "A"))
    return History(child, reviews, (*held, *around), carried)


as_at = st.one_of(days, st.just(date(2024, 6, 30)), st.just(date(2026, 3, 1)))


def _cared_for(until: date | None) -> tuple[Span, ...]:
    start = date(2024, 1, 1)
    return (Span("home", start, until, "A"), Span("care", start, until))


def _told_twice() -> tuple[Event, ...]:
    return (Event("talk", None, DAY_NOT_SAID), Event("talk", date(2024, 1, 2)))


# Where one sign decides: a count that ends on its due day, one that ends on the day as at, an answer on the day of the
# next call, a visit on the last day of a count, a change on the day on which a limit ends to hold.
EDGES = (
    History("ends on the due day", (), _cared_for(date(2024, 1, 8)), ALL_CARRIED),
    History("visited on the due day", (Event("visit", date(2024, 1, 8)),), _cared_for(None), ALL_CARRIED),
    History("ends today", (), _cared_for(date(2024, 6, 30)), ALL_CARRIED),
    History(
        "one order after another",
        (Event("visit", date(2024, 1, 8)),),
        (
            *_cared_for(None),
            Span("order", date(2023, 12, 1), date(2024, 2, 1), "C2"),
            Span("order", date(2024, 2, 1), date(2024, 3, 1), "C2"),
        ),
        ALL_CARRIED,
    ),
    History(
        "due in the month of a birthday",
        (),
        (Span("care", date(2024, 3, 10)), Span("order", date(2024, 3, 10), None, "C1")),
        ALL_CARRIED,
        date(2018, 6, 1),
    ),
    History(
        "answered by its own, before the records begin",
        (Event("talk", date(2024, 1, 2), "", "1"), Event("meeting", date(2024, 3, 1), "", "1")),
        (),
        (*(one for one in ALL_CARRIED if one.kind != "meeting"), Carried("meeting", date(2024, 2, 1))),
    ),
    History("told without a day, and elsewhere with one", _told_twice(), _cared_for(None)[:1], ALL_CARRIED),
    History(
        "answered on the day of the next call",
        (Event("talk", date(2024, 1, 2)), Event("talk", date(2024, 2, 1)), Event("meeting", date(2024, 2, 1))),
        (),
        ALL_CARRIED,
    ),
    # No source holds meetings: of the first nothing was wanted any more in time, of the second it was said too late.
    History(
        "taken away, and nobody sees the answers",
        (
            *(Event("talk", date(2024, 1, 8)), Event("review", date(2024, 1, 22))),
            *(Event("talk", date(2024, 3, 4)), Event("review", date(2024, 4, 22))),
        ),
        (),
        tuple(one for one in ALL_CARRIED if one.kind != "meeting"),
    ),
    # One order on the day of the call, one on that of the next, which is not its own.
    History(
        "lengthened on the first and on the last day",
        (Event("talk", date(2024, 3, 4)), Event("talk", date(2024, 5, 6)), Event("meeting", date(2024, 5, 3))),
        (Span("own", date(2024, 3, 4), None, "", 30), Span("own", date(2024, 5, 6), None, "", 5)),
        ALL_CARRIED,
    ),
    # What a span called for is lengthened until the day on which the span ends.
    History(
        "lengthened as it ends",
        (),
        (
            *(Span("home", date(2024, 3, 4), date(2024, 3, 20), "A"), Span("order", date(2024, 1, 1), None, "C1")),
            *(Span("care", date(2024, 1, 1)), Span("own", date(2024, 3, 20), None, "", 14)),
        ),
        ALL_CARRIED,
    ),
    # The order changes on the day on which the first three months are over.
    History(
        "changed on the anniversary",
        (Event("visit", date(2024, 3, 12)),),
        (*_cared_for(None), Span("order", date(2024, 1, 1), date(2024, 4, 1), "C1"), Span("order", date(2024, 4, 1))),
        ALL_CARRIED,
    ),
    History(
        "visited on the last day", (Event("visit", date(2024, 1, 12)),), _cared_for(date(2024, 1, 12)), ALL_CARRIED
    ),
)


def drawn(number: int) -> tuple[History, ...]:
    """So many invented children, always the same."""
    found: list[History] = []

    @settings(max_examples=number, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.one_of(histories(), begun_before()))
    def gather(history: History) -> None:
        found.append(replace(history, child=f"{len(found):04}"))

    gather()
    return tuple(found)
