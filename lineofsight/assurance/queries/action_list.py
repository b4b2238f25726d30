"""All actions that somebody sees, over every review: counted by preset list, a page at a time, or whole for an export.

One question counts in how many ways actions stand, and how many stand in each: from those few rows each list is
counted. A second asks for one page of one list. So ten thousand actions cost as few queries as ten.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

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


class Falls(IntEnum):
    """When an action is due, as the lists tell it apart."""

    PAST = 0
    SOON = 1
    LATER = 2


class Way(NamedTuple):
    """A way in which actions stand, as far as the lists tell one from another."""

    state: str
    is_ours: int
    has_evidence: int
    falls: int


@dataclass(frozen=True)
class Narrowing:
    """Which actions: a preset list, one review or all, one agency or all (by their references), in an order."""

    view: str = "open"
    review: str = ""
    agency: str = ""
    order: str = "due"


VIEWS = ("open", "late", "soon", "bare", "ours", "finished", "all")
_OPEN, _CHASED = ~Q(state__in=FINISHED_ACTIONS), Q(state__in=CHASED_ACTIONS)


def _views(one: Way) -> Iterable[str]:
    """The preset lists on which an action that stands so is. `_ON_VIEW` asks the same of the database."""
    yield "all"
    if one.state in FINISHED_ACTIONS:
        yield "finished"
        return
    yield "open"
    if not one.has_evidence:
        yield "bare"
    if one.is_ours:
        yield "ours"
    if _is_late(one.state, one.falls):
        yield "late"
    elif one.state in CHASED_ACTIONS and one.falls == Falls.SOON:
        yield "soon"


_ON_VIEW = {
    "open": _OPEN,
    "late": _CHASED & Q(falls=Falls.PAST.value),
    "soon": _CHASED & Q(falls=Falls.SOON.value),
    "bare": _OPEN & Q(has_evidence=0),
    "ours": _OPEN & Q(is_ours=1),
    "finished": ~_OPEN,
    "all": Q(),
}


def _is_late(state: str, falls: int) -> bool:
    return state in CHASED_ACTIONS and falls == Falls.PAST


@dataclass(frozen=True)
class ActionList:
    """A narrowed list on a day: how many actions stand on each preset list, and the names that narrow it."""

    narrowing: Narrowing
    day: date
    counts: Mapping[str, int]
    agencies: Mapping[int, Agency]
    reviews: Mapping[int, Review]

    @property
    def total(self) -> int:
        """How many actions stand on the list that was asked for."""
        return self.counts[self.narrowing.view]


def _counts(actor: Actor, *, day: date) -> Q:
    """Whether the evidence of a tie counts on a day, as far as the actor sees it."""
    stands = Q(ended_at__isnull=True)
    in_date = Q(evidence__valid_until__isnull=True) | Q(evidence__valid_until__gte=day)
    return stands & Q(evidence__state=EvidenceState.ACCEPTED) & in_date & within_reach(actor, "evidence__")


def _on_actions(actor: Actor, *, day: date) -> QuerySet[ActionEvidence]:
    return ActionEvidence.objects.filter(_counts(actor, day=day))


def _on_updates(actor: Actor, *, day: date) -> QuerySet[UpdateEvidence]:
    """What counts beside accepted updates. An update may reach less far than its action."""
    is_told = Q(update__state=UpdateState.ACCEPTED) & within_reach(actor, "update__")
    return UpdateEvidence.objects.filter(_counts(actor, day=day) & is_told)


def listed(actor: Actor, narrowing: Narrowing, *, day: date) -> ActionList:
    """How many actions stand on each preset list within the review and the agency of a narrowing. Three queries."""
    rows = _with_evidence(_narrowed(actor, narrowing, day=day), actor, day=day)
    ways = rows.order_by().values_list(*Way._fields).annotate(number=Count("pk"))
    counts: Counter[str] = Counter()
    for *way, number in ways:
        counts.update(dict.fromkeys(_views(Way._make(way)), number))
    return ActionList(
        narrowing,
        day,
        {name: counts[name] for name in VIEWS},
        {row.pk: row for row in Agency.objects.all()},
        {row.pk: row for row in Review.objects.visible_to(actor)},
    )


_ORDER = {"due": ("due_date", "pk"), "agency": ("agency__name", "due_date", "pk"), "review": ("review_id", "number")}


def _narrowed(actor: Actor, narrowing: Narrowing, *, day: date) -> QuerySet[Action]:
    """The actions that somebody sees within a review and an agency, with how each stands."""
    moves = ActionMove.objects.filter(action=OuterRef("pk")).order_by("-number")
    rows = Action.objects.visible_to(actor).annotate(
        state=Subquery(moves.values("target")[:1]),
        is_ours=Case(When(agency_id=actor.agency_id, then=1), default=0),
        falls=Case(
            When(due_date__lt=day, then=Falls.PAST.value),
            When(due_date__lte=day + SOON, then=Falls.SOON.value),
            default=Falls.LATER.value,
        ),
    )
    if narrowing.review:
        rows = rows.filter(review__ref=narrowing.review)
    if narrowing.agency:
        rows = rows.filter(agency__ref=narrowing.agency)
    return rows


def _with_evidence(rows: QuerySet[Action], actor: Actor, *, day: date) -> QuerySet[Action]:
    """The same, with whether anything counts behind each."""
    behind = Exists(_on_actions(actor, day=day).filter(action=OuterRef("pk")))
    beside = Exists(_on_updates(actor, day=day).filter(update__action=OuterRef("pk")))
    # One after the other: of an «or», SQLite would look for the second even where the first is true.
    return rows.annotate(has_evidence=Case(When(behind, then=1), When(beside, then=1), default=0))


class ActionRow(NamedTuple):
    """What is told of an action itself."""

    pk: int
    review_id: int
    agency_id: int
    state: str
    falls: int
    ref: str
    number: int
    title: str
    owner_role: str
    first_due_date: date
    due_date: date


class ActionLine(NamedTuple):
    """One action as the list shows it."""

    row: ActionRow
    review: str
    agency: str
    is_late: bool
    heard_date: date | None
    heard: str
    sent_date: date | None
    evidence: tuple[str, ...]
    recommendations: tuple[int, ...]


def lines(actor: Actor, among: ActionList, *, start: int = 0, stop: int | None = None) -> Iterator[ActionLine]:
    """The actions of a list in their order, all or those of a page, with what is shown of each. Five queries."""
    narrowing, day = among.narrowing, among.day
    every = _narrowed(actor, narrowing, day=day)
    if narrowing.view == "bare":
        every = _with_evidence(every, actor, day=day)
    found = every.filter(_ON_VIEW[narrowing.view]).order_by(*_ORDER[narrowing.order]).values_list(*ActionRow._fields)
    rows = [ActionRow._make(one) for one in (found if stop is None else found[start:stop])]
    # A list of ten thousand keys is none for a database: where all are told, all that the actor sees is read.
    keys = None if stop is None else [one.pk for one in rows]
    answers = _recommendations(actor, keys)
    heard = _heard(actor, keys)
    evidence = _labels(actor, keys, day=day)
    agencies = {key: one.name for key, one in among.agencies.items()}
    reviews = {key: one.name for key, one in among.reviews.items()}
    for row in rows:
        heard_date, words = heard.get((row.pk, UpdateState.ACCEPTED), (None, ""))
        yield ActionLine(
            row=row,
            review=reviews[row.review_id],
            agency=agencies[row.agency_id],
            is_late=_is_late(row.state, row.falls),
            heard_date=heard_date,
            heard=words,
            sent_date=heard.get((row.pk, UpdateState.SUBMITTED), (None, ""))[0],
            evidence=tuple([f"E{number}" for number in sorted(evidence.get(row.pk, ()))]),
            recommendations=tuple(sorted(answers.get(row.pk, ()))),
        )


def _of(rows: QuerySet[Any], field: str, keys: list[int] | None) -> QuerySet[Any]:
    return rows if keys is None else rows.filter(**{f"{field}__in": keys})


def _recommendations(actor: Actor, keys: list[int] | None) -> dict[int, set[int]]:
    """The numbers of the recommendations that each action answers."""
    ties = _of(RecommendationAction.objects.filter(within_reach(actor, "recommendation__")), "action", keys)
    found: dict[int, set[int]] = {}
    for key, number in ties.values_list("action_id", "recommendation__number"):
        found.setdefault(key, set()).add(number)
    return found


def _heard(actor: Actor, keys: list[int] | None) -> dict[tuple[int, str], tuple[date, str]]:
    """Of each action the latest update that was accepted, and the latest that waits to be: its day and its words."""
    told_or_sent = (UpdateState.ACCEPTED, UpdateState.SUBMITTED)
    updates = _of(Update.objects.visible_to(actor).filter(state__in=told_or_sent), "action", keys)
    told = updates.order_by("as_at_date", "id").values_list("action_id", "state", "as_at_date", "text")
    return {(action, state): (day, text) for action, state, day, text in told}


def _labels(actor: Actor, keys: list[int] | None, *, day: date) -> dict[int, set[int]]:
    """The numbers of the evidence that counts behind each action, each once."""
    found: dict[int, set[int]] = {}
    for rows, action in ((_on_actions(actor, day=day), "action"), (_on_updates(actor, day=day), "update__action")):
        for key, number in _of(rows, action, keys).values_list(f"{action}_id", "evidence__number"):
            found.setdefault(key, set()).add(number)
    return found
