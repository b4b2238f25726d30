"""What people ask about jobs: where mine stands, and for the administrator what failed and whether anybody works."""

from dataclasses import dataclass
from datetime import datetime

from lineofsight.jobs.models import Job, Worker
from lineofsight.jobs.rules import OPEN, JobState, is_worker_silent
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope


def find_job(actor: Actor, ref: str) -> Job | None:
    """One job of one's own, or None."""
    return Job.objects.visible_to(actor).filter(ref=ref).first()


def open_job(actor: Actor, *, kind: str, about_ref: str) -> Job | None:
    """The job of one's own that is still to be done about a thing, if there is one."""
    mine = Job.objects.visible_to(actor).filter(kind=kind, state__in=OPEN, order__contains=about_ref)
    return mine.order_by("-id").first()


@dataclass(frozen=True)
class Background:
    """How the work beside the requests goes: what failed, what is to be done, and when a worker was last heard of."""

    failed: tuple[Job, ...]
    running: tuple[Job, ...]
    waiting: tuple[Job, ...]
    heard_at: datetime | None
    is_silent: bool


def background(by: Actor) -> Background:
    """How it goes. `by`: a job that sees all; whoever shows it has asked the policy."""
    rows = Job.objects.visible_to(by).order_by("-id")
    last = Worker.objects.order_by("-beat_at").first()
    heard = last.beat_at if last else None
    return Background(
        failed=tuple(rows.filter(state=JobState.FAILED)),
        running=tuple(rows.filter(state=JobState.RUNNING)),
        waiting=tuple(rows.filter(state=JobState.WAITING)),
        heard_at=heard,
        is_silent=is_worker_silent(beat_at=heard, now=by.now),
    )


def find_failed(actor: Actor, ref: str) -> Job | None:
    """One job that failed, for whoever may try it again; None for everybody else."""
    if not can(actor, Act.JOBS_READ):
        return None
    # Row security shows a job to whoever asked for it, so a job looks.
    with scope(job("background", now=actor.now), writes=False):
        return Job.objects.filter(ref=ref).exclude(state__in=OPEN).first()
