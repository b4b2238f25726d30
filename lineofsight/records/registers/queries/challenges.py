"""Challenges as pages ask for them: within what an actor may see."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from lineofsight.library.challenge import State, Step
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.records.registers.rules.challenges import OPEN, Asker, Clock, Stands

OVER = (State.RESOLVED, State.CLOSED)


def challenges(actor: Actor) -> QuerySet[Challenge]:
    """Every challenge that an actor sees, open or not, the one that is due first at the top."""
    rows: QuerySet[Challenge] = Challenge.objects.visible_to(actor).select_related(
        "agency", "other_agency", "third_agency"
    )
    return rows.order_by("stage_due_date", "id")


def open_challenges(actor: Actor) -> QuerySet[Challenge]:
    """Those that are not yet resolved, and those that wait for the last signature."""
    return challenges(actor).filter(state__in=[*OPEN, State.RESOLVED])


def find_challenge(actor: Actor, ref: str) -> Challenge | None:
    """One challenge by its reference; None where there is none that the actor may see."""
    return challenges(actor).called(ref)


def steps_of(challenge: Challenge) -> tuple[ChallengeStep, ...]:
    """What was done with it, in order. The caller has found the challenge within what they may see."""
    return tuple(challenge.steps.order_by("number"))


def unheard(actor: Actor) -> frozenset[int]:
    """The open challenges in which one's agency takes part as the third and has not said its view, by their number."""
    asked = Challenge.objects.visible_to(actor).filter(third_agency_id=actor.agency_id, state__in=OPEN)
    said = ChallengeStep.objects.filter(step=Step.SAY, challenge__in=asked).values("challenge_id")
    return frozenset(asked.exclude(pk__in=said).values_list("pk", flat=True))


def paused_on(challenge: Challenge) -> date | None:
    """Since when its days stand still; None where they do not."""
    if challenge.state != State.PAUSED:
        return None
    return challenge.steps.filter(step=Step.PAUSE).order_by("-number").values_list("made_date", flat=True)[0]


def stands_of(challenge: Challenge, *, day: date) -> Stands:
    """Where it stands on a day."""
    is_overdue = (
        challenge.state == State.RAISED and challenge.stage_due_date is not None and day > challenge.stage_due_date
    )
    return Stands(State(challenge.state), challenge.stage, is_overdue, is_joined=challenge.third_agency_id is not None)


def clock_of(challenge: Challenge) -> Clock:
    """Its last days in time, as they stand."""
    return Clock(challenge.stage_due_date, challenge.whole_due_date)


def asker_of(challenge: Challenge, actor: Actor) -> Asker:
    """On which side of a challenge somebody stands."""
    is_raising, is_answering = actor.agency_id == challenge.agency_id, actor.agency_id == challenge.other_agency_id
    # Somebody without an agency is not the third where there is none.
    is_joining = actor.agency_id is not None and actor.agency_id == challenge.third_agency_id
    sides = (
        (is_raising, challenge.agency),
        (is_answering, challenge.other_agency),
        (is_joining, challenge.third_agency),
    )
    return Asker(
        next((agency.kind for is_theirs, agency in sides if is_theirs and agency), ""),
        frozenset(actor.roles),
        is_raising=is_raising,
        is_answering=is_answering,
        is_joining=is_joining,
        is_raiser=actor.ref == challenge.by_ref,
    )


def children_of(actor: Actor, rows: list[Challenge]) -> dict[int, Subject]:
    """The children that challenges are about, by their number: of one's own records, and those whom one may see."""
    wanted = {row.subject_id for row in rows if row.subject_id}
    seen = Subject.objects.visible_to(actor).filter(pk__in=wanted)
    return {subject.pk: subject for subject in seen}


def agencies_to_ask(actor: Actor, kinds: frozenset[str]) -> tuple[Agency, ...]:
    """The agencies of these kinds, one's own not among them."""
    rows = Agency.objects.filter(kind__in=kinds, closed_date__isnull=True).exclude(pk=actor.agency_id)
    return tuple(rows.order_by("name"))


def own_agency_kind(actor: Actor) -> str:
    """What kind of body the actor's agency is."""
    if actor.agency_kind:
        return actor.agency_kind
    return Agency.objects.filter(pk=actor.agency_id).values_list("kind", flat=True).first() or ""


def challenges_of_all(actor: Actor, *, until: date) -> Iterator[tuple[Challenge, ChallengeStep | None]]:
    """Every challenge that an actor may see and that was raised by a day, with the first step by then that ended it."""
    rows = Challenge.objects.visible_to(actor).filter(raised_date__lte=until, recorded_at__lte=actor.now)
    rows = rows.select_related("agency")
    for row in rows.prefetch_related("steps").order_by("id"):
        known = [step for step in row.steps.all() if step.recorded_at <= actor.now]
        over = [step for step in known if step.target in OVER and step.made_date <= until]
        yield row, min(over, key=lambda step: (step.made_date, step.number), default=None)
