"""Delete again what a backup from before has brought back, by the decisions that were made after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lineofsight.desk.going import WAYS
from lineofsight.desk.going.deleted_list import FACTS, installation
from lineofsight.desk.going.retention import delete, delete_all
from lineofsight.library.retention import Stored
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import RetentionDecision, Tombstone
from lineofsight.partnership.scope import as_signed_in, scope
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


@dataclass(frozen=True)
class DeletedAgain:
    """What a restore deleted again: decisions made after the backup, and how many things they took this time."""

    decisions: int
    things: int


# Around the transaction: files leave the disk after it, in a scope too.
@as_signed_in()
@transaction.atomic
def delete_again(told: Sequence[dict[str, Any]], *, now: datetime) -> DeletedAgain:
    """Delete again what was deleted after the backup that stands in the database now, by the same decisions.

    Whatever rests on it in the older state does not keep it: that was looked at when it was decided.
    """
    if not told:
        return DeletedAgain(0, 0)
    worker = job("restore", now=now)
    things = decisions = 0
    with scope(worker, writes=True):
        of = installation()
        here = set(RetentionDecision.objects.values_list("ref", flat=True))
        for one in told:
            if one["of"] == of and one["ref"] not in here:
                here.add(one["ref"])
                decisions += 1
                things += _again(one, now)
    return DeletedAgain(decisions, things)


def _again(told: dict[str, Any], now: datetime) -> int:
    worker, kind = job("restore", now=now), Stored(told["kind"])
    decision = RetentionDecision.objects.create(
        outcome="delete",
        before_date=date.fromisoformat(told["before"]),
        recorded_at=datetime.fromisoformat(told["at"]),
        **{name: told[name] for name in FACTS},
    )
    way = WAYS.get(kind)
    if way is None:
        things = delete_all(kind, decision.before_date, by=worker, reason=decision.reason)
    else:
        gone = Tombstone.objects.values("subject_ref")
        found = way.model._base_manager.filter(ref__in=told["gone"]).exclude(ref__in=gone).select_related("agency")
        rows = list(found.order_by("id"))
        delete(way, rows, decision=decision, now=now)
        things = len(rows)
    record(
        "retention.deleted again",
        subject=decision,
        by=worker,
        at=now,
        sens=Sens.S1,
        kind=decision.kind,
        deleted=things,
        decided=told["at"],
    )
    return things
