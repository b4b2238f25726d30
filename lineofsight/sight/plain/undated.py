"""What cannot be told of a child because a day is missing, and what can all the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.days import ONE
from lineofsight.sight.plain.records import Held, Records
from lineofsight.sight.undated import (
    DOUBTS,
    SILENCES,
    TELLS,
    Days,
    EndsAt,
    RestsOn,
    Touches,
    is_in_doubt,
    longest,
    rests_on,
    turns_on,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """What has no day of all that a standard rests on. asks: whether it may ask on the days that may have held."""

    what: RestsOn
    fact: Held
    asks: bool


def with_missing_days(
    records: Records, editions: Sequence[Standard], found: Iterable[Obligation]
) -> Iterator[Obligation]:
    """What a standard says of a child, given what it would say if all that has no day were not there."""
    newest = editions[-1]
    is_in_force = editions[0].from_date <= records.as_at
    resting = rests_on(newest)
    missing = [
        Missing(what, fact, is_in_force and (what.asks_itself or all(_is_there(records, one, fact) for one in resting)))
        for what in resting
        for fact in records.undated
        if fact.kind == what.kind and what.may_be(fact.code)
    ]
    silent = [one for one in missing if one.what.touches in SILENCES and one.asks]
    tells = silent or [one for one in missing if one.what.touches in TELLS and one.asks]
    if tells:
        yield _no_day(records, newest, tells[0].what.kind)
    doubts = [one for one in missing if one.what.touches in DOUBTS]
    begins = [one for one in missing if one.what.touches is Touches.COUNT]
    stretched = longest(tuple(editions)) * len(doubts)
    its_days = _together(silent)
    for one in found:
        if its_days is not None and its_days.may_meet(*_turning(one, turns_on(newest))):
            continue
        if doubts and is_in_doubt(one.status, days_late=one.days_late, stretched=stretched):
            yield _in_doubt(one, doubts[0])
        elif begins and one.status is not Status.UNKNOWN and _is_first(one):
            yield _in_doubt(one, begins[0])
        else:
            yield one


def _is_first(one: Obligation) -> bool:
    """Whether it is counted from the start of its count, or from what lies before it."""
    return one.counted_from is not None and one.since is not None and one.counted_from <= one.since


def _in_doubt(one: Obligation, missing: Missing) -> Obligation:
    kind = missing.what.kind
    return replace(one, status=Status.UNKNOWN, days_late=0, unknown=Unknown.NO_DAY, kind=kind)


def _is_there(records: Records, wanted: RestsOn, fact: Held) -> bool:
    """Whether the child has what must be there, or may have it, on a day on which the fact may have held."""
    return not wanted.must_be or any(
        wanted.may_be(one.code) and one.may_meet(fact.start, fact.until)
        for one in (*records.dated(wanted.kind), *(one for one in records.undated if one.kind == wanted.kind))
    )


def _together(missing: Sequence[Missing]) -> Held | None:
    """From the first to the last day on which any of these may have held."""
    if not missing:
        return None
    if any(one.what.touches is Touches.ALL for one in missing):
        return Held("", "")
    starts = [one.fact.start and one.fact.start - timedelta(days=one.what.lengthens[0]) for one in missing]
    ends = [one.fact.until and one.fact.until + timedelta(days=one.what.lengthens[1]) for one in missing]
    start = None if None in starts else min(day for day in starts if day)
    return Held("", "", start, None if None in ends else max(day for day in ends if day))


def _turning(one: Obligation, days: Days) -> tuple[date | None, date | None]:
    """The days [start, until) on which what is told turns; None: no day bounds them."""
    start = one.since if days.from_since else one.counted_from or one.since
    assert start is not None
    match days.ends_at:
        case EndsAt.CALL:
            until: date | None = start + ONE
        case EndsAt.WINDOW if one.due:
            until = one.due + ONE
        case _:
            until = one.met or one.until
    return start, until


def _no_day(records: Records, standard: Standard, kind: str) -> Obligation:
    return Obligation(
        child=records.child,
        standard=standard.id,
        version=standard.version,
        since=None,
        counted_from=None,
        due=None,
        status=Status.UNKNOWN,
        unknown=Unknown.NO_DAY,
        kind=kind,
    )
