"""Children whom a fact of the records calls onto a pathway, and who are on none of it since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from lineofsight.library.standard import Events
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rows import among_people
from lineofsight.records.identities.models import NEAR_THE_CHILD, Merge
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.identities.rules import DeliveryState
from lineofsight.records.pathways.models import NotStarted, Part, StepDone
from lineofsight.records.practice.models import Fact


@dataclass(frozen=True, slots=True)
class Called:
    """Which fact calls for a pathway, and from which day on it does."""

    pathway: str
    event: Events
    since: date


@dataclass(frozen=True, slots=True)
class Offered:
    """One child who is offered for a pathway: the pseudonym, the reference, and the day of the latest fact."""

    pathway: str
    child: str
    ref: str
    day: date


@dataclass(frozen=True, slots=True)
class _Row:
    pathway: str
    subject_id: int
    ref: str
    shown: str
    day: date
    has_others: bool


def offered(actor: Actor, called: Iterable[Called], *, today: date, child: str = "") -> tuple[Offered, ...]:
    """Who is offered for these pathways, whoever waits longest first; `child`: only one, by the reference.

    Only children whom the actor sees whole, of their own agency: another agency's facts and runs count for nothing.
    """
    asked = [_of_one(actor, one, today, child) for one in called]
    if not asked:
        return ()
    # One question for all of them.
    rows = [_Row(*row) for row in asked[0].union(*asked[1:], all=True)]
    latest: dict[tuple[str, str], _Row] = {}
    for row in _whole(actor, rows):
        key = (row.pathway, row.ref)
        if key not in latest or latest[key].day < row.day:
            latest[key] = row
    found = sorted(latest.values(), key=lambda row: (row.day, row.shown))
    return tuple(Offered(row.pathway, row.shown, row.ref, row.day) for row in found)


def lately(actor: Actor, called: Iterable[Called], *, today: date) -> "QuerySet[Fact]":
    """Facts that call for a pathway, whether or not it runs: asked to learn whether there is any."""
    wanted = Q(pk__in=())
    for one in called:
        wanted |= Q(kind=one.event.event, day__range=(one.since, today))
    rows: QuerySet[Fact] = Fact.objects.visible_to(actor).filter(wanted, agency_id=actor.agency_id)
    return rows


def _of_one(actor: Actor, called: Called, today: date, child: str) -> "QuerySet[Any]":
    """The facts that hold now and call for one pathway, of children who are not on it and were not set aside since."""
    event = called.event
    # Whoever sees of a child only what they entered themselves does not see whether a pathway runs.
    seen = among_people(actor, actor.reach.children, NEAR_THE_CHILD)
    rows = Fact.objects.visible_to(actor).filter(seen, agency_id=actor.agency_id, kind=event.event)
    rows = rows.filter(day__range=(called.since, today), is_withdrawn=False, delivery__state=DeliveryState.TAKEN)
    if event.codes:
        rows = rows.filter(code__in=event.codes)
    if event.but_not:
        rows = rows.exclude(code__in=event.but_not)
    if child:
        rows = rows.filter(subject__ref=child)
    of_child = {"subject": OuterRef("subject"), "pathway": called.pathway}
    corrected = Fact.objects.filter(supersedes=OuterRef("pk"), delivery__state=DeliveryState.TAKEN)
    # What a pathway recorded itself does not call for it again.
    own = StepDone.objects.filter(fact=OuterRef("pk"), run__pathway=called.pathway)
    runs = Part.objects.filter(**of_child).filter(_runs_since(OuterRef("day")))
    set_aside = NotStarted.objects.filter(**of_child, day__gte=OuterRef("day"))
    merged = Merge.objects.filter(Q(subject=OuterRef("subject")) | Q(into=OuterRef("subject")))
    rows = rows.filter(~Exists(corrected), ~Exists(own), ~Exists(runs), ~Exists(set_aside)).order_by()
    named = rows.annotate(on=Value(called.pathway, output_field=CharField()), has_others=Exists(merged))
    return named.values_list("on", "subject_id", "subject__ref", "subject__shown", F("day"), "has_others")


def _runs_since(day: Any) -> Q:
    """A run that goes on, or that went on on a day: what happened during it was dealt with in it."""
    return Q(run__ended__isnull=True) | Q(run__ended__gte=day)


def _whole(actor: Actor, rows: Iterable[_Row]) -> Iterable[_Row]:
    """The rows of children with several references, under one of them; without those who are on it under another."""
    found = list(rows)
    several = {row.subject_id for row in found if row.has_others}
    if not several or actor.agency_id is None:
        return found
    one_child = read_as_one(actor.agency_id, several)
    every = {other for others in one_child.values() for other in others}
    dealt_with = _dealt_with(actor, every, {row.pathway for row in found})
    name: dict[int, _Row] = {}
    left = []
    for row in sorted(found, key=lambda row: row.subject_id):
        others = one_child.get(row.subject_id, frozenset({row.subject_id}))
        if row.has_others and any(row.day <= dealt_with[row.pathway].get(other, date.min) for other in others):
            continue
        first = name.setdefault(min(others), row)
        left.append(_Row(row.pathway, row.subject_id, first.ref, first.shown, row.day, row.has_others))
    return left


def _dealt_with(actor: Actor, subjects: Iterable[int], pathways: Iterable[str]) -> Mapping[str, dict[int, date]]:
    """Up to which day a pathway was begun or set aside, by the pathway and each reference."""
    of = {"subject__in": list(subjects), "pathway__in": list(pathways), "agency_id": actor.agency_id}
    runs = Part.objects.visible_to(actor).filter(**of).values_list("pathway", "subject_id", "run__ended")
    aside = NotStarted.objects.visible_to(actor).filter(**of).values_list("pathway", "subject_id", "day")
    found: dict[str, dict[int, date]] = defaultdict(dict)
    for pathway, subject, until in (*runs, *aside):
        found[pathway][subject] = max(found[pathway].get(subject, date.min), until or date.max)
    return found
