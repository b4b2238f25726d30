"""What children, parents, carers or workers told us, as far as it may be told: accepted, current, as they agreed."""

from datetime import date, datetime

from django.db.models import QuerySet

from lineofsight.assurance.models import Evidence, Review
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today


def told_since(actor: Actor, day: date) -> QuerySet[Evidence]:
    """The evidence that tells what somebody said, accepted, and received on a day or since."""
    rows = Evidence.objects.visible_to(actor).filter(kind=EvidenceKind.EXPERIENCE, state=EvidenceState.ACCEPTED)
    found: QuerySet[Evidence] = rows.filter(received_date__gte=day)
    return found


def experiences_of(review: Review, actor: Actor, *, day: datetime) -> tuple[Evidence, ...]:
    """The experience evidence of a review that stands on a day, in the order of its numbers."""
    rows = Evidence.objects.visible_to(actor).filter(
        review=review, kind=EvidenceKind.EXPERIENCE, state=EvidenceState.ACCEPTED
    )
    found = rows.select_related("agency").order_by("number")
    return tuple(row for row in found if row.valid_until is None or row.valid_until >= today(day))
