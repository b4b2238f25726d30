"""Make the tables of an empty database at once, and bring any other up to date by its migrations.

For each table of a first migration Django works out all the others anew, which takes eleven times the processor's time
of making them (49 s and 4 s, measured side by side). That both make the same is held by tests/whole/test_migrations.py.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date() -> None:
    """Give the database every table, trigger and wall of this version."""
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        return
    executor = MigrationExecutor(connection)
    # All of it or nothing: tables without the note that they are there would be made a second time.
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        executor.recorder.ensure_schema()
        for app, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(app, name)
    # What hangs on a migrate: triggers, walls, the shared cache.
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
