"""Which frozen figures of a measure stand as evidence, behind how many sentences, and which actions they are for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from lineofsight.assurance.models import ActionMove, Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today

MOST_ACTIONS = 12


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
    told = rows.select_related("figure", "review", "agency").annotate(
        behind=Count("supports", distinct=True, filter=Q(supports__ended_at__isnull=True))
    )
    return tuple(Cited(row, row.behind) for row in told.order_by("-id")[:20])


def completed_days(actor: Actor, measure: str) -> tuple[tuple[date, str], ...]:
    """When each action was reported complete behind which a figure of the measure stands, as far as the actor sees."""
    behind = Evidence.objects.visible_to(actor).filter(figure__measure_id=measure)
    rows = ActionMove.objects.visible_to(actor).filter(
        target=ActionState.REPORTED_COMPLETE,
        action__evidence__evidence__in=behind,
        action__evidence__ended_at__isnull=True,
    )
    latest = rows.select_related("action").distinct().order_by("-recorded_at")[:MOST_ACTIONS]
    return tuple((today(row.recorded_at), f"{row.action.label} reported complete") for row in latest)
