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
from lineofsight.assurance.queries_imports import find_plan
from lineofsight.assurance.queries_plans import plan_of
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.assurance.rules.plans import NotSettled
from lineofsight.desk.digests import digests_of, put_digests
from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale

Tell = Callable[[int, int], None]


class Gone(Exception):
    """What the job is about is not there any more, or whoever asked may not see it any more."""

    def __init__(self) -> None:
        super().__init__("What this was about is gone, or may not be seen any more by whoever asked.")


# Trouble that carries a sentence for whoever asked, and that would be the same at the next try.
REFUSALS = (Forbidden, Gone, NameOfAChild, NotSettled, Stale, WrongState)


@dataclass(frozen=True)
class Task:
    """How a kind of job is done. `prepare` reads and makes what is slow; `write` is one transaction.

    Both are given the job, who they act for, and `tell`, which says how far they are and ends a job that was stopped.
    """

    prepare: Callable[[Job, Actor, Tell], Any]
    write: Callable[[Job, Actor, Any, Tell], str]


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
        plan_import=plan, review=review, name=order["name"], expected_version=order["version"], by=by, tell=tell
    )
    return made.review.ref


def _count_digests(job: Job, by: Actor, tell: Tell) -> Any:
    return digests_of(day=date.fromisoformat(json.loads(job.order)["day"]), address=settings.LOS_ADDRESS, by=by)


def _put_digests(job: Job, by: Actor, digests: Any, tell: Tell) -> str:
    put_digests(digests=digests, day=date.fromisoformat(json.loads(job.order)["day"]), by=by)
    # What is done once a day: nobody's draft outlives its time.
    remove_ended_drafts(by=by)
    return ""


TASKS: Mapping[JobKind, Task] = MappingProxyType(
    {
        JobKind.WRITE_PLAN: Task(_read_plan, _write_plan),
        JobKind.DIGESTS: Task(_count_digests, _put_digests),
    }
)
