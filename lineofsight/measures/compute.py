"""Compute a measure in a database that the caller reaches, and give its figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.library.conditions import HasColumns, NamedDay
from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import Measure, Window
from lineofsight.measures.figure import TOTAL, Figure, LeftOut
from lineofsight.measures.judged import NO_GROUP, NO_NUMBER, Judged, definition_sha, snapshot_sha
from lineofsight.measures.sql import Face, compile_measure
from lineofsight.measures.terms import terms_of

Execute = Callable[[str, Sequence[str | int]], Iterable[Sequence[object]]]
"""Runs a SQL text with `%s` parameters and gives its rows."""


class MeasureDoesNotFit(Exception):
    """The measure asks for a face, a column or a day that was not given. The sentence says which."""


class RowsNotAsDeclared(Exception):
    """A face gave a row twice, a row without its key, or a value of another type than it declares."""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day looked at, both included."""

    from_date: date
    to_date: date


def compute(
    measure: Measure,
    *,
    faces: Mapping[str, Face],
    execute: Execute,
    as_at: date,
    period: Period | None = None,
    groups: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """The figures of a measure: the total first, then one for each group, by name.

    faces: the faces that it looks at, by id, with the caller's SQL. execute: runs SQL where the rows are.
    as_at: the day; rows that the faces learned of later are for the measure's conditions to pass over.
    period: for a measure with «window: a period». groups: groups that must have a figure even without a row.
    Raises MeasureDoesNotFit and RowsNotAsDeclared. The same rows, in any order, give the same figures
    and the same hashes.
    """
    days = days_of(measure, as_at=as_at, period=period)
    declared = {id: face.declared for id, face in faces.items()}
    if measure.face not in declared:
        raise MeasureDoesNotFit(f"The measure «{measure.id}» counts «{measure.face}», which was not given.")
    for trouble in measure.troubles_with(declared[measure.face], _Given(declared)):
        raise MeasureDoesNotFit(f"The measure «{measure.id}» does not fit: {trouble.sentence}")
    compiled = compile_measure(measure, faces=faces, days=days)
    rows = [_judged(row, measure) for row in execute(compiled.sql, compiled.params)]
    if len({row.key for row in rows}) != len(rows):
        raise RowsNotAsDeclared(f"The face «{measure.face}» gave a row twice; each counts once.")
    return _figures(measure, rows, as_at=as_at, period=period, groups=groups)


def days_of(measure: Measure, *, as_at: date, period: Period | None) -> dict[NamedDay, date]:
    """The named days of one computation. Raises MeasureDoesNotFit when a period is missing, superfluous or too late."""
    if (period is not None) != (measure.window is Window.PERIOD):
        wanted = "needs a period" if period is None else "looks at a day and takes no period"
        raise MeasureDoesNotFit(f"The measure «{measure.id}» {wanted}.")
    if period is None:
        return {NamedDay.AS_AT: as_at}
    if not period.from_date <= period.to_date <= as_at:
        raise MeasureDoesNotFit("A period begins before it ends, and ends by the day as at which it is told.")
    return {NamedDay.AS_AT: as_at, NamedDay.PERIOD_FROM: period.from_date, NamedDay.PERIOD_TO: period.to_date}


class _Given:
    """The faces that were handed in, for the check of a measure against them."""

    def __init__(self, declared: Mapping[str, HasColumns]) -> None:
        self.declared = declared

    def face(self, id: str) -> HasColumns | None:
        return self.declared.get(id)

    def face_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.declared))


def _judged(row: Sequence[object], measure: Measure) -> Judged:
    *key, group, left_out, is_in_n, is_in_of, adds_to_n, adds_to_of = row
    for part in key:
        if type(part) not in (str, int):
            raise RowsNotAsDeclared(f"The face «{measure.face}» gave a row whose key is {part!r}.")
    if not isinstance(group, str | None) or not isinstance(left_out, int):
        raise RowsNotAsDeclared(f"The face «{measure.face}» gave a group that is not a text: {group!r}.")
    reason = measure.left_out[left_out - 1].reason if left_out else ""
    wanted = [adds for is_in, adds in ((is_in_n, adds_to_n), (is_in_of, adds_to_of)) if is_in]
    reason = reason or (NO_NUMBER if None in wanted else "")
    return Judged(
        key=tuple(part for part in key if isinstance(part, str | int)),
        group=(NO_GROUP if group in (None, "") else str(group)) if measure.by else TOTAL,
        left_out=reason,
        n=0 if reason or not is_in_n else _amount(adds_to_n, measure),
        of=0 if reason or not is_in_of else _amount(adds_to_of, measure),
    )


def _amount(adds: object, measure: Measure) -> int:
    if type(adds) is not int or adds < 0:
        raise RowsNotAsDeclared(f"The face «{measure.face}» gave a number to add up that is {adds!r}.")
    return adds


def _figures(
    measure: Measure, rows: Sequence[Judged], *, as_at: date, period: Period | None, groups: Iterable[str]
) -> tuple[Figure, ...]:
    by_group: dict[str, list[Judged]] = {TOTAL: list(rows)}
    if measure.by:
        for group in groups:
            by_group.setdefault(group, [])
        for row in rows:
            by_group.setdefault(row.group, []).append(row)
    sha = definition_sha(measure)
    # The total's name is "", so it sorts before every group.
    return tuple(
        _figure(measure, by_group[group], group=group, definition=sha, as_at=as_at, period=period)
        for group in sorted(by_group)
    )


def _figure(
    measure: Measure, rows: Sequence[Judged], *, group: str, definition: str, as_at: date, period: Period | None
) -> Figure:
    left_out = Counter(row.left_out for row in rows if row.left_out)
    n, of = sum(row.n for row in rows), sum(row.of for row in rows)
    if measure.told is ToldAs.SHARE and n > of:
        raise RowsNotAsDeclared(f"The face «{measure.face}» gave more above than below: {n} of {of}.")
    return Figure(
        measure_id=measure.id,
        measure_version=measure.version,
        definition_sha=definition,
        group=group,
        n=n,
        of=of,
        left_out=tuple(LeftOut(reason, count) for reason, count in sorted(left_out.items())),
        period_from=period.from_date if period else None,
        period_to=period.to_date if period else None,
        as_at_date=as_at,
        kind=measure.kind,
        caveats=measure.caveats,
        snapshot_sha=snapshot_sha(rows, is_amount=measure.is_amount),
        terms=terms_of(measure),
    )
