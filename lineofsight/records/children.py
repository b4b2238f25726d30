"""Children of the records as pages ask for them: one by its reference, and who works with them on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import OnePerson
from lineofsight.records.days import number_of
from lineofsight.records.identities.models import Import, Subject
from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.models import Allocation
from lineofsight.records.tables import Known, known_of, questions_answered


@dataclass(frozen=True, slots=True)
class WorksWith:
    """Who works with a child, by the pseudonym of the worker and the name of the team; empty where unknown."""

    worker: str = ""
    team: str = ""


@dataclass(frozen=True)
class Delivered:
    """The last return that was taken: of which source, and when. It says how old what we know is."""

    source: str
    day: date


def find_child(actor: Actor, ref: str) -> Subject | None:
    """One child by the reference in an address; None where there is none whom the actor may see."""
    found: Subject | None = _seen_whole(actor).select_related("agency").called(ref)
    return found


def _seen_whole(actor: Actor) -> QuerySet[Subject]:
    """The children of whom somebody sees all that is recorded, and not only what they entered themselves."""
    rows = Subject.objects.visible_to(actor).filter(delivery__state=DeliveryState.TAKEN)
    if actor.reach.children >= OnePerson.OF_THE_AGENCY:
        return rows
    return rows.filter(pk__in=Allocation.objects.visible_to(actor).values("subject_id"))


def child_called(actor: Actor, shown: str) -> Subject | None:
    """One child by the pseudonym that people read, however it is typed; None where there is none they may see."""
    letters = "".join(letter for letter in shown.upper() if letter.isalnum())
    name = "-".join(letters[at : at + 3] for at in range(0, len(letters), 3))
    rows = _seen_whole(actor).filter(agency_id=actor.agency_id, shown__in=(name, shown.strip()))
    found: Subject | None = rows.select_related("agency").first()
    return found


def refs_of(actor: Actor, shown: Iterable[str]) -> dict[str, str]:
    """The reference of each child by its pseudonym, of those whom the actor may see."""
    rows = Subject.objects.visible_to(actor).filter(shown__in=set(shown), delivery__state=DeliveryState.TAKEN)
    return dict(rows.values_list("shown", "ref"))


def children_near(actor: Actor) -> tuple[str, ...] | None:
    """The pseudonyms of the children whom somebody sees whole; None where those are all of their agency."""
    # Who said that they should not see a row may have said it of a child.
    if actor.reach.children >= OnePerson.OF_THE_AGENCY and not actor.stopped:
        return None
    return tuple(_seen_whole(actor).order_by("shown").values_list("shown", flat=True))


def children_of_the_agency(actor: Actor, *, most: int) -> tuple[tuple[str, str], ...]:
    """The reference and the pseudonym of each child whom an actor sees, by the pseudonym; at most so many."""
    return tuple(_seen_whole(actor).order_by("shown").values_list("ref", "shown")[:most])


# Whoever reviews or stands beside a child does not visit for the council.
NOT_HOLDING = ("reviewing officer", "advocate", "another role")


def known_to(actor: Actor, *, at: datetime | None = None) -> Known:
    """What is known of the children of one's own agency, or was at a moment. `actor` has an agency."""
    assert actor.agency_id is not None, "somebody without an agency may not ask"
    return known_of(actor.agency_id, at=at)


def working_with(of: Known, *, on: date) -> dict[str, WorksWith]:
    """Who works with each child of one's agency on a day, by the child's pseudonym; the last to begin counts."""
    asked = (
        'SELECT child, worker, team FROM allocation WHERE start <= %s AND ("until" IS NULL OR "until" > %s)'
        " AND role NOT IN (%s, %s, %s) ORDER BY child, start, worker"
    )
    return {
        child: WorksWith(worker, team)
        for child, worker, team in questions_answered(of, asked, [number_of(on), number_of(on), *NOT_HOLDING])
    }


def agencies_with_children(actor: Actor) -> tuple[Agency, ...]:
    """The agencies of which an actor sees a return that was taken, in order."""
    taken = Import.objects.visible_to(actor).filter(state=DeliveryState.TAKEN, taken_at__lte=actor.now)
    return tuple(Agency.objects.filter(pk__in=taken.values("agency_id")).order_by("pk"))


def last_delivery(actor: Actor) -> Delivered | None:
    """The last return of one's own agency that was taken; None before the first."""
    last = _returns(actor).first()
    return None if last is None or last.taken_at is None else Delivered(last.source, today(last.taken_at))


def day_of_last_return(agency_id: int) -> date | None:
    """The day on which the last return of an agency was taken, for background work; None before the first."""
    taken = Import.objects.filter(agency_id=agency_id, state=DeliveryState.TAKEN).exclude(source=RECORDED_HERE)
    moment = taken.order_by("-number").values_list("taken_at", flat=True).first()
    return today(moment) if moment else None


def delivery_before(actor: Actor) -> date | None:
    """The day of the return before the last one, of one's own agency; None where there is none."""
    before = _returns(actor).values_list("taken_at", flat=True)[1:2]
    return next((today(moment) for moment in before if moment), None)


def _returns(actor: Actor) -> QuerySet[Import]:
    """The returns of one's own agency that were taken, newest first. What was recorded here by hand is none."""
    taken = Import.objects.visible_to(actor).filter(agency_id=actor.agency_id, state=DeliveryState.TAKEN)
    found: QuerySet[Import] = taken.exclude(source=RECORDED_HERE).order_by("-number")
    return found


def worked_with(of: Known, *, since: date) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Of each child the workers, by pseudonym, and the teams that worked with the child on a day or after it."""
    workers: dict[str, set[str]] = defaultdict(set)
    teams: dict[str, set[str]] = defaultdict(set)
    asked = 'SELECT child, worker, team FROM allocation WHERE "until" IS NULL OR "until" > %s'
    for child, worker, team in questions_answered(of, asked, [number_of(since)]):
        workers[child].add(worker)
        if team:
            teams[child].add(team)
    return {child: (frozenset(some), frozenset(teams[child])) for child, some in workers.items()}
