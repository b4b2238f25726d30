"""Who is told that a step was done, and has not put it away: that it was done and on which day, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.records.pathways.models import Part, StepDone, StepRead
from lineofsight.records.pathways.rules import NotNow, StepKind
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

TOLD_FOR = timedelta(days=60)
"""After so long a line goes of itself; the step stands on the child's page as before."""

Tells = Iterable[tuple[str, str]]
"""The steps of which somebody is told when they are done: pathway and step."""


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step that was done, as whoever is told of it reads it. No answer and no person who did it is among it."""

    ref: str
    part: str
    child: str
    child_ref: str
    pathway: str
    started: date
    step: str
    day: date
    agency: str


def told_to(actor: Actor, *, tells: Tells, most: int) -> tuple[StepTold, ...]:
    """What somebody is told and has not put away, the latest first; at most so many."""
    rows = list(told_rows(actor, tells=tells).select_related("agency", "run").order_by("-day", "-id")[:most])
    if not rows:
        return ()
    parts = Part.objects.visible_to(actor).filter(run__in=[row.run_id for row in rows], agency_id=actor.agency_id)
    of_run = {part.run_id: part for part in parts.select_related("subject")}
    return tuple(
        StepTold(
            row.ref,
            part.ref,
            part.subject.shown,
            part.subject.ref,
            row.run.pathway,
            row.run.started,
            row.step,
            row.day,
            row.agency.name,
        )
        for row in rows
        if (part := of_run.get(row.run_id)) is not None
    )


def told_rows(actor: Actor, *, tells: Tells) -> "QuerySet[StepDone]":
    """The steps that others did on pathways of children whom somebody sees, and that they have not put away."""
    wanted = Q(pk__in=())
    for pathway, step in tells:
        wanted |= Q(run__pathway=pathway, step=step)
    return unread(actor).filter(wanted)


def unread(actor: Actor) -> "QuerySet[StepDone]":
    """All that others did of late on such pathways, whoever is told of it: asked to learn whether there is any."""
    # A run is seen through one's own part of it, as on the board.
    parts = Part.objects.visible_to(actor).filter(agency_id=actor.agency_id).values("run")
    rows: QuerySet[StepDone] = StepDone.objects.filter(Q(is_shared=True) | Q(agency_id=actor.agency_id), run__in=parts)
    rows = rows.filter(kind=StepKind.DONE, recorded_at__gt=actor.now - TOLD_FOR).exclude(by_ref=actor.ref)
    corrected = StepDone.objects.filter(supersedes=OuterRef("pk"))
    read = StepRead.objects.filter(step=OuterRef("pk"), person_id=actor.person_id)
    return rows.filter(~Exists(corrected), ~Exists(read))


@transaction.atomic
def read_told(*, part: Part, step_ref: str, tells: Tells, by: Actor, at: datetime) -> None:
    """Put away that a step was done, of which one is told. Raises Forbidden, and NotNow where there is no such line."""
    require(by, Act.PATHWAY_READ, part)
    done = told_rows(by, tells=tells).filter(run_id=part.run_id, ref=step_ref).first()
    if done is None:
        raise NotNow("This stands among what you are told no more: you have put it away, or it was corrected.")
    StepRead.objects.create(agency_id=part.agency_id, step=done, person_id=by.person_id, recorded_at=at)
    facts = {"pathway": part.pathway, "step": done.step}
    record("pathway.read", subject=part, by=by, at=at, agency=by.agency_code, sens=Sens.S3, **facts)
