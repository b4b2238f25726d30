"""What a command says when the database here is not ready for it, instead of what the database said."""

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from lineofsight.program import program

NOT_YOURS = "InsufficientPrivilege"
HOW_TO = "docs/how-to/set-up-postgresql.md"


def unready(trouble: DatabaseError) -> str:
    """The sentence for a database error that has to do with setting up; empty for any other, which is a fault of ours.

    Either the tables are not those of this version, or PostgreSQL's role may not do what was asked, or it is not there.
    """
    if isinstance(trouble, OperationalError) and connection.vendor == "postgresql" and connection.connection is None:
        at = connection.settings_dict
        return (
            f"PostgreSQL does not answer at {at['HOST'] or 'this machine'}, or does not take the role {at['USER']} and"
            f" its password: look whether it runs, and at DATABASE_URL. It said: {first_line(trouble)}"
        )
    if type(trouble.__cause__).__name__ == NOT_YOURS:
        return (
            f"The role {connection.settings_dict['USER']} may not do this in PostgreSQL. {program()} migrate and"
            f" {program()} restore are for the owner of the tables, {program()} backup for a role that sees every row:"
            f" {HOW_TO}."
        )
    try:
        return not_made()
    except DatabaseError:
        return ""


def not_made() -> str:
    """The sentence for tables that are not those of this version; empty where they are.

    Raises DatabaseError where the database answers nothing.
    """
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ""
    has_some = bool(executor.loader.applied_migrations)
    what = "are not yet those of this version" if has_some else "are not there yet"
    return f"The tables {what}. Make them with {program()} migrate; on SQLite {program()} run does so by itself."


def first_line(trouble: DatabaseError) -> str:
    """What the database said, without what follows its first line."""
    return next(iter(str(trouble).strip().splitlines()), "nothing")
