"""What people ask about the partnership itself: who am I, who is there."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Membership, Person
from lineofsight.partnership.rules import AgencyKind, Role

LONDON = ZoneInfo("Europe/London")


def today(now: datetime) -> date:
    """The day in England at an aware moment."""
    return now.astimezone(LONDON).date()


def _in_force(day: date) -> Q:
    return Q(from_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gt=day))


def actor_of(person: Person, *, now: datetime) -> Actor:
    """The person in the roles they have today. Somebody without a role today sees what the public sees.

    A person acts for one agency; `actions.join` keeps it so.
    """
    with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('los.person', %s, true)", [str(person.pk)])
        current = list(
            Membership.objects.filter(_in_force(today(now)), person=person, agency__closed_date__isnull=True)
            .select_related("agency")
            .order_by("id")
        )
    if not person.is_active or not current:
        return Actor(ref=person.ref, roles=frozenset({Role.PUBLIC}), now=now, person_id=person.pk, name=person.name)
    agency = current[0].agency
    return Actor(
        ref=person.ref,
        roles=frozenset(Role(membership.role) for membership in current if membership.agency_id == agency.pk),
        now=now,
        agency_id=agency.pk,
        agency_code=agency.code,
        agency_name=agency.name,
        person_id=person.pk,
        name=person.name,
    )


def actor_by_email(email: str, *, now: datetime) -> Actor | None:
    """The actor behind an address, or None when nobody active has it."""
    person = Person.objects.filter(email=email.casefold(), is_active=True).first()
    return actor_of(person, now=now) if person else None


def actor_in_role(role: Role, *, now: datetime, agency_code: str = "") -> Actor | None:
    """Somebody who has this role today, for the demonstration and its commands."""
    people = Person.objects.filter(is_active=True, memberships__role=role).order_by("id").distinct()
    for person in people:
        actor = actor_of(person, now=now)
        if role in actor.roles and agency_code in ("", actor.agency_code):
            return actor
    return None


def agencies() -> QuerySet[Agency]:
    """All agencies that still exist, the hub first, then by name. The directory is known to every member."""
    return Agency.objects.filter(closed_date__isnull=True).order_by(Q(kind=AgencyKind.HUB).asc(), "name")


def hub() -> Agency:
    """The partnership's own business unit. Raises Agency.DoesNotExist before it is set up."""
    return Agency.objects.get(kind=AgencyKind.HUB)


def agency_named(name: str) -> Agency | None:
    """The agency of this name, short name or code, whatever its capitals."""
    return Agency.objects.filter(
        Q(name__iexact=name) | Q(short_name__iexact=name) | Q(code__iexact=name)
    ).first()


@dataclass(frozen=True)
class Account:
    """One person as the administrator sees them: never what they wrote."""

    ref: str
    name: str
    email: str
    is_active: bool
    agency: str
    roles: tuple[str, ...]


def accounts(actor: Actor) -> tuple[Account, ...]:
    """Every account with its roles of today, for the administrator's page."""
    listed = []
    for person in Person.objects.order_by("email"):
        seen = actor_of(person, now=actor.now)
        listed.append(
            Account(
                ref=person.ref,
                name=person.name,
                email=person.email,
                is_active=person.is_active,
                agency=seen.agency_name,
                roles=tuple(sorted(role.value for role in seen.roles if role is not Role.PUBLIC)),
            )
        )
    return tuple(listed)
