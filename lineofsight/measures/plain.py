"""The slow and obvious way to compute a measure, over rows in memory. `compute` must give the same, always.

It shares nothing with `compute` but the figure itself and the hashes: it walks the rows one by one, with real dates.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lineofsight.library.conditions import DAY_TESTS, All, AnyOf, ColumnTest, Condition, NamedDay, Not
from lineofsight.library.counting import Part, ToldAs
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.measures.compute import Period, RowsNotAsDeclared, days_of
from lineofsight.measures.figure import Figure, LeftOut
from lineofsight.measures.judged import NO_GROUP, NO_NUMBER, Judged, definition_sha, snapshot_sha
from lineofsight.measures.terms import terms_of

PlainValue = str | int | bool | date | None
Row = Mapping[str, PlainValue]
Tables = Mapping[str, Sequence[Row]]
"""The rows of each face, by the id of the face. A column that a row does not name is not known."""


def compute_plainly(
    measure: Measure,
    *,
    faces: Mapping[str, FaceColumns],
    tables: Tables,
    as_at: date,
    period: Period | None = None,
    groups: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """The same figures as `compute`, from rows in memory: the total first, then one for each group, by name."""
    days = days_of(measure, as_at=as_at, period=period)
    key_columns = faces[measure.face].key
    judged = []
    for row in tables.get(measure.face, ()):
        is_below = holds(measure.population.where, row, tables=tables, days=days)
        is_above = holds(measure.numerator.where, row, tables=tables, days=days)
        if is_below or (is_above and measure.told is ToldAs.RATIO):
            judged.append(_judge(measure, row, key_columns, tables, days))
    names = [""]
    if measure.by:
        names += sorted({row.group for row in judged} | set(groups) - {""})
    return tuple(_count(measure, judged, name, as_at, period) for name in names)


def _judge(
    measure: Measure, row: Row, key_columns: Sequence[str], tables: Tables, days: Mapping[NamedDay, date]
) -> Judged:
    reason = ""
    for rule in measure.left_out:
        if holds(rule.where, row, tables=tables, days=days):
            reason = rule.reason
            break
    group = ""
    if measure.by:
        group = str(row.get(measure.by) or NO_GROUP)
    above = _adds(measure.numerator, row, tables, days)
    below = _adds(measure.population, row, tables, days)
    if not reason and (above is None or below is None):
        reason = NO_NUMBER
    return Judged(
        key=tuple(_plain_key(row[column]) for column in key_columns),
        group=group,
        left_out=reason,
        n=0 if reason or above is None else above,
        of=0 if reason or below is None else below,
    )


def _adds(part: Part, row: Row, tables: Tables, days: Mapping[NamedDay, date]) -> int | None:
    """What a row adds to a number: nothing where the part does not mean it, None where it does not say how much."""
    if not holds(part.where, row, tables=tables, days=days):
        return 0
    if part.sum is None:
        return 1
    value = row.get(part.sum)
    if value is None:
        return None
    if type(value) is not int or value < 0:
        raise RowsNotAsDeclared(f"A number to add up is {value!r}.")
    return value


def _count(measure: Measure, judged: Sequence[Judged], name: str, as_at: date, period: Period | None) -> Figure:
    rows = []
    counted = in_question = 0
    left_out: dict[str, int] = {}
    for row in judged:
        if name and row.group != name:
            continue
        rows.append(row)
        if row.left_out:
            left_out[row.left_out] = left_out.get(row.left_out, 0) + 1
        else:
            in_question += row.of
            counted += row.n
    if measure.told is not ToldAs.RATIO and counted > in_question:
        raise RowsNotAsDeclared(f"More stands above than below: {counted} of {in_question}.")
    return Figure(
        measure_id=measure.id,
        measure_version=measure.version,
        definition_sha=definition_sha(measure),
        group=name,
        n=counted,
        of=in_question,
        left_out=tuple(LeftOut(reason, left_out[reason]) for reason in sorted(left_out)),
        period_from=period.from_date if period else None,
        period_to=period.to_date if period else None,
        as_at_date=as_at,
        kind=measure.kind,
        caveats=measure.caveats,
        snapshot_sha=snapshot_sha(rows, is_amount=measure.is_amount),
        terms=terms_of(measure),
    )


def holds(condition: Condition | None, row: Row, *, tables: Tables, days: Mapping[NamedDay, date]) -> bool:
    """Whether a condition holds for a row. No condition holds always; a value that is not known satisfies none."""
    if condition is None:
        return True
    if isinstance(condition, ColumnTest):
        return _test_holds(condition, row.get(condition.column), days)
    if isinstance(condition, All):
        return all(holds(part, row, tables=tables, days=days) for part in condition.all)
    if isinstance(condition, AnyOf):
        return any(holds(part, row, tables=tables, days=days) for part in condition.any)
    if isinstance(condition, Not):
        return not holds(condition.not_, row, tables=tables, days=days)
    wanted = condition.has_any
    mine = row.get(wanted.matching)
    for other in tables.get(wanted.face, ()):
        belongs = mine is not None and other.get(wanted.matching) == mine
        if belongs and holds(wanted.where, other, tables=tables, days=days):
            return True
    return False


def _test_holds(test: ColumnTest, value: PlainValue, days: Mapping[NamedDay, date]) -> bool:
    if test.test == "is":
        return (value is not None) == (test.is_ == "known")
    if value is None:
        return False
    if test.test not in DAY_TESTS:
        return value in test.values
    if not isinstance(value, date):
        value = date.fromisoformat(str(value))
    day = days[test.day] if isinstance(test.day, NamedDay) else test.day
    if test.test == "on_or_before":
        return value <= day
    if test.test == "before":
        return value < day
    if test.test == "on_or_after":
        return value >= day
    return value > day


def _plain_key(value: PlainValue) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return value
    raise TypeError(f"a key is a text or a number, not {value!r}")
