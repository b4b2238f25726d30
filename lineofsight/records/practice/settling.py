"""Where a return brings what was recorded here already: the return stands, so that one event is there once."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rows import save_version
from lineofsight.records.identities.models import Import
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.identities.rules import RECORDED_HERE
from lineofsight.records.practice.counts import in_chunks
from lineofsight.records.practice.current import facts_now, of_returns
from lineofsight.records.practice.models import Fact, RecordedHere, Span
from lineofsight.records.practice.rules import HereState
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

_AT_ONCE = 500


def let_the_return_stand(*, delivery: Import, by: Actor, at: datetime) -> int:
    """Take back what was recorded here and a return has now too: of one child, one kind, one day. Out: how many.

    In the transaction in which the return is taken. The codes of the two may differ: those of the return hold.
    """
    standing = RecordedHere.objects.filter(agency_id=delivery.agency_id, state=HereState.STANDS).order_by("id")
    settled = 0
    for entries in in_chunks(standing.iterator(), _AT_ONCE):
        for entry, fact in _brought(entries, delivery):
            Fact.objects.create(**as_stored(fact), delivery=delivery, supersedes=fact, is_withdrawn=True)
            save_version(entry, expected=entry.version, state=HereState.CAME)
            record("event.came", subject=entry, by=by, at=at, agency=by.agency_code, sens=Sens.S3, kind=entry.kind)
            settled += 1
    return settled + _let_spans_stand(delivery, by=by, at=at)


def _let_spans_stand(delivery: Import, *, by: Actor, at: datetime) -> int:
    """The same of what a step of a pathway recorded that holds for a time: of one child, one kind, one first day."""
    brought = Span.objects.filter(
        delivery=delivery, subject_id=OuterRef("subject_id"), kind=OuterRef("kind"), start=OuterRef("start")
    )
    here = Span.objects.filter(agency_id=delivery.agency_id, delivery__source=RECORDED_HERE, is_withdrawn=False)
    corrected = Span.objects.filter(supersedes=OuterRef("pk"))
    both = list(here.filter(Exists(brought), ~Exists(corrected)).order_by("id"))
    for span in both:
        said = {name: getattr(span, name) for name in _OF_A_SPAN}
        Span.objects.create(**said, delivery=delivery, supersedes=span, is_withdrawn=True)
    if both:
        record("spans.came", subject=delivery, by=by, at=at, agency=by.agency_code, sens=Sens.S3, n=str(len(both)))
    return len(both)


_OF_A_SPAN = ("agency_id", "subject_id", "row_key", "kind", "start", "until", "code", "number")


def _brought(entries: list[RecordedHere], delivery: Import) -> Iterator[tuple[RecordedHere, Fact]]:
    """The entries that a return has too, each with its fact."""
    one = read_as_one(delivery.agency_id, (entry.subject_id for entry in entries))
    rows = facts_now({subject for some in one.values() for subject in some}).filter(kind__in={e.kind for e in entries})
    own = {fact.row_key: fact for fact in rows.filter(row_key__in=[entry.row_key for entry in entries])}
    brought = set(of_returns(rows).values_list("subject_id", "kind", "day"))
    for entry in entries:
        fact = own.get(entry.row_key)
        if fact and any((subject, fact.kind, fact.day) in brought for subject in one[entry.subject_id]):
            yield entry, fact


def as_stored(fact: Fact) -> dict[str, object]:
    """What a later row of the same entry says too, unless it says otherwise."""
    names = ("agency_id", "subject_id", "row_key", "kind", "day", "code", "link", "worker_id", "recorded_date")
    return {name: getattr(fact, name) for name in names}
