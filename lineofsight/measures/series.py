"""The numbers of a measure by month and by group, added up in the database: for pages that show many at once.

What `compute` gives one by one with its hashes comes from here without them, in one question. A figure that is kept
or cited is always made by `compute`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.conditions import DAY_TESTS, All, ColumnTest, Condition, NamedDay, days_in
from lineofsight.library.measure import Measure
from lineofsight.measures.compute import Execute, MeasureDoesNotFit, Period, days_of
from lineofsight.measures.figure import TOTAL, LeftOut
from lineofsight.measures.judged import NO_GROUP, NO_NUMBER
from lineofsight.measures.sql import Face, Writer, name_of


@dataclass(frozen=True, slots=True)
class Sums:
    """n and of as a figure has them, and what was left out."""

    n: int = 0
    of: int = 0
    left_out: tuple[LeftOut, ...] = ()


ByMonth = Mapping[tuple[date | None, str], Sums]
"""By the first day of the month (None: the whole time) and the group (\"\": all)."""


def month_column(measure: Measure) -> str | None:
    """The day by which a row falls into a period, where that is one column of it; None where it is more than that."""
    parts = _parts(measure.population.where)
    of_period = [part for part in parts if _names_period(part)]
    elsewhere = (measure.numerator.where, *(rule.where for rule in measure.left_out))
    columns = {part.column for part in of_period if isinstance(part, ColumnTest)}
    tests = sorted((part.test, part.day) for part in of_period if isinstance(part, ColumnTest))
    whole = [("on_or_after", NamedDay.PERIOD_FROM), ("on_or_before", NamedDay.PERIOD_TO)]
    if len(columns) != 1 or tests != whole or any(_names_period(part) for part in elsewhere if part):
        return None
    return next(iter(columns))


def by_month(
    measure: Measure,
    *,
    faces: Mapping[str, Face],
    execute: Execute,
    as_at: date,
    months: Sequence[date],
    by: str | None = None,
) -> ByMonth:
    """The numbers of each month, of all and of each group of the column `by`. Raises MeasureDoesNotFit.

    months: their first days, one after the other. A measure whose rows do not fall into a month by one day of theirs
    is asked month by month.
    """
    column = month_column(measure)
    if column is None:
        found: dict[tuple[date | None, str], Sums] = {}
        for month in months:
            sums = over(measure, faces=faces, execute=execute, as_at=as_at, period=_month(month, as_at), by=by)
            found |= {(month, group): one for (_, group), one in sums.items()}
        return found
    period = Period(months[0], _month(months[-1], as_at).to_date)
    return _added(measure, faces=faces, execute=execute, as_at=as_at, period=period, by=by, month=column)


def over(
    measure: Measure,
    *,
    faces: Mapping[str, Face],
    execute: Execute,
    as_at: date,
    period: Period | None,
    by: str | None = None,
) -> ByMonth:
    """The numbers of the whole time, of all and of each group. Raises MeasureDoesNotFit."""
    return _added(measure, faces=faces, execute=execute, as_at=as_at, period=period, by=by, month=None)


def _added(
    measure: Measure,
    *,
    faces: Mapping[str, Face],
    execute: Execute,
    as_at: date,
    period: Period | None,
    by: str | None,
    month: str | None,
) -> ByMonth:
    if measure.face not in faces:
        raise MeasureDoesNotFit(f"The measure «{measure.id}» counts «{measure.face}», which was not given.")
    writer = Writer(days_of(measure, as_at=as_at, period=period), faces)
    tables = writer.tables(measure)
    group = f"r.{by}" if by else "''"
    in_month = f"SUBSTR(r.{month}, 1, 7)" if month else "''"
    judged = writer.judged(measure)
    rows = (
        f"SELECT {group} AS told_apart_by, {in_month} AS in_month, {judged} "  # noqa: S608
        f"FROM face_{name_of(measure.face)} AS r WHERE {writer.wanted(measure)}"
    )
    lacks = "(is_in_n = 1 AND adds_to_n IS NULL) OR (is_in_of = 1 AND adds_to_of IS NULL)"
    sql = (
        f"{tables}, judged AS ({rows}) "  # noqa: S608
        f"SELECT told_apart_by, in_month, CASE WHEN left_out = 0 AND ({lacks}) THEN -1 ELSE left_out END AS why, "
        "COUNT(*), SUM(is_in_n * adds_to_n), SUM(is_in_of * adds_to_of) FROM judged GROUP BY 1, 2, 3"
    )
    return _sums(measure, execute(sql, tuple(writer.params)), by=by, has_months=month is not None)


def _sums(measure: Measure, rows: Iterable[Sequence[object]], *, by: str | None, has_months: bool) -> ByMonth:
    numbers: dict[tuple[date | None, str], list[int]] = defaultdict(lambda: [0, 0])
    left_out: dict[tuple[date | None, str], Counter[str]] = defaultdict(Counter)
    for group, in_month, why, rows_found, n, of in rows:
        month = date.fromisoformat(f"{in_month}-01") if has_months else None
        keys = [(month, TOTAL)]
        if by:
            keys.append((month, NO_GROUP if group in (None, "") else str(group)))
        for key in keys:
            if why:
                reason = NO_NUMBER if why == -1 else measure.left_out[_int(why) - 1].reason
                left_out[key][reason] += _int(rows_found)
                _ = numbers[key]
            else:
                numbers[key][0] += _int(n)
                numbers[key][1] += _int(of)
    return {
        key: Sums(n, of, tuple(LeftOut(reason, count) for reason, count in sorted(left_out[key].items())))
        for key, (n, of) in numbers.items()
    }


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | str | float) else int(str(value or 0))


def _month(first: date, as_at: date) -> Period:
    """The month, as far as it is over by the day."""
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(first, min(after - timedelta(days=1), as_at))


def _parts(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.all if isinstance(condition, All) else (condition,)


def _names_period(condition: Condition) -> bool:
    if isinstance(condition, ColumnTest):
        return condition.test in DAY_TESTS and condition.day in (NamedDay.PERIOD_FROM, NamedDay.PERIOD_TO)
    return bool(days_in(condition) & {NamedDay.PERIOD_FROM, NamedDay.PERIOD_TO})
