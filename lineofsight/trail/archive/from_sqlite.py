"""The rows of a SQLite database put into PostgreSQL's tables: the way of a partnership that outgrows one agency."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from psycopg import Error

from lineofsight.trail.archive.database import columns_of, count_rows, listed
from lineofsight.trail.archive.manifest import LEFT_OUT, BackupRefused


def without_left_out(counts: dict[str, int]) -> dict[str, int]:
    """The counts of a backup of SQLite, without the tables of sign-ins and limits, which stand empty in it."""
    return {table: count for table, count in counts.items() if table not in LEFT_OUT}


def fill(cursor: Any, folder: Path, *, plain: Path) -> dict[str, int]:
    """Put every row of the SQLite file `plain` into the table of the same name; gives the rows of each table.

    Every value goes as text, and PostgreSQL reads it as what its own column is: a yes that SQLite keeps as 1, a moment
    that it keeps without its zone (UTC), a JSON text. Raises BackupRefused where a table, a column or a value does not
    fit; whoever calls takes everything back then.
    """
    # SQLite's moments have no zone: they are UTC, whatever the server's own zone is.
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    here = {name for (name,) in cursor.fetchall()}
    with closing(sqlite3.connect(f"file:{plain}?mode=ro", uri=True)) as source:
        names = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = [name for (name,) in names if not name.startswith("sqlite_") and name not in LEFT_OUT]
        if unknown := sorted(set(tables) - here):
            raise BackupRefused(f"PostgreSQL has no table for what this backup holds in {', '.join(unknown)}.")
        return {table: _move(cursor, source, table) for table in tables}


def _move(cursor: Any, source: sqlite3.Connection, table: str) -> int:
    columns = [name for (name,) in source.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])]
    if sorted(columns) != sorted(columns_of(cursor, table)):
        raise BackupRefused(f"The table {table} in this backup has other columns than the one here.")
    try:
        # In the order in which they were written, which is that of their numbers.
        rows = source.execute(f'SELECT {listed(columns)} FROM "{table}" ORDER BY rowid')  # noqa: S608
        with cursor.copy(f'COPY "{table}" ({listed(columns)}) FROM STDIN') as into:
            for row in rows:
                into.write_row(row)
    except (Error, ValueError) as error:
        # What stood in the row is not repeated: it may be what nobody else should read.
        reason = (getattr(getattr(error, "diag", None), "message_primary", None) or str(error)).partition(": ")[0]
        raise BackupRefused(
            f"PostgreSQL does not take a row of {table}: {reason}. Nothing was restored, and the SQLite database is as"
            " it was: go on with it, and tell us this sentence."
        ) from None
    return count_rows(cursor, table)
