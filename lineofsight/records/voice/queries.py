"""What was heard, as pages and figures ask for it: within what an actor may see."""

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.records.voice.models import Complaint, Heard, Quotation
from lineofsight.records.voice.rules import HeardState, QuotationState


def heard(actor: Actor) -> QuerySet[Heard]:
    """Every month that was entered and stands, the latest first."""
    rows: QuerySet[Heard] = Heard.objects.visible_to(actor).exclude(state=HeardState.TAKEN_BACK)
    return rows.select_related("agency").order_by("-month_date", "way", "-id")


def find_heard(actor: Actor, ref: str) -> Heard | None:
    """One by its reference; None where there is none that the actor may see."""
    found: Heard | None = Heard.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def find_quotation(actor: Actor, ref: str) -> Quotation | None:
    """Words by their reference; None where there are none that the actor may see."""
    rows = Quotation.objects.visible_to(actor).filter(ref=ref).select_related("agency", "heard")
    found: Quotation | None = rows.first()
    return found


def find_complaint(actor: Actor, ref: str) -> Complaint | None:
    """One stage of a complaint by its reference; None where there is none that the actor may see."""
    rows = Complaint.objects.visible_to(actor).filter(ref=ref).select_related("agency", "follows", "further")
    found: Complaint | None = rows.first()
    return found


def quotations_of(actor: Actor, row: Heard) -> tuple[Quotation, ...]:
    """The words that were kept of one month, as far as the actor sees them."""
    return tuple(Quotation.objects.visible_to(actor).filter(heard=row).order_by("id"))


def usable_quotations(actor: Actor, row: Heard, *, on: date) -> tuple[Quotation, ...]:
    """Those that may be used on a day: not taken back, and agreed for that long."""
    return tuple(one for one in quotations_of(actor, row) if one.state == QuotationState.HOLDS and one.until_date >= on)


def complaints(actor: Actor) -> QuerySet[Complaint]:
    """Every stage of every complaint that the actor sees: the open ones first, by the day on which they are due."""
    rows: QuerySet[Complaint] = Complaint.objects.visible_to(actor).select_related("agency")
    return rows.order_by("due_date", "id")


def counts_in(row: Heard) -> tuple[dict[str, int], dict[str, int]]:
    """How many raised each theme, and how many said yes to each question."""
    body = json.loads(row.body)
    return body.get("themes", {}), body.get("yes", {})


def heard_of_all(actor: Actor, *, until: date) -> Iterator[Heard]:
    """Every month that stands and began by a day, for figures."""
    yield from heard(actor).filter(month_date__lte=until).order_by("id")


def complaints_of_all(actor: Actor, *, until: date) -> Iterator[Complaint]:
    """Every stage of a complaint that began by a day, for figures."""
    yield from complaints(actor).filter(began_date__lte=until).order_by("id")
