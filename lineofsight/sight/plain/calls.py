"""Once: within a time of what called for it, or before a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.standard import After, Before, Events, Limit, Standard, Unsure
from lineofsight.library.standard_examples import Status
from lineofsight.sight.history import Calendars, WorkingDays
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.counts import Ruling, neighbours, ruling_on
from lineofsight.sight.plain.days import NoCalendar, earlier, later
from lineofsight.sight.plain.records import Records, edition_on, is_of, not_carried
from lineofsight.sight.plain.verdict import Doubt, judge


@dataclass(frozen=True, slots=True)
class Call:
    """What calls for something: its day, what ties an answer to it, and the day on which the next one closes it.

    counted: the day from which its time is counted.
    """

    day: date
    link: str
    closes: date | None
    counted: date


def after(records: Records, editions: Sequence[Standard], *, calendars: Calendars) -> Iterator[Obligation]:
    """Every obligation of an «after» for one child."""
    newest = editions[-1]
    shape = newest.shape
    assert isinstance(shape, After)
    missing = not_carried(records, newest)
    for call in _calls(records, shape):
        ruling = ruling_on(records, call.day, editions, count=None, number=1)
        if ruling is None or not _asks(records, shape, call.day):
            continue
        why = _cannot_tell(records, shape, call.day, missing)
        if why is not None:
            # Whoever sees no answer may still see that none was wanted any more.
            if missing is None or not _is_taken_away(records, shape, call, ruling, calendars):
                yield _unknown(records, ruling, call, *why)
            continue
        found = _answered(records, shape, call, ruling, calendars)
        if found is not None:
            yield found


def _calls(records: Records, shape: After | Before) -> Iterator[Call]:
    """Each call with the day on which the next one comes, or on which its span ended."""
    if shape.start_of is not None:
        wanted = shape.start_of
        for span in records.spans.get(wanted.span, ()):
            # One that ended on its first day calls too: it began.
            if span.start is not None and is_of(span.code, wanted.codes, wanted.but_not):
                yield Call(span.start, "", span.until, _counted(records, shape, span.start))
        return
    events = list(records.of_events(shape.event)) if shape.event is not None else []
    days = sorted({event.day for event in events if event.day is not None})
    closes = dict(neighbours(days)) if days else {}
    for day, link in sorted({(event.day, event.link) for event in events if event.day is not None}):
        yield Call(day, link, closes[day], _counted(records, shape, day))


def _counted(records: Records, shape: After | Before, day: date) -> date:
    return records.counted_back(shape.counted_back, day) if isinstance(shape, After) else day


def _asks(records: Records, shape: After | Before, day: date) -> bool:
    """Whether everything holds, leaving aside spans that are needed and missing: those are told as not known."""
    return all(records.holds(one, day) or records.is_missing(one, day) for one in shape.holds)


def _cannot_tell(records: Records, shape: After | Before, day: date, missing: str | None) -> tuple[Unknown, str] | None:
    if missing is not None:
        return Unknown.NOT_CARRIED, missing
    for one in shape.holds:
        if records.is_missing(one, day):
            return Unknown.NO_SPAN, one.span
    conflict = records.in_conflict(shape.holds, day)
    return (Unknown.CONFLICT, conflict) if conflict else None


def _first(records: Records, wanted: Events, call: Call, *, is_span: bool) -> date | None:
    """The first that belongs to a call: with its link where both have one, else before the next call."""
    for event in records.of_events(wanted):
        if event.day is None or event.day < call.day:
            continue
        if call.link and event.link:
            if event.link == call.link:
                return event.day
        elif call.closes is None or event.day < call.closes or (is_span and event.day == call.closes):
            return event.day
    return None


def _is_its_only_one(records: Records, shape: After, call: Call, met: date | None) -> bool:
    """Whether the answer is tied to its call, and is its only one: then no other lies before the records begin."""
    return bool(shape.answered_once and call.link) and any(
        event.day == met and event.link == call.link for event in records.of_events(shape.met_by)
    )


def _is_taken_away(records: Records, shape: After, call: Call, ruling: Ruling, calendars: Calendars) -> bool:
    """Whether what is recorded takes the question away, or does so by the due day, before anything answered it."""
    is_span = shape.start_of is not None
    met = _first(records, shape.met_by, call, is_span=is_span)

    def came_by(wanted: Events, day: date) -> bool:
        ends = _first(records, wanted, call, is_span=is_span)
        return ends is not None and ends <= day and (met is None or ends < met)

    if any(came_by(one, date.max) for one in shape.unless):
        return True
    if ruling.limit is None:
        return False
    try:
        due = _in_time(records, shape, call, ruling.limit, calendars.get(ruling.edition.calendar or ""))
    except NoCalendar:
        return False
    return any(came_by(one, due) for one in shape.unless_in_time)


def _answered(records: Records, shape: After, call: Call, ruling: Ruling, calendars: Calendars) -> Obligation | None:
    limit = ruling.limit
    if limit is None:
        return _unknown(records, ruling, call, Unknown.NO_AGE, "")
    calendar = calendars.get(ruling.edition.calendar or "")
    try:
        due = _in_time(records, shape, call, limit, calendar)
        longest = limit.unsure and _in_time(records, shape, call, limit.unsure, calendar)
    except NoCalendar:
        return _unknown(records, ruling, call, Unknown.NO_CALENDAR, "")
    is_span = shape.start_of is not None
    met = _first(records, shape.met_by, call, is_span=is_span)
    # An answer with the call's own link is waited for however many calls come after it.
    closes = None if call.link and met is None and _links(records, shape.met_by) else call.closes
    for one in (*shape.unless, *shape.unless_in_time):
        ends = _first(records, one, call, is_span=is_span)
        if ends is None or (met is not None and met <= ends):
            continue
        if ends <= due or one in shape.unless:
            return None
        # Too late to take the question away: it closes it.
        closes = closes if met is not None else min(closes or ends, ends)
    if met is None and closes is not None and closes <= due:
        return None
    begins = records.begins(shape.met_by.event)
    doubt = Doubt(Unknown.UNSURE, longest) if longest else None
    if begins is not None and call.day < begins and not _is_its_only_one(records, shape, call, met):
        doubt = Doubt(Unknown.BEFORE_RECORDS, None)
    verdict = judge(
        due=due, met=met, ended=closes, as_at=records.as_at, records_end=records.ends(shape.met_by.event), doubt=doubt
    )
    return Obligation(
        child=records.child,
        standard=ruling.edition.id,
        version=ruling.edition.version,
        since=call.day,
        counted_from=call.counted,
        due=verdict.due,
        status=verdict.status,
        met=verdict.met,
        limit=ruling.index,
        days_late=verdict.days_late,
        sure_by=verdict.sure_by,
        until=closes,
        unknown=verdict.unknown,
    )


def _in_time(records: Records, shape: After, call: Call, term: Limit | Unsure, calendar: WorkingDays | None) -> date:
    """The last day in time for a call. Raises NoCalendar."""
    counted = call.counted - timedelta(days=1) if shape.counts_first_day else call.counted
    return later(counted, term.within, term.counted_in, calendar) + _lengthened(records, shape, call)


def _lengthened(records: Records, shape: After, call: Call) -> timedelta:
    """By how much a call's time was lengthened: the days of every order made from its day until it was closed."""
    days = 0
    for span in records.spans.get(shape.lengthened_by or "", ()):
        if span.start is None or span.start < call.day:
            continue
        if call.closes is None or span.start < call.closes or (shape.start_of and span.start == call.closes):
            days += span.number
    return timedelta(days=days)


def _links(records: Records, wanted: Events) -> bool:
    """Whether the source ties answers to calls: some answer of this child has a link, or there is none at all."""
    found = list(records.of_events(wanted))
    return not found or any(event.link for event in found)


def _unknown(records: Records, ruling: Ruling, call: Call, why: Unknown, kind: str) -> Obligation:
    return Obligation(
        child=records.child,
        standard=ruling.edition.id,
        version=ruling.edition.version,
        since=call.day,
        counted_from=call.counted,
        due=None,
        status=Status.UNKNOWN,
        limit=ruling.index,
        until=call.closes,
        unknown=why,
        kind=kind,
    )


def before(records: Records, editions: Sequence[Standard], *, calendars: Calendars) -> Iterator[Obligation]:
    """Every obligation of a «before» for one child."""
    newest = editions[-1]
    shape = newest.shape
    assert isinstance(shape, Before)
    missing = not_carried(records, newest)
    last: date | None = None
    for call in _calls(records, shape):
        previous, last = last, call.day
        edition = edition_on(editions, call.day)
        if edition is None or not _asks(records, shape, call.day) or previous == call.day:
            continue
        ruling = Ruling(edition, -1, None)
        why = _cannot_tell(records, shape, call.day, missing)
        if why is not None:
            yield _unknown(records, ruling, call, *why)
            continue
        try:
            yield _before_target(records, call, ruling, previous, calendars)
        except NoCalendar:
            yield _unknown(records, ruling, call, Unknown.NO_CALENDAR, "")


def _before_target(
    records: Records, call: Call, ruling: Ruling, previous: date | None, calendars: Calendars
) -> Obligation:
    # How long before is what the edition in force on the target's day says, not what a later one will say.
    shape = ruling.edition.shape
    assert isinstance(shape, Before)
    calendar = calendars.get(ruling.edition.calendar or "")
    due = earlier(call.day, shape.at_least, shape.counted_in, calendar)
    oldest = earlier(call.day, shape.at_most, shape.counted_in, calendar) if shape.at_most else None
    # What was done on the day of the last target, or before, was done for that one.
    since = [day for day in (oldest, previous and previous + timedelta(days=1)) if day]
    first = max(since, default=None)
    days = [day for day in records.days_of(shape.met_by) if first is None or day >= first]
    in_time = [day for day in days if day <= due]
    too_late = [day for day in days if due < day and (call.closes is None or day < call.closes)]
    begins, ends = records.begins(shape.met_by.event), records.ends(shape.met_by.event)
    # Whatever was done before the records begin is not seen; it matters where it would still count.
    is_unseen = begins is not None and (first is None or first < begins)
    status, met, unknown = Status.MISSED, None, None
    if in_time:
        status, met = Status.MET, in_time[-1]
    elif is_unseen and begins is not None:
        status, unknown = Status.UNKNOWN, Unknown.BEFORE_RECORDS
    elif ends is not None and due > ends:
        status, unknown = Status.UNKNOWN, Unknown.AFTER_RECORDS
    elif too_late:
        status, met = Status.LATE, too_late[0]
    return Obligation(
        child=records.child,
        standard=ruling.edition.id,
        version=ruling.edition.version,
        since=call.day,
        counted_from=call.day,
        due=due,
        status=status,
        met=met,
        # A missed one could have been made good until the day that it should have come before.
        days_late=((met or call.day) - due).days if status in (Status.LATE, Status.MISSED) else 0,
        until=call.closes,
        unknown=unknown,
    )
