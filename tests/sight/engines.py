"""The three engines over the same tables: SQLite and DuckDB in memory, PostgreSQL in a schema of its own."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg

from lineofsight.sight.calendar_tables import calendar_tables
from lineofsight.sight.engines.duck import duck
from lineofsight.sight.engines.tables import COLUMNS, FACTS, calendar_rows, create, fact_rows, width
from lineofsight.sight.history import Calendars, History


class Loaded:
    """An engine with the tables of calendars; `hold` puts in the facts of some children and takes out all others."""

    children: tuple[History, ...] = ()

    def __init__(self, connection, mark: str) -> None:
        self.connection, self.mark = connection, mark

    def execute(self, sql: str, params=()) -> list[tuple]:
        text = sql if self.mark == "%s" else sql.replace("%s", self.mark).replace("%%", "%")
        return self.connection.execute(text, tuple(params)).fetchall()

    def insert(self, name: str, rows: Iterable[tuple]) -> None:
        marks = ", ".join([self.mark] * width(name))
        with closing(self.connection.cursor()) as cursor:
            cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", list(rows))

    def hold(self, *histories: History) -> None:
        for name, rows in fact_rows(histories).items():
            self.connection.execute(f"DELETE FROM {name}")
            self.insert(name, rows)


def _with_tables(found: Loaded, calendars: Calendars) -> Loaded:
    for name in COLUMNS:
        found.connection.execute(create(name))
    for name, rows in calendar_rows(calendar_tables(calendars)):
        found.insert(name, rows)
    return found


@contextmanager
def sqlite(calendars: Calendars) -> Iterator[Loaded]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield _with_tables(Loaded(connection, "?"), calendars)


@contextmanager
def postgres(calendars: Calendars, url: str) -> Iterator[Loaded]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS sight CASCADE")
        connection.execute("CREATE SCHEMA sight")
        connection.execute("SET search_path = sight")
        with connection.transaction():
            found = _with_tables(Loaded(connection, "%s"), calendars)
        yield found
        connection.execute("DROP SCHEMA sight CASCADE")


class InDuck(Loaded):
    """DuckDB as the product opens it."""

    def __init__(self, found) -> None:
        self.found, self.execute = found, found.execute

    def hold(self, *histories: History) -> None:
        for name in FACTS:
            self.found.execute(f"DELETE FROM {name}")
        self.found.load(histories)


@contextmanager
def duckdb(calendars: Calendars) -> Iterator[Loaded]:
    with duck(calendars, threads=1) as found:
        yield InDuck(found)
