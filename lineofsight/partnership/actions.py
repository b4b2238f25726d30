"""What is done to the partnership itself: bodies come and go, people join and leave."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Invitation, LostAuthenticator, Membership, Person
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, AgencyKind, Role
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

INVITATION_DAYS = 7


class OneAgencyAtATime(Exception):
    """Somebody would act for two agencies at once, so that nobody could say for whom they spoke."""

    def __init__(self, person: Person, agency: Agency) -> None:
        super().__init__(
            f"{person.email} has a role in {agency.name}. End that first: a person acts for one agency at a time."
        )


class InvitationSpent(Exception):
    """The invitation was used, or its days are over."""

    def __init__(self) -> None:
        super().__init__("This invitation was used or has run out. Ask for a new one.")


class TwoPeopleNeeded(Exception):
    """The same person asked and approved."""

    def __init__(self) -> None:
        super().__init__("Somebody else must agree: the person who asked, and the person it is about, cannot.")


@transaction.atomic
def add_agency(*, code: str, name: str, kind: AgencyKind, by: Actor, short_name: str = "") -> Agency:
    """Add a body that takes part. Raises IntegrityError for a second hub, or a code or name that is taken."""
    agency = Agency.objects.create(code=code, name=name, kind=kind, short_name=short_name)
    record("agency.added", subject=agency, by=by, at=by.now, agency=code, kind=kind, name=name)
    return agency


@transaction.atomic
def close_agency(*, agency: Agency, successor: Agency, by: Actor) -> None:
    """Close a body that merged or split; its rows stay, and its successor answers for them."""
    require(by, Act.ACCOUNTS_MANAGE)
    agency.successor, agency.closed_date = successor, today(by.now)
    agency.save(update_fields=["successor", "closed_date"])
    record("agency.closed", subject=agency, by=by, at=by.now, agency=agency.code, successor=successor.code)


@transaction.atomic
def add_person(*, email: str, name: str, by: Actor) -> Person:
    """Make an account that cannot sign in until it has a password. Raises IntegrityError when the address is taken."""
    person = Person(email=email.casefold(), name=name)
    person.set_unusable_password()
    person.save()
    record("person.added", subject=person, by=by, at=by.now, sens=Sens.S2)
    return person


@transaction.atomic
def join(*, person: Person, agency: Agency, role: Role, by: Actor, from_date: date | None = None) -> Membership:
    """Give a person a role in an agency from a day (today). Raises OneAgencyAtATime."""
    elsewhere = (
        Membership.objects.filter(person=person, until_date__isnull=True)
        .exclude(agency=agency)
        .select_related("agency")
        .first()
    )
    if elsewhere:
        raise OneAgencyAtATime(person, elsewhere.agency)
    membership = Membership.objects.create(
        person=person,
        agency=agency,
        role=role,
        from_date=from_date or today(by.now),
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record("person.joined", subject=person, by=by, at=by.now, agency=agency.code, role=role)
    return membership


@transaction.atomic
def leave(*, person: Person, by: Actor) -> None:
    """End every role and every session of a person at once. What they wrote stays, under their reference."""
    require(by, Act.ACCOUNTS_MANAGE)
    day = today(by.now)
    for membership in Membership.objects.filter(person=person, until_date__isnull=True).select_related("agency"):
        membership.until_date = max(day, membership.from_date)
        membership.save(update_fields=["until_date"])
        record("person.left", subject=person, by=by, at=by.now, agency=membership.agency.code, role=membership.role)
    person.is_active = False
    person.session_epoch += 1
    person.save(update_fields=["is_active", "session_epoch"])


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, agency: Agency, role: Role, by: Actor) -> tuple[Invitation, str]:
    """Invite somebody to a role. Out: the invitation and its one-time token, which is kept nowhere."""
    require(by, Act.ACCOUNTS_MANAGE)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.casefold(),
        agency=agency,
        role=role,
        token_sha=_sha(token),
        by_ref=by.ref,
        recorded_at=by.now,
        expires_at=by.now + timedelta(days=INVITATION_DAYS),
    )
    record("person.invited", subject=invitation, by=by, at=by.now, agency=agency.code, role=role)
    return invitation, token


def open_invitation(token: str, *, now: datetime) -> Invitation:
    """The invitation behind a token. Raises InvitationSpent when there is none that can still be used."""
    invitation = Invitation.objects.filter(token_sha=_sha(token), used_at__isnull=True, expires_at__gt=now).first()
    if invitation is None:
        raise InvitationSpent
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, now: datetime) -> Person:
    """Take up an invitation: the account, its password and its role, at once. Raises InvitationSpent."""
    invitation = open_invitation(token, now=now)
    taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now)
    if not taken:
        raise InvitationSpent
    person = Person.objects.filter(email=invitation.email).first() or Person(email=invitation.email)
    person.name, person.is_active = name, True
    person.set_password(password)
    person.session_epoch += 1
    person.save()
    newcomer = Actor(ref=person.ref, roles=frozenset(), now=now, person_id=person.pk)
    record("invitation.accepted", subject=invitation, by=newcomer, at=now, agency=invitation.agency.code)
    join(person=person, agency=invitation.agency, role=Role(invitation.role), by=newcomer)
    return person


@transaction.atomic
def report_lost_authenticator(*, person: Person, reason: str, by: Actor) -> LostAuthenticator:
    """Say that somebody lost their authenticator and that you know it is they. Another person must agree."""
    require(by, Act.ACCOUNTS_MANAGE)
    if by.person_id == person.pk or by.person_id is None:
        raise TwoPeopleNeeded
    lost = LostAuthenticator.objects.create(
        person=person, reason=reason, asked_by_id=by.person_id, recorded_at=by.now
    )
    record("authenticator.lost", subject=person, by=by, at=by.now, sens=Sens.S2, reason=reason)
    return lost


@transaction.atomic
def approve_lost_authenticator(*, lost: LostAuthenticator, by: Actor) -> Person:
    """Agree as the second person, and end the sessions. Out: the person whose authenticators may now be removed.

    Raises TwoPeopleNeeded when `by` asked, or is the person; the database refuses it too.
    """
    require(by, Act.ACCOUNTS_MANAGE)
    if by.person_id in (lost.asked_by_id, lost.person_id) or by.person_id is None:
        raise TwoPeopleNeeded
    taken = LostAuthenticator.objects.filter(pk=lost.pk, approved_by__isnull=True).update(
        approved_by_id=by.person_id, approved_at=by.now
    )
    if not taken:
        raise TwoPeopleNeeded
    person = lost.person
    person.session_epoch += 1
    person.save(update_fields=["session_epoch"])
    record("authenticator.removed", subject=person, by=by, at=by.now, sens=Sens.S2)
    return person

