"""What stays of something that was deleted: its reference, whose it was, the day, who decided, and by which rule."""

from collections.abc import Iterable
from typing import Any

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import RetentionDecision, Tombstone
from lineofsight.trail.actions import ActDone, record_all

GONE = "retention.gone"


def lay(*, decision: RetentionDecision, rows: Iterable[Any], by: Actor) -> None:
    """Write down what goes by a decision, each with its event, before it goes: the database asks for it.

    rows: with `ref` and `agency`. by: the background work that deletes. Raises IntegrityError for what is gone already.
    """
    going = list(rows)
    Tombstone.objects.bulk_create(
        Tombstone(
            kind=decision.kind,
            subject_ref=one.ref,
            agency_id=one.agency_id,
            decision=decision,
            rule=decision.rule,
            by_role=decision.by_role,
            recorded_at=by.now,
        )
        for one in going
    )
    details = {"kind": decision.kind, "rule": decision.rule, "decision": decision.ref}
    told = (ActDone(act=GONE, subject=one.ref, agency=one.agency.code, details=details) for one in going)
    record_all(told, by=by, at=by.now)


def tombstone_of(ref: str) -> Tombstone | None:
    """That something is gone; None where it is not."""
    return Tombstone.objects.filter(subject_ref=ref).first()
