"""Ask for a job, do it as one who may be overtaken, stop it, and try it again.

A job and what it does end in one transaction: killed at any moment, either both stand or neither.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from lineofsight.jobs.models import Job, JobRows, Worker
from lineofsight.jobs.rules import (
    JOB_MOVES,
    SILENT_AFTER,
    JobKind,
    JobState,
    is_last,
    tried_again_at,
)
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.moves import NotYours, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.trail.actions import record

CUT_OFF = "It was cut off each time it was tried. The machine may have too little memory, or was switched off."


class NoLongerWanted(Exception):
    """The job was stopped, or somebody else took it over: what was done of it is taken back."""


class AskedAlready(Exception):
    """A job of this name was asked for before. Carries nothing: once is enough."""


@transaction.atomic
def ask_for(
    *,
    kind: JobKind,
    by: Actor,
    order: Mapping[str, str | int] | None = None,
    about: str = "",
    of: int = 0,
    key: str = "",
) -> Job:
    """Ask for something that takes longer than a page may. Raises AskedAlready for a name that is there."""
    try:
        with transaction.atomic():
            asked = Job.objects.create(
                kind=kind,
                key=key or None,
                person_id=by.person_id,
                **written_by(by),
                about=about[:200],
                order=json.dumps(dict(order or {}), ensure_ascii=False),
                of=of,
                due_at=by.now,
            )
    except IntegrityError as trouble:
        raise AskedAlready from trouble
    record("job.asked", subject=asked, by=by, at=by.now, agency=by.agency_code, kind=kind)
    return asked


def to_do(*, at: datetime) -> JobRows:
    """The jobs whose turn it is: those that wait, and those whose worker fell silent."""
    silent = Q(state=JobState.RUNNING, beat_at__lt=at - SILENT_AFTER)
    return Job.objects.filter(silent | Q(state=JobState.WAITING, due_at__lte=at))


@transaction.atomic
def take_next(*, by: Actor) -> Job | None:
    """Begin the job that has waited longest; one that fell silent too, unless it was begun often enough.

    One transaction, so that no two workers take the same.
    """
    silent = Q(state=JobState.RUNNING, beat_at__lt=by.now - SILENT_AFTER)
    waiting = Q(state=JobState.WAITING, due_at__lte=by.now)
    for job in (
        Job.objects.select_for_update(skip_locked=True, of=("self",)).filter(silent | waiting).order_by("due_at", "id")
    ):
        if job.state == JobState.RUNNING and is_last(job.tries):
            _fail(job, CUT_OFF, by=by, again_at=None)
            continue
        if job.state == JobState.RUNNING:
            record("job.cut off", subject=job, by=by, at=by.now, tries=job.tries)
        save_version(
            job,
            expected=job.version,
            state=JobState.RUNNING,
            tries=job.tries + 1,
            done=0,
            began_at=by.now,
            beat_at=by.now,
            trouble="",
        )
        record("job.begun", subject=job, by=by, at=by.now, tries=job.tries)
        return job
    return None


def note_progress(*, job: Job, done: int, of: int, at: datetime) -> bool:
    """Tell how far it is, and that it lives. Out: whether it is still wanted. Leaves no event."""
    return bool(_ours(job).update(done=done, of=of, beat_at=at, version=F("version") + 1))


def _ours(job: Job) -> JobRows:
    """The row, while it is this try of the job that runs."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries)


def finish(*, job: Job, result_ref: str, by: Actor) -> None:
    """Say that it is done, in the transaction that did it. Raises NoLongerWanted: nothing of it stays then."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a job ends in the transaction that does its work")
    ended = {"state": JobState.DONE, "ended_at": by.now, "beat_at": by.now, "result_ref": result_ref}
    if not _ours(job).update(**ended, done=F("of"), version=F("version") + 1):
        raise NoLongerWanted
    record("job.done", subject=job, by=by, at=by.now, result=result_ref)


@transaction.atomic
def fail(*, job: Job, sentence: str, by: Actor, for_good: bool) -> None:
    """Say that this try did not work. Tried again by itself, later each time, unless `for_good` or often enough."""
    row = Job.objects.select_for_update().filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries).first()
    if row is None:
        return
    again_at = None if for_good or is_last(row.tries) else tried_again_at(tries=row.tries, at=by.now)
    _fail(row, sentence, by=by, again_at=again_at)


def _fail(row: Job, sentence: str, *, by: Actor, again_at: datetime | None) -> None:
    state = JobState.FAILED if again_at is None else JobState.WAITING
    find_move(JOB_MOVES, what="This job", source=row.state, target=state, reason=sentence)
    ended = {"ended_at": by.now} if again_at is None else {"due_at": again_at}
    save_version(row, expected=row.version, state=state, trouble=sentence[:400], **ended)
    record(f"job.{'failed' if again_at is None else 'tried again'}", subject=row, by=by, at=by.now, tries=row.tries)


@transaction.atomic
def cancel(*, job: Job, by: Actor) -> Job:
    """Stop it: what it has begun is taken back. Raises Forbidden, WrongState (409) when it has ended."""
    require(by, Act.JOB_OWN)
    row = Job.objects.visible_to(by).select_for_update(of=("self",)).get(pk=job.pk)
    find_move(JOB_MOVES, what="This job", source=row.state, target=JobState.CANCELLED, reason="")
    save_version(row, expected=row.version, state=JobState.CANCELLED, ended_at=by.now, order="")
    record("job.cancelled", subject=row, by=by, at=by.now, agency=by.agency_code)
    return row


def try_again(*, job: Job, expected_version: int, by: Actor) -> Job:
    """Let a job that failed be tried again, as often as a new one. Raises Forbidden, WrongState, Stale."""
    require(by, Act.JOBS_MANAGE)
    move = find_move(JOB_MOVES, what="This job", source=job.state, target=JobState.WAITING, reason="by hand")
    if not move.may_be_made(roles=by.roles, actor_agency=None, row_agency=0):
        raise NotYours("This job", move)
    # Row security shows a job to whoever asked for it: the administrator was let in by the policy.
    with transaction.atomic(), scope(as_job("background", now=by.now), writes=True):
        save_version(job, expected=expected_version, state=JobState.WAITING, tries=0, due_at=by.now, ended_at=None)
        record("job.asked again", subject=job, by=by, at=by.now)
    return job


def beat(*, name: str, at: datetime, is_new: bool = False) -> None:
    """Whoever does the jobs tells that they live."""
    facts = {"beat_at": at} | ({"began_at": at} if is_new else {})
    Worker.objects.update_or_create(name=name, defaults=facts, create_defaults={"beat_at": at, "began_at": at})
