"""Take the whole database out and put it back: SQLite as one file, PostgreSQL table by table.

PostgreSQL goes without pg_dump: the schema comes from our own migrations (with its walls and triggers), so a backup
needs no program of the server's very version, and one path serves every installation.
"""

import gzip
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import ProgrammingError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from lineofsight.trail import triggers
from lineofsight.trail.archive.manifest import CHUNK, LEFT_OUT, BackupRefused
from lineofsight.trail.tables import bring_up_to_date

SQLITE = "database/lineofsight.sqlite3.gz"
# What a migrate fills in by itself; a place with nothing else in it is clean.
FILLED_BY_MIGRATE = ("django_content_type", "auth_permission", "django_migrations", "django_site", *LEFT_OUT)


def _naming(sql: str, *names: str) -> str:
    """SQL with table and column names in it. They come from the database's own catalogue, never from a person."""
    return sql.format(*(f'"{name}"' for name in names))


def known_migrations() -> tuple[str, ...]:
    """The migrations of this version, as `app.name`, sorted."""
    return tuple(sorted(".".join(key) for key in MigrationLoader(None).disk_migrations or {}))


def filled_tables() -> list[str]:
    """The tables here that hold rows of somebody's making."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - set(FILLED_BY_MIGRATE)):
            cursor.execute(_naming("SELECT 1 FROM {} LIMIT 1", table))
            if cursor.fetchone():
                found.append(table)
    return found


def dump(folder: Path) -> dict[str, int]:
    """Write the database as it is at one moment into `folder`/database; gives the rows of each table."""
    (folder / "database").mkdir()
    return _dump_postgres(folder) if connection.vendor == "postgresql" else _dump_sqlite(folder)


# --- SQLite


def _dump_sqlite(folder: Path) -> dict[str, int]:
    copy = folder / "copy.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        # The online backup: others go on reading and writing.
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("PRAGMA secure_delete = ON")
        tables = _sqlite_tables(target)
        with target:
            for table in set(LEFT_OUT).intersection(tables):
                target.execute(_naming("DELETE FROM {}", table))
        counts = _sqlite_counts(target)
    with copy.open("rb") as plain, gzip.GzipFile(folder / SQLITE, "wb", compresslevel=1, mtime=0) as packed:
        while content := plain.read(CHUNK):
            packed.write(content)
    copy.unlink()
    return counts


def _sqlite_tables(database: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [name for (name,) in database.execute(query) if not name.startswith("sqlite_")]


def _sqlite_counts(database: sqlite3.Connection) -> dict[str, int]:
    count = "SELECT count(*) FROM {}"
    return {table: database.execute(_naming(count, table)).fetchone()[0] for table in _sqlite_tables(database)}


def unpack_sqlite(folder: Path, counts: dict[str, int]) -> Path:
    """The database file out of an unpacked backup, looked through. Raises BackupRefused."""
    plain = folder / "unpacked.sqlite3"
    try:
        with gzip.open(folder / SQLITE, "rb") as packed, plain.open("xb") as file:
            while content := packed.read(CHUNK):
                file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with closing(sqlite3.connect(plain)) as database:
            answer = database.execute("PRAGMA integrity_check").fetchall()
            broken = database.execute("PRAGMA foreign_key_check").fetchall()
            found = _sqlite_counts(database)
    except (sqlite3.DatabaseError, OSError, EOFError) as error:
        raise BackupRefused(f"The database in this backup cannot be read: {error}.") from None
    if answer != [("ok",)] or broken:
        raise BackupRefused("The database in this backup is damaged.")
    check_counts(found, counts)
    return plain


def place_sqlite(plain: Path) -> None:
    """Put a database file where this installation expects it."""
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    for leftover in (f"{target}-wal", f"{target}-shm"):
        Path(leftover).unlink(missing_ok=True)
    os.replace(plain, target)
    connection.close()


def remove_sqlite() -> None:
    """Take the database file away again."""
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    for path in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        path.unlink(missing_ok=True)


# --- PostgreSQL


def _dump_postgres(folder: Path) -> dict[str, int]:
    counts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # Rather an error than a backup without the rows that row security hides.
        cursor.execute("SET LOCAL row_security = off")
        for table in sorted(set(connection.introspection.table_names(cursor)) - set(LEFT_OUT)):
            try:
                dump_table(cursor, table, folder / "database" / f"{table}.copy.gz")
            except ProgrammingError as error:
                raise BackupRefused(f"The database's user may not see every row of {table}: {error}") from None
            counts[table] = count_rows(cursor, table)
    return counts


def dump_table(cursor: Any, table: str, path: Path) -> None:
    """Write the rows of a table, after a line that names its columns: elsewhere they may stand in another order."""
    columns = columns_of(cursor, table)
    with (
        gzip.GzipFile(path, "wb", compresslevel=1, mtime=0) as packed,
        cursor.copy(f'COPY "{table}" ({listed(columns)}) TO STDOUT') as rows,
    ):
        packed.write("\t".join(columns).encode() + b"\n")
        for row in rows:
            packed.write(row)


def columns_of(cursor: Any, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def listed(columns: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def fill_from_copies(cursor: Any, folder: Path) -> dict[str, int]:
    """Fill the tables from an unpacked backup of PostgreSQL; gives the rows of each. Raises BackupRefused."""
    copies = sorted((folder / "database").glob("*.copy.gz"))
    names = [path.name.removesuffix(".copy.gz") for path in copies]
    return {table: load_table(cursor, table, path) for table, path in zip(names, copies, strict=True)}


@contextmanager
def loaded_postgres(
    folder: Path,
    counts: dict[str, int],
    *,
    make_tables: Callable[[], None] = bring_up_to_date,
    fill: Callable[[Any, Path], dict[str, int]] = fill_from_copies,
) -> Iterator[None]:
    """Make the schema, fill it, and let the block look at it; all or nothing. Raises BackupRefused.

    `make_tables` makes those of the version that the backup is of, `fill` puts the rows of the unpacked backup in.
    Row security is set aside for the owner until the block is over.
    """
    make_tables()
    with transaction.atomic(), connection.cursor() as cursor:
        triggers.lift()
        tables = sorted(connection.introspection.table_names(cursor))
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace"
        )
        walled = [name for (name,) in cursor.fetchall()]
        for table in walled:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        check_counts(dict.fromkeys(set(tables) - set(LEFT_OUT), 0) | fill(cursor, folder), counts)
        _reset_sequences(cursor)
        connection.check_constraints()
        yield
        for table in walled:
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        triggers.install()


def load_table(cursor: Any, table: str, path: Path) -> int:
    """Fill a table from what `dump_table` wrote; gives its rows. Raises BackupRefused where the columns are others."""
    with gzip.open(path, "rb") as packed:
        columns = packed.readline().decode(errors="replace").rstrip("\n").split("\t")
        if sorted(columns) != sorted(columns_of(cursor, table)):
            raise BackupRefused(f"The table {table} in this backup has other columns than the one here.")
        with cursor.copy(f'COPY "{table}" ({listed(columns)}) FROM STDIN') as rows:
            while content := packed.read(CHUNK):
                rows.write(content)
    return count_rows(cursor, table)


def count_rows(cursor: Any, table: str) -> int:
    cursor.execute(_naming("SELECT count(*) FROM {}", table))
    return int(cursor.fetchone()[0])


def _reset_sequences(cursor: Any) -> None:
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND (is_identity = 'YES' OR column_default LIKE 'nextval%%')"
    )
    reset = "SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({1}), 0) + 1, false) FROM {0}"
    for table, column in cursor.fetchall():
        cursor.execute(_naming(reset, table, column), [f'"{table}"', column])


def check_counts(found: dict[str, int], stated: dict[str, int]) -> None:
    """Raise BackupRefused unless every table has the rows that the manifest counted."""
    if found != stated:
        differing = sorted(table for table in found.keys() | stated.keys() if found.get(table) != stated.get(table))
        raise BackupRefused(f"These tables do not hold what the backup counted: {', '.join(differing)}.")
