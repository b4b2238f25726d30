"""The slow, obvious engine: real dates, one child at a time. It says what a standard means; the others must agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from lineofsight.library.standard import After, Before, Chain, Grid, Month, Standard
from lineofsight.sight.history import Calendars, History
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.calls import after, before
from lineofsight.sight.plain.chain import chain
from lineofsight.sight.plain.records import Records
from lineofsight.sight.plain.undated import with_missing_days
from lineofsight.sight.plain.windows import grid, month


def due_for(
    history: History, editions: Sequence[Standard], *, as_at: date, calendars: Calendars, alone: frozenset[str]
) -> tuple[Obligation, ...]:
    """What was and is due for one child under one standard, as at a day, sorted.

    editions: every edition of one standard, oldest first; the one in force on a day gives that day's rule.
    calendars: by their id, every one that the editions name. alone: the kinds of span of which two are a conflict.
    Source of the meaning: docs/decisions/0057-standards-and-sight.md.
    """
    return _due(Records.of(history, as_at=as_at, alone=alone), editions, calendars)


def _due(records: Records, editions: Sequence[Standard], calendars: Calendars) -> tuple[Obligation, ...]:
    found: Iterable[Obligation]
    match editions[-1].shape:
        case Chain():
            found = chain(records, editions, calendars=calendars)
        case After():
            found = after(records, editions, calendars=calendars)
        case Before():
            found = before(records, editions, calendars=calendars)
        case Grid():
            found = grid(records, editions)
        case Month():
            found = month(records, editions)
    return tuple(sorted(with_missing_days(records, editions, _each_lack_once(found, editions[-1])), key=in_order))


def _each_lack_once(found: Iterable[Obligation], newest: Standard) -> Iterator[Obligation]:
    """What no source carries or holds nothing of, and what is in conflict, is told once, from first to last.

    So are windows before the records begin: one sentence says that nobody sees what was done before.
    A call of which a span is missing or in conflict keeps its own row: it is of one day.
    """
    lacking: dict[tuple[Unknown, str], list[Obligation]] = {}
    once = {Unknown.NOT_CARRIED}
    if not isinstance(newest.shape, After | Before):
        once |= {Unknown.NO_SPAN, Unknown.CONFLICT, Unknown.OF_AGE}
    if isinstance(newest.shape, Grid | Month):
        once.add(Unknown.BEFORE_RECORDS)
    for one in found:
        if one.unknown is not None and one.unknown in once:
            lacking.setdefault((one.unknown, one.kind), []).append(one)
        else:
            yield one
    for rows in lacking.values():
        ends = [one.until for one in rows if one.until]
        yield replace(
            rows[0],
            version=newest.version,
            since=min(one.since for one in rows if one.since),
            counted_from=None,
            due=min((one.due for one in rows if one.due), default=None),
            met=None,
            limit=-1,
            sure_by=None,
            tightened=False,
            until=max(ends) if len(ends) == len(rows) else None,
        )


def due_for_all(
    history: History, standards: Iterable[Standard], *, as_at: date, calendars: Calendars, alone: frozenset[str]
) -> tuple[Obligation, ...]:
    """The same for many standards; `standards` holds all editions of all of them, those of one id together."""
    records = Records.of(history, as_at=as_at, alone=alone)
    found: list[Obligation] = []
    for _, editions in groupby(standards, key=lambda standard: standard.id):
        found += _due(records, tuple(editions), calendars)
    return tuple(sorted(found, key=in_order))


def in_order(one: Obligation) -> tuple[object, ...]:
    """The order in which obligations come: child, standard, since, counted from, due; days that are not known first."""
    return (
        one.child,
        one.standard,
        *((day is not None, day or date.min) for day in (one.since, one.counted_from, one.due)),
    )
