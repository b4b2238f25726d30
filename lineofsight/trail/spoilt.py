"""Read rows that somebody may have spoilt: a value that cannot be read costs its own row and not the whole run."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

PAGE = 2_000
# SQLite stores any text in any column; Django then fails while it reads the row.
UNREADABLE = (DatabaseError, ValueError, TypeError, OverflowError)

Row = tuple[Any, ...]


@contextmanager
def standing_still(lock: int) -> Iterator[None]:
    """Keep what is sealed as it is while the block reads, without making any request wait.

    SQLite: one reading transaction sees one state. PostgreSQL: the sealer (who takes the same lock) waits.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
            yield
    elif connection.in_atomic_block:
        yield
    else:
        with connection.cursor() as cursor:
            # Not `atomic`, which would take the write lock.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def pages(query: "QuerySet[Any, Any]") -> Iterator[list[Row]]:
    """All rows in the order of their primary key, page by page; the key stands first in each row.

    A row that cannot be read comes as its key alone.
    """
    rest = query.order_by("pk")
    while True:
        keys = list(rest.values_list("pk", flat=True)[:PAGE])
        if not keys:
            return
        found = by_key(query, keys)
        yield [found.get(key, (key,)) for key in keys]
        rest = query.filter(pk__gt=keys[-1]).order_by("pk")


def by_key(query: "QuerySet[Any, Any]", keys: Iterable[Any]) -> dict[Any, Row]:
    """Rows by their primary key, which stands first in each. What is not there or cannot be read is left out."""
    wanted = list(keys)
    try:
        return {row[0]: row for row in query.filter(pk__in=wanted)}
    except UNREADABLE:
        if connection.vendor != "sqlite":
            raise
    found = {}
    for key in wanted:
        try:
            found.update({row[0]: row for row in query.filter(pk=key)})
        except UNREADABLE:
            continue
    return found
