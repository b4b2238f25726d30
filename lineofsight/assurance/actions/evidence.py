"""Offer evidence, put it behind statements, and say whether it counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q

from lineofsight.assurance.actions.offer import Offer, check_offer
from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    Evidence,
    FigureRecord,
    Review,
    Statement,
    Supports,
    Tick,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.queries.second_looks import waits_for_another
from lineofsight.assurance.queries.versions import content_sha
from lineofsight.assurance.rules import EVIDENCE_MOVES, EvidenceState, OfferedByYourself
from lineofsight.assurance.rules.chain import UpdateState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict, WrongState, find_move
from lineofsight.partnership.policy import Forbidden, OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers

TickKind = TypeVar("TickKind", bound=Tick)


def write_offer(
    *, review: Review, offer: Offer, agency_id: int, by: Actor, replaces: Evidence | None = None
) -> Evidence:
    """Write down what is offered, under the next number of its review. The caller ties it and leaves the trail.

    Raises ShowsTooMuch, NothingOffered, WrongCount, NoConsent, LinkDoesNotFit.
    """
    day = today(by.now)
    check_offer(offer, day=day)
    return Evidence.objects.create(
        review=review,
        agency_id=agency_id,
        audience=Audience.HUB,
        number=take_numbers(f"{review.ref} evidence"),
        replaces=replaces,
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
        scope=offer.scope,
        register=offer.register.strip(),
        link=offer.link,
        asked=offer.asked,
        answered=offer.answered,
        heard=offer.heard.strip(),
        consent=offer.consent,
        spoke=offer.spoke,
        **written_by(by),
    )


@transaction.atomic
def offer_evidence(
    *,
    review: Review,
    offer: Offer,
    statements: Sequence[Statement],
    actions: Sequence[Action] = (),
    by: Actor,
    act: Act = Act.EVIDENCE_ATTACH,
) -> Evidence:
    """Offer evidence for statements and actions that `by` may speak for; it counts once the business unit has
    accepted it. act: what is asked of the policy; whoever counts may freeze a figure without writing anything else.

    Raises Forbidden for one of another agency, ShowsTooMuch, NothingOffered, WrongCount, NoConsent, LinkDoesNotFit.
    """
    for thing in (*statements, *actions):
        require(by, act, thing)
    if by.agency_id is None:
        raise Forbidden(act, by)
    offer = _about_those(offer, [thing.agency for thing in (*statements, *actions)])
    evidence = write_offer(review=review, offer=offer, agency_id=by.agency_id, by=by)
    for statement in statements:
        tie(evidence=evidence, statement=statement, by=by, act=act)
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
        sha=content_sha(evidence),
        statements=[statement.ref for statement in statements],
        actions=[action.ref for action in actions],
    )
    return evidence


def _about_those(offer: Offer, agencies: Sequence[Agency]) -> Offer:
    """The offer about the one agency for whose things it is made, where nobody said whom it is about.

    A figure says itself whom it counts, and an assessment whom it looked at.
    """
    whose = {agency.pk: agency for agency in agencies}
    if offer.about is not None or offer.figure or offer.assessment or len(whose) != 1:
        return offer
    return replace(offer, about=next(iter(whose.values())))


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
def tie(*, evidence: Evidence, statement: Statement, by: Actor, act: Act = Act.EVIDENCE_ATTACH) -> Supports:
    """Put evidence behind one more statement. Doing it twice changes nothing. Raises Forbidden."""
    require(by, act, statement)
    return put_behind(evidence=evidence, statement=statement, by=by)


def put_behind(*, evidence: Evidence, statement: Statement, by: Actor) -> Supports:
    """Put evidence behind a statement, where it does not stand already. Inside the caller's transaction; who may is
    the caller's to ask: whoever answers a round puts behind its sentence what they name."""
    return _tied(Supports, to=statement, evidence=evidence, by=by, statement=statement)


def _tied(
    kind: type[TickKind], *, to: Statement | Action | Update, evidence: Evidence, by: Actor, **place: Any
) -> TickKind:
    """The tick of evidence behind something, at its `place` among the ticks of a kind that stand: made, and told in
    the trail, where it is not there yet."""
    tie, is_new = kind.objects.get_or_create(
        evidence=evidence, ended_at=None, **place, defaults={"agency_id": to.agency_id, **written_by(by)}
    )
    if is_new:
        record("evidence.tied", subject=to, by=by, at=by.now, agency=to.agency.code, evidence=evidence.ref)
    return tie


class NotBehind(Conflict):
    """A tick that somebody has taken away already (409)."""

    def __init__(self, tick: Tick) -> None:
        super().__init__(
            f"{tick.evidence.label} stands behind {tick.behind} no more: somebody took it away before you."
        )


@transaction.atomic
def untie(*, tick: Tick, reason: str, by: Actor) -> Tick:
    """Take evidence away from a sentence, an action or an update behind which it was put by mistake. It stands behind
    what else it was put.

    The tick stays to be read, with who took it away and why; what was published stays as it was printed. An opinion
    that rested on it lapses, because its basis is another. Raises Forbidden, NotSaidWhy, NotBehind.
    """
    thing, evidence = tick.thing, tick.evidence
    require(by, Act.EVIDENCE_ATTACH, thing)
    if not reason.strip():
        raise NotSaidWhy
    ended = {"ended_at": by.now, "ended_by_ref": by.ref, "ended_reason": reason.strip()}
    if not type(tick).objects.filter(pk=tick.pk, ended_at=None).update(**ended):
        raise NotBehind(tick)
    tick.refresh_from_db()
    record(
        "evidence.untied",
        subject=thing,
        by=by,
        at=by.now,
        agency=thing.agency.code,
        evidence=evidence.ref,
        reason=tick.ended_reason,
    )
    return tick


class NotSaidWhy(ValueError):
    """Evidence that was taken away without a reason."""

    def __init__(self) -> None:
        super().__init__("Say in a line why it does not belong there.")


@transaction.atomic
def tie_to_action(*, evidence: Evidence, action: Action, by: Actor) -> ActionEvidence:
    """Put evidence behind an action. Doing it twice changes nothing. Raises Forbidden."""
    require(by, Act.EVIDENCE_ATTACH, action)
    return _tied(ActionEvidence, to=action, evidence=evidence, by=by, action=action)


@transaction.atomic
def tie_to_update(*, evidence: Evidence, update: Update, by: Actor) -> UpdateEvidence:
    """Tick evidence beside an update that is being written. Doing it twice changes nothing.

    Raises Forbidden, WrongState once the update was submitted.
    """
    require(by, Act.UPDATE_WRITE, update)
    if update.state not in (UpdateState.DRAFT, UpdateState.RETURNED):
        raise WrongState("This update", update.state, "given other evidence")
    return put_beside(evidence=evidence, update=update, by=by)


def put_beside(*, evidence: Evidence, update: Update, by: Actor) -> UpdateEvidence:
    """Put evidence beside an update, where it does not stand already. Inside the caller's transaction; who may is the
    caller's to ask."""
    return _tied(UpdateEvidence, to=update, evidence=evidence, by=by, update=update)


@transaction.atomic
def move_evidence(
    *, evidence: Evidence, target: EvidenceState, expected_version: int, by: Actor, reason: str = ""
) -> Evidence:
    """Accept, reject or withdraw evidence. Accepted evidence is the whole partnership's to see; what it replaces no
    longer counts from then on.

    Raises WrongState, ReasonNeeded, Forbidden (the business unit judges; who offered it may withdraw it), Stale,
    OfferedByYourself while somebody else could accept it.
    """
    move = find_move(
        EVIDENCE_MOVES, what=f"Evidence {evidence.label}", source=evidence.state, target=target, reason=reason
    )
    is_judging = target in (EvidenceState.ACCEPTED, EvidenceState.REJECTED)
    require(by, Act.EVIDENCE_JUDGE if is_judging else Act.EVIDENCE_ATTACH, evidence)
    if not by.roles & move.roles:
        raise Forbidden(Act.EVIDENCE_JUDGE, by)
    if target == EvidenceState.SUPERSEDED:
        raise WrongState(f"Evidence {evidence.label}", evidence.state, "superseded but by accepting a newer version")
    changes: dict[str, object] = {"state": target, "state_reason": reason}
    if target == EvidenceState.ACCEPTED:
        if waits_for_another(evidence, by):
            raise OfferedByYourself(evidence.label)
        changes |= {"accepted_at": by.now, "accepted_by_ref": by.ref, "audience": Audience.PARTNERSHIP}
    else:
        changes["ended_at"] = by.now
    save_version(evidence, expected=expected_version, **changes)
    record(f"evidence.{target.value}", subject=evidence, by=by, at=by.now, agency=evidence.agency.code, reason=reason)
    if target == EvidenceState.ACCEPTED and evidence.figure is not None:
        # Whoever sees the evidence opens the figure behind it.
        FigureRecord.objects.filter(pk=evidence.figure_id, audience__lt=Audience.PARTNERSHIP).update(
            audience=Audience.PARTNERSHIP
        )
    older = evidence.replaces if target == EvidenceState.ACCEPTED else None
    while older is not None:
        # A version between the two may have ended before anybody looked at it: then the one before it still counts.
        supersede(older, by=by, newer=evidence)
        older = older.replaces
    return evidence


def supersede(evidence: Evidence, *, by: Actor, newer: Evidence) -> None:
    """End what a newer version replaces. Withdrawn or rejected meanwhile it stays so. Inside the caller's transaction;
    who may is the caller's to ask."""
    if evidence.state not in (EvidenceState.OFFERED, EvidenceState.ACCEPTED):
        return
    save_version(evidence, expected=evidence.version, state=EvidenceState.SUPERSEDED, ended_at=by.now)
    record(
        "evidence.superseded", subject=evidence, by=by, at=by.now, agency=evidence.agency.code, replaced_by=newer.ref
    )


@transaction.atomic
def take_words_away(*, evidence_ref: str, words: str, of: OfAgency, reason: str, by: Actor) -> int:
    """End the evidence of an agency in which words stand that may be kept no longer, and blank them; why: `reason`.

    Out: in how many. What was published stays as it was printed. A superseded version has ended and loses the words.
    """
    rows = Evidence.objects.visible_to(by).filter(agency_id=of.agency_id)
    # A newer version repeats the words.
    found = list(rows.filter(Q(ref=evidence_ref) | Q(heard__contains=words)).exclude(heard="").select_related("agency"))
    for evidence in found:
        ended: dict[str, Any] = {"heard": ""}
        if evidence.state != EvidenceState.SUPERSEDED:
            ended |= {"state": EvidenceState.WITHDRAWN, "state_reason": reason, "ended_at": by.now}
        save_version(evidence, expected=evidence.version, **ended)
        act = "evidence.withdrawn" if "state" in ended else "evidence.words_gone"
        record(act, subject=evidence, by=by, at=by.now, agency=evidence.agency.code, reason=reason)
    return len(found)
