"""What people do with an event that they record here by hand: record it, correct it, take it back.

Each is a delivery of one row, so that what was known at any moment stays known. What a return brings is never touched.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import ROLE_WORDS, RULES, Act, Audience
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.gone import Gone
from lineofsight.records.identities.keys import held_keys
from lineofsight.records.identities.models import Carried, Import, Post, Subject
from lineofsight.records.identities.naming import Naming
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.identities.rules import RECORDED_HERE, TOKEN_LENGTH, DeliveryState, Named
from lineofsight.records.practice.current import born_month_now, fact_of, facts_now
from lineofsight.records.practice.models import Fact, RecordedHere
from lineofsight.records.practice.numbering import next_number
from lineofsight.records.practice.rules import HereState, fault_before_birth, fault_of_day
from lineofsight.records.practice.settling import as_stored
from lineofsight.trail.actions import record
from lineofsight.trail.refs import new_ref
from lineofsight.trail.sensitivity import Sens

LONGEST_ID = 100


class NotRecorded(ValueError):
    """It cannot be recorded so. The sentence says why."""


class WasDeleted(NotRecorded):
    """The child's records were deleted when their time was over. Whoever takes the child in says so a second time."""

    def __init__(self, before: date) -> None:
        super().__init__(
            f"What was recorded about this child before {day_words(before)} was deleted, as its time was over. Nobody"
            " was added. Take the child in again only where something new is to be recorded."
        )


@transaction.atomic
def record_event(*, subject: Subject, kind: FactKind, day: date, code: str, by: Actor) -> RecordedHere:
    """Record that something happened. Raises Forbidden, and NotRecorded: a day ahead, or recorded already."""
    require(by, Act.EVENT_RECORD, subject)
    delivery = delivered_here(subject, by)
    _check(subject, kind, day, code, by)
    entry = RecordedHere.objects.create(
        agency_id=subject.agency_id,
        subject=subject,
        row_key=new_ref()[:TOKEN_LENGTH],
        kind=kind.id,
        state=HereState.STANDS,
        by_ref=by.ref,
        by_role=acting_as(by, Act.EVENT_RECORD),
        recorded_at=by.now,
    )
    Fact.objects.create(
        agency_id=subject.agency_id,
        delivery=delivery,
        subject=subject,
        row_key=entry.row_key,
        kind=kind.id,
        day=day,
        code=code,
        worker_id=worker_of(by),
        recorded_date=today(by.now),
    )
    _told("event.recorded", entry, by, day=day.isoformat(), code=code)
    return entry


@transaction.atomic
def correct_event(
    *, entry: RecordedHere, kind: FactKind, day: date, code: str, expected_version: int, by: Actor
) -> None:
    """Say otherwise what was recorded here: the earlier row stays and is corrected by a later one.

    Raises Forbidden, WrongState, NotRecorded, Stale.
    """
    require(by, Act.EVENT_RECORD, entry)
    _stands(entry, to="corrected")
    delivery = delivered_here(entry.subject, by)
    save_version(entry, expected=expected_version)
    said = fact_of(entry)
    if (said.day, said.code) == (day, code):
        raise NotRecorded("That is what stands there already. Nothing was changed.")
    _check(entry.subject, kind, day, code, by, but=entry)
    Fact.objects.create(**as_stored(said) | {"day": day, "code": code}, delivery=delivery, supersedes=said)
    _told("event.corrected", entry, by, day=day.isoformat(), code=code)


@transaction.atomic
def take_event_back(*, entry: RecordedHere, reason: str, expected_version: int, by: Actor) -> None:
    """Say that what was recorded here did not happen, and why. Raises Forbidden, WrongState, Stale."""
    require(by, Act.EVENT_RECORD, entry)
    _stands(entry, to=HereState.TAKEN_BACK)
    delivery = delivered_here(entry.subject, by)
    save_version(entry, expected=expected_version, state=HereState.TAKEN_BACK, reason=reason[:200])
    said = fact_of(entry)
    Fact.objects.create(**as_stored(said), delivery=delivery, supersedes=said, is_withdrawn=True)
    _told("event.taken back", entry, by, reason=reason[:200])


@transaction.atomic
def say_kind_is_recorded_here(*, agency: Agency, kind: FactKind, since: date | None, by: Actor) -> None:
    """Say from which day on every event of a kind is recorded here; without a day: not all of them (any more).

    From that day on what is not recorded counts as not done. Raises Forbidden, NotRecorded for a day ahead.
    """
    require(by, Act.KIND_HERE_SAY, OfAgency(agency.pk))
    if kind.by_hand is None and kind.id not in kinds_of_steps(on=today(by.now)):
        raise NotRecorded(f"{kind.title} is recorded here neither by hand nor as a step of a pathway. Choose another.")
    fault = fault_of_day(since, today=today(by.now), called="first day") if since else ""
    if fault:
        raise NotRecorded(fault)
    delivery = _delivered(agency, by)
    Carried.objects.create(agency=agency, delivery=delivery, kind=kind.id, start=since)
    facts = {"kind": kind.id, "since": since.isoformat() if since else ""}
    record("kind.recorded here", subject=delivery, by=by, at=by.now, agency=agency.code, sens=Sens.S2, **facts)


def kinds_of_steps(*, on: date) -> Mapping[str, tuple[str, ...]]:
    """The kinds of event that somebody records here as a step of a pathway, each with the titles of its pathways."""
    found: dict[str, tuple[str, ...]] = {}
    for pathway in sorted(shelf().entries(Pathway, on=on), key=lambda one: (one.order, one.id)):
        for kind in pathway.events_recorded():
            found[kind] = (*found.get(kind, ()), pathway.title)
    return found


@transaction.atomic
def add_child(*, source_id: str, agency: Agency, by: Actor, again: bool = False) -> Subject:
    """Take in a child who came in no return, by the id of the source, so that what is done can be recorded here.

    The id is not kept: under the agency's key it gives the pseudonym under which a later return finds the child again.
    again: also a child whose records were deleted. Raises Forbidden, KeyMissing, and NotRecorded for a child who is
    there already and for what is no id; WasDeleted unless `again`.
    """
    require(by, Act.RETURN_TAKE, OfAgency(agency.pk))
    if not source_id.strip() or len(source_id) > LONGEST_ID:
        raise NotRecorded(f"The id of a child has 1 to {LONGEST_ID} characters. Write it as the source does.")
    keys = held_keys(agency)
    naming = Naming(Named.CHILD, agency_id=agency.pk, keys=keys)
    known = naming.look_up([source_id]).get(source_id)
    if known is not None:
        shown = Subject.objects.get(pk=known).shown
        raise NotRecorded(f"This child is here already, as {shown}. Nobody was added.")
    before = Gone(agency_id=agency.pk, keys=keys).before(source_id)
    if before is not None and not again:
        raise WasDeleted(before)
    delivery = _delivered(agency, by)
    subject = Subject.objects.get(pk=naming.add([source_id], delivery=delivery)[source_id])
    told = {} if before is None else {"deleted_before": before.isoformat()}
    record("child.added", subject=subject, by=by, at=by.now, agency=agency.code, sens=Sens.S3, **told)
    return subject


def acting_as(by: Actor, act: Act) -> str:
    """In which of their roles somebody does an act, in words."""
    held = [role for role in ROLE_WORDS if role in by.roles & (RULES[act].to_own | RULES[act].to_any)]
    return ROLE_WORDS[held[0]] if held else ""


def _told(act: str, entry: RecordedHere, by: Actor, **details: str) -> None:
    record(act, subject=entry, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, kind=entry.kind, **details)


def _stands(entry: RecordedHere, *, to: str) -> None:
    if entry.state != HereState.STANDS:
        raise WrongState("What was recorded here", entry.state, to)


def _check(
    subject: Subject, kind: FactKind, day: date, code: str, by: Actor, *, but: RecordedHere | None = None
) -> None:
    """Raise NotRecorded for a kind, a day or a code that cannot be, and for what is there already."""
    if kind.by_hand is None or (code and code not in kind.codes):
        raise NotRecorded(f"{kind.title} is not recorded here by hand. Choose another.")
    known_as = read_as_one(subject.agency_id, [subject.pk])[subject.pk]
    called = kind.by_hand.day
    fault = fault_of_day(day, today=today(by.now), called=called) or fault_before_birth(
        day, born_month=born_month_now(known_as), called=called
    )
    if fault:
        raise NotRecorded(fault)
    there = facts_now(known_as).filter(kind=kind.id, day=day)
    if but is not None:
        there = there.exclude(row_key=but.row_key)
    found = there.select_related("delivery").first()
    if found is not None:
        came = "is recorded here" if found.delivery.source == RECORDED_HERE else "came with a return"
        raise NotRecorded(
            f"{kind.one[:1].upper()}{kind.one[1:]} on {day_words(day)} {came} already. "
            "Nothing was recorded a second time."
        )


def worker_of(by: Actor) -> int | None:
    """Which worker of the records it was, where a post says who that is."""
    posts = Post.objects.visible_to(by).filter(person_id=by.person_id, worker__isnull=False, ended_at__isnull=True)
    found: int | None = posts.values_list("worker_id", flat=True).first()
    return found


def delivered_here(subject: Subject, by: Actor) -> Import:
    """A delivery of one row of a child: it has its number among the returns, and is none of them."""
    return _delivered(subject.agency, by)


def _delivered(agency: Agency, by: Actor) -> Import:
    """The same, of what is no child's."""
    return Import.objects.create(
        agency=agency,
        audience=Audience.OWN,
        source=RECORDED_HERE,
        state=DeliveryState.TAKEN,
        number=next_number(agency),
        taken_at=by.now,
        **written_by(by),
    )
