"""Again and again: at most so long after the last one, the first one counted from a start."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.standard import Chain, Standard
from lineofsight.library.standard_examples import Status
from lineofsight.sight.history import Calendars
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.counts import (
    LATE_NUMBER,
    Ruling,
    Stretch,
    counts,
    neighbours,
    nobody_can_tell,
    runs_without,
    stretches,
)
from lineofsight.sight.plain.days import NoCalendar, later
from lineofsight.sight.plain.records import Records, not_carried
from lineofsight.sight.plain.verdict import Doubt, judge


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day by which the next one is due, and the rule that says so. `inside`: whether the count lasts that long."""

    due: date
    stretch: Stretch
    ruling: Ruling
    is_inside: bool
    is_tightened: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A day by which the next one is due, and the day on which what asks for it stops asking."""

    candidate: Candidate
    ended: date | None


def chain(records: Records, editions: Sequence[Standard], *, calendars: Calendars) -> Iterator[Obligation]:
    """Every obligation of a chain for one child."""
    newest = editions[-1]
    shape = newest.shape
    assert isinstance(shape, Chain)
    for why, kind, run in runs_without(records, shape.holds):
        yield nobody_can_tell(records, newest, run, why, kind)
    missing = not_carried(records, newest)
    for count in counts(records, shape, editions):
        if missing is not None:
            if any(stretches(records, count, shape, editions, number=number) for number in (1, LATE_NUMBER)):
                yield nobody_can_tell(records, newest, count, Unknown.NOT_CARRIED, missing)
            continue
        yield from _of_count(records, count, shape, editions, calendars)


def _of_count(
    records: Records, count: Stretch, shape: Chain, editions: Sequence[Standard], calendars: Calendars
) -> Iterator[Obligation]:
    happened = [
        day
        for day in records.days_of(shape.met_by)
        if day >= count.start and (count.until is None or day <= count.until)
    ]
    # An event on the first day is the first one, and the next is counted from it: the start itself is point nought.
    points = neighbours([records.counted_back(shape.counted_back, count.start), *happened])
    unseen = _unseen_before(records, count, shape, editions, calendars)
    for place, (point, met) in enumerate(points, start=1):
        number = place + unseen if place > 1 else place
        # Where all that a limit names were due before, nobody asks whether none of them was ever held.
        least = place if unseen < _most(editions) else number
        found = _of_point(records, count, shape, editions, calendars, point=point, met=met, number=number, least=least)
        if found is not None:
            yield found


def _unseen_before(
    records: Records, count: Stretch, shape: Chain, editions: Sequence[Standard], calendars: Calendars
) -> int:
    """How many were due before the records begin, one after the other. Nobody sees whether they were held."""
    begins = records.begins(shape.met_by.event)
    point, unseen = records.counted_back(shape.counted_back, count.start), 0
    while begins is not None and unseen < _most(editions):
        asked = stretches(records, count, shape, editions, number=unseen + 1)
        try:
            candidate = _candidate(records, shape, asked, point, calendars) if asked else None
        except NoCalendar:
            return unseen
        if candidate is None or candidate.due >= begins:
            return unseen
        point, unseen = candidate.due, unseen + 1
    return unseen


def _most(editions: Sequence[Standard]) -> int:
    """The highest number of an event that a limit names; 0 where none does."""
    limits = [limit for one in editions for limit in one.limits]
    return max((number for limit in limits for number in (limit.number, limit.from_number) if number), default=0)


def _of_point(
    records: Records,
    count: Stretch,
    shape: Chain,
    editions: Sequence[Standard],
    calendars: Calendars,
    *,
    point: date,
    met: date | None,
    number: int,
    least: int,
) -> Obligation | None:
    asked = stretches(records, count, shape, editions, number=number)
    ahead = [(stretch, ruling) for stretch, ruling in asked if stretch.until is None or stretch.until > point]
    asked = _begun_by(_merged(records, shape, ahead), met)
    if not asked:
        return None
    ruling = asked[0][1]
    try:
        candidate = _candidate(records, shape, asked, point, calendars)
        if candidate is None:
            unclear = next(ruling for _, ruling in asked if ruling.limit is None)
            return _row(records, unclear, count, point, Unknown.NO_AGE)
        found = Asked(candidate, _end_of_rule(ahead, candidate))
        doubt = None
        if least != number:
            none_held = _if_none_was_held(
                records, count, shape, editions, calendars, point=point, met=met, number=least
            )
            found, doubt = _either(found, none_held)
        candidate, ended = found.candidate, found.ended
        if not candidate.is_inside and (met is None or (ended is not None and met > ended)):
            return None
        if candidate.is_inside and doubt is None:
            doubt = _doubt(records, count, shape, editions, calendars, asked=ahead, point=point)
        if _may_be_of_age(records, shape, candidate.due, ended):
            doubt = Doubt(
                Unknown.BEFORE_RECORDS if doubt and doubt.why is Unknown.BEFORE_RECORDS else Unknown.BIRTHDAY, None
            )
    except NoCalendar:
        return _row(records, ruling, count, point, Unknown.NO_CALENDAR)
    if ended is not None and met is not None and met > ended:
        met = None
    verdict = judge(
        due=candidate.due,
        met=met,
        ended=ended,
        as_at=records.as_at,
        records_end=records.ends(shape.met_by.event),
        doubt=doubt,
    )
    of_age = records.will_be_of_age(shape.holds)
    if verdict.status is Status.DUE and of_age is not None and candidate.due >= of_age:
        return None
    ruling = candidate.ruling
    conflict = records.in_conflict(shape.holds, candidate.due) if candidate.is_inside else None
    is_blind = verdict.unknown is Unknown.BEFORE_RECORDS and candidate.due < (
        records.begins(shape.met_by.event) or candidate.due
    )
    return Obligation(
        child=records.child,
        standard=ruling.edition.id,
        version=ruling.edition.version,
        since=count.start,
        counted_from=point,
        due=candidate.due if conflict else None if is_blind else verdict.due,
        status=Status.UNKNOWN if conflict else verdict.status,
        met=verdict.met,
        limit=ruling.index,
        days_late=0 if conflict else verdict.days_late,
        sure_by=verdict.sure_by,
        until=ended,
        unknown=Unknown.CONFLICT if conflict else verdict.unknown,
        kind=conflict or "",
        tightened=candidate.is_tightened,
    )


def _candidate(
    records: Records,
    shape: Chain,
    asked: Sequence[tuple[Stretch, Ruling]],
    point: date,
    calendars: Calendars,
    *,
    longest: bool = False,
) -> Candidate | None:
    """The earliest day that is due and lies inside its stretch; else the day under the last one, outside.

    None when the limit turns on an age that nobody knows before any is found.
    """
    last: Candidate | None = None
    for stretch, ruling in asked:
        if ruling.limit is None:
            return None
        within, counted_in = ruling.limit.within, ruling.limit.counted_in
        if longest and ruling.limit.unsure is not None:
            within, counted_in = ruling.limit.unsure.within, ruling.limit.unsure.counted_in
        day = later(point, within, counted_in, calendars.get(ruling.edition.calendar or ""))
        own = _own_interval(records, shape, stretch)
        is_tightened = own is not None and point + timedelta(days=own) < day
        if is_tightened and own is not None:
            day = point + timedelta(days=own)
        due = max(day, stretch.start)
        is_inside = stretch.until is None or due < stretch.until
        last = Candidate(due, stretch, ruling, is_inside, is_tightened)
        if is_inside:
            return last
    return last


def _if_none_was_held(
    records: Records,
    count: Stretch,
    shape: Chain,
    editions: Sequence[Standard],
    calendars: Calendars,
    *,
    point: date,
    met: date | None,
    number: int,
) -> Asked | None:
    """By when the next one is due if nothing was held before the records begin; None where nobody can tell."""
    begins = records.begins(shape.met_by.event)
    if begins is None or point < begins:
        return None
    asked = stretches(records, count, shape, editions, number=number)
    ahead = [one for one in asked if one[0].until is None or one[0].until > point]
    try:
        candidate = _candidate(records, shape, _begun_by(_merged(records, shape, ahead), met), point, calendars)
    except NoCalendar:
        return None
    return Asked(candidate, _end_of_rule(ahead, candidate)) if candidate is not None else None


def _either(all_held: Asked, none_held: Asked | None) -> tuple[Asked, Doubt | None]:
    """The earlier of two days, with the doubt that it may be the later one; no doubt where both say the same."""
    if none_held is None:
        return all_held, None
    one, other = all_held.candidate, none_held.candidate
    if (one.is_inside, one.due) == (other.is_inside, other.due) or not (one.is_inside or other.is_inside):
        return all_held, None
    is_other = other.is_inside and (not one.is_inside or other.due < one.due)
    told, later_one = (none_held, one) if is_other else (all_held, other)
    return told, Doubt(Unknown.BEFORE_RECORDS, later_one.due if later_one.is_inside else None)


def _merged(
    records: Records, shape: Chain, asked: Sequence[tuple[Stretch, Ruling]]
) -> list[tuple[Stretch, Ruling, int | None]]:
    """Stretches that follow one another under one ruling as one, with the child's own interval in it."""
    found: list[tuple[Stretch, Ruling, int | None]] = []
    for stretch, ruling in asked:
        own = _own_interval(records, shape, stretch)
        if found and found[-1][0].until == stretch.start and found[-1][1:] == (ruling, own):
            found[-1] = Stretch(found[-1][0].start, stretch.until), ruling, own
        else:
            found.append((stretch, ruling, own))
    return found


def _begun_by(merged: Iterable[tuple[Stretch, Ruling, int | None]], met: date | None) -> list[tuple[Stretch, Ruling]]:
    """Those that had begun when it was done.

    What was done while one ruling asked was not done for the one that asks later, be it of this standard or of another.
    """
    return [(stretch, ruling) for stretch, ruling, _ in merged if met is None or stretch.start <= met]


def _end_of_rule(asked: Sequence[tuple[Stretch, Ruling]], candidate: Candidate) -> date | None:
    """The day on which the standard stops asking: the end of the unbroken stretches from the due day on."""
    end = candidate.stretch.until
    for stretch, _ in asked:
        if stretch.start == end:
            end = stretch.until
    return end


def _may_be_of_age(records: Records, shape: Chain, due: date, ended: date | None) -> bool:
    """Whether the child may have been too old to be asked about by then: it is due in the month of that birthday.

    Where it ended on a day within that month, the day is recorded, and nothing is in doubt.
    """
    month = records.month_of_age(shape.holds)
    return month is not None and month[0] <= due < month[1] and (ended is None or ended >= month[1])


def _own_interval(records: Records, shape: Chain, stretch: Stretch) -> int | None:
    """The shortest interval of the child's own plan on those days; None when it has none."""
    spans = records.on(shape.tightened_by, stretch.start) if shape.tightened_by else []
    return min((span.number for span in spans if span.number > 0), default=None)


def _doubt(
    records: Records,
    count: Stretch,
    shape: Chain,
    editions: Sequence[Standard],
    calendars: Calendars,
    *,
    asked: Sequence[tuple[Stretch, Ruling]],
    point: date,
) -> Doubt | None:
    """Why the due day may be later: the records begin after the point, or two limits may hold."""
    begins = records.begins(shape.met_by.event)
    if begins is not None and point < begins:
        unseen = begins - timedelta(days=1)
        rest = stretches(records, count, shape, editions, number=LATE_NUMBER)
        rest = [(stretch, ruling) for stretch, ruling in rest if stretch.until is None or stretch.until > unseen]
        latest = _candidate(records, shape, rest, unseen, calendars, longest=True)
        return Doubt(Unknown.BEFORE_RECORDS, latest.due if latest and latest.is_inside else None)
    latest = _candidate(records, shape, asked, point, calendars, longest=True)
    plain = _candidate(records, shape, asked, point, calendars)
    if latest is None or plain is None or latest.due == plain.due:
        return None
    return Doubt(Unknown.UNSURE, latest.due if latest.is_inside else None)


def _row(records: Records, ruling: Ruling, count: Stretch, point: date, why: Unknown) -> Obligation:
    return Obligation(
        child=records.child,
        standard=ruling.edition.id,
        version=ruling.edition.version,
        since=count.start,
        counted_from=point,
        due=None,
        status=Status.UNKNOWN,
        limit=ruling.index,
        until=count.until,
        unknown=why,
    )
