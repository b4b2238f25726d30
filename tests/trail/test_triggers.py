"""What the database itself refuses, on both databases, whoever asks."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from lineofsight.trail import triggers
from lineofsight.trail.keeping import AppendOnly, Frozen, GoesWithItsWhole, KeptOnce, OnlyToBlank
from lineofsight.trail.models import Event, Payload
from tests.trail.given import erase, moment, sealed_trail

KEPT_HERE = tuple(rule for rule in triggers.KEPT if rule.table.startswith("trail_"))


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def ids(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["trail_event", "trail_seal", "trail_checkpoint", "trail_payload"])
def test_what_is_only_added_to_refuses_every_change(table):
    sealed_trail(batches=1)
    # PostgreSQL refuses a TRUNCATE of its own accord while foreign keys are still to be looked at.
    connection.check_constraints()
    before = ids(table)
    key = "event_id" if table == "trail_payload" else "id"
    column = {"trail_event": "act", "trail_seal": "leaf", "trail_checkpoint": "root", "trail_payload": "body"}[table]
    changes = [
        f"UPDATE {table} SET {column} = 'other'",
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {key} = {key} + 99",
    ]
    if connection.vendor == "postgresql":
        changes.append(f"TRUNCATE {table} CASCADE")
        changes.append(
            f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {column} = 'other'"
        )
    else:
        changes.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        changes.append(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")

    for change in changes:
        with pytest.raises(IntegrityError, match="keeps what was written"):
            run(change)

    assert len(before) > 0
    assert ids(table) == before


@pytest.mark.django_db
def test_control_without_the_triggers_the_same_changes_pass():
    triggers.lift()
    sealed_trail(batches=1)

    run("UPDATE trail_event SET act = 'other'")

    assert set(Event.objects.values_list("act", flat=True)) == {"other"}


@pytest.mark.sqlite_only(reason="INSERT OR REPLACE is SQLite's own")
@pytest.mark.django_db
def test_control_without_recursive_triggers_a_replacement_passes_and_the_check_says_so():
    sealed_trail(batches=1)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        found = triggers.faults(rules=KEPT_HERE)
        run("REPLACE INTO trail_checkpoint SELECT id, number, size, 'other', frontier, at, note FROM trail_checkpoint")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")

    assert ["recursive_triggers" in fault for fault in found] == [True]
    assert ids("trail_checkpoint")[0][3] == "other"


@pytest.mark.django_db
def test_details_go_to_blank_and_to_nothing_else():
    event, other = sealed_trail(batches=1)[:2]

    for change in ("salt = ''", "body = ''", "salt = '', body = '{}'", f"salt = '', body = '', event_id = {10**6}"):
        with pytest.raises(IntegrityError):
            run(f"UPDATE trail_payload SET {change} WHERE event_id = {event.pk}")
    erase(event, at=moment(9))
    with pytest.raises(IntegrityError):
        run(f"UPDATE trail_payload SET body = '{{}}' WHERE event_id = {event.pk}")

    assert Payload.objects.get(event=event).body == ""
    assert Payload.objects.get(event=other).body != ""


@pytest.fixture
def edition(db):
    """A table with a state, as an edition has one."""
    rules = (
        Frozen(
            "invented_edition", when="old.state = 'out'", may_change=("state",), into="new.state IN ('out', 'back')"
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE invented_edition (id bigint PRIMARY KEY, state text, content text, note text)")
        cursor.execute("INSERT INTO invented_edition VALUES (1, 'out', 'words', NULL), (2, 'draft', 'words', NULL)")
    triggers.install(rules=rules)
    return rules


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["content = 'other'", "note = 'new'", "content = NULL", "id = 9", "state = 'draft'"])
def test_a_frozen_row_refuses_to_change(edition, change):
    with pytest.raises(IntegrityError):
        run(f"UPDATE invented_edition SET {change} WHERE id = 1")

    assert ids("invented_edition")[0] == (1, "out", "words", None)


@pytest.mark.django_db
def test_a_frozen_row_moves_on_where_it_may_and_a_row_that_is_not_frozen_changes(edition):
    run("UPDATE invented_edition SET state = 'back' WHERE id = 1")
    run("UPDATE invented_edition SET content = 'other', state = 'out' WHERE id = 2")

    assert ids("invented_edition") == [(1, "back", "words", None), (2, "out", "other", None)]


@pytest.mark.django_db
def test_a_frozen_row_stays_and_another_may_go(edition):
    with pytest.raises(IntegrityError):
        run("DELETE FROM invented_edition WHERE id = 1")
    run("DELETE FROM invented_edition WHERE id = 2")

    assert [row[0] for row in ids("invented_edition")] == [1]


@pytest.mark.django_db
def test_a_column_that_comes_later_is_frozen_after_the_next_install(edition):
    run("ALTER TABLE invented_edition ADD COLUMN late text")
    triggers.install(rules=edition)

    with pytest.raises(IntegrityError):
        run("UPDATE invented_edition SET late = 'x' WHERE id = 1")


@pytest.mark.django_db
def test_after_a_migrate_everything_is_in_place_and_installing_again_changes_nothing():
    assert triggers.faults(rules=KEPT_HERE) == []

    triggers.install()
    triggers.install()

    assert triggers.faults(rules=KEPT_HERE) == []


@pytest.mark.django_db
def test_a_table_that_does_not_exist_is_passed_over_while_installing_and_named_by_the_check():
    rules = (*KEPT_HERE, AppendOnly("invented_table"))

    triggers.install(rules=rules)

    assert triggers.faults(rules=rules) == ["The table invented_table does not exist."]


@pytest.mark.django_db
def test_a_trigger_that_is_gone_is_named_by_the_check():
    on_table = " ON trail_seal" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER los_keep_trail_seal_delete{on_table}")

    found = triggers.faults(rules=KEPT_HERE)
    warned = checks.run_checks(tags=[checks.Tags.database], databases=["default"])

    assert [fault for fault in found if "los_keep_trail_seal_delete" in fault] == found
    assert found[0] in {warning.msg for warning in warned if warning.id == "trail.W001"}


@pytest.mark.postgres_only
@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE trail_seal DISABLE TRIGGER los_keep_trail_seal_delete",
        "CREATE OR REPLACE FUNCTION los_keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    ],
)
def test_a_trigger_that_was_disarmed_is_named_by_the_check(change):
    run(change)

    assert len(triggers.faults(rules=KEPT_HERE)) == 1


@pytest.mark.django_db
def test_a_trigger_of_an_older_list_goes_with_the_next_install(edition):
    triggers.install(rules=KEPT_HERE)

    run("UPDATE invented_edition SET content = 'other' WHERE id = 1")

    assert ids("invented_edition")[0][2] == "other"


@pytest.mark.sqlite_only(reason="PostgreSQL adds a constraint without building the table anew")
@pytest.mark.django_db(transaction=True)
def test_a_constraint_added_later_drops_the_triggers_and_migrate_brings_them_back():
    constraint = models.CheckConstraint(condition=models.Q(seq__gte=0), name="invented_constraint")
    seal_model = Payload._meta.apps.get_model("trail", "Seal")
    with connection.schema_editor() as editor:
        editor.add_constraint(seal_model, constraint)
    dropped = triggers.faults(rules=KEPT_HERE)

    call_command("migrate", verbosity=0)

    back = triggers.faults(rules=KEPT_HERE)
    with connection.schema_editor() as editor:
        editor.remove_constraint(seal_model, constraint)
    triggers.install()
    assert len(dropped) == 2
    assert back == []


@pytest.mark.django_db(transaction=True)
def test_lifted_puts_everything_back_even_after_an_error():
    def fails():
        with triggers.lifted():
            run("DELETE FROM trail_done")
            return 1 // 0

    with pytest.raises(ZeroDivisionError):
        fails()

    assert triggers.faults(rules=KEPT_HERE) == []


def test_no_table_stands_twice_in_the_list():
    tables = [rule.table for rule in triggers.KEPT]

    assert len(tables) == len(set(tables))
    assert {type(rule) for rule in triggers.KEPT} == {AppendOnly, Frozen, GoesWithItsWhole, KeptOnce, OnlyToBlank}
