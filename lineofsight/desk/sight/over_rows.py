"""Compute measures over rows that the caller has in hand: they stand in a database in memory while it counts."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date

from lineofsight.library.measure import FaceColumns, Measure, Window
from lineofsight.measures.compute import Execute, Period, compute
from lineofsight.measures.figure import Figure
from lineofsight.measures.sql import Face

Value = str | int | date | None
Rows = Iterable[Mapping[str, Value]]


@dataclass(frozen=True)
class OverRows:
    """Faces whose rows stand in memory, with what runs SQL over them."""

    faces: Mapping[str, Face]
    execute: Execute

    def figures(self, measure: Measure, *, as_at: date, period: Period) -> tuple[Figure, ...]:
        """The figures of a measure: the total, then each group. period: left out where the measure looks at a day."""
        looked = period if measure.window is Window.PERIOD else None
        return compute(measure, faces=self.faces, execute=self.execute, as_at=as_at, period=looked)


@contextmanager
def over_rows(declared: Iterable[FaceColumns], tables: Mapping[str, Rows]) -> Iterator[OverRows]:
    """The faces with their rows, for the length of the block. A column that a row leaves out is not known."""
    with closing(sqlite3.connect(":memory:")) as memory:
        faces = {}
        for face in declared:
            names, table = face.column_names(), f"rows_{face.id.replace('-', '_')}"
            memory.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            marks = ", ".join("?" for _ in names)
            rows = (tuple(_plain(row.get(name)) for name in names) for row in tables.get(face.id, ()))
            memory.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
            faces[face.id] = Face(declared=face, sql=f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608

        def execute(sql: str, params: Sequence[str | int]) -> Iterable[Sequence[object]]:
            return memory.execute(sql.replace("%s", "?").replace("%%", "%"), params).fetchall()

        yield OverRows(faces, execute)


def _plain(value: Value) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
