"""What people ask about the partnership itself: who am I, who is there."""

from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.grants import Granted, GrantState, ends_at
from lineofsight.partnership.models import Agency, Grant, Invitation, LostAuthenticator, Membership, Person
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import CAN_BE_GRANTED, ROLE_WORDS, Act, AgencyKind, Role, role_words

LONDON = ZoneInfo("Europe/London")
# Nobody real can have such an address: the top-level name is reserved (RFC 2606).
DEMONSTRATION_ADDRESS = ".demonstration.invalid"


def today(now: datetime) -> date:
    """The day in England at an aware moment."""
    return now.astimezone(LONDON).date()


# What `_in_force` says, of somebody in bodies that still exist. It is asked with every request: in words of SQL that
# need not be put together each time.
_ROLES_OF = (
    "SELECT held.role, body.id, body.code, body.name, body.kind, asked.subject_ref"
    " FROM partnership_membership held JOIN partnership_agency body ON body.id = held.agency_id"
    " LEFT JOIN partnership_accessquestion asked"
    " ON asked.person_id = held.person_id AND asked.stops AND asked.answered_at IS NULL"
    " WHERE held.person_id = %s AND held.from_date <= %s AND (held.until_date IS NULL OR held.until_date > %s)"
    " AND body.closed_date IS NULL ORDER BY held.id"
)


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
        # Asked with every request: plain values, and leave to look only for a role that can have any.
        day = connection.ops.adapt_datefield_value(today(now))
        with connection.cursor() as cursor:
            cursor.execute(_ROLES_OF, [person.pk, day, day])
            current = cursor.fetchall()
        roles = frozenset(Role(role) for role, agency, *_ in current if agency == current[0][1])
        given = _granted_to(person) if roles & CAN_BE_GRANTED else ()
    if not person.is_active or not current:
        return Actor(ref=person.ref, roles=frozenset({Role.PUBLIC}), now=now, person_id=person.pk, name=person.name)
    _, agency_id, code, name, kind, _ = current[0]
    return Actor(
        ref=person.ref,
        roles=roles,
        now=now,
        agency_id=agency_id,
        agency_code=code,
        agency_name=name,
        agency_kind=kind,
        person_id=person.pk,
        name=person.name,
        grants=given,
        stopped=frozenset(row[5] for row in current if row[5]),
    )


def _granted_to(person: Person) -> tuple[Granted, ...]:
    """The approved grants of a person, also those whose days are over: the policy looks at the moment."""
    rows = Grant.objects.filter(person=person, state=GrantState.APPROVED).prefetch_related("sample").order_by("id")
    return tuple(
        Granted(
            row.ref,
            row.agency_id,
            frozenset(one.subject_ref for one in row.sample.all()),
            ends_at(decided_at=row.decided_at, days=row.days),
        )
        for row in rows
        if row.decided_at is not None
    )


def actor_by_email(email: str, *, now: datetime) -> Actor | None:
    """The actor behind an address, or None when nobody active has it."""
    person = Person.objects.filter(email=email.casefold(), is_active=True).first()
    return actor_of(person, now=now) if person else None


def person_called(email: str) -> Person | None:
    """The account with this address, active or not."""
    return Person.objects.filter(email=email.casefold()).first()


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
    return Agency.objects.filter(closed_date__isnull=True).order_by(
        ExpressionWrapper(Q(kind=AgencyKind.HUB), output_field=BooleanField()).desc(), "name"
    )


def hub() -> Agency:
    """The partnership's own business unit. Raises Agency.DoesNotExist before it is set up."""
    return Agency.objects.get(kind=AgencyKind.HUB)


def agency_by_code(code: str) -> Agency:
    """The agency with this code. Raises Agency.DoesNotExist."""
    return Agency.objects.get(code=code)


def agency_named(name: str) -> Agency | None:
    """The agency of this name, short name or code, whatever its capitals."""
    return Agency.objects.filter(Q(name__iexact=name) | Q(short_name__iexact=name) | Q(code__iexact=name)).first()


@dataclass(frozen=True)
class Account:
    """One person as the administrator sees them: never what they wrote."""

    ref: str
    name: str
    email: str
    is_active: bool
    agency: str
    roles: tuple[str, ...]
    last_sign_in: datetime | None


def account_of(person: Person, *, now: datetime) -> Account:
    """One account with its roles of today, in words."""
    seen = actor_of(person, now=now)
    return Account(
        ref=person.ref,
        name=person.name,
        email=person.email,
        is_active=person.is_active,
        agency=seen.agency_name,
        roles=tuple(ROLE_WORDS[role] for role in Role if role in seen.roles and role is not Role.PUBLIC),
        last_sign_in=person.last_login,
    )


def accounts(actor: Actor) -> tuple[Account, ...]:
    """Every account, those whose access has ended last, for whoever may see accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return ()
    return tuple(account_of(person, now=actor.now) for person in Person.objects.order_by("-is_active", "email"))


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that somebody can still take up, for whoever may see accounts."""
    waiting = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=actor.now).select_related("agency")
    return waiting.order_by("email") if can(actor, Act.ACCOUNTS_READ) else waiting.none()


def without_second_step(actor: Actor) -> list[Person]:
    """Real people who can sign in and have no second step yet, for whoever may see accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return []
    active = Person.objects.filter(is_active=True).exclude(email__endswith=DEMONSTRATION_ADDRESS)
    proved = Authenticator.objects.values("user")
    return [person for person in active.exclude(pk__in=proved).order_by("email") if person.has_usable_password()]


def invitations_run_out(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that nobody took up in time, for whoever may see accounts; the last one to each address that
    has no account and no open invitation."""
    if not can(actor, Act.ACCOUNTS_READ):
        return Invitation.objects.none()
    still = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=actor.now).values("email")
    here = Person.objects.filter(is_active=True).values("email")
    over = Invitation.objects.filter(used_at__isnull=True, expires_at__lte=actor.now)
    last = over.exclude(email__in=still).exclude(email__in=here).values("email").annotate(last=Max("id")).values("last")
    return Invitation.objects.filter(pk__in=last).order_by("email")


def find_person(actor: Actor, ref: str) -> Person | None:
    """One person's account, for whoever may see accounts; None for everybody else."""
    return Person.objects.filter(ref=ref).first() if can(actor, Act.ACCOUNTS_READ) else None


def is_another_here(roles: Collection[Role], actor: Actor) -> bool:
    """Whether somebody other than the actor has one of these roles today, and an account that is open."""
    members = Membership.objects.filter(_in_force(today(actor.now)), role__in=roles, person__is_active=True)
    return members.exclude(person__ref=actor.ref).exists()


def came_by_invitation(person: Person) -> bool:
    """Whether somebody took up an invitation to the address that they have now."""
    return Invitation.objects.filter(email=person.email, used_at__isnull=False).exists()


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


def agencies_of_kinds(kinds: Iterable[str]) -> tuple[Agency, ...]:
    """The agencies of some kinds that are not closed, by name."""
    return tuple(Agency.objects.filter(kind__in=list(kinds), closed_date__isnull=True).order_by("name"))


@dataclass(frozen=True)
class Body:
    """One agency as the administrator sees it: with how many people have a role in it today."""

    agency: Agency
    people: int


def bodies(actor: Actor) -> list[Body]:
    """Every agency, those that closed last, for whoever may see accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return []
    day = today(actor.now)
    held = Membership.objects.filter(_in_force(day), person__is_active=True)
    people = dict(held.values_list("agency").annotate(Count("person", distinct=True)))
    closed = Agency.objects.filter(closed_date__isnull=False).select_related("successor").order_by("name")
    every = [*agencies(), *closed]
    return [Body(agency, 0 if agency.closed_date else people.get(agency.pk, 0)) for agency in every]


def roles_given(actor: Actor) -> frozenset[Role]:
    """The roles that somebody has today or is invited to, for whoever may see accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return frozenset()
    held = Membership.objects.filter(_in_force(today(actor.now)), person__is_active=True).values_list("role", flat=True)
    return frozenset(map(Role, {*held, *open_invitations(actor).values_list("role", flat=True)}))


def agencies_with(actor: Actor, role: Role) -> frozenset[str]:
    """The references of the agencies in which somebody has a role today or is invited to it, for whoever may see
    accounts."""
    if not can(actor, Act.ACCOUNTS_READ):
        return frozenset()
    held = Membership.objects.filter(_in_force(today(actor.now)), person__is_active=True, role=role)
    invited = open_invitations(actor).filter(role=role)
    return frozenset(ref for rows in (held, invited) for ref in rows.values_list("agency__ref", flat=True))


def find_body(actor: Actor, ref: str) -> Agency | None:
    """One agency that still exists, for whoever may see accounts; None for everybody else."""
    return agencies().filter(ref=ref).first() if can(actor, Act.ACCOUNTS_READ) else None


def find_agency(ref: str) -> Agency | None:
    """One agency by its reference. The directory is known to every member."""
    return Agency.objects.filter(ref=ref).first()


@dataclass(frozen=True)
class RoleHeld:
    """A role that somebody has today: since when, until when, and who gave it."""

    words: str
    agency: str
    since: date
    until: date | None
    given_by: str


def _giver(ref: str, at: datetime) -> str:
    """Who gave a role: a person by their role, or whoever runs the service, by a command."""
    return "whoever runs the service, by a command" if ref.startswith("job:") else who_is(ref, at=at)


def has_role(person: Person, *, now: datetime) -> bool:
    """Whether somebody has a role here today."""
    return Membership.objects.filter(_in_force(today(now)), person=person).exists()


def roles_held(actor: Actor) -> tuple[RoleHeld, ...]:
    """The roles of an actor today, as their own page tells them."""
    rows = Membership.objects.filter(_in_force(today(actor.now)), person_id=actor.person_id, agency_id=actor.agency_id)
    return tuple(
        RoleHeld(
            ROLE_WORDS[Role(row.role)],
            row.agency.name,
            row.from_date,
            row.until_date,
            _giver(row.by_ref, row.recorded_at),
        )
        for row in rows.select_related("agency").order_by("id")
    )


def own_agency(actor: Actor) -> Agency:
    """The agency that an actor acts for. Raises Agency.DoesNotExist for somebody without one."""
    return Agency.objects.get(pk=actor.agency_id)


def who_is(ref: str, *, at: datetime) -> str:
    """How a page names whoever did something: by the roles and the agency they had at that moment, never by name.

    Somebody who had left by then is named by what they were last, and that they have left.
    """
    return who_were([ref])(ref, at)


def who_were(refs: Iterable[str]) -> Callable[[str, datetime], str]:
    """`who_is` for several people at several moments, by one question to the database."""
    rows = Membership.objects.filter(person__ref__in=set(refs)).select_related("agency", "person")
    held: dict[str, list[Membership]] = {}
    for row in rows.order_by("recorded_at", "id"):
        held.setdefault(row.person.ref, []).append(row)
    return lambda ref, at: _in_words(held.get(ref, []), at)


def _in_words(rows: list[Membership], at: datetime) -> str:
    if not rows:
        return "Somebody without a role here"
    day = today(at)
    # What was done is older than every role only where a role was recorded later than it began.
    begun = [row for row in rows if row.recorded_at <= at and row.from_date <= day] or rows[:1]
    # The agency of the role that was given last: somebody may leave one and join another on the same day.
    agency = begun[-1].agency
    here = [row for row in begun if row.agency_id == agency.pk]
    last = max(row.until_date or date.max for row in here)
    roles = {Role(row.role) for row in here if (row.until_date or date.max) >= min(last, day)}
    return f"{role_words(roles)}, {agency.name}{', who has left' if last < day else ''}"


def people_in(agency: Agency, *, roles: frozenset[Role], now: datetime) -> tuple[Person, ...]:
    """Whoever has one of these roles in an agency today and can sign in."""
    held = Membership.objects.filter(_in_force(today(now)), agency=agency, role__in=[role.value for role in roles])
    return tuple(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("id"))


def somebody_has_an_account() -> bool:
    """Whether anybody has an account: until then the first administrator may be invited without anybody's leave."""
    return Person.objects.exists()


def accounts_by_kind() -> tuple[int, int]:
    """How many real and how many invented people have accounts."""
    invented = Person.objects.filter(email__endswith=DEMONSTRATION_ADDRESS).count()
    return Person.objects.count() - invented, invented


@dataclass(frozen=True)
class Held:
    """A role that somebody of the demonstration has today, or that is made when it is asked for."""

    role: Role
    agency_code: str
    agency_name: str
    actor: Actor | None


def demonstration_person(*, agency: Agency, role: Role, now: datetime) -> Person | None:
    """Somebody of the demonstration who has this role in this body today. Never anybody real."""
    return (
        Person.objects.filter(
            pk__in=Membership.objects.filter(_in_force(today(now)), agency=agency, role=role).values("person"),
            is_active=True,
            email__endswith=DEMONSTRATION_ADDRESS,
        )
        .order_by("id")
        .first()
    )


def demonstration_roles(*, made_on_demand: tuple[Role, ...], now: datetime) -> tuple[Held, ...]:
    """Every role to step into, once for each body, in the order of the roles; for a body that nobody is in, those
    that are made on demand."""
    found = []
    for agency in agencies():
        memberships = Membership.objects.filter(
            _in_force(today(now)),
            agency=agency,
            person__is_active=True,
            person__email__endswith=DEMONSTRATION_ADDRESS,
        ).select_related("person")
        people = {Role(membership.role): membership.person for membership in memberships.order_by("-id")}
        if people:
            for role in Role:
                if role in people:
                    found.append(Held(role, agency.code, agency.name, actor_of(people[role], now=now)))
        elif agency.kind not in (AgencyKind.HUB, AgencyKind.INDEPENDENT):
            found += [Held(role, agency.code, agency.name, None) for role in made_on_demand]
    return tuple(found)
