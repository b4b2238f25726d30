"""Facts that a step of a pathway is: recorded like what is recorded by hand, and tied together by the pathway."""

from datetime import date, datetime

from lineofsight.library.fact import FactKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.rules import TOKEN_LENGTH
from lineofsight.records.practice.models import Fact
from lineofsight.records.practice.recording import NotRecorded, delivered_here, worker_of
from lineofsight.records.practice.settling import as_stored
from lineofsight.trail.refs import new_ref


def record_fact(*, subject: Subject, kind: FactKind, day: date, code: str, link: str, by: Actor, at: datetime) -> Fact:
    """A fact of a child as a row of the records. link: what ties it to what called for it.

    Whoever calls has asked the policy, leaves the trail, and checked the day: a birth that is expected lies ahead.
    Raises NotRecorded for a code that the kind does not have.
    """
    if code and code not in kind.codes:
        raise NotRecorded(f"{kind.title} has no such outcome. Choose one of those on the page.")
    return Fact.objects.create(
        agency_id=subject.agency_id,
        delivery=delivered_here(subject, by, at),
        subject=subject,
        row_key=new_ref()[:TOKEN_LENGTH],
        kind=kind.id,
        day=day,
        code=code,
        link=link[:TOKEN_LENGTH],
        worker_id=worker_of(by),
        recorded_date=today(at),
    )


def correct_fact(*, fact: Fact, day: date, code: str, by: Actor, at: datetime) -> Fact:
    """The same fact with another day or code; the earlier row stays and is corrected by this one."""
    later = as_stored(fact) | {"day": day, "code": code}
    return Fact.objects.create(**later, delivery=delivered_here(fact.subject, by, at), supersedes=fact)
