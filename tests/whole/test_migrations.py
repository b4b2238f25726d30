"""The tests and a new partnership stand on tables made from the models, an older one on what its migrations make."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.trail.places import Place, close, new_place
from tests.whole.released import releases

SAY = """
import json
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from lineofsight.trail.tables import bring_up_to_date
from tests.whole.test_migrations import tables

def say():
    print(json.dumps([tables(), sorted(map(list, MigrationRecorder(connection).applied_migrations()))]))

"""
MIGRATE = SAY + 'call_command("migrate", verbosity=0); say()'
# What is made at once has no migration left, and one that is walked through nevertheless changes nothing.
AT_ONCE = (
    SAY
    + """
bring_up_to_date(); say()
call_command("migrate", check_unapplied=True, verbosity=0)
call_command("migrate", verbosity=0); say()
"""
)


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
def new(tmp_path: Path, db: None) -> Iterator[Place]:
    made = new_place(tmp_path)
    yield made
    close(made)


@pytest.fixture(scope="session")
def at_once(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What is told of a new database: as it was made, and after its migrations were asked for."""
    place = new_place(tmp_path_factory.mktemp("at-once"))
    yield place.script(AT_ONCE).splitlines()
    close(place)


@pytest.mark.django_db
def test_a_new_database_is_what_the_models_describe_and_has_nothing_left_to_migrate(at_once: list[str]):
    made, asked_for = map(json.loads, at_once)

    assert made == asked_for
    assert made[0] == json.loads(json.dumps(tables()))
    assert len(made[0]) > 60


@pytest.mark.django_db
@pytest.mark.parametrize("release", releases(), ids=lambda path: path.name)
def test_what_the_migrations_make_of_a_release_is_what_a_new_database_gets(moved_up, release: Path, at_once: list[str]):
    assert json.loads(moved_up[release].script(SAY + "say()")) == json.loads(at_once[0])


@pytest.mark.long
@pytest.mark.django_db
def test_what_all_migrations_make_is_what_a_new_database_gets(new: Place, at_once: list[str]):
    assert json.loads(new.script(MIGRATE)) == json.loads(at_once[0])
