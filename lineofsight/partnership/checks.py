"""What must hold before we serve anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.db.utils import DatabaseError

from lineofsight.partnership import clock
from lineofsight.partnership.one_agency import agencies_with_people, keeps_one_agency
from lineofsight.program import program


@register(Tags.database)
def login_cannot_pass_the_wall(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """In live mode the role we sign in to PostgreSQL with must itself stand behind row security."""
    if not databases or settings.LOS_MODE != "live" or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
    if row and row[0]:
        return [
            Error(
                "The database role that Line of Sight signs in with can read past row security.",
                hint="Use a role that is neither superuser nor BYPASSRLS; see docs/how-to/set-up-postgresql.md.",
                id="partnership.E001",
            )
        ]
    return []


@register(Tags.database)
def one_agency_on_sqlite(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Say where people of several agencies came to be on SQLite, which has no second wall.

    A warning: the application still keeps them apart, no further person of an agency is let in (one_agency.py), and a
    service that does not start has no door by which to move out.
    """
    if not databases or not keeps_one_agency():
        return []
    try:
        agencies = agencies_with_people(now=clock.now())
    except DatabaseError:
        return []  # not migrated yet
    if len(agencies) > 1:
        return [
            Warning(
                f"{len(agencies)} agencies have people here, and SQLite has no wall of its own between agencies:"
                " the application alone keeps them apart.",
                hint=(
                    f"Move to PostgreSQL: {program()} backup FILE --with-keys, then restore it there with DATABASE_URL"
                    " set; see docs/how-to/set-up-postgresql.md. Until then nobody of an agency can be invited."
                ),
                id="partnership.W002",
            )
        ]
    return []


@register(Tags.database)
def invented_and_real_people_apart(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Nobody real has an account where anybody may choose who they are; nobody invented where real people work."""
    if not databases or settings.LOS_MODE not in ("demonstration", "live"):
        return []
    from lineofsight.partnership.queries import accounts_by_kind

    try:
        real, invented = accounts_by_kind()
    except DatabaseError:
        return []  # not migrated yet
    if settings.LOS_MODE == "demonstration" and real:
        return [
            Error(
                f"Real people have accounts here ({real}), and in the demonstration anybody may choose who they are.",
                hint="Give the demonstration a data folder of its own (LOS_DATA), or start with LOS_MODE=live.",
                id="partnership.E003",
            )
        ]
    if settings.LOS_MODE == "live" and invented:
        return [
            Error(
                f"Accounts of the demonstration are here ({invented}), and real people would work among invented ones.",
                hint="Start with an empty data folder (LOS_DATA) or an empty database.",
                id="partnership.E004",
            )
        ]
    return []
