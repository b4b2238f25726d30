"""Offer evidence, put it behind statements, and say whether it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction

from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    Assessment,
    Evidence,
    FigureRecord,
    Review,
    Statement,
    Supports,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.rules import EVIDENCE_MOVES, EvidenceKind, EvidenceState
from lineofsight.assurance.rules.chain import UpdateState
from lineofsight.assurance.shelf import most_it_shows
from lineofsight.files.models import Held
from lineofsight.library.scales import Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState, find_move
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers


class ShowsTooMuch(ValueError):
    """The kind of evidence cannot show that much, however good it is."""

    def __init__(self, kind: EvidenceKind, most: Shows) -> None:
        super().__init__(f"Evidence of the kind «{kind.value}» shows at most «{most.words}». Choose that, or less.")


class NothingOffered(ValueError):
    """Evidence without a note, a file, a figure or an assessment."""

    def __init__(self) -> None:
        super().__init__("Enter a note, or add the file: evidence has to be something that others can look at.")


class NoConsent(ValueError):
    """What people said, without saying how many were asked and what they agreed to."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class LinkDoesNotFit(ValueError):
    """An address of a register that nobody could open, or that would carry a secret."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class WrongCount(ValueError):
    """A count in which n is more than N, or without saying what was counted."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What somebody offers. Days are days in England; `counted_*` is n of N as the agency counted it."""

    kind: EvidenceKind
    title: str
    shows: Shows
    note: str = ""
    period_from: date | None = None
    period_to: date | None = None
    received_date: date | None = None
    valid_until: date | None = None
    counted_n: int | None = None
    counted_of: int | None = None
    counted_words: str = ""
    held: Held | None = None
    figure: FigureRecord | None = None
    assessment: Assessment | None = None
    about: Agency | None = None
    register: str = ""
    link: str = ""
    asked: int | None = None
    answered: int | None = None
    heard: str = ""
    consent: str = ""


def _check(offer: Offer, *, day: date) -> None:
    most = most_it_shows(offer.kind, on=day)
    if offer.shows > most:
        raise ShowsTooMuch(offer.kind, most)
    if not (offer.note.strip() or offer.held or offer.figure or offer.assessment or offer.register.strip()):
        raise NothingOffered
    _check_link(offer)
    if offer.kind is EvidenceKind.EXPERIENCE:
        _check_experience(offer)
    elif offer.asked is not None or offer.answered is not None or offer.heard.strip() or offer.consent:
        raise NoConsent("How many were asked belongs to what children, families or workers told us. Choose that kind.")
    if offer.counted_n is not None:
        if offer.counted_of is not None and offer.counted_n > offer.counted_of:
            raise WrongCount(f"{offer.counted_n} of {offer.counted_of} cannot be: the first number is the larger.")
        if not offer.counted_words.strip():
            raise WrongCount("Say what was counted, for example: files read by a second person.")
    elif offer.counted_of is not None:
        raise WrongCount(f"You entered of how many ({offer.counted_of}), and not how many. Enter both numbers.")
    if offer.period_from and offer.period_to and offer.period_to < offer.period_from:
        raise WrongCount("The last day of the period is before its first. Enter the earlier day first.")


def _check_link(offer: Offer) -> None:
    if not offer.link:
        return
    if not offer.register.strip():
        raise LinkDoesNotFit("Say in which register it stands, so that people know what they open.")
    address = urlsplit(offer.link)
    if address.scheme != "https" or not address.hostname:
        raise LinkDoesNotFit("The address of the register begins with https:// and names a place.")
    if address.username or address.password:
        raise LinkDoesNotFit("The address carries a name or a password. Enter it without.")


def _check_experience(offer: Offer) -> None:
    if offer.asked is None or offer.answered is None:
        raise NoConsent("Say how many were asked, and how many answered.")
    if offer.answered > offer.asked:
        raise NoConsent(f"{offer.answered} answered, and {offer.asked} were asked: the first number is the larger.")
    if not offer.consent:
        raise NoConsent("Say what they agreed to. What people said is used as they agreed, and not otherwise.")
    if not offer.heard.strip():
        raise NoConsent("Say what they raised, in words by which nobody can be known.")


@transaction.atomic
def offer_evidence(
    *,
    review: Review,
    offer: Offer,
    statements: Sequence[Statement],
    actions: Sequence[Action] = (),
    by: Actor,
) -> Evidence:
    """Offer evidence for statements and actions that `by` may speak for; it counts once the business unit has
    accepted it.

    Raises Forbidden for one of another agency, ShowsTooMuch, NothingOffered, WrongCount, NoConsent, LinkDoesNotFit.
    """
    for thing in (*statements, *actions):
        require(by, Act.EVIDENCE_ATTACH, thing)
    if by.agency_id is None:
        raise Forbidden(Act.EVIDENCE_ATTACH, by)
    day = today(by.now)
    _check(offer, day=day)
    evidence = Evidence.objects.create(
        review=review,
        agency_id=by.agency_id,
        audience=Audience.HUB,
        number=take_numbers(f"{review.ref} evidence"),
        kind=offer.kind,
        title=offer.title,
        note=offer.note,
        held=offer.held,
        figure=offer.figure,
        assessment=offer.assessment,
        shows=offer.shows,
        period_from=offer.period_from,
        period_to=offer.period_to,
        received_date=offer.received_date or day,
        valid_until=offer.valid_until,
        counted_n=offer.counted_n,
        counted_of=offer.counted_of,
        counted_words=offer.counted_words,
        about=offer.about,
        register=offer.register.strip(),
        link=offer.link,
        asked=offer.asked,
        answered=offer.answered,
        heard=offer.heard.strip(),
        consent=offer.consent,
        by_ref=by.ref,
        recorded_at=by.now,
    )
    for statement in statements:
        tie(evidence=evidence, statement=statement, by=by)
    for action in actions:
        tie_to_action(evidence=evidence, action=action, by=by)
    record(
        "evidence.offered",
        subject=evidence,
        by=by,
        at=by.now,
        agency=by.agency_code,
        kind=offer.kind,
        shows=int(offer.shows),
        statements=[statement.ref for statement in statements],
        actions=[action.ref for action in actions],
    )
    return evidence


@transaction.atomic
def use_evidence(*, evidence: Evidence, statements: Sequence[Statement], actions: Sequence[Action], by: Actor) -> int:
    """Put evidence that is there already behind more statements and actions. Out: behind how many. Raises
    Forbidden."""
    require(by, Act.EVIDENCE_ATTACH, evidence)
    for statement in statements:
        tie(evidence=evidence, statement=statement, by=by)
    for action in actions:
        tie_to_action(evidence=evidence, action=action, by=by)
    return len(statements) + len(actions)


@transaction.atomic
def tie(*, evidence: Evidence, statement: Statement, by: Actor) -> Supports:
    """Put evidence behind one more statement. Doing it twice changes nothing. Raises Forbidden."""
    require(by, Act.EVIDENCE_ATTACH, statement)
    supports, is_new = Supports.objects.get_or_create(
        evidence=evidence,
        statement=statement,
        defaults={"agency_id": statement.agency_id, "by_ref": by.ref, "recorded_at": by.now},
    )
    if is_new:
        record(
            "evidence.tied", subject=statement, by=by, at=by.now, agency=statement.agency.code, evidence=evidence.ref
        )
    return supports


@transaction.atomic
def tie_to_action(*, evidence: Evidence, action: Action, by: Actor) -> ActionEvidence:
    """Put evidence behind an action. Doing it twice changes nothing. Raises Forbidden."""
    require(by, Act.EVIDENCE_ATTACH, action)
    tied, is_new = ActionEvidence.objects.get_or_create(
        evidence=evidence,
        action=action,
        defaults={"agency_id": action.agency_id, "by_ref": by.ref, "recorded_at": by.now},
    )
    if is_new:
        record("evidence.tied", subject=action, by=by, at=by.now, agency=action.agency.code, evidence=evidence.ref)
    return tied


@transaction.atomic
def tie_to_update(*, evidence: Evidence, update: Update, by: Actor) -> UpdateEvidence:
    """Tick evidence beside an update that is being written. Doing it twice changes nothing.

    Raises Forbidden, WrongState once the update was submitted.
    """
    require(by, Act.UPDATE_WRITE, update)
    if update.state not in (UpdateState.DRAFT, UpdateState.RETURNED):
        raise WrongState("This update", update.state, "given other evidence")
    tied, is_new = UpdateEvidence.objects.get_or_create(
        evidence=evidence,
        update=update,
        defaults={"agency_id": update.agency_id, "by_ref": by.ref, "recorded_at": by.now},
    )
    if is_new:
        record("evidence.tied", subject=update, by=by, at=by.now, agency=update.agency.code, evidence=evidence.ref)
    return tied


@transaction.atomic
def move_evidence(
    *, evidence: Evidence, target: EvidenceState, expected_version: int, by: Actor, reason: str = ""
) -> Evidence:
    """Accept, reject or withdraw evidence. Accepted evidence is the whole partnership's to see.

    Raises WrongState, ReasonNeeded, Forbidden (the business unit judges; who offered it may withdraw it), Stale.
    """
    move = find_move(
        EVIDENCE_MOVES, what=f"Evidence {evidence.label}", source=evidence.state, target=target, reason=reason
    )
    is_judging = target in (EvidenceState.ACCEPTED, EvidenceState.REJECTED)
    require(by, Act.EVIDENCE_JUDGE if is_judging else Act.EVIDENCE_ATTACH, evidence)
    if not by.roles & move.roles:
        raise Forbidden(Act.EVIDENCE_JUDGE, by)
    changes: dict[str, object] = {"state": target, "state_reason": reason}
    if target == EvidenceState.ACCEPTED:
        changes |= {"accepted_at": by.now, "audience": Audience.PARTNERSHIP}
    else:
        changes["ended_at"] = by.now
    save_version(evidence, expected=expected_version, **changes)
    record(f"evidence.{target.value}", subject=evidence, by=by, at=by.now, agency=evidence.agency.code, reason=reason)
    return evidence
