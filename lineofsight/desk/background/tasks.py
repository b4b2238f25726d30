"""What each kind of job does: first what only reads, then one transaction that writes all of it or nothing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.conf import settings

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.actions.drafts import remove_ended_drafts
from lineofsight.assurance.actions.plans import take_plan
from lineofsight.assurance.queries.imports import find_plan
from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.assurance.rules.plans import NotSettled
from lineofsight.desk.learning import remind_of_surveys
from lineofsight.desk.my_work.digests import digests_of, put_digests
from lineofsight.desk.returns import FilesGone, reading_of_upload
from lineofsight.desk.workforce import raise_all
from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.records.identities.one_at_a_time import AnotherIsBeingTaken
from lineofsight.records.practice.nearness import refresh_all
from lineofsight.records.practice.queries import find_upload
from lineofsight.records.practice.uploads import preview_upload, remove_overdue, take_upload
from lineofsight.records.taken import UnreadableReturn

Tell = Callable[[int, int], None]


class Gone(Exception):
    """What the job is about is not there any more, or whoever asked may not see it any more."""

    def __init__(self) -> None:
        super().__init__("What this was about is gone, or may not be seen any more by whoever asked.")


# Trouble that carries a sentence for whoever asked, and that would be the same at the next try.
REFUSALS = (
    Forbidden,
    Gone,
    NameOfAChild,
    NotSettled,
    Stale,
    WrongState,
    UnreadableReturn,
    KeyMissing,
    AnotherIsBeingTaken,
    FilesGone,
)


@dataclass(frozen=True)
class Task:
    """How a kind of job is done. `prepare` reads and makes what is slow; `write` is one transaction.

    Both are given the job, who they act for, and `tell`, which says how far they are and ends a job that was stopped.
    """

    prepare: Callable[[Job, Actor, Tell], Any]
    write: Callable[[Job, Actor, Any, Tell], str]


@dataclass(frozen=True)
class InChunks:
    """A kind of job that writes in many short transactions, so that nobody else waits long, and counts at once.

    It calls `finish` with what it made, inside its last transaction: job and work stand together, or neither.
    """

    do: Callable[[Job, Actor, Tell, Callable[[str], None]], None]


def _read_plan(job: Job, by: Actor, tell: Tell) -> Any:
    plan = find_plan(by, json.loads(job.order)["plan"])
    if plan is None:
        raise Gone
    # Kept in memory: the transaction finds it read, and holds nobody up with it.
    now = plan_of(plan, by)
    if now.children:
        raise NameOfAChild(now.children)
    tell(0, len(now.rows))
    return plan


def _write_plan(job: Job, by: Actor, plan: Any, tell: Tell) -> str:
    order = json.loads(job.order)
    review = assurance.find_review(by, order["review"]) if order["review"] else None
    made = take_plan(
        plan_import=plan,
        review=review,
        name=order["name"],
        as_at=date.fromisoformat(order["as_at"]) if order.get("as_at") else None,
        expected_version=order["version"],
        by=by,
        tell=tell,
    )
    return made.review.ref


def _upload_of(job: Job, by: Actor) -> Any:
    with scope(by, writes=False):
        upload = find_upload(by, json.loads(job.order)["upload"])
    if upload is None:
        raise Gone
    return upload


def _read_return(job: Job, by: Actor, tell: Tell, finish: Callable[[str], None]) -> None:
    upload = _upload_of(job, by)

    def end() -> None:
        finish(upload.ref)

    preview_upload(
        upload=upload, reading=reading_of_upload(upload, by=by), by=by, tell=lambda done: tell(done, 0), and_then=end
    )


def _take_return(job: Job, by: Actor, tell: Tell, finish: Callable[[str], None]) -> None:
    upload, order = _upload_of(job, by), json.loads(job.order)
    take_upload(
        upload=upload,
        reading=reading_of_upload(upload, by=by),
        expected_version=order["version"],
        by=by,
        tell=lambda done: tell(min(done, job.of), job.of),
        and_then=lambda: finish(upload.ref),
    )


def _count_digests(job: Job, by: Actor, tell: Tell) -> Any:
    return digests_of(day=date.fromisoformat(json.loads(job.order)["day"]), address=settings.LOS_ADDRESS, by=by)


def _put_digests(job: Job, by: Actor, digests: Any, tell: Tell) -> str:
    put_digests(digests=digests, day=date.fromisoformat(json.loads(job.order)["day"]), by=by)
    remind_of_surveys(address=settings.LOS_ADDRESS, by=by)
    # What is done once a day: nobody's draft outlives its time.
    remove_ended_drafts(by=by)
    with scope(as_job("nearness", now=by.now), writes=True):
        refresh_all(at=by.now)
    raise_all(by=by)
    # Nor do the files of a return that nobody took.
    remove_overdue(now=by.now)
    return ""


TASKS: Mapping[JobKind, Task | InChunks] = MappingProxyType(
    {
        JobKind.READ_RETURN: InChunks(_read_return),
        JobKind.TAKE_RETURN: InChunks(_take_return),
        JobKind.WRITE_PLAN: Task(_read_plan, _write_plan),
        JobKind.DIGESTS: Task(_count_digests, _put_digests),
    }
)
