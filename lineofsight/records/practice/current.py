"""The facts that hold now: of a return that was taken, not taken back, and corrected by none."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.models import Description, Fact, RecordedHere, Span


def facts_now(subjects: Iterable[int]) -> "QuerySet[Fact]":
    """The facts of some references of children that hold now."""
    return _now(Fact.objects.filter(subject_id__in=list(subjects)))


def spans_now(subjects: Iterable[int]) -> "QuerySet[Span]":
    """The spans of some references of children that hold now."""
    return _now(Span.objects.filter(subject_id__in=list(subjects)))


def born_month_now(subjects: Iterable[int]) -> date | None:
    """The first day of the month in which the child of some references was born; None where it is not known."""
    said = _now(Description.objects.filter(subject_id__in=list(subjects), born_month__isnull=False))
    found: date | None = said.order_by("-id").values_list("born_month", flat=True).first()
    return found


def _now(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    # Each entry by hand is a delivery: those of a few rows are looked up, and never all of them listed.
    of_them = rows.filter(delivery__state=DeliveryState.TAKEN)
    corrected = of_them.filter(supersedes__isnull=False).values("supersedes_id")
    return of_them.filter(is_withdrawn=False).exclude(pk__in=corrected)


def of_returns(rows: "QuerySet[Fact]") -> "QuerySet[Fact]":
    """Those that a return brought."""
    return rows.exclude(delivery__source=RECORDED_HERE)


def fact_of(entry: RecordedHere) -> Fact:
    """What an entry says now, or said last."""
    found = Fact.objects.filter(agency_id=entry.agency_id, row_key=entry.row_key).order_by("id").last()
    assert found is not None, "an entry is written together with its fact"
    return found
