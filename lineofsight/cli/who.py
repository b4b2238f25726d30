"""Who a command acts as, and where it finds its database set up."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import DatabaseError

from lineofsight.partnership import clock
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_by_email, actor_in_role
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.program import program


def who(email: str, *, role: Role) -> Actor:
    """The person who asks, by their address. Without one, only in the demonstration, somebody who has `role`.

    Raises CommandError with a sentence when there is nobody.
    """
    now = clock.now()
    if email:
        actor = actor_by_email(email, now=now)
        if actor is None:
            raise CommandError(f"Nobody active has the address {email}. {program()} person list shows who is there.")
        return actor
    if not settings.IS_DEMONSTRATION:
        raise CommandError("Say who you are: --by EMAIL. Only the demonstration does without.")
    be_set_up()
    actor = actor_in_role(role, now=now)
    if actor is None:
        raise CommandError(
            f"The demonstration has nobody who is {ROLE_WORDS[role].lower()}. Run {program()} demo --once."
        )
    return actor


def be_set_up() -> None:
    """In the demonstration: make its database and load its story if that has not been done."""
    if not settings.IS_DEMONSTRATION:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM partnership_agency")
            is_there = cursor.fetchone()[0] > 0
    except DatabaseError:
        is_there = False
    if not is_there:
        call_command("demo", prepare=True)
