"""What is done to the partnership itself: bodies come and go, people join and leave."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Invitation, LostAuthenticator, Membership, Person
from lineofsight.partnership.one_agency import keep_one_agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import DEMONSTRATION_ADDRESS, demonstration_person, today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import ROLE_WORDS, Act, AgencyKind, Role
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


class HasAccount(Exception):
    """Somebody would get a second way in: an invitation to them would replace the password they have."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} has an account already. Give them the role there: they keep their password.")


class HasRole(Exception):
    """The person has this role already."""

    def __init__(self, role: Role, agency: Agency) -> None:
        super().__init__(f"They have this role already: {ROLE_WORDS[role]}, {agency.name}.")


class NotIndependent(Exception):
    """An independent scrutineer of a body on which they would look."""

    field = "agency"

    def __init__(self, agency: Agency) -> None:
        super().__init__(
            f"A scrutineer of {agency.name} is not independent of it. Choose the partnership itself, or add an agency "
            "of the kind «independent» for them."
        )


class HasLeft(Exception):
    """A role would be given to somebody whose access has ended."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"The access of {person.email} has ended. Invite them again.")


class LastAdministrator(Exception):
    """Nobody would be left who can let anybody in."""

    def __init__(self) -> None:
        super().__init__("This is the last technical administrator. Let somebody else be one first.")


class AlreadySetUp(Exception):
    """The first administrator is invited without anybody's leave, and only while nobody is there."""

    def __init__(self) -> None:
        super().__init__("People have accounts here already. Say which administrator asks: --by EMAIL.")


class NothingToRepeat(Exception):
    """No invitation to this address waits or has run out."""

    def __init__(self, email: str) -> None:
        super().__init__(f"Nobody has invited {email} yet. Invite them to a role first.")


class AlreadyReported(Exception):
    """The lost authenticator waits for a second person already."""

    def __init__(self) -> None:
        super().__init__("This was reported already. Somebody else must agree now.")


class NotInDemonstration(Exception):
    """Somebody asked to become a role where people sign in with what they know and have."""

    def __init__(self) -> None:
        super().__init__("Only the demonstration lets you choose who you are.")


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
    """Close a body that merged or split; its rows stay, and its successor answers for them. Raises Forbidden."""
    require(by, Act.AGENCIES_MANAGE)
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
def join(*, person: Person, agency: Agency, role: Role, by: Actor, given_by: str = "") -> Membership:
    """Give a person a role in an agency from today. `given_by`: whose decision it is, where not of `by`.

    Raises OneAgencyAtATime, OneAgencyHere.
    """
    keep_one_agency(agency, now=by.now)
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
        from_date=today(by.now),
        by_ref=given_by or by.ref,
        recorded_at=by.now,
    )
    record("person.joined", subject=person, by=by, at=by.now, agency=agency.code, role=role)
    return membership


def _check_independent(agency: Agency, role: Role) -> None:
    if role is Role.SCRUTINEER and agency.kind not in (AgencyKind.HUB, AgencyKind.INDEPENDENT):
        raise NotIndependent(agency)


@transaction.atomic
def give_role(*, person: Person, agency: Agency, role: Role, by: Actor) -> Membership:
    """Give somebody who has an account a further role. Raises Forbidden, HasLeft, HasRole, NotIndependent,
    OneAgencyAtATime, OneAgencyHere."""
    require(by, Act.ACCOUNTS_MANAGE)
    if not person.is_active:
        raise HasLeft(person)
    _check_independent(agency, role)
    if Membership.objects.filter(person=person, agency=agency, role=role, until_date__isnull=True).exists():
        raise HasRole(role, agency)
    return join(person=person, agency=agency, role=role, by=by)


@transaction.atomic
def leave(*, person: Person, by: Actor) -> None:
    """End every role, every session and every way back in of a person at once.

    What they wrote stays, under their reference. Raises Forbidden, LastAdministrator.
    """
    require(by, Act.ACCOUNTS_MANAGE)
    _keep_an_administrator(person)
    day = today(by.now)
    for membership in Membership.objects.filter(person=person, until_date__isnull=True).select_related("agency"):
        membership.until_date = max(day, membership.from_date)
        membership.save(update_fields=["until_date"])
        record("person.left", subject=person, by=by, at=by.now, agency=membership.agency.code, role=membership.role)
    person.is_active = False
    person.session_epoch += 1
    person.save(update_fields=["is_active", "session_epoch"])
    # Somebody invited twice, or invited again shortly before, would come back in by themselves.
    Invitation.objects.filter(email=person.email, used_at__isnull=True).update(expires_at=by.now)
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    record("person.access_ended", subject=person, by=by, at=by.now)


def _keep_an_administrator(person: Person) -> None:
    # Both rows are locked, so that two administrators cannot end each other's access at the same moment.
    now_there = Membership.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR, until_date__isnull=True, person__is_active=True
    )
    holders = {membership.person_id for membership in now_there}
    if holders == {person.pk}:
        raise LastAdministrator


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, agency: Agency, role: Role, by: Actor) -> tuple[Invitation, str]:
    """Invite somebody to a role. Out: the invitation and its one-time token, which is kept nowhere.

    Raises HasAccount for somebody who can sign in: their password is theirs to change; NotIndependent;
    OneAgencyHere on SQLite; Forbidden.
    """
    require(by, Act.ACCOUNTS_MANAGE)
    _check_independent(agency, role)
    return _invite(email=email, agency=agency, role=role, by=by)


@transaction.atomic
def invite_again(*, email: str, by: Actor) -> tuple[Invitation, str]:
    """Repeat the last invitation to this address under a new token.

    Raises NothingToRepeat, HasAccount, OneAgencyHere, Forbidden.
    """
    require(by, Act.ACCOUNTS_MANAGE)
    last = Invitation.objects.filter(email=email.casefold()).select_related("agency").order_by("-id").first()
    if last is None:
        raise NothingToRepeat(email)
    return _invite(email=last.email, agency=last.agency, role=Role(last.role), by=by)


@transaction.atomic
def invite_first_administrator(*, email: str, agency: Agency, by: Actor) -> tuple[Invitation, str]:
    """Invite the one who lets everybody else in. Raises AlreadySetUp as soon as anybody has an account."""
    if Person.objects.exists():
        raise AlreadySetUp
    return _invite(email=email, agency=agency, role=Role.ADMINISTRATOR, by=by)


def _has_account(email: str) -> bool:
    person = Person.objects.select_for_update().filter(email=email, is_active=True).first()
    return person is not None and person.has_usable_password()


def _invite(*, email: str, agency: Agency, role: Role, by: Actor) -> tuple[Invitation, str]:
    email = email.casefold()
    if _has_account(email):
        raise HasAccount(email)
    keep_one_agency(agency, now=by.now)
    # One address has one way in: an older link that still lies in somebody's mail ends here.
    Invitation.objects.filter(email=email, used_at__isnull=True, expires_at__gt=by.now).update(expires_at=by.now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        agency=agency,
        role=role,
        token_sha=_sha(token),
        **written_by(by),
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
    """Take up an invitation: the account, its password and its role, at once.

    Raises OneAgencyHere; InvitationSpent, also where the person got an account since, by another invitation: nobody's
    password is ever replaced here. Somebody who comes back after leaving starts with a new second step.
    """
    invitation = open_invitation(token, now=now)
    taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now)
    if not taken or _has_account(invitation.email):
        raise InvitationSpent
    person = Person.objects.filter(email=invitation.email).first() or Person(email=invitation.email)
    person.name, person.is_active = name, True
    person.set_password(password)
    person.session_epoch += 1
    person.save()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    newcomer = Actor(ref=person.ref, roles=frozenset(), now=now, person_id=person.pk)
    record("invitation.accepted", subject=invitation, by=newcomer, at=now, agency=invitation.agency.code)
    given_by = invitation.by_ref
    join(person=person, agency=invitation.agency, role=Role(invitation.role), by=newcomer, given_by=given_by)
    return person


@transaction.atomic
def report_lost_authenticator(*, person: Person, reason: str, by: Actor) -> LostAuthenticator:
    """Say that somebody lost their authenticator and that you know it is they. Another person must agree.

    Raises Forbidden, AlreadyReported; TwoPeopleNeeded where it is one's own.
    """
    require(by, Act.ACCOUNTS_MANAGE)
    if by.person_id == person.pk or by.person_id is None:
        raise TwoPeopleNeeded
    if LostAuthenticator.objects.filter(person=person, approved_by__isnull=True).exists():
        raise AlreadyReported
    lost = LostAuthenticator.objects.create(person=person, reason=reason, asked_by_id=by.person_id, recorded_at=by.now)
    record("authenticator.lost", subject=person, by=by, at=by.now, sens=Sens.S2, reason=reason)
    return lost


@transaction.atomic
def approve_lost_authenticator(*, lost: LostAuthenticator, by: Actor) -> Person:
    """Agree as the second person: the authenticator, its recovery codes and every session end. Out: the person.

    At their next sign-in they set up a new one.
    Raises Forbidden, and TwoPeopleNeeded when `by` asked, or is the person; the database refuses it too.
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
    Authenticator.objects.filter(user=person).delete()
    record("authenticator.removed", subject=person, by=by, at=by.now, sens=Sens.S2)
    return person


@transaction.atomic
def note_sign_in_act(act: str, *, person: Person, at: datetime) -> None:
    """Leave a trail of what somebody did to their own way in: signed in, changed the password, renewed codes."""
    record(act, subject=person, by=person, at=at, sens=Sens.S2)


# Somebody stepped into a role of the demonstration.
BECAME = "demonstration.became"
# Roles that the demonstration makes up for a body that has nobody yet, such as one that an import added.
MADE_ON_DEMAND = (Role.SAFEGUARDING_LEAD, Role.CONTRIBUTOR)


@transaction.atomic
def become(*, agency: Agency, role: Role, by: Actor) -> Person:
    """Become a role of the demonstration. Out: the person to sign in as, made now where the body has nobody yet.

    Raises NotInDemonstration outside the demonstration, and for a role that nobody has there.
    """
    if not settings.IS_DEMONSTRATION:
        raise NotInDemonstration
    person = demonstration_person(agency=agency, role=role, now=by.now)
    if person is None:
        if role not in MADE_ON_DEMAND:
            raise NotInDemonstration
        address = f"{role.value.replace(' ', '-')}@{agency.code}{DEMONSTRATION_ADDRESS}"
        person = add_person(email=address, name="", by=by)
        join(person=person, agency=agency, role=role, by=by)
    record(BECAME, subject=person, by=person, at=by.now, agency=agency.code, role=role)
    return person
