"""SQLite has no second wall, so real people of more than one agency are refused there before they come in."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q

from lineofsight.partnership.models import Agency, Invitation, Membership
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import AgencyKind


class OneAgencyHere(Exception):
    """Somebody of a second agency would come in where only the application keeps agencies apart."""

    def __init__(self, agency: Agency, there: Agency) -> None:
        super().__init__(
            f"Nobody of {agency.name} can have an account yet: {there.name} has people here, and SQLite has no wall of"
            " its own between agencies. Whoever runs the service moves it to PostgreSQL first"
            " (docs/how-to/set-up-postgresql.md). Until then this agency can answer by file or by reply link."
        )


def keeps_one_agency() -> bool:
    """Whether real people work here on a database without row security."""
    return settings.LOS_MODE == "live" and connection.vendor == "sqlite"


def agencies_with_people(*, now: datetime) -> list[Agency]:
    """The agencies, without the business unit, that have somebody with a role today or later, or invited."""
    held = Membership.objects.filter(Q(until_date__isnull=True) | Q(until_date__gt=today(now)), person__is_active=True)
    invited = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=now)
    some = Q(pk__in=held.values("agency")) | Q(pk__in=invited.values("agency"))
    return list(Agency.objects.filter(some, closed_date__isnull=True).exclude(kind=AgencyKind.HUB).order_by("name"))


def keep_one_agency(agency: Agency, *, now: datetime) -> None:
    """Raise OneAgencyHere where somebody of `agency` would be the first of a second agency on SQLite.

    The business unit sees what the agencies hand it, so its people are no second agency.
    """
    if not keeps_one_agency() or agency.kind == AgencyKind.HUB:
        return
    others = [one for one in agencies_with_people(now=now) if one.pk != agency.pk]
    if others:
        raise OneAgencyHere(agency, others[0])
