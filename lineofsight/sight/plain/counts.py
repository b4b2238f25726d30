"""Where a standard asks at all: counts, the runs of days on which everything holds, and what limit holds on a day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

from lineofsight.library.days import months_after
from lineofsight.library.standard import Chain, Holds, Limit, Standard, needed_with, without_age
from lineofsight.library.standard_examples import Status
from lineofsight.sight.history import Span
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.days import cut, first_of_next_month
from lineofsight.sight.plain.records import Records, edition_days, edition_on, is_of

LATE_NUMBER = 99
"""The number of an event so far on that no limit for a first or second one holds for it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which nothing changes, from a day and no longer on `until`; None while they go on."""

    start: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The limit that holds, and the edition that gives it. limit None: it turns on an age that nobody knows."""

    edition: Standard
    index: int
    limit: Limit | None


def counts(records: Records, chain: Chain, editions: Sequence[Standard]) -> Iterator[Stretch]:
    """Where each count begins and ends: the meetings of the spans that it is counted from, or the runs of days."""
    if not chain.counted_from:
        yield from runs(records, chain.holds, editions)
        return
    spans = [records.spans.get(kind, ()) for kind in chain.counted_from]
    found = {meeting(some) for some in product(*spans)}
    for one in sorted((one for one in found if one is not None), key=lambda one: (one.start, one.until or date.max)):
        yield from (Stretch(start, until) for start, until in cut(one.start, one.until, _anew(records, chain)))


def _anew(records: Records, chain: Chain) -> list[date]:
    """The days on which a count begins anew, because what stood in its way ended. An end still to come may not."""
    ends = chain.counted_anew
    if ends is None:
        return []
    some = (one for one in records.spans.get(ends.span, ()) if is_of(one.code, ends.codes, ends.but_not))
    days = {one.until for one in some if one.until and one.start and one.start < one.until <= records.as_at}
    return [day for day in days if not records.holds(ends, day)]


def meeting(spans: Iterable[Span]) -> Stretch | None:
    """The days on which all of these spans hold; None when they never do together."""
    some = tuple(spans)
    start = max(span.start for span in some if span.start is not None)
    ends = [span.until for span in some if span.until is not None]
    until = min(ends, default=None)
    return Stretch(start, until) if until is None or start < until else None


def runs(
    records: Records,
    holds: Sequence[Holds],
    editions: Sequence[Standard] = (),
    *,
    missing: Holds | None = None,
    ageless: Sequence[Holds] = (),
) -> list[Stretch]:
    """The unbroken runs of days on which everything holds (and, with editions, one of them is in force).

    missing: what is needed and must not be there on these days. ageless: what no longer holds on them by age alone.
    """
    boundaries = [*records.boundaries([*holds, *ageless]), *edition_days(editions)]
    if not boundaries:
        return []
    found: list[Stretch] = []
    for start, until in cut(min(boundaries), None, boundaries):
        if not all(records.holds(one, start) for one in holds):
            continue
        if missing is not None and not records.is_missing(missing, start):
            continue
        if any(records.holds(one, start) for one in ageless):
            continue
        if editions and edition_on(editions, start) is None:
            continue
        if found and found[-1].until == start:
            found[-1] = Stretch(found[-1].start, until)
        else:
            found.append(Stretch(start, until))
    return [one for one in found if one.start <= records.as_at]


def runs_without(records: Records, holds: Sequence[Holds]) -> Iterator[tuple[Unknown, str, Stretch]]:
    """The runs of days on which a rule would ask but for one thing: why it cannot, the kind of span, and the run.

    A span that is needed does not exist; or all holds, and has gone on beyond the age at which it ends.
    """
    for one in holds:
        if one.needed:
            for run in runs(records, needed_with(one, holds), missing=one):
                yield Unknown.NO_SPAN, one.span, run
        if one.until_age:
            for run in runs(records, without_age(holds), ageless=[one]):
                yield Unknown.OF_AGE, one.span, run


def stretches(
    records: Records, count: Stretch, chain: Chain, editions: Sequence[Standard], *, number: int
) -> list[tuple[Stretch, Ruling]]:
    """The stretches of a count on which the standard asks, each with the limit that holds for so manieth an event."""
    days = [*records.boundaries(chain.holds), *edition_days(editions)]
    for edition in editions:
        for limit in edition.limits:
            days += _days_of(records, limit, count)
    found = []
    for start, until in cut(count.start, count.until, days):
        ruling = ruling_on(records, start, editions, count=count, number=number)
        if ruling is not None and all(records.holds(one, start) for one in chain.holds):
            found.append((Stretch(start, until), ruling))
    return found


def ruling_on(
    records: Records, day: date, editions: Sequence[Standard], *, count: Stretch | None, number: int
) -> Ruling | None:
    """The first limit of the edition in force on a day whose conditions are true; None when there is none."""
    edition = edition_on(editions, day)
    if edition is None:
        return None
    for index, limit in enumerate(edition.limits):
        if limit.number is not None and limit.number != number:
            continue
        if limit.from_number is not None and number < limit.from_number:
            continue
        if not all(records.holds(one, day) for one in limit.when):
            continue
        if count is not None and limit.for_months is not None and day >= months_after(count.start, limit.for_months):
            continue
        if limit.until_first is not None and _first_since(records, limit, day) <= day:
            continue
        if limit.turning is not None and not _turns(records, limit.turning, day):
            continue
        if limit.younger_than is not None:
            birthday = _birthday(records, limit.younger_than)
            # In care before the month of birth: one of the two is wrong, and nobody knows how old the child is.
            if birthday is None or records.born_month is None or day < records.born_month:
                return Ruling(edition, index, None)
            if day >= birthday:
                continue
        return Ruling(edition, index, limit)
    return None


def _first_since(records: Records, limit: Limit, day: date) -> date:
    """The first such event since the span that holds on a day began; the end of time while there is none.

    It lies at the start of the span where the records begin so late that the first was due long before them.
    """
    wanted, since = limit.until_first, limit.since
    starts = [span.start for span in records.on(since or "", day) if span.start is not None]
    if wanted is None or not starts:
        return date.max
    begins = records.begins(wanted.event) if wanted.event in records.carried else None
    if limit.held_by is not None and begins is not None and begins > min(starts) + timedelta(days=limit.held_by):
        return min(starts)
    return next((found for found in records.days_of(wanted) if found >= min(starts)), date.max)


def _birthday(records: Records, years: int) -> date | None:
    """The first day after the month in which a child turns so old. The day itself is not kept."""
    return first_of_next_month(months_after(records.born_month, 12 * years)) if records.born_month else None


def _turns(records: Records, years: int, day: date) -> bool:
    """Whether a day lies in the month in which a child turns so old."""
    born, birthday = records.born_month, _birthday(records, years)
    return born is not None and birthday is not None and months_after(born, 12 * years) <= day < birthday


def _days_of(records: Records, limit: Limit, count: Stretch) -> Iterator[date]:
    """The days on which a limit may begin or end to hold."""
    if limit.for_months is not None:
        yield months_after(count.start, limit.for_months)
    if limit.until_first is not None:
        yield from records.days_of(limit.until_first)
    if limit.younger_than is not None:
        birthday = _birthday(records, limit.younger_than)
        if birthday is not None and records.born_month is not None:
            yield records.born_month
            yield birthday
    if limit.turning is not None and records.born_month is not None:
        month = months_after(records.born_month, 12 * limit.turning)
        yield from (month, first_of_next_month(month))


def neighbours(days: Sequence[date]) -> list[tuple[date, date | None]]:
    """Each day with the next one; the last with none."""
    return [*pairwise(days), (days[-1], None)]


def nobody_can_tell(records: Records, standard: Standard, count: Stretch, why: Unknown, kind: str) -> Obligation:
    """The one row of a count or run about which nobody can tell, and why."""
    return Obligation(
        child=records.child,
        standard=standard.id,
        version=standard.version,
        since=count.start,
        counted_from=None,
        due=None,
        status=Status.UNKNOWN,
        until=count.until,
        unknown=why,
        kind=kind,
    )
