"""Who asks, for the commands about agencies and people; and the first time, when nobody can ask yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from lineofsight.cli.who import who
from lineofsight.partnership import clock, queries
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act, Role
from lineofsight.program import program


def administrator(email: str) -> Actor:
    """The administrator with this address. Without one: while nobody has an account, the set-up itself.

    Raises CommandError with a sentence when there is nobody, and Forbidden for somebody in another role.
    """
    if not email and not settings.IS_DEMONSTRATION and not queries.somebody_has_an_account():
        return job("set-up", now=clock.now())
    actor = who(email, role=Role.ADMINISTRATOR)
    require(actor, Act.ACCOUNTS_MANAGE)
    return actor


def agency_called(code: str) -> Any:
    """The agency with this code or name. Raises CommandError with a sentence."""
    agency = queries.agency_named(code)
    if agency is None:
        raise CommandError(f"No agency is called “{code}”. {program()} agency list shows them.")
    return agency
