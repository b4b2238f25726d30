"""On PostgreSQL a table goes back into one whose columns stand in another order, as those made by migrations do."""

import gzip
from pathlib import Path

import pytest
from django.db import connection
from psycopg import DataError

from lineofsight.trail.archive.database import dump_table, load_table
from lineofsight.trail.archive.manifest import BackupRefused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_only]
ROWS = [(1, "2026-06-22", "with a\ttab and a\nline"), (2, "2026-06-23", None)]


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    """What was written of a table, which is then gone."""
    path = tmp_path / "visits.copy.gz"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE visits (id integer, day date, note text)")
        cursor.executemany("INSERT INTO visits VALUES (%s, %s, %s)", ROWS)
        dump_table(cursor, "visits", path)
        cursor.execute("DROP TABLE visits")
    return path


def test_rows_go_into_a_table_with_its_columns_in_another_order(dumped):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE visits (note text, id integer, day date)")

        assert load_table(cursor, "visits", dumped) == len(ROWS)
        cursor.execute("SELECT id, day::text, note FROM visits ORDER BY id")
        assert cursor.fetchall() == ROWS


def test_control_without_the_names_they_would_not(dumped):
    with gzip.open(dumped) as packed:
        rest = packed.read().partition(b"\n")[2]
    dumped.write_bytes(gzip.compress(b"note\tid\tday\n" + rest))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE visits (note text, id integer, day date)")

        with pytest.raises(DataError):
            load_table(cursor, "visits", dumped)


def test_a_table_with_other_columns_is_refused_with_a_sentence(dumped):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE visits (id integer, day date)")

        with pytest.raises(BackupRefused, match="The table visits in this backup has other columns"):
            load_table(cursor, "visits", dumped)
