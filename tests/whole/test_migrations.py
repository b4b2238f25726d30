"""The tests and a new partnership stand on tables made from the models, an older one on what its migrations make."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.trail.places import Place, close, new_place

TOLD = """
import json
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from lineofsight.trail.tables import bring_up_to_date
from tests.whole.test_migrations import tables
{make}
print(json.dumps([tables(), sorted(map(list, MigrationRecorder(connection).applied_migrations()))]))
"""
MIGRATIONS = 'call_command("migrate", verbosity=0)'
AT_ONCE = "bring_up_to_date()"


def tables() -> dict[str, dict[str, object]]:
    """Every table of ours: its columns, its constraints and indexes by what they hold, and its rules by name."""
    told: dict[str, dict[str, object]] = {}
    look = connection.introspection
    with connection.cursor() as cursor:
        for name in sorted(model._meta.db_table for model in apps.get_models() if model.__module__.startswith("line")):
            columns = {
                column.name: [str(column.type_code), column.null_ok, column.default]
                for column in look.get_table_description(cursor, name)
            }
            held = sorted(
                json.dumps([made["columns"], made["primary_key"], made["unique"], made["foreign_key"], made["check"]])
                for made in look.get_constraints(cursor, name).values()
            )
            told[name] = {"columns": columns, "held": held, "rules": sorted(_rules(cursor, name))}
    return told


def _rules(cursor: object, table: str) -> list[str]:
    """The names of its checks, triggers and walls."""
    if connection.vendor == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    else:
        asked = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
            " UNION ALL SELECT polname || polcmd::text FROM pg_policy WHERE polrelid = %s::regclass"
            " UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"
        )
    cursor.execute(asked, [table] * asked.count("%s"))  # type: ignore[attr-defined]
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


@pytest.fixture
def places(tmp_path: Path, db: None) -> Iterator[list[Place]]:
    made = []
    for name in ("migrated", "new"):
        (tmp_path / name).mkdir()
        made.append(new_place(tmp_path / name))
    yield made
    for place in made:
        close(place)


@pytest.mark.django_db
def test_what_the_migrations_make_is_what_the_models_describe_and_what_a_new_database_gets(places: list[Place]):
    migrated, new = places

    by_migrations, of_migrations = json.loads(migrated.script(TOLD.format(make=MIGRATIONS)))
    at_once, of_new = json.loads(new.script(TOLD.format(make=AT_ONCE)))

    assert by_migrations == at_once == json.loads(json.dumps(tables()))
    assert of_migrations == of_new
    assert len(at_once) > 60
    assert new.run("migrate", "--check").returncode == 0
    assert json.loads(new.script(TOLD.format(make=f"{AT_ONCE}; {MIGRATIONS}"))) == [at_once, of_new]
