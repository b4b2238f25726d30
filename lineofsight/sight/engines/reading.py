"""What an engine gave, as obligations again."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from lineofsight.library.standard_examples import Status
from lineofsight.sight.calendar_tables import EPOCH
from lineofsight.sight.compile import Compiled, Param, Sources
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.engine import in_order

Row = Sequence[object]
Execute = Callable[[str, Sequence[Param]], Iterable[Row]]
"""Runs SQL with `%s` for each parameter and gives all rows."""


def judge(
    compiled: Compiled, *, as_at: date, execute: Execute, sources: Sources | None = None
) -> tuple[Obligation, ...]:
    """Every obligation as at a day, in order."""
    question = compiled.asked(as_at=as_at, sources=sources)
    return tuple(sorted((obligation(row) for row in execute(question.sql, question.params)), key=in_order))


def obligation(row: Row) -> Obligation:
    """One row as an obligation."""
    child, standard, version, since, counted_from, due, status, met, limit, late, sure, until, unknown, kind, tight = (
        row
    )
    return Obligation(
        child=str(child),
        standard=str(standard),
        version=_number(version),
        since=_day(since),
        counted_from=_day(counted_from),
        due=_day(due),
        status=Status(str(status)),
        met=_day(met),
        limit=_number(limit),
        days_late=_number(late),
        sure_by=_day(sure),
        until=_day(until),
        unknown=Unknown(str(unknown)) if unknown else None,
        kind=str(kind),
        tightened=bool(tight),
    )


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _day(value: object) -> date | None:
    return None if value is None else EPOCH + timedelta(days=_number(value))
