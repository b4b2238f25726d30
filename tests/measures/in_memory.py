"""Faces whose rows stand in the SQL itself, so that a test needs no table and any database can run it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date

from lineofsight.library.conditions import ColumnType
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.reading import read_documents
from lineofsight.library.shelf import load
from lineofsight.measures.compute import Execute
from lineofsight.measures.sql import Face
from tests.library.shelves import MEASURE

SQL_TYPE = {
    ColumnType.TEXT: "TEXT",
    ColumnType.DAY: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.YES_NO: "INTEGER",
}
DECLARED = {id: load().newest(FaceColumns, id) for id in load().ids("faces")}


def face_of(declared: FaceColumns, rows: Sequence[Mapping[str, object]]) -> Face:
    """A face that gives these rows. A column that a row leaves out is not known."""
    names = list(declared.columns)
    # A first row that the WHERE takes away gives the columns their names and types, even when there is no other.
    arms = [", ".join(f"CAST(NULL AS {SQL_TYPE[column.type]}) AS {name}" for name, column in declared.columns.items())]
    params: list[str | int] = []
    for row in rows:
        cells = []
        for name, column in declared.columns.items():
            value = row.get(name)
            if value is None:
                cells.append(f"CAST(NULL AS {SQL_TYPE[column.type]})")
            else:
                cells.append(f"CAST(%s AS {SQL_TYPE[column.type]})")
                params.append(plain(value))
        arms.append(", ".join(cells))
    union = " UNION ALL SELECT ".join(arms)
    known = " AND ".join(f"{column} IS NOT NULL" for column in declared.key)
    return Face(declared, f"SELECT {', '.join(names)} FROM (SELECT {union}) AS given WHERE {known}", tuple(params))


def plain(value: object) -> str | int:
    """A value as the faces give it: a day as ISO text, yes as 1."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    assert isinstance(value, str | int)
    return value


@contextmanager
def sqlite() -> Iterator[Execute]:
    """SQL with `%s` parameters run by SQLite in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield lambda sql, params: connection.execute(sql.replace("%s", "?").replace("%%", "%"), params).fetchall()


EVIDENCE = load().newest(Measure, "statements-with-current-evidence")
SOME = Measure.model_validate(read_documents(f"id: some\n{MEASURE}by: agency\n")[0].data).model_dump(by_alias=True)
HEADING = {**SOME, "face": "census", "by": None, "left_out": []}
