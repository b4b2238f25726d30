"""All actions that somebody sees, over every review: counted by preset list, a page at a time, or whole for an export.

One pass over the actions says where each stands and whether anything counts behind it; the lists are told apart and
sorted from that, so that ten thousand actions cost as few queries as ten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    ActionMove,
    RecommendationAction,
    Review,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import CHASED_ACTIONS, FINISHED_ACTIONS, UpdateState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rows import within_reach

SOON = timedelta(days=30)


class Standing(NamedTuple):
    """Where one action stands, and what it is sorted by."""

    key: int
    state: str
    due_date: date
    agency_id: int
    has_evidence: bool
    review_id: int
    number: int


ORDERS = ("due", "agency", "review")
"""How the list can be sorted."""


@dataclass(frozen=True)
class Narrowing:
    """Which actions: a preset list, one review or all, one agency or all (by their references), in an order."""

    view: str = "open"
    review: str = ""
    agency: str = ""
    order: str = "due"


def _views(one: Standing, *, actor: Actor, day: date) -> Iterable[str]:
    """The preset lists on which an action stands."""
    yield "all"
    if one.state in FINISHED_ACTIONS:
        yield "finished"
        return
    yield "open"
    if not one.has_evidence:
        yield "bare"
    if one.agency_id == actor.agency_id:
        yield "ours"
    if _is_late(one, day=day):
        yield "late"
    elif one.state in CHASED_ACTIONS and one.due_date <= day + SOON:
        yield "soon"


def _is_late(one: Standing, *, day: date) -> bool:
    return one.state in CHASED_ACTIONS and one.due_date < day


VIEWS = ("open", "late", "soon", "bare", "ours", "finished", "all")


@dataclass(frozen=True)
class ActionList:
    """The preset lists, each in its order."""

    views: Mapping[str, list[Standing]]
    chosen: str
    agencies: Mapping[int, Agency]
    reviews: Mapping[int, Review]

    @property
    def rows(self) -> list[Standing]:
        """The actions of the list that was asked for."""
        return self.views[self.chosen]


def _counts(actor: Actor, *, day: date) -> Q:
    """Whether the evidence of a tie counts on a day, as far as the actor sees it."""
    in_date = Q(evidence__valid_until__isnull=True) | Q(evidence__valid_until__gte=day)
    return Q(evidence__state=EvidenceState.ACCEPTED) & in_date & within_reach(actor, "evidence__")


def _on_actions(actor: Actor, *, day: date) -> QuerySet[ActionEvidence]:
    return ActionEvidence.objects.filter(_counts(actor, day=day))


def _on_updates(actor: Actor, *, day: date) -> QuerySet[UpdateEvidence]:
    """What counts beside accepted updates. An update may reach less far than its action."""
    is_told = Q(update__state=UpdateState.ACCEPTED) & within_reach(actor, "update__")
    return UpdateEvidence.objects.filter(_counts(actor, day=day) & is_told)


def listed(actor: Actor, narrowing: Narrowing, *, day: date) -> ActionList:
    """Every preset list within the review and the agency of the narrowing, on a day. Three queries."""
    agencies = {row.pk: row for row in Agency.objects.all()}
    reviews = {row.pk: row for row in Review.objects.visible_to(actor)}
    moves = ActionMove.objects.filter(action=OuterRef("pk")).order_by("-number")
    rows = Action.objects.visible_to(actor).annotate(
        state=Subquery(moves.values("target")[:1]),
        has_evidence=Q(Exists(_on_actions(actor, day=day).filter(action=OuterRef("pk"))))
        | Q(Exists(_on_updates(actor, day=day).filter(update__action=OuterRef("pk")))),
    )
    if narrowing.review:
        rows = rows.filter(review__ref=narrowing.review)
    if narrowing.agency:
        rows = rows.filter(agency__ref=narrowing.agency)
    views: dict[str, list[Standing]] = {name: [] for name in VIEWS}
    columns = ("pk", "state", "due_date", "agency_id", "has_evidence", "review_id", "number")
    for one in map(Standing._make, rows.values_list(*columns)):
        for name in _views(one, actor=actor, day=day):
            views[name].append(one)
    found = ActionList(views, narrowing.view, agencies, reviews)
    found.rows.sort(key=lambda one: _sorted_by(one, found, order=narrowing.order))
    return found


def _sorted_by(one: Standing, among: ActionList, *, order: str) -> tuple[Any, ...]:
    if order == "agency":
        return among.agencies[one.agency_id].name, one.due_date, one.key
    if order == "review":
        return one.review_id, one.number
    return one.due_date, one.key


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
    actor: Actor, among: ActionList, rows: list[Standing], *, day: date, is_whole: bool = False
) -> list[ActionLine]:
    """Some actions of a list, in their order, with what is shown of each. Five queries.

    `is_whole`: all that the actor sees is read and what is not in `rows` left out. A list of ten thousand keys is
    none for a database.
    """
    keys = None if is_whole else [one.key for one in rows]
    by_key = {row.pk: row for row in _of(Action.objects.visible_to(actor), "pk", keys).order_by()}
    answers = _recommendations(actor, keys)
    heard = _heard(actor, keys)
    evidence = _labels(actor, keys, day=day)
    told = []
    for one in rows:
        row = by_key[one.key]
        row.agency, row.review = among.agencies[one.agency_id], among.reviews[one.review_id]
        told.append(
            ActionLine(
                row=row,
                state=one.state,
                is_late=_is_late(one, day=day),
                heard_date=heard.get(one.key, (None, ""))[0],
                heard=heard.get(one.key, (None, ""))[1],
                evidence=tuple(f"E{number}" for number in sorted(evidence.get(one.key, ()))),
                recommendations=tuple(sorted(answers.get(one.key, ()))),
            )
        )
    return told


def _of(rows: QuerySet[Any], field: str, keys: list[int] | None) -> QuerySet[Any]:
    return rows if keys is None else rows.filter(**{f"{field}__in": keys})


def _recommendations(actor: Actor, keys: list[int] | None) -> dict[int, set[int]]:
    """The numbers of the recommendations that each action answers."""
    ties = _of(RecommendationAction.objects.filter(within_reach(actor, "recommendation__")), "action", keys)
    found: dict[int, set[int]] = {}
    for key, number in ties.values_list("action_id", "recommendation__number"):
        found.setdefault(key, set()).add(number)
    return found


def _heard(actor: Actor, keys: list[int] | None) -> dict[int, tuple[date, str]]:
    """The latest accepted update of each action: its day and its words."""
    updates = _of(Update.objects.visible_to(actor).filter(state=UpdateState.ACCEPTED), "action", keys)
    told = updates.order_by("as_at_date", "id").values_list("action_id", "as_at_date", "text")
    return {action: (day, text) for action, day, text in told}


def _labels(actor: Actor, keys: list[int] | None, *, day: date) -> dict[int, set[int]]:
    """The numbers of the evidence that counts behind each action, each once."""
    found: dict[int, set[int]] = {}
    for rows, action in ((_on_actions(actor, day=day), "action"), (_on_updates(actor, day=day), "update__action")):
        for key, number in _of(rows, action, keys).values_list(f"{action}_id", "evidence__number"):
            found.setdefault(key, set()).add(number)
    return found
