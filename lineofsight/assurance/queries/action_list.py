"""All actions that somebody sees, over every review: counted by preset list, a page at a time, or whole for an export.

Where an action stands, what counts behind it and when it was last heard of are asked of the database, so that ten
thousand actions cost as few queries as ten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    ActionMove,
    Evidence,
    Recommendation,
    RecommendationAction,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import CHASED_ACTIONS, FINISHED_ACTIONS, UpdateState
from lineofsight.partnership.actor import Actor

SOON = timedelta(days=30)
ORDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "due": ("due_date", "id"),
        "agency": ("agency__name", "due_date", "id"),
        "review": ("review__name", "number"),
    }
)
"""How the list can be sorted."""


@dataclass(frozen=True)
class Narrowing:
    """Which actions: a preset list, one review or all, one agency or all (by their references), in an order."""

    view: str = "open"
    review: str = ""
    agency: str = ""
    order: str = "due"


def _views(actor: Actor, *, day: date) -> dict[str, Q]:
    is_open = ~Q(state__in=FINISHED_ACTIONS)
    return {
        "open": is_open,
        "late": Q(state__in=CHASED_ACTIONS, due_date__lt=day),
        "soon": Q(state__in=CHASED_ACTIONS, due_date__gte=day, due_date__lte=day + SOON),
        "bare": is_open & Q(has_evidence=False),
        "ours": is_open & Q(agency_id=actor.agency_id),
        "finished": ~is_open,
        "all": Q(),
    }


def _counting(actor: Actor, *, day: date) -> QuerySet[Evidence]:
    """The evidence that counts on a day, as far as the actor sees it."""
    return Evidence.objects.visible_to(actor).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), state=EvidenceState.ACCEPTED
    )


def _actions(actor: Actor, *, day: date) -> QuerySet[Any]:
    """Every action that the actor sees, with `state` and whether anything that counts stands behind it."""
    counting = _counting(actor, day=day)
    moves = ActionMove.objects.filter(action=OuterRef("pk")).order_by("-number")
    on_itself = ActionEvidence.objects.filter(action=OuterRef("pk"), evidence__in=counting)
    on_updates = UpdateEvidence.objects.visible_to(actor).filter(
        update__action=OuterRef("pk"), update__state=UpdateState.ACCEPTED, evidence__in=counting
    )
    return (
        Action.objects.visible_to(actor)
        .annotate(state=Subquery(moves.values("target")[:1]))
        .annotate(has_evidence=Q(Exists(on_itself)) | Q(Exists(on_updates)))
    )


def _narrowed(actor: Actor, narrowing: Narrowing, *, day: date) -> QuerySet[Any]:
    rows = _actions(actor, day=day)
    if narrowing.review:
        rows = rows.filter(review__ref=narrowing.review)
    if narrowing.agency:
        rows = rows.filter(agency__ref=narrowing.agency)
    return rows


def counted(actor: Actor, narrowing: Narrowing, *, day: date) -> dict[str, int]:
    """How many actions each preset list holds, within the review and agency of the narrowing. One query."""
    counts = {name: Count("pk", filter=which) for name, which in _views(actor, day=day).items()}
    return dict(_narrowed(actor, narrowing, day=day).aggregate(**counts))


@dataclass(frozen=True)
class ActionLine:
    """One action as the list shows it."""

    row: Any
    state: str
    is_late: bool
    heard_date: date | None
    heard: str
    evidence: tuple[str, ...]
    recommendations: tuple[int, ...]


def lines(
    actor: Actor, narrowing: Narrowing, *, day: date, start: int = 0, stop: int | None = None
) -> list[ActionLine]:
    """The actions of a list, in its order, from `start` to before `stop`. Five queries, however many there are."""
    rows = _narrowed(actor, narrowing, day=day).filter(_views(actor, day=day)[narrowing.view])
    rows = rows.select_related("review", "agency").order_by(*ORDERS[narrowing.order])
    answers = RecommendationAction.objects.filter(recommendation__in=Recommendation.objects.visible_to(actor)).annotate(
        asked=F("recommendation__number")
    )
    found = list(rows.prefetch_related(Prefetch("recommendations", answers))[start:stop])
    # Of all that somebody sees the whole is read at once: a list of ten thousand references is none for a database.
    keys = None if stop is None else [row.pk for row in found]
    heard = _heard(actor, keys)
    evidence = _labels(actor, keys, day=day)
    return [_line(row, day=day, heard=heard.get(row.pk), evidence=evidence.get(row.pk, ())) for row in found]


def _line(row: Any, *, day: date, heard: tuple[date, str] | None, evidence: Iterable[str]) -> ActionLine:
    return ActionLine(
        row=row,
        state=row.state,
        is_late=row.state in CHASED_ACTIONS and row.due_date < day,
        heard_date=heard[0] if heard else None,
        heard=heard[1] if heard else "",
        evidence=tuple(evidence),
        recommendations=tuple(sorted(tie.asked for tie in row.recommendations.all())),
    )


def _heard(actor: Actor, keys: list[int] | None) -> dict[int, tuple[date, str]]:
    """The latest accepted update of each action: its day and its words."""
    updates = Update.objects.visible_to(actor).filter(state=UpdateState.ACCEPTED)
    if keys is not None:
        updates = updates.filter(action__in=keys)
    return {
        action: (day, text)
        for action, day, text in updates.order_by("as_at_date", "id").values_list("action_id", "as_at_date", "text")
    }


def _labels(actor: Actor, keys: list[int] | None, *, day: date) -> dict[int, list[str]]:
    """What counts behind each action, by its label, each piece once."""
    counting = _counting(actor, day=day)
    on_itself = ActionEvidence.objects.filter(evidence__in=counting)
    on_updates = UpdateEvidence.objects.visible_to(actor).filter(
        evidence__in=counting, update__state=UpdateState.ACCEPTED
    )
    if keys is not None:
        on_itself, on_updates = on_itself.filter(action__in=keys), on_updates.filter(update__action__in=keys)
    found: dict[int, set[int]] = {}
    for action, number in (
        *on_itself.values_list("action_id", "evidence__number"),
        *on_updates.values_list("update__action_id", "evidence__number"),
    ):
        found.setdefault(action, set()).add(number)
    return {action: [f"E{number}" for number in sorted(numbers)] for action, numbers in found.items()}
