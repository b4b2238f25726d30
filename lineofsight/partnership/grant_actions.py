"""Ask for leave to look, give it or refuse it, and end it early."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.grants import GRANT_MOVES, LONGEST_DAYS, GrantState, SampleKind, ends_at
from lineofsight.partnership.models import Agency, Grant, GrantSample
from lineofsight.partnership.moves import NotYours, find_move
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


class GrantDoesNotFit(ValueError):
    """Leave is asked without a purpose or a sample, or for longer than anybody may have it."""


@dataclass(frozen=True)
class Sample:
    """One thing that a sample names."""

    kind: SampleKind
    ref: str


@transaction.atomic
def ask_for_grant(*, agency: Agency, purpose: str, sample: Sequence[Sample], days: int, by: Actor) -> Grant:
    """Ask an agency for leave to look behind what it shares. It opens nothing until that agency's safeguarding lead
    has approved it.

    Raises Forbidden (own agency, or a role that cannot ask), GrantDoesNotFit.
    """
    if by.person_id is None or by.agency_id == agency.pk:
        raise Forbidden(Act.GRANT_ASK, by)
    if not purpose.strip():
        raise GrantDoesNotFit("Say what you want to find out: the agency reads it before it decides.")
    if not sample:
        raise GrantDoesNotFit("Say which sample you ask for.")
    if not 1 <= days <= LONGEST_DAYS:
        raise GrantDoesNotFit(f"Leave is given for 1 to {LONGEST_DAYS} days. You entered {days}.")
    grant = Grant.objects.create(
        person_id=by.person_id,
        agency=agency,
        purpose=purpose.strip(),
        days=days,
        **written_by(by),
    )
    require(by, Act.GRANT_ASK, grant)
    GrantSample.objects.bulk_create(GrantSample(grant=grant, kind=one.kind, subject_ref=one.ref) for one in sample)
    _note("grant.asked", grant, by, purpose=grant.purpose, days=days, sample=[one.ref for one in sample])
    return grant


def _note(act: str, grant: Grant, by: Actor, **details: object) -> None:
    record(act, subject=grant, by=by, at=by.now, agency=grant.agency.code, sens=Sens.S2, **details)


def _move(
    grant: Grant, target: GrantState, *, expected_version: int, by: Actor, reason: str, **changes: object
) -> None:
    move = find_move(GRANT_MOVES, what="This request", source=grant.state, target=target, reason=reason)
    require(by, Act.GRANT_DECIDE, grant)
    # Who asked never gives it, whatever other role they have.
    may_be_made = move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=grant.agency_id)
    if not may_be_made or by.person_id is None or by.person_id == grant.person_id:
        raise NotYours("This request", move)
    save_version(grant, expected=expected_version, state=target, **changes)


@transaction.atomic
def decide_grant(*, grant: Grant, approve: bool, expected_version: int, by: Actor, reason: str = "") -> Grant:
    """Give the leave that was asked for, or refuse it with a reason, for one's own agency.

    Raises Forbidden, WrongState, ReasonNeeded, NotYours (who asked), Stale.
    """
    target = GrantState.APPROVED if approve else GrantState.REFUSED
    facts = {"decided_by_id": by.person_id, "decided_at": by.now, "decide_reason": reason.strip()}
    _move(grant, target, expected_version=expected_version, by=by, reason=reason, **facts)
    until = ends_at(decided_at=by.now, days=grant.days).isoformat() if approve else ""
    _note(f"grant.{target.value}", grant, by, reason=reason.strip(), until=until)
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, expected_version: int, by: Actor, reason: str) -> Grant:
    """End a grant before its last day, with a reason. Raises Forbidden, WrongState, ReasonNeeded, NotYours, Stale."""
    facts = {"ended_by_id": by.person_id, "ended_at": by.now, "end_reason": reason.strip()}
    _move(grant, GrantState.WITHDRAWN, expected_version=expected_version, by=by, reason=reason, **facts)
    _note("grant.withdrawn", grant, by, reason=reason.strip())
    return grant
