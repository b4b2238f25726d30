"""What must hold before we serve anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.utils import DatabaseError

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
    """SQLite has no second wall, so real data of more than one agency may not stand in it."""
    if not databases or settings.LOS_MODE != "live" or connection.vendor != "sqlite":
        return []
    from lineofsight.partnership.models import Agency

    try:
        agencies = Agency.objects.exclude(kind="hub").filter(memberships__isnull=False).distinct().count()
    except DatabaseError:
        return []  # not migrated yet
    if agencies > 1:
        return [
            Error(
                f"{agencies} agencies have people here, and SQLite has no wall between agencies.",
                hint=(
                    f"Move to PostgreSQL ({program()} backup, then restore with DATABASE_URL set), or keep one agency."
                ),
                id="partnership.E002",
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
