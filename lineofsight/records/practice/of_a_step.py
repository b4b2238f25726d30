"""Facts that a step of a pathway is: recorded like what is recorded by hand, and tied together by the pathway."""

from datetime import date, timedelta

from lineofsight.library.fact import FactKind
from lineofsight.library.standard import Events
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.identities.rules import RECORDED_HERE, TOKEN_LENGTH
from lineofsight.records.practice.current import facts_now, spans_now
from lineofsight.records.practice.models import Fact, Span
from lineofsight.records.practice.recording import NotRecorded, delivered_here, worker_of
from lineofsight.records.practice.settling import as_stored
from lineofsight.trail.refs import new_ref


def record_fact(*, subject: Subject, kind: FactKind, day: date, code: str, link: str, by: Actor) -> Fact:
    """A fact of a child as a row of the records. link: what ties it to what called for it.

    Whoever calls has asked the policy, leaves the trail, and checked the day: a birth that is expected lies ahead.
    Raises NotRecorded for a code that the kind does not have.
    """
    if code and code not in kind.codes:
        raise NotRecorded(f"{kind.title} has no such outcome. Choose one of those on the page.")
    return Fact.objects.create(
        agency_id=subject.agency_id,
        delivery=delivered_here(subject, by),
        subject=subject,
        row_key=new_ref()[:TOKEN_LENGTH],
        kind=kind.id,
        day=day,
        code=code,
        link=link[:TOKEN_LENGTH],
        worker_id=worker_of(by),
        recorded_date=today(by.now),
    )


def fact_of_day(subject: Subject, wanted: Events, day: date) -> Fact | None:
    """What the records say happened to a child on a day, of one kind, with one of the codes where some are named."""
    one = read_as_one(subject.agency_id, [subject.pk])[subject.pk]
    rows = facts_now(one).filter(kind=wanted.event, day=day).exclude(code__in=wanted.but_not)
    return (rows.filter(code__in=wanted.codes) if wanted.codes else rows).order_by("id").first()


def correct_fact(*, fact: Fact, day: date, code: str, by: Actor) -> Fact:
    """The same fact with another day or code; the earlier row stays and is corrected by this one."""
    later = as_stored(fact) | {"day": day, "code": code}
    return Fact.objects.create(**later, delivery=delivered_here(fact.subject, by), supersedes=fact)


def record_span(*, subject: Subject, kind: FactKind, day: date, number: int, by: Actor) -> Span:
    """Something that begins on a day and has a number of days, for which it then holds.

    Where a return has it already its row is given back, so that one order is counted once. Raises NotRecorded where
    another of that day was recorded here, or the return says another number.
    """
    stands = _of_day(subject, kind, day)
    if stands is not None:
        _check_same(stands, kind, number)
        return stands
    return Span.objects.create(
        agency_id=subject.agency_id,
        delivery=delivered_here(subject, by),
        subject=subject,
        row_key=new_ref()[:TOKEN_LENGTH],
        **_held(kind, day, number),
    )


def correct_span(*, span: Span, kind: FactKind, day: date, number: int, by: Actor) -> Span:
    """The same with another day or number; the earlier row stays. What a return brought meanwhile is left as it is.

    Raises NotRecorded as `record_span` does.
    """
    own = spans_now([span.subject_id]).filter(row_key=span.row_key, delivery__source=RECORDED_HERE).first()
    stands = _of_day(span.subject, kind, day)
    if stands is not None and (own is None or stands.pk != own.pk):
        _check_same(stands, kind, number)
        raise NotRecorded("A return has this already, as it is to stand. Nothing was changed.")
    if own is None:
        raise NotRecorded("A return has this now, and what it says stands. Have it corrected at its source.")
    return Span.objects.create(
        agency_id=own.agency_id,
        delivery=delivered_here(own.subject, by),
        subject=own.subject,
        row_key=own.row_key,
        supersedes=own,
        **_held(kind, day, number),
    )


def _held(kind: FactKind, day: date, number: int) -> dict[str, object]:
    return {"kind": kind.id, "start": day, "until": day + timedelta(days=number), "number": number}


def _of_day(subject: Subject, kind: FactKind, day: date) -> Span | None:
    one = read_as_one(subject.agency_id, [subject.pk])[subject.pk]
    return spans_now(one).filter(kind=kind.id, start=day).select_related("delivery").order_by("id").first()


def _check_same(stands: Span, kind: FactKind, number: int) -> None:
    if stands.delivery.source == RECORDED_HERE:
        raise NotRecorded(f"{kind.title}: one of this day is recorded already. Correct that one.")
    if stands.number != number:
        raise NotRecorded(f"A return has it with {stands.number} and not {number}. Have it corrected at its source.")
