"""One child's page: what happened, what was due and how it stands, between two days, as known now or as known then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lineofsight.desk.sight.judged import kinds_of_fact, rules_in_use
from lineofsight.desk.sight.late_reasons import reason_given
from lineofsight.desk.sight.lists import PathLine, path_line, summed_up
from lineofsight.library.standard_examples import Status
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import LONDON
from lineofsight.partnership.rules import Act
from lineofsight.records.changes import Change, changes_of
from lineofsight.records.children import WorksWith, known_to, working_with
from lineofsight.records.histories import History, Span
from lineofsight.records.recorded_here import Entry, entries_of
from lineofsight.records.tables import histories_of
from lineofsight.records.why_late import why_late
from lineofsight.sight.ages import age_words
from lineofsight.sight.drawing.strip import NARROW_DAYS, WIDE_DAYS, Bar, Mark, Strip, draw
from lineofsight.sight.plain.engine import due_for_all

# How far a strip that ends today looks ahead.
AHEAD = 30
FREQUENCY = "visit-frequency"
# The bars of the strip, from the top, where there is anything to draw.
BARS: Mapping[str, str] = {
    "care": "In care",
    "placement": "Where the child lives",
    "legal": "Legal status",
    "protection-plan": "Protection plan",
    "need-plan": "Plan for a child in need",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the table in time order. kind: Due, Happened, Expected, Began, Ended or Corrected; line: for Due;
    entry: of what was recorded here by hand."""

    day: date
    kind: str
    what: str
    note: str = ""
    line: PathLine | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Then:
    """The end of a day: what was known and how it stood, before what came since. None for now."""

    day: date

    @property
    def moment(self) -> datetime:
        """The first moment of the next day."""
        return datetime.combine(self.day + timedelta(days=1), time(), tzinfo=LONDON)


@dataclass(frozen=True)
class ChildSeen:
    """What the page shows. `happened`: newest first, between `first` and `last`; `open`: overdue or not known now."""

    as_at: date
    age: str
    frequency: str
    works: WorksWith | None
    lines: tuple[PathLine, ...]
    ahead: tuple[PathLine, ...]
    open: tuple[PathLine, ...]
    happened: tuple[Happening, ...]
    counts: Mapping[Status, int]
    first: date
    last: date
    strips: tuple[str, ...]
    told: str
    since: date | None


def child_seen(
    actor: Actor, child: str, *, today: date, then: Then | None = None, last: date | None = None
) -> ChildSeen:
    """One child's page, by the pseudonym. last: the last day of the strip and the table. Raises Forbidden."""
    require(actor, Act.SIGHT_READ, OfAgency(actor.agency_id))
    as_at = then.day if then else today
    of = known_to(actor, at=then.moment if then else None)
    history = next(iter(histories_of(of, subjects=(child,))), History(child))
    # A reason is of today: as known then there may have been none.
    given = {} if then else why_late(actor, agency_id=actor.agency_id, child=child)
    lines = tuple(replace(one, reason=reason_given(given, one.obligation)) for one in _path(history, as_at=as_at))
    ends = last or as_at + timedelta(days=AHEAD)
    begins = ends - timedelta(days=WIDE_DAYS - 1)
    happened = [
        *(Happening(one.day, "Due", one.edition.duty, one.edition.title, one) for one in lines if one.day),
        *_facts(history, as_at, () if then else entries_of(actor, of, child)),
        *(_correction(one) for one in changes_of(of, child)),
    ]
    return ChildSeen(
        as_at=as_at,
        age=age_words(born_month=history.born_month, on=as_at) if history.born_month else "",
        frequency=_frequency(history, as_at),
        works=working_with(of, on=as_at).get(child),
        lines=lines,
        ahead=tuple(sorted((one for one in lines if one.obligation.status is Status.DUE), key=_by_day)),
        open=tuple(sorted((one for one in lines if _is_open(one)), key=_most_serious_first)),
        happened=tuple(sorted((one for one in happened if begins <= one.day <= ends), key=_newest_first)),
        counts=summed_up(lines),
        first=begins,
        last=ends,
        strips=tuple(_strips(history, lines, last=ends, as_at=as_at)),
        told=_told(lines, begins, min(ends, as_at)),
        since=min((one.day for one in happened), default=None),
    )


def _path(history: History, *, as_at: date) -> tuple[PathLine, ...]:
    rules = rules_in_use()
    found = due_for_all(history, rules.standards, as_at=as_at, calendars=rules.calendars, alone=rules.alone)
    return tuple(path_line(one, as_at) for one in found)


def _is_open(line: PathLine) -> bool:
    one = line.obligation
    return one.status is Status.OVERDUE or one.is_not_known_now


def _most_serious_first(line: PathLine) -> tuple[bool, int, int]:
    return line.obligation.status is not Status.OVERDUE, line.edition.order, -line.obligation.days_late


def _by_day(line: PathLine) -> date:
    return line.day or date.max


def _newest_first(one: Happening) -> tuple[int, str, str]:
    return -one.day.toordinal(), one.kind, one.what


def _kind(id: str) -> tuple[str, Mapping[str, str]]:
    kind = kinds_of_fact().get(id)
    if kind is None:
        return id, {}
    return f"{kind.one[:1].upper()}{kind.one[1:]}", kind.codes


def _is_expected(id: str) -> bool:
    kind = kinds_of_fact().get(id)
    return kind is not None and kind.expected


def _meaning(id: str, code: str) -> str:
    return _kind(id)[1].get(code, code)


def _facts(history: History, as_at: date, entries: Iterable[Entry]) -> Iterator[Happening]:
    here = {(entry.kind, entry.day): entry for entry in entries}
    for event in history.events:
        if event.day and event.day <= as_at:
            name, meaning = _kind(event.kind)[0], _meaning(event.kind, event.code)
            what = "Expected" if _is_expected(event.kind) else "Happened"
            yield Happening(event.day, what, name, meaning, entry=here.get((event.kind, event.day)))
    for span in history.spans:
        name, note = _kind(span.kind)[0], _span_note(span)
        if span.start and span.start <= as_at:
            yield Happening(span.start, "Began", name, note)
        if span.until and span.until <= as_at:
            yield Happening(span.until, "Ended", name, note)


def _span_note(span: Span) -> str:
    return (
        f"at most {span.number} days between two visits" if span.kind == FREQUENCY else _meaning(span.kind, span.code)
    )


def _correction(one: Change) -> Happening:
    name = _kind(one.kind)[0]
    day = one.known_at.astimezone(LONDON).date()
    was = _said(one.kind, one.was, one.was_until, one.was_code)
    now = _gone(one) if one.is_gone else f"now {_said(one.kind, one.now, one.until_now, one.code_now)}"
    return Happening(day, "Corrected", name, f"was {was}; {now}")


def _gone(one: Change) -> str:
    if one.is_here:
        return "taken back by whoever works with the child"
    return "a return has brought it since" if one.was_here else "taken back by a later return"


def _said(kind: str, day: date | None, until: date | None, code: str) -> str:
    told = day_words(day) if day else "without a day"
    ended = f" until {day_words(until)}" if until else ""
    meaning = _meaning(kind, code)
    return f"{told}{ended}{f' ({meaning})' if meaning else ''}"


def _frequency(history: History, as_at: date) -> str:
    holds = [
        one
        for one in history.spans
        if one.kind == FREQUENCY and one.start and one.start <= as_at and (one.until is None or one.until > as_at)
    ]
    return f"the child's own plan: {_span_note(holds[-1])}" if holds else ""


def _told(lines: Iterable[PathLine], first: date, last: date) -> str:
    """The sentence of the strip: how many were due between two days, how they stand, and what comes next. What is not
    known and has no day can stand on no line, and is said beside it."""
    every = tuple(lines)
    found = [one for one in every if one.obligation.status is not Status.DUE and one.day and first <= one.day <= last]
    ahead = min((one.day for one in every if one.obligation.status is Status.DUE and one.day), default=None)
    without = sum(one.obligation.status is Status.UNKNOWN and one.day is None for one in every)
    counts = summed_up(found)
    many = f"{len(found)} {'thing was' if len(found) == 1 else 'things were'}" if found else "nothing was"
    words = (
        (Status.MET, "in time"),
        (Status.LATE, "late"),
        (Status.MISSED, "not done"),
        (Status.OVERDUE, "overdue"),
        (Status.UNKNOWN, "not known"),
    )
    how = ", ".join(f"{counts[status]} {word}" for status, word in words if counts[status])
    told = f"From {day_words(first)} to {day_words(last)} {many} due{f': {how}' if how else ''}."
    if without:
        is_one = without == 1
        told += f" {without} more {'is' if is_one else 'are'} not known and {'has' if is_one else 'have'} no day."
    return f"{told}{f' Next: {day_words(ahead)}.' if ahead else ''}"


def _strips(history: History, lines: tuple[PathLine, ...], *, last: date, as_at: date) -> Iterator[str]:
    bars = [
        Bar(BARS[one.kind], _meaning(one.kind, one.code) or BARS[one.kind], one.start, one.until)
        for one in history.spans
        if one.kind in BARS and (one.start is None or one.start <= as_at)
    ]
    marks = [Mark(one.day, one.mark) for one in lines if one.day]
    for id, days in (("strip", WIDE_DAYS), ("narrow", NARROW_DAYS)):
        first = last - timedelta(days=days - 1)
        strip = Strip(
            first=first,
            last=last,
            today=as_at,
            rows=[row for row in BARS.values() if any(_is_within(one, first, last) for one in bars if one.row == row)],
            bars=bars,
            marks=marks,
            title=f"What was due from {day_words(first)} to {day_words(last)}",
            description=_told(lines, first, min(last, as_at)),
        )
        yield draw(strip, id=id, narrow=id == "narrow")


def _is_within(bar: Bar, first: date, last: date) -> bool:
    return (bar.start is None or bar.start <= last) and (bar.until is None or bar.until > first)
