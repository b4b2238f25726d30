"""Everything that a place has stored, as text."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection


def words_of_the_database() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text, with the table it stands in."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


def words_of_the_folders(*folders: Path) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), f"{path.name} {path.read_text(errors='replace')}"
