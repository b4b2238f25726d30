"""What is done to an edition: opened, locked, checked, signed, approved, published, withdrawn."""

import json
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.models import Review, Wording
from lineofsight.assurance.shelf import shelf
from lineofsight.library.words import counted, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict, WrongState, find_move
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.judging import gate
from lineofsight.publication.models import Artefact, Edition, Objection, PartnerApproval, SignOff, Withdrawal
from lineofsight.publication.partners import PartnerAgency, partner_agencies
from lineofsight.publication.queries.behalf import may_agree_after
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.rounding import told_exactly
from lineofsight.publication.rules import EDITION_MOVES, EditionState, Verdict
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import sha256_hex
from lineofsight.trail.numbers import take_numbers
from lineofsight.version import VERSION


class NotSaid(ValueError):
    """What has to be said is missing, or cannot be so. Its text says what to enter."""


# A refusal to publish tells so many reasons; the page of the gate tells them all.
_TOLD_AT_MOST = 3


class NotReady(Conflict):
    """The gate refuses something, so that nothing is published. Carries what it said, and tells the first of it."""

    def __init__(self, result: GateResult) -> None:
        self.result = result
        places: dict[str, list[str]] = {}
        for refusal in result.refusals:
            places.setdefault(refusal.reason, []).append(refusal.place)
        told = " ".join(f"{listed(dict.fromkeys(where))}: {why}" for why, where in list(places.items())[:_TOLD_AT_MOST])
        more = len(places) - _TOLD_AT_MOST
        rest = f" And {counted(more, 'other reason', 'other reasons')}." if more > 0 else ""
        there = counted(len(result.refused_places), "place", "places")
        super().__init__(f"Not ready to publish: {there} cannot be printed yet. {told}{rest} Nothing was written.")


class NotWhatWasApproved(Conflict):
    """A file that was made does not say what was approved, or holds more than that (409). Nothing is published."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
        super().__init__(f"Nothing was published. {faults[0]}{more}")


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
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record("edition.opened", subject=edition, by=by, at=by.now, agency=unit.code, number=edition.number)
    return edition


def _last_support_line(review: Review, by: Actor) -> str:
    """What the edition before says, if it has a line of its own."""
    before = Edition.objects.visible_to(by).filter(review=review).order_by("number").last()
    return before.support_line if before else ""


def _move(edition: Edition, target: EditionState, act: Act, *, by: Actor, reason: str = "", **changes: object) -> None:
    move = find_move(
        EDITION_MOVES, what=f"Edition {edition.number}", source=edition.state, target=target, reason=reason
    )
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
    _move(edition, EditionState.LOCKED, Act.EDITION_COMPILE, by=by, as_at_date=day, author_id=by.person_id,
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
    _move(
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


def check_second_person(edition: Edition, *, by: Actor) -> None:
    """Whether somebody may be the second person who withdraws an edition. Raises SamePerson, who says who may."""
    if by.person_id is not None and edition.publisher_id == by.person_id:
        others = "Who can: an executive of a safeguarding partner, or another publisher. Ring one of them now."
        raise SamePerson("second person, who withdraws it", "publisher", others)


def _not_the_same(edition: Edition, by: Actor, *, role: str, others: Sequence[str]) -> None:
    for other in others:
        if by.person_id is not None and getattr(edition, f"{other}_id") == by.person_id:
            raise SamePerson(role, other)


@transaction.atomic
def check_edition(*, edition: Edition, by: Actor) -> Edition:
    """Say, as somebody who did not write it, that the text points to nobody. Raises SamePerson, WrongState."""
    _not_the_same(edition, by, role="checker", others=("author",))
    sha = read_sha(content_of(edition, by))
    _move(edition, EditionState.CHECKED, Act.EDITION_CHECK, by=by, checker_id=by.person_id, checked_sha=sha)
    return edition


@transaction.atomic
def approve_edition(*, edition: Edition, by: Actor) -> Edition:
    """Approve what was checked, for one's own agency. It is approved once the last safeguarding partner has done so.

    Raises ReadSomethingElse, NotAPartner (another agency, or one that has approved these words), WrongState, Forbidden.
    """
    find_move(
        EDITION_MOVES,
        what=f"Edition {edition.number}",
        source=edition.state,
        target=EditionState.APPROVED,
        reason="",
    )
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
        _move(edition, EditionState.APPROVED, Act.EDITION_APPROVE, by=by, approver_id=by.person_id, approved_sha=sha)
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
                by_ref=by.ref,
                recorded_at=by.now,
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


@transaction.atomic
def sign(
    *, edition: Edition, wordings: Sequence[Wording], by: Actor, verdict: Verdict = Verdict.AGREE, view: str = ""
) -> tuple[SignOff, ...]:
    """Sign sentences of one's own agency in an edition: agree, or state a different view that is printed.

    A wording that is no longer current is left out: it is shown again and signed anew. Raises Forbidden for another
    agency's sentence, WrongState once the edition is published, NotSaid for a different view without words.
    """
    require(by, Act.EDITION_SIGN, edition)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "signed")
    if verdict is Verdict.DIFFERENT and not view.strip():
        raise NotSaid("Write your different view: it will be printed with the sentence.")
    signed = []
    for wording in wordings:
        statement = wording.statement
        if statement.agency_id != by.agency_id:
            raise Forbidden(Act.EDITION_SIGN, by)
        if statement.current_id != wording.pk:
            continue
        signed.append(
            SignOff.objects.create(
                edition=edition,
                wording=wording,
                agency_id=statement.agency_id,
                verdict=verdict,
                view=view.strip() if verdict is Verdict.DIFFERENT else "",
                role=by.in_role[:100],
                by_ref=by.ref,
                recorded_at=by.now,
            )
        )
    record(
        "edition.signed",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        verdict=verdict,
        wordings=[row.wording.sha for row in signed],
    )
    return tuple(signed)


@transaction.atomic
def sign_on_behalf(
    *, edition: Edition, agency: Agency, wordings: Sequence[Wording], agreed: Minute, by: Actor
) -> tuple[SignOff, ...]:
    """Record that an agency agreed to its sentences, with the minute. A different view it writes itself, or by mail.

    A wording that is no longer current is left out, and so is one to whose signature the agency has objected: it signs
    that itself; where the objection too was recorded for it, it may have agreed since. Raises Forbidden, WrongState
    once the edition is published, NotSaid for a minute that does not say who, where and when, or for no sentence.
    """
    require(by, Act.EDITION_COMPILE)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "signed")
    if not agreed.agreed_by.strip() or not agreed.agreed_where.strip():
        raise NotSaid("Say who agreed for the agency, and where: that is its minute.")
    if agreed.agreed_date > today(by.now):
        raise NotSaid("The day on which it was agreed must be today or in the past.")
    objections = (
        Objection.objects.visible_to(by).filter(signoff__edition=edition, agency=agency).select_related("signoff")
    )
    objected = {row.signoff.wording_id for row in objections if not may_agree_after(row, agreed.agreed_date)}
    current = [
        wording
        for wording in wordings
        if wording.statement.agency_id == agency.pk
        and wording.statement.current_id == wording.pk
        and wording.pk not in objected
    ]
    if not current:
        raise NotSaid("No sentence of this agency waits to be signed in these words.")
    signed = tuple(
        SignOff.objects.create(
            edition=edition,
            wording=wording,
            agency=agency,
            verdict=Verdict.AGREE,
            role=agreed.agreed_by.strip(),
            recorded_role=by.in_role[:100],
            agreed_where=agreed.agreed_where.strip(),
            agreed_date=agreed.agreed_date,
            held=agreed.held,
            by_ref=by.ref,
            recorded_at=by.now,
        )
        for wording in current
    )
    record(
        "edition.signed on behalf",
        subject=edition,
        by=by,
        at=by.now,
        agency=agency.code,
        minute=agreed.agreed_where.strip(),
        agreed_date=agreed.agreed_date.isoformat(),
        wordings=[row.wording.sha for row in signed],
    )
    return signed


@transaction.atomic
def publish(*, edition: Edition, by: Actor) -> dict[str, bytes]:
    """Freeze the edition if the gate lets every sentence pass, and give its files by path.

    The files are written by the caller after this transaction. Raises NotReady (with what the gate says), SamePerson,
    NotWhatWasApproved (with what is wrong in the files), ReadSomethingElse, WrongState, Forbidden; then nothing has
    changed.
    """
    find_move(
        EDITION_MOVES,
        what=f"Edition {edition.number}",
        source=edition.state,
        target=EditionState.PUBLISHED,
        reason="",
    )
    require(by, Act.EDITION_PUBLISH, edition)
    _not_the_same(edition, by, role="publisher", others=("author", "checker"))
    content, result = gate(edition, by)
    if not result.passes:
        raise NotReady(result)
    if read_sha(content) != edition.approved_sha:
        raise ReadSomethingElse("the partners")
    frozen = as_published(content)
    files = render(frozen)
    numbers = small_numbers_of(shelf(), on=today(by.now))
    if faults := [*told_exactly(frozen, numbers), *faults_in(files, frozen)]:
        raise NotWhatWasApproved(faults)
    _move(
        edition,
        EditionState.PUBLISHED,
        Act.EDITION_PUBLISH,
        by=by,
        publisher_id=by.person_id,
        published_at=by.now,
        audience=Audience.PUBLIC,
        content=frozen.to_json().decode(),
        content_sha=frozen.sha,
        written_with=VERSION,
    )
    _supersede(edition, by)
    # Whoever may read the edition may know which review it is of.
    Review.objects.filter(pk=edition.review_id).update(audience=Audience.PUBLIC)
    Artefact.objects.bulk_create(
        Artefact(
            edition=edition,
            agency_id=edition.agency_id,
            path=path,
            sha256=sha256_hex(body),
            size=len(body),
            by_ref=by.ref,
            recorded_at=by.now,
        )
        for path, body in sorted(files.items())
    )
    return files


def _supersede(edition: Edition, by: Actor) -> None:
    """What this edition replaces stays to be read, as it was, and is told to be older."""
    earlier = Edition.objects.visible_to(by).filter(review_id=edition.review_id, state=EditionState.PUBLISHED)
    for older in earlier.filter(number__lt=edition.number).select_related("agency"):
        _move(older, EditionState.SUPERSEDED, Act.EDITION_PUBLISH, by=by)


@transaction.atomic
def withdraw(*, edition: Edition, reason: str, by: Actor) -> Withdrawal:
    """Take a published edition back, as somebody who did not publish it. Its pages are gone from then on; its content,
    its mark and the trail stay. Raises ReasonNeeded, SamePerson, WrongState, Forbidden.
    """
    find_move(
        EDITION_MOVES,
        what=f"Edition {edition.number}",
        source=edition.state,
        target=EditionState.WITHDRAWN,
        reason=reason,
    )
    require(by, Act.EDITION_WITHDRAW, edition)
    check_second_person(edition, by=by)
    _move(edition, EditionState.WITHDRAWN, Act.EDITION_WITHDRAW, by=by, reason=reason.strip())
    row = Withdrawal.objects.create(
        edition=edition,
        agency_id=by.agency_id,
        reason=reason.strip(),
        role=by.in_role[:100],
        person_id=by.person_id,
        publisher_id=edition.publisher_id,
        by_ref=by.ref,
        recorded_at=by.now,
    )
    return row


def gate_json(result: GateResult) -> bytes:
    """What the gate says, as `./los gate --json` prints it and as the page offers it."""
    return (json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()
