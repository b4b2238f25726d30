"""A partnership to test on: a business unit, two agencies and an outsider, all invented, and people in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.grants import GrantState, SampleKind
from lineofsight.partnership.models import (
    AccessQuestion,
    Agency,
    DeletionAsked,
    Grant,
    GrantSample,
    Membership,
    Person,
    RetentionDecision,
    Tombstone,
)
from lineofsight.partnership.rules import AgencyKind, Role

NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 22)


@dataclass(frozen=True)
class Partnership:
    """The agencies of the tests."""

    hub: Agency
    council: Agency
    health: Agency
    scrutiny: Agency


def partnership() -> Partnership:
    """Four agencies, made without leaving a trail."""
    return Partnership(
        hub=agency("hub", "Wexcombe Safeguarding Partnership", AgencyKind.HUB),
        council=agency("council", "Wexcombe Council", AgencyKind.COUNCIL),
        health=agency("health", "Northmoor Community Health", AgencyKind.HEALTH),
        scrutiny=agency("scrutiny", "Independent Scrutiny", AgencyKind.INDEPENDENT),
    )


def agency(code: str, name: str, kind: AgencyKind) -> Agency:
    return Agency.objects.create(code=code, name=name, kind=kind)


def actor(role: Role, of: Agency | None = None, *, now: datetime = NOW, person: Person | None = None) -> Actor:
    """Somebody in one role, of an agency or of none. Without `person` nobody stands behind them in the database."""
    return Actor(
        ref=person.ref if person else f"{role.value} {of.code if of else ''}"[:26],
        roles=frozenset({role}),
        now=now,
        agency_id=of.pk if of else None,
        agency_code=of.code if of else "",
        agency_name=of.name if of else "",
        agency_kind=of.kind if of else "",
        person_id=person.pk if person else None,
    )


def member(
    role: Role,
    of: Agency,
    *,
    email: str = "",
    name: str = "",
    from_date: date = date(2026, 1, 1),
    until_date: date | None = None,
    is_active: bool = True,
) -> Person:
    """A person with one role, without a password that would fit."""
    address = email or f"{role.value.replace(' ', '-')}@{of.code}.example"
    person = Person.objects.create(email=address.casefold(), name=name, is_active=is_active, password="!")
    Membership.objects.create(
        person=person,
        agency=of,
        role=role,
        from_date=from_date,
        until_date=until_date,
        by_ref="set-up",
        recorded_at=NOW,
    )
    return person


def acting(role: Role, of: Agency, **facts: str) -> Actor:
    """The actor of a new member."""
    return actor(role, of, person=member(role, of, **facts))


def access_question(
    person: Person, agency: Agency, *, asks: str = "Why was this opened?", read_at: datetime | None = None
) -> AccessQuestion:
    """What somebody asked the data-protection officer: about a read where `read_at` says when it was."""
    return AccessQuestion.objects.create(
        person=person,
        agency=agency,
        about="a read" if read_at else "sees too much",
        kind="evidence",
        subject_ref="e" * 26,
        reader_ref="r" * 26 if read_at else "",
        read_at=read_at,
        asks=asks,
        by_role="somebody",
        recorded_at=NOW,
    )


def why_asked(officer: Person, agency: Agency, reader: Person, *, asks: str = "Why did you look?") -> AccessQuestion:
    """What the officer asked somebody about a look at rows of an agency."""
    return AccessQuestion.objects.create(
        person=officer,
        agency=officer.memberships.get().agency,
        about="why they looked",
        kind="agency",
        subject_ref=agency.ref,
        reader_ref=reader.ref,
        read_at=NOW - timedelta(days=1),
        to=reader,
        asks=asks,
        by_role="Data-protection officer",
        recorded_at=NOW,
    )


def tombstone(row: Any, *, kind: str = "children") -> Tombstone:
    """That something is gone by a decision, without its deletion."""
    facts: dict[str, Any] = {"kind": kind, "rule": f"{kind} 1", "by_role": "Agency director", "recorded_at": NOW}
    decision = RetentionDecision.objects.create(
        before_date=TODAY, due_count=1, outcome="delete", deleted=1, reason="Its time is over.", **facts
    )
    return Tombstone.objects.create(subject_ref=row.ref, agency_id=row.agency_id, decision=decision, **facts)


def deletion_asked(person: Person, of: Agency, *, reason: str = "Their time is over.") -> DeletionAsked:
    """What the data-protection officer asks an agency: whether one child's records may go."""
    return DeletionAsked.objects.create(
        person=person,
        agency=of,
        kind="children",
        rule="children 1",
        before_date=TODAY,
        going=1,
        mark="e" * 64,
        reason=reason,
        by_role="Data-protection officer",
        recorded_at=NOW,
        state="asked",
    )


def grant(
    person: Person,
    over: Agency,
    *,
    sample: list[str],
    decided_by: Person | None = None,
    decided_at: datetime | None = None,
    purpose: str = "To see whether the plans say so.",
    days: int = 14,
) -> Grant:
    """Leave to look, asked for; given where `decided_by` says by whom. The sample names evidence."""
    made = Grant.objects.create(
        person=person,
        agency=over,
        purpose=purpose,
        days=days,
        state=GrantState.APPROVED if decided_by else GrantState.ASKED,
        decided_by=decided_by,
        decided_at=decided_at,
        by_ref=person.ref,
        recorded_at=decided_at or NOW,
    )
    GrantSample.objects.bulk_create(
        GrantSample(grant=made, kind=SampleKind.EVIDENCE, subject_ref=ref) for ref in sample
    )
    return made
