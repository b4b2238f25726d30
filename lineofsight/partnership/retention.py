"""What is decided about rows whose time is over: the officer keeps them longer, or deletes them, with a reason."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import (
    LONGEST_ACCESS_WORDS,
    AccessQuestion,
    DeletionAsked,
    RetentionDecision,
    Tombstone,
)
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens

LONGEST = LONGEST_ACCESS_WORDS
LONGEST_KEPT = timedelta(days=5 * 366)
"""Kept longer at a time for so long at most: then somebody looks again."""


class WrongDecision(ValueError):
    """A decision without a reason, or one that keeps for no time or for ever."""


@dataclass(frozen=True)
class Decided:
    """A decision: about which kind, by which rule, all that is older than a day, how many; kept until, or deleted."""

    kind: str
    rule: str
    before: date
    due: int
    reason: str
    keep_until: date | None = None


@dataclass(frozen=True)
class Stayed:
    """Something that was due and was not deleted: what it is called, whose it is, and what rested on it that day."""

    called: str
    agency: str
    rests: tuple[str, ...]


def stayed_in(decision: RetentionDecision) -> tuple[Stayed, ...]:
    """What a decision left, as it was on its day."""
    listed = json.loads(decision.stayed) if decision.stayed else []
    return tuple(Stayed(one["called"], one["agency"], tuple(one["rests"])) for one in listed)


def decisions(actor: Actor) -> QuerySet[RetentionDecision]:
    """Every decision, the newest first. Raises Forbidden."""
    require(actor, Act.RETENTION_READ)
    return RetentionDecision.objects.order_by("-id")


def gone_by(decision: RetentionDecision, actor: Actor, *, most: int) -> tuple[Tombstone, ...]:
    """What a decision took, the first so many of it. Raises Forbidden."""
    require(actor, Act.RETENTION_READ)
    return tuple(decision.tombstones.select_related("agency").order_by("id")[:most])


@transaction.atomic
def record_decision(
    *,
    decided: Decided,
    deleted: int = 0,
    stayed: Iterable[Stayed] = (),
    asked: DeletionAsked | None = None,
    by: Actor,
) -> RetentionDecision:
    """Write a decision down with its trail. Whoever deletes does it in the same transaction, and says how many, and
    what stayed. asked: what the officer asked, where `by` is the second person, who agreed.

    Raises Forbidden, WrongDecision.
    """
    if asked is None:
        require(by, Act.RETENTION_DECIDE)
    else:
        require(by, Act.RETENTION_AGREE, asked)
    if by.person_id is None:
        raise Forbidden(Act.RETENTION_DECIDE, by)
    if not decided.reason.strip():
        raise WrongDecision("Say why.")
    day = today(by.now)
    if decided.keep_until is not None and not day < decided.keep_until <= day + LONGEST_KEPT:
        raise WrongDecision("Enter until when: a day after today, within five years.")
    left = tuple(stayed)
    made = RetentionDecision.objects.create(
        person_id=by.person_id,
        asked=asked,
        kind=decided.kind,
        rule=decided.rule,
        before_date=decided.before,
        due_count=decided.due,
        outcome="delete" if decided.keep_until is None else "keep",
        keep_until=decided.keep_until,
        deleted=deleted,
        stayed=canonical([asdict(one) for one in left]).decode() if left else "",
        reason=decided.reason.strip(),
        by_role=by.in_role[:120],
        recorded_at=by.now,
    )
    record(
        "retention.deleted" if decided.keep_until is None else "retention.kept",
        subject=made,
        by=by,
        at=by.now,
        sens=Sens.S1,
        kind=made.kind,
        rule=made.rule,
        before=made.before_date.isoformat(),
        due=made.due_count,
        deleted=made.deleted,
        stayed=len(left),
        until=made.keep_until.isoformat() if made.keep_until else "",
        reason=made.reason,
    )
    return made


def answered_before(day: date) -> QuerySet[AccessQuestion]:
    """Questions about access that were answered before a day."""
    return AccessQuestion.objects.filter(answered_at__date__lt=day)


def forget_access_questions(*, before: date) -> int:
    """Delete the questions about access that were answered before a day; out: how many."""
    return answered_before(before).delete()[0]
