"""The facts that hold now: of a return that was taken, not taken back, and corrected by none."""

from collections.abc import Iterable

from django.db.models import QuerySet

from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.models import Fact, RecordedHere


def facts_now(subjects: Iterable[int]) -> "QuerySet[Fact]":
    """The facts of some references of children that hold now."""
    # Each entry by hand is a delivery: those of a few facts are looked up, and never all of them listed.
    of_them = Fact.objects.filter(subject_id__in=list(subjects), delivery__state=DeliveryState.TAKEN)
    rows: QuerySet[Fact] = of_them.filter(is_withdrawn=False)
    return rows.exclude(pk__in=of_them.filter(supersedes__isnull=False).values("supersedes_id"))


def of_returns(rows: "QuerySet[Fact]") -> "QuerySet[Fact]":
    """Those that a return brought."""
    return rows.exclude(delivery__source=RECORDED_HERE)


def fact_of(entry: RecordedHere) -> Fact:
    """What an entry says now, or said last."""
    found = Fact.objects.filter(agency_id=entry.agency_id, row_key=entry.row_key).order_by("id").last()
    assert found is not None, "an entry is written together with its fact"
    return found
