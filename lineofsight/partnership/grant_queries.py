"""Who has leave to look, who asks for it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.grants import GrantState, ends_at
from lineofsight.partnership.models import Grant, GrantSample
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import who_is
from lineofsight.partnership.rules import Act, Role


def grants(actor: Actor) -> QuerySet[Grant]:
    """The grants that somebody reads: what they asked for themselves; the leads and the director also what was asked
    of their agency. The newest first."""
    mine = Q(person_id=actor.person_id) if actor.person_id is not None else Q(pk__in=())
    if actor.agency_id is not None and actor.roles & {Role.SAFEGUARDING_LEAD, Role.LEADER}:
        mine |= Q(agency_id=actor.agency_id)
    return (
        Grant.objects.filter(mine)
        .select_related("agency", "person", "decided_by", "ended_by")
        .prefetch_related(Prefetch("sample", GrantSample.objects.order_by("id")))
        .order_by("-id")
    )


def find_grant(actor: Actor, ref: str) -> Grant | None:
    """One grant, None where there is none that the actor reads."""
    return grants(actor).filter(ref=ref).first()


@dataclass(frozen=True)
class GrantNow:
    """A grant at a moment: whether it opens anything, until when, and who asked and decided, by their roles."""

    row: Grant
    is_live: bool
    until: datetime | None
    asked_by: str
    decided_by: str
    days_left: int


def grant_now(row: Grant, *, now: datetime) -> GrantNow:
    """Where a grant stands at a moment."""
    until = ends_at(decided_at=row.decided_at, days=row.days) if row.decided_at and row.state != "refused" else None
    if row.ended_at is not None:
        until = row.ended_at
    is_live = row.state == GrantState.APPROVED and until is not None and now < until
    return GrantNow(
        row=row,
        is_live=is_live,
        until=until,
        asked_by=who_is(row.person.ref, at=row.recorded_at),
        decided_by=who_is(row.decided_by.ref, at=row.decided_at) if row.decided_by and row.decided_at else "",
        # The day that has begun counts.
        days_left=-((now - until) // timedelta(days=1)) if is_live and until else 0,
    )


def ended_by(row: Grant) -> str:
    """Who ended a grant early, by their role; blank where nobody did."""
    return who_is(row.ended_by.ref, at=row.ended_at) if row.ended_by and row.ended_at else ""


def grants_now(actor: Actor) -> tuple[GrantNow, ...]:
    """The grants that somebody reads, as they stand now."""
    return tuple(grant_now(row, now=actor.now) for row in grants(actor))


def grants_to_decide(actor: Actor) -> QuerySet[Grant]:
    """What was asked of the actor's agency and waits for them."""
    waiting = grants(actor).filter(state=GrantState.ASKED, agency_id=actor.agency_id).exclude(person_id=actor.person_id)
    return waiting.order_by("id")


def live_over(actor: Actor, *, behind: frozenset[str]) -> tuple[GrantNow, ...]:
    """The live grants, among those that the actor reads, that open something belonging to all that `behind` names."""
    rows = grants(actor).filter(state=GrantState.APPROVED, sample__subject_ref__in=behind)
    found = (grant_now(row, now=actor.now) for row in rows.distinct())
    return tuple(one for one in found if one.is_live)


@dataclass(frozen=True)
class GrantFacts:
    """A grant without its purpose and its sample: what the data-protection officer sees."""

    agency: str
    asked_by: str
    asked_at: datetime
    state: str
    until: datetime | None
    is_live: bool
    days: int


def all_grants(actor: Actor) -> tuple[GrantFacts, ...]:
    """Every grant, its facts alone. For a job that counts for the data-protection officer."""
    if not can(actor, Act.TRAIL_READ) and Role.JOB not in actor.roles:
        return ()
    found = []
    for row in Grant.objects.select_related("agency", "person", "decided_by").order_by("-id"):
        now = grant_now(row, now=actor.now)
        found.append(
            GrantFacts(row.agency.name, now.asked_by, row.recorded_at, row.state, now.until, now.is_live, row.days)
        )
    return tuple(found)
