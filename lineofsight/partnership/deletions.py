"""A deletion that takes two: the data-protection officer asks, and somebody of the agency agrees or says why not."""

from datetime import datetime

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.asked import AskedState
from lineofsight.partnership.models import Agency, DeletionAsked
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden, can, require
from lineofsight.partnership.retention import Decided, WrongDecision
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


def deletions_to_answer(actor: Actor) -> tuple[DeletionAsked, ...]:
    """What was asked and waits for somebody like this actor, the oldest first."""
    rows = DeletionAsked.objects.filter(state=AskedState.ASKED).select_related("agency", "person").order_by("id")
    return tuple(one for one in rows if can(actor, Act.RETENTION_AGREE, one))


def find_deletion(actor: Actor, ref: str) -> DeletionAsked | None:
    """One that somebody may answer, or could have, or an officer reads; None where there is none."""
    row = DeletionAsked.objects.filter(ref=ref).select_related("agency", "person").first()
    if row is None or can(actor, Act.RETENTION_AGREE, row) or can(actor, Act.RETENTION_READ):
        return row
    return None


def deletions_asked(actor: Actor) -> tuple[DeletionAsked, ...]:
    """All that wait for an answer, for the officer who asked. Raises Forbidden."""
    require(actor, Act.RETENTION_READ)
    rows = DeletionAsked.objects.filter(state=AskedState.ASKED).select_related("agency")
    return tuple(rows.order_by("id"))


def deletions_refused(actor: Actor) -> tuple[DeletionAsked, ...]:
    """Those that somebody said no to, the latest first. Raises Forbidden."""
    require(actor, Act.RETENTION_READ)
    rows = DeletionAsked.objects.filter(state=AskedState.REFUSED).select_related("agency", "answered_by")
    return tuple(rows.order_by("-id"))


@transaction.atomic
def ask_deletion(*, decided: Decided, agency: Agency, going: int, mark: str, by: Actor) -> DeletionAsked:
    """Ask an agency to agree that so many of its things go. What was asked of it before about the same is replaced.

    Raises Forbidden, WrongDecision without a reason.
    """
    require(by, Act.RETENTION_DECIDE)
    if by.person_id is None:
        raise Forbidden(Act.RETENTION_DECIDE, by)
    if not decided.reason.strip():
        raise WrongDecision("Say why.")
    replace_asked(kind=decided.kind, agency=agency, at=by.now)
    made = DeletionAsked.objects.create(
        person_id=by.person_id,
        agency=agency,
        kind=decided.kind,
        rule=decided.rule,
        before_date=decided.before,
        going=going,
        mark=mark,
        reason=decided.reason.strip(),
        by_role=by.in_role[:120],
        recorded_at=by.now,
        state=AskedState.ASKED,
    )
    facts = {"kind": made.kind, "rule": made.rule, "going": made.going, "reason": made.reason}
    record("retention.asked", subject=made, by=by, at=by.now, agency=agency.code, sens=Sens.S1, **facts)
    return made


def replace_asked(*, kind: str, at: datetime, agency: Agency | None = None) -> None:
    """Whatever waits about a kind waits no longer: something else was decided. Without an agency: of all of them."""
    waiting = DeletionAsked.objects.filter(kind=kind, state=AskedState.ASKED)
    if agency is not None:
        waiting = waiting.filter(agency=agency)
    for one in waiting:
        save_version(one, expected=one.version, state=AskedState.REPLACED, answered_at=at)


@transaction.atomic
def answer_deletion(*, asked: DeletionAsked, agrees: bool, answer: str = "", by: Actor) -> None:
    """Say that one agrees, or why not. Whoever deletes does so in the same transaction.

    Raises Forbidden (also for whoever asked), WrongState, Stale, WrongDecision for a no without a reason.
    """
    require(by, Act.RETENTION_AGREE, asked)
    if by.person_id is None or by.person_id == asked.person_id:
        raise Forbidden(Act.RETENTION_AGREE, by)
    if asked.state != AskedState.ASKED:
        raise WrongState("What was asked", asked.state, AskedState.AGREED if agrees else AskedState.REFUSED)
    if not agrees and not answer.strip():
        raise WrongDecision("Say why they are kept.")
    save_version(
        asked,
        expected=asked.version,
        state=AskedState.AGREED if agrees else AskedState.REFUSED,
        answered_at=by.now,
        answered_by_id=by.person_id,
        answer=answer.strip(),
    )
    act = "retention.agreed" if agrees else "retention.refused"
    agency = asked.agency.code
    record(act, subject=asked, by=by, at=by.now, agency=agency, sens=Sens.S1, kind=asked.kind, reason=asked.answer)
