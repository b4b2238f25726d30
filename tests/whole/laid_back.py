"""A release's data laid back as it was, and what can be told of a database whatever its version."""

import hashlib
import tarfile
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.publication.judging import gate
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.rebuilding import rebuild
from lineofsight.trail.archive import database
from lineofsight.trail.archive.manifest import LEFT_OUT, NAME, Manifest
from lineofsight.trail.by_migration import BY
from lineofsight.trail.verify import verify
from tests.whole.released import AS_AT

# Django's and the sign-in's own tables may be filled anew by a later version.
NOT_OURS = ("django_", "auth_", "account_", "socialaccount_", "mfa_", *LEFT_OUT)


def put_back(archive: Path) -> None:
    """Lay a release's data into this empty installation with the tables that it had then."""
    with tempfile.TemporaryDirectory() as staged, tarfile.open(archive, "r:") as tar:
        folder = Path(staged)
        tar.extractall(folder, filter="data")
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
        for name, target in (("files", settings.FILES_ROOT), ("keys", settings.KEYS_ROOT)):
            for path in sorted((folder / name).rglob("*")):
                if path.is_file():
                    kept = target / path.relative_to(folder / name)
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    kept.write_bytes(path.read_bytes())
        if connection.vendor == "sqlite":
            database.place_sqlite(database.unpack_sqlite(folder, manifest.counts))
            return
        wanted = [tuple(name.split(".", 1)) for name in manifest.migrations]
        with database.loaded_postgres(folder, manifest.counts, make_tables=lambda: _migrate_to(wanted)):
            pass


def _migrate_to(wanted: list[tuple[str, ...]]) -> None:
    """The tables as they were: all migrations that the release knew, and none that came later."""
    executor = MigrationExecutor(connection)
    # The last of each app: an earlier one beside it would be read as the wish to go back.
    last = dict(sorted(node for node in executor.loader.graph.nodes if node in wanted))
    executor.migrate(list(last.items()))


def tell(edition: str, draft: str) -> dict[str, Any]:
    """What can be told of a database: its columns' contents, its trail, its edition built again, what the gate says."""
    contents = columns()
    reader = job("upgrade", now=datetime.combine(AS_AT, time(12), tzinfo=UTC))
    with scope(reader, writes=False):
        verdict = verify()
        shown, coming = find_edition(reader, edition), find_edition(reader, draft)
        built = rebuild(shown, reader)
        refused = sorted({f"{one.place}: {one.code}" for one in gate(coming, reader)[1].refusals})
    return {
        "edition": edition,
        "draft": draft,
        "whole": verdict.ok,
        "events": verdict.events,
        "files": {path: hashlib.sha256(body).hexdigest() for path, body in sorted(built.files.items())},
        "differing": list(built.differing),
        "faults": list(built.faults),
        "refused": refused,
        "columns": contents,
    }


_WRITTEN = {
    "trail_event": f"actor_ref <> '{BY}'",
    "trail_payload": f"event_id NOT IN (SELECT id FROM trail_event WHERE actor_ref = '{BY}')",
}


def columns() -> dict[str, str]:
    """Every column of ours as `table.column`, with a hash over all that stands in it.

    What a migration does leaves acts of its own in the history: those come beside what the release wrote.
    """
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(NOT_OURS):
                continue
            for column in connection.introspection.get_table_description(cursor, table):
                written = f" WHERE {_WRITTEN[table]}" if table in _WRITTEN else ""
                cursor.execute(f'SELECT "{column.name}" FROM "{table}"{written}')
                values = sorted(repr(value) for (value,) in cursor.fetchall())
                found[f"{table}.{column.name}"] = hashlib.sha256("\n".join(values).encode()).hexdigest()[:16]
    return found
