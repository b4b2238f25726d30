"""What people ask about the partnership itself: who am I, who is there."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, LostAuthenticator, Membership, Person
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import ROLE_WORDS, Act, AgencyKind, Role

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


def find_person(actor: Actor, ref: str) -> Person | None:
    """One person's account, for whoever may see accounts; None for everybody else."""
    return Person.objects.filter(ref=ref).first() if can(actor, Act.ACCOUNTS_READ) else None


def find_lost_authenticator(actor: Actor, ref: str) -> LostAuthenticator | None:
    """One report of a lost authenticator, for whoever may see accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return None
    return LostAuthenticator.objects.select_related("person").filter(ref=ref).first()


def lost_authenticators(actor: Actor) -> QuerySet[LostAuthenticator]:
    """The reports that still wait for a second person, for the administrators."""
    waiting = LostAuthenticator.objects.filter(approved_by__isnull=True).select_related("person").order_by("id")
    return waiting if can(actor, Act.ACCOUNTS_READ) else waiting.none()


def agency_choices() -> list[tuple[str, str]]:
    """The agencies to choose from in a form: (reference, name)."""
    return [("", "Choose an agency"), *((agency.ref, agency.name) for agency in agencies())]


def find_agency(ref: str) -> Agency | None:
    """One agency by its reference. The directory is known to every member."""
    return Agency.objects.filter(ref=ref).first()


def own_agency(actor: Actor) -> Agency:
    """The agency that an actor acts for. Raises Agency.DoesNotExist for somebody without one."""
    return Agency.objects.get(pk=actor.agency_id)


def who_is(ref: str) -> str:
    """How a page names whoever wrote something: by role and agency, never by name."""
    memberships = Membership.objects.filter(person__ref=ref).select_related("agency").order_by("id")
    first = memberships.first()
    return f"{ROLE_WORDS[Role(first.role)]}, {first.agency.name}" if first else "Somebody who has left"
