"""Which frozen figures of a measure stand as evidence, and behind how many sentences."""

from dataclasses import dataclass

from django.db.models import Count

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class Cited:
    """One piece of evidence with the figure that it holds. behind: how many sentences rest on it."""

    row: Evidence
    behind: int


def cited_of(actor: Actor, measure: str) -> tuple[Cited, ...]:
    """The figures of a measure that were kept as evidence and stand, the latest first."""
    rows = Evidence.objects.visible_to(actor).filter(
        figure__measure_id=measure, state__in=(EvidenceState.OFFERED, EvidenceState.ACCEPTED)
    )
    told = rows.select_related("figure", "review", "agency").annotate(behind=Count("supports", distinct=True))
    return tuple(Cited(row, row.behind) for row in told.order_by("-id")[:20])
