"""How a row of a return is stored: in which table, under which key, with which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from lineofsight.records.days import number_of
from lineofsight.records.identities.models import RecordedRow
from lineofsight.records.identities.rules import Key, token
from lineofsight.records.practice.models import Allocation, Description, Fact, Span
from lineofsight.records.practice.rules import TakenRow, kind_of
from lineofsight.records.taken import TakenAllocation, TakenChild, TakenEvent, TakenSpan

Value = str | int | None


@dataclass(frozen=True)
class Table:
    """A table of recorded rows, and the columns that say what was recorded."""

    model: type[RecordedRow]
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """As the database knows it."""
        return self.model._meta.db_table


DESCRIPTIONS = Table(Description, ("born_month", "sex", "ethnicity", "disability"))
FACTS = Table(Fact, ("kind", "day", "code", "link", "worker_id", "recorded_date"))
SPANS = Table(Span, ("kind", "start", "until", "code", "number"))
ALLOCATIONS = Table(Allocation, ("worker_id", "team", "role", "start", "until"))
TABLES = (DESCRIPTIONS, FACTS, SPANS, ALLOCATIONS)
_BEFORE = ("agency_id", "delivery_id", "subject_id", "row_key", "supersedes_id", "is_withdrawn")


def table_of(row: TakenRow) -> Table:
    """Where a row is stored."""
    match row:
        case TakenEvent():
            return FACTS
        case TakenSpan():
            return SPANS
        case TakenAllocation():
            return ALLOCATIONS
    return DESCRIPTIONS


def row_key(row: TakenRow, key: Key) -> str:
    """What the source calls the row, under a key: with the child, so that no row of another child is meant by it."""
    match row:
        case TakenChild():
            own: tuple[str, ...] = ()
        case TakenEvent():
            own = (row.row,) if row.row else ("", str(row.day), row.code, row.link)
        case TakenSpan():
            own = (row.row,) if row.row else ("", str(row.start), row.code, str(row.number))
        case TakenAllocation():
            own = (row.row,) if row.row else ("", row.worker, row.team, row.role, str(row.start))
    return token(key, kind_of(row), row.child.strip(), *own)


def values_of(row: TakenRow, *, key: Key, workers: Mapping[str, int]) -> tuple[Value, ...]:
    """The values of a row in the order of its table's columns."""
    match row:
        case TakenChild():
            return (_number(row.born_month), row.sex, row.ethnicity, row.disability)
        case TakenEvent():
            link = token(key, "link", row.child.strip(), row.link) if row.link else ""
            worker, recorded = _worker(row.worker, workers), _number(row.recorded)
            return (row.kind, _number(row.day), row.code, link, worker, recorded)
        case TakenSpan():
            return (row.kind, _number(row.start), _number(row.until), row.code, row.number)
    return (_worker(row.worker, workers), row.team, row.role, number_of(row.start), _number(row.until))


def _worker(source_id: str, workers: Mapping[str, int]) -> int | None:
    # Somebody new, in a preview: no row, and not the same as nobody.
    return workers.get(source_id, -1) if source_id.strip() else None


def _number(day: date | None) -> int | None:
    return None if day is None else number_of(day)


_DAYS = frozenset({"day", "start", "until"})


def filled_in(
    table: Table, new: tuple[Value, ...], old: Sequence[Value] | None, *, is_unclear: bool = False
) -> tuple[Value, ...]:
    """The values to keep. What one return does not say of a child, another may have said: that stays.

    is_unclear: nobody can read the days of the new row. Those that were known stand then, with what else it says.
    """
    if old is None:
        return new
    if table is DESCRIPTIONS:
        return tuple(known if said in (None, "") else said for said, known in zip(new, old, strict=True))
    if not is_unclear:
        return new
    said, known = dict(zip(table.columns, new, strict=True)), dict(zip(table.columns, old, strict=True))
    # An end that can be read stands, unless it lies before the start that was known.
    start, end = known.get("start"), said.get("until")
    is_end = isinstance(end, int) and (not isinstance(start, int) or start <= end)
    kept = _DAYS - {"until"} if is_end else _DAYS
    return tuple((known if column in kept else said)[column] for column in table.columns)


def day_of_row(table: Table, values: Sequence[Value]) -> Value:
    """The day on which it was or began; None where nobody knows."""
    if table is DESCRIPTIONS:
        return None
    return values[table.columns.index("day" if table is FACTS else "start")]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest row under a key, as it is stored."""

    pk: int
    is_withdrawn: bool
    values: tuple[Value, ...]
    delivery_id: int = 0


def latest(table: Table, agency_id: int, keys: Sequence[str]) -> dict[str, Latest]:
    """The latest row of each key: a later row of a key always corrects the earlier ones."""
    columns = ", ".join(("id", "row_key", "is_withdrawn", "delivery_id", *table.columns))
    marks = ", ".join(["%s"] * len(keys))
    found: dict[str, Latest] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table.name} WHERE agency_id = %s AND row_key IN ({marks}) ORDER BY id",  # noqa: S608
            [agency_id, *keys],
        )
        for pk, key, is_withdrawn, delivery_id, *values in cursor.fetchall():
            found[key] = Latest(pk, bool(is_withdrawn), tuple(values), delivery_id)
    return found


@dataclass(slots=True)
class Waiting:
    """A row that is to be stored."""

    subject_id: int
    row_key: str
    supersedes_id: int | None
    values: tuple[Value, ...]
    is_withdrawn: bool = False


def store(table: Table, rows: Sequence[Waiting], *, agency_id: int, delivery_id: int) -> None:
    """Add rows in one statement for all of them: made as models they would take four times as long."""
    if not rows:
        return
    columns = (*_BEFORE, *table.columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    values: list[tuple[Any, ...]] = [
        (agency_id, delivery_id, row.subject_id, row.row_key, row.supersedes_id, row.is_withdrawn, *row.values)
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
