"""What the pages ask the trail."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from lineofsight.trail.actions import HasRef
from lineofsight.trail.models import Checkpoint, Event


def newest_ref(*, but: Collection[str]) -> str:
    """The reference of the newest event whose act is none of these; "" where there is none. As long as it stays the
    same, nothing else was done."""
    return Event.objects.exclude(act__in=but).order_by("-id").values_list("ref", flat=True).first() or ""


# So far back an act may become visible late: on PostgreSQL a number is given before its transaction ends.
_NEAR = 256


def stands(*, but: Collection[str], now: datetime) -> tuple[str, int] | None:
    """What changes as soon as anything was done whose act is none of `but`: the newest such event, and how many stand
    near it. None where what is read now must not be kept for others: nothing was ever done, the transaction that asks
    has written or others have not ended, or something was recorded later than `now`, which whoever asks does not see.
    """
    is_postgres = connection.vendor == "postgresql"
    if not is_postgres and connection.in_atomic_block:
        # There only what writes is a transaction, and it sees what nobody else may ever see.
        return None
    is_settled = _SETTLED if is_postgres else "1 = 1"
    wanted = f"act NOT IN ({', '.join(['%s'] * len(but))})"
    near = f"FROM trail_event e WHERE e.id > n.id - {_NEAR} AND e.{wanted}"
    sql = (
        f"WITH n AS (SELECT id, ref FROM trail_event WHERE {wanted} ORDER BY id DESC LIMIT 1)"  # noqa: S608
        f" SELECT n.ref, (SELECT COUNT(*) {near}), (SELECT MAX(e.at) {near}) <= %s FROM n WHERE {is_settled}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*but, *but, *but, connection.ops.adapt_datetimefield_value(now)])
        row = cursor.fetchone()
    return (row[0], row[1]) if row is not None and row[2] else None


# Nobody writes whose event has a smaller number and comes to light later, and whoever asks has not written either.
_SETTLED = (
    "pg_current_xact_id_if_assigned() IS NULL"
    " AND pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot())"
)


def was_told(act: str, *, subject: HasRef, by: HasRef) -> bool:
    """Whether somebody's act upon a subject stands in the trail already: for what is told once."""
    return Event.objects.filter(subject_ref=subject.ref, act=act, actor_ref=by.ref).exists()


def last_times(subject: HasRef, acts: Collection[str]) -> dict[str, datetime]:
    """When each of some acts was last done to a subject; none that was never done."""
    return dict(Event.objects.filter(subject_ref=subject.ref, act__in=acts).order_by("id").values_list("act", "at"))


@dataclass(frozen=True)
class Done:
    """An act as it stands in the trail. `details`: {} where they were erased, or the reader may not see them."""

    at: datetime
    actor_ref: str
    details: Mapping[str, Any]


def last_done(act: str, *, subjects: Iterable[HasRef]) -> dict[str, Done]:
    """The last time that an act was done to each of some subjects, by their ref; without those it never was done to.

    The caller may see the subjects.
    """
    events = Event.objects.filter(subject_ref__in=[one.ref for one in subjects], act=act).select_related("payload")
    return {event.subject_ref: _done(event) for event in events.order_by("id")}


def _done(event: Event) -> Done:
    # Row security may hide the payload altogether.
    payload = getattr(event, "payload", None)
    return Done(event.at, event.actor_ref, json.loads(payload.body) if payload is not None and payload.body else {})


def last_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint: printed in every edition and sent to every agency."""
    return Checkpoint.objects.order_by("-size").first()
