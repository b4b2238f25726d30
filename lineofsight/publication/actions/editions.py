"""What is done to an edition before it is published: opened, locked, taken back, checked, approved."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.assurance.models import Review
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, Move, WrongState, find_move
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import Edition, PartnerApproval
from lineofsight.publication.partners import PartnerAgency, partner_agencies
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.rules import EDITION_MOVES, EditionState
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers


class NotSaid(ValueError):
    """What has to be said is missing, or cannot be so. Its text says what to enter."""


class ReadSomethingElse(Conflict):
    """What was checked or approved is not what stands there now (409)."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"The text has changed since {who} read it. Take it back to draft, lock it, and let it be read again."
        )


class SamePerson(Conflict):
    """Author, checker and publisher must be three people."""

    def __init__(self, role: str, other: str, who_can: str = "") -> None:
        super().__init__(
            f"You are the {other} of this edition, so somebody else has to be its {role}. {who_can}".strip()
        )


class NotAPartner(Conflict):
    """Only an agency that is a safeguarding partner approves, and each once (409). Its text says which those are."""


@transaction.atomic
def open_edition(*, review: Review, by: Actor, title: str = "", as_at_date: date | None = None) -> Edition:
    """Open the next edition of a review's Summary. Raises Forbidden."""
    require(by, Act.EDITION_COMPILE)
    unit = hub()
    edition = Edition.objects.create(
        review=review,
        agency=unit,
        audience=Audience.PARTNERSHIP,
        number=take_numbers(f"{review.ref} edition"),
        title=title or review.name,
        as_at_date=as_at_date or today(by.now),
        support_line=_last_support_line(review, by),
        author_id=by.person_id,
        **written_by(by),
    )
    record("edition.opened", subject=edition, by=by, at=by.now, agency=unit.code, number=edition.number)
    return edition


def _last_support_line(review: Review, by: Actor) -> str:
    """What the edition before says, if it has a line of its own."""
    before = Edition.objects.visible_to(by).filter(review=review).order_by("number").last()
    return before.support_line if before else ""


def may_become(edition: Edition, target: EditionState, *, reason: str = "") -> Move:
    """The move that leads there from where the edition stands. Raises WrongState, ReasonNeeded."""
    what = f"Edition {edition.number}"
    return find_move(EDITION_MOVES, what=what, source=edition.state, target=target, reason=reason)


def move_edition(
    edition: Edition, target: EditionState, act: Act, *, by: Actor, reason: str = "", **changes: object
) -> None:
    """Move an edition on its way, with what changes of it. Raises WrongState, ReasonNeeded, Forbidden, Stale."""
    move = may_become(edition, target, reason=reason)
    require(by, act, edition)
    if not by.roles & move.roles:
        raise Forbidden(act, by)
    save_version(edition, expected=edition.version, state=target, **changes)
    record(f"edition.{target.value}", subject=edition, by=by, at=by.now, agency=edition.agency.code, reason=reason)


@transaction.atomic
def lock_edition(*, edition: Edition, by: Actor) -> Edition:
    """Say that the text is ready to be signed and checked, as at today. Raises WrongState, Forbidden, Stale."""
    day = today(by.now)
    asked = edition.signing_asked_date or day
    move_edition(edition, EditionState.LOCKED, Act.EDITION_COMPILE, by=by, as_at_date=day, author_id=by.person_id,
          signing_asked_date=asked)  # fmt: skip
    return edition


@transaction.atomic
def ask_to_sign(*, edition: Edition, by: Actor) -> Edition:
    """Ask each agency to sign what the edition says of it: from now on it waits in their work. Locking asks too.

    Raises Forbidden, WrongState where it was asked already or is past signing, Stale.
    """
    require(by, Act.EDITION_COMPILE, edition)
    if edition.content or edition.signing_asked_date:
        raise WrongState(f"Edition {edition.number}", edition.state, "opened for signing")
    save_version(edition, expected=edition.version, signing_asked_date=today(by.now))
    record("edition.signing_asked", subject=edition, by=by, at=by.now, agency=edition.agency.code)
    return edition


@transaction.atomic
def reopen_edition(*, edition: Edition, reason: str, by: Actor) -> Edition:
    """Take an edition back to draft, with a reason; check and approval are lost. A checker sends it back so.

    Raises WrongState, ReasonNeeded, Forbidden.
    """
    move_edition(
        edition,
        EditionState.DRAFT,
        Act.EDITION_RETURN,
        by=by,
        reason=reason,
        checker=None,
        checked_sha="",
        approver=None,
        approved_sha="",
    )
    return edition


def not_the_same(edition: Edition, by: Actor, *, role: str, others: Sequence[str]) -> None:
    """Raise SamePerson where somebody is one of the others of this edition already, and so not its `role`."""
    for other in others:
        if by.person_id is not None and getattr(edition, f"{other}_id") == by.person_id:
            raise SamePerson(role, other)


@transaction.atomic
def check_edition(*, edition: Edition, by: Actor) -> Edition:
    """Say, as somebody who did not write it, that the text points to nobody. Raises SamePerson, WrongState."""
    not_the_same(edition, by, role="checker", others=("author",))
    sha = read_sha(content_of(edition, by))
    move_edition(edition, EditionState.CHECKED, Act.EDITION_CHECK, by=by, checker_id=by.person_id, checked_sha=sha)
    return edition


@transaction.atomic
def approve_edition(*, edition: Edition, by: Actor) -> Edition:
    """Approve what was checked, for one's own agency. It is approved once the last safeguarding partner has done so.

    Raises ReadSomethingElse, NotAPartner (another agency, or one that has approved these words), WrongState, Forbidden.
    """
    may_become(edition, EditionState.APPROVED)
    require(by, Act.EDITION_APPROVE, edition)
    sha = read_sha(content_of(edition, by))
    if sha != edition.checked_sha:
        raise ReadSomethingElse("the checker")
    partners = partner_agencies(on=today(by.now))
    own = next((one for one in partners if one.agency.pk == by.agency_id), None)
    if own is None:
        names = ", ".join(one.agency.name for one in partners) or "none of the agencies here"
        raise NotAPartner(f"Your agency is not a safeguarding partner, so it does not approve. Who does: {names}.")
    rows = PartnerApproval.objects.visible_to(by).filter(edition=edition, read_sha=sha)
    given = set(rows.values_list("agency_id", flat=True))
    waiting = {one.agency.pk for one in partners} - given
    if own.agency.pk in waiting:
        _approve_for(own, edition, sha, by)
        waiting.remove(own.agency.pk)
    elif waiting:
        raise NotAPartner(f"{own.agency.name} has approved these words already.")
    # Taken back to draft and checked again unchanged, the edition has every approval: any partner moves it on.
    if not waiting:
        move_edition(
            edition, EditionState.APPROVED, Act.EDITION_APPROVE, by=by, approver_id=by.person_id, approved_sha=sha
        )
    return edition


def _approve_for(own: PartnerAgency, edition: Edition, sha: str, by: Actor) -> None:
    try:
        with transaction.atomic():
            PartnerApproval.objects.create(
                edition=edition,
                agency_id=own.agency.pk,
                partner=own.partner,
                role=by.in_role[:100],
                read_sha=sha,
                **written_by(by),
            )
    except IntegrityError:
        # Another executive of the agency has approved at the same moment: what was read did not show it yet.
        raise NotAPartner(f"{own.agency.name} has approved these words already.") from None
    record(
        "edition.partner_approved",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        partner=own.partner,
        read_sha=sha,
    )
