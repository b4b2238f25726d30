"""Once in every stretch of so many days, or in every calendar month, while everything holds."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lineofsight.library.standard import Events, Grid, Holds, Month, Standard
from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.counts import Stretch, nobody_can_tell, runs, runs_without
from lineofsight.sight.plain.days import ONE, first_of_next_month, last_of_month
from lineofsight.sight.plain.records import Records, edition_on, not_carried


def grid(records: Records, editions: Sequence[Standard]) -> Iterator[Obligation]:
    """Every obligation of a grid for one child."""
    shape = editions[-1].shape
    assert isinstance(shape, Grid)
    yield from _of_runs(records, editions, shape, every=shape.every)


def month(records: Records, editions: Sequence[Standard]) -> Iterator[Obligation]:
    """Every obligation of a calendar month for one child."""
    shape = editions[-1].shape
    assert isinstance(shape, Month)
    yield from _of_runs(records, editions, shape, every=None)


def _of_runs(
    records: Records, editions: Sequence[Standard], shape: Grid | Month, *, every: int | None
) -> Iterator[Obligation]:
    newest = editions[-1]
    for why, kind, run in runs_without(records, shape.holds):
        yield nobody_can_tell(records, newest, run, why, kind)
    missing = not_carried(records, newest)
    for run in runs(records, shape.holds, editions):
        if missing is not None:
            yield nobody_can_tell(records, newest, run, Unknown.NOT_CARRIED, missing)
            continue
        for first, last in _grid_of(run, every, records.as_at) if every else _months_of(run, records.as_at):
            edition = edition_on(editions, last)
            if edition is not None:
                yield _window(records, edition, run, shape.met_by, shape.holds, first, last)


def _grid_of(run: Stretch, every: int, as_at: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each stretch that lies in a run whole; the present one too."""
    first = run.start
    while first <= as_at and (run.until is None or first + timedelta(days=every) <= run.until):
        yield first, first + timedelta(days=every - 1)
        first += timedelta(days=every)


def _months_of(run: Stretch, as_at: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each calendar month that lies in a run whole; the present one too."""
    first = run.start if run.start.day == 1 else first_of_next_month(run.start)
    while first <= as_at and (run.until is None or last_of_month(first) < run.until):
        yield first, last_of_month(first)
        first = last_of_month(first) + ONE


def _window(
    records: Records, edition: Standard, run: Stretch, wanted: Events, holds: Sequence[Holds], first: date, last: date
) -> Obligation:
    met = next((day for day in records.days_of(wanted) if first <= day <= last), None)
    begins, ends = records.begins(wanted.event), records.ends(wanted.event)
    unknown: Unknown | None = None
    kind = ""
    status = Status.MET if met else Status.DUE if records.as_at <= last else Status.MISSED
    conflict = records.in_conflict(holds, last)
    if conflict:
        status, unknown, kind = Status.UNKNOWN, Unknown.CONFLICT, conflict
    elif status is Status.MISSED and begins is not None and first < begins:
        status, unknown = Status.UNKNOWN, Unknown.BEFORE_RECORDS
    elif status is Status.MISSED and ends is not None and last > ends:
        status, unknown = Status.UNKNOWN, Unknown.AFTER_RECORDS
    return Obligation(
        child=records.child,
        standard=edition.id,
        version=edition.version,
        since=run.start,
        counted_from=first,
        due=last,
        status=status,
        met=met,
        until=run.until,
        unknown=unknown,
        kind=kind,
    )
