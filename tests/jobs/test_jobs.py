"""A job ends once, in the transaction of its work; one that died is seen, tried again, and shown at last."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from lineofsight.jobs import actions as jobs
from lineofsight.jobs.actions import AskedAlready, NoLongerWanted
from lineofsight.jobs.models import Job
from lineofsight.jobs.queries import background, find_failed, find_job
from lineofsight.jobs.rules import MOST_TRIES, JobKind, JobState, has_died, is_worker_silent, tried_again_at
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.trail.models import Event
from tests.factories.partnership import NOW, acting, agency, partnership

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def worker(minutes: float = 0):
    return as_job("work", now=NOW + minutes * MINUTE)


@pytest.fixture
def unit():
    return acting(Role.BUSINESS_MANAGER, partnership().hub)


@pytest.fixture
def asked(unit) -> Job:
    return jobs.ask_for(kind=JobKind.WRITE_PLAN, order={"plan": "p"}, about="plan.xlsx", of=10, by=unit)


def acts() -> list[str]:
    return list(Event.objects.filter(act__startswith="job.").order_by("id").values_list("act", flat=True))


@transaction.atomic
def write_and_finish(job: Job) -> None:
    agency("late", "Written by the job", AgencyKind.POLICE)
    jobs.finish(job=job, result_ref="", by=worker())


def test_a_job_is_taken_once_done_once_and_leaves_its_trail(asked):
    taken = jobs.take_next(by=worker())
    nobody_elses = jobs.take_next(by=worker())

    with transaction.atomic():
        jobs.finish(job=taken, result_ref="r" * 26, by=worker(1))

    asked.refresh_from_db()
    assert (taken.pk, nobody_elses) == (asked.pk, None)
    assert (asked.state, asked.tries, asked.done, asked.result_ref) == (JobState.DONE, 1, 10, "r" * 26)
    assert acts() == ["job.asked", "job.begun", "job.done"]


def test_what_was_done_is_taken_back_when_the_job_was_stopped_meanwhile(asked, unit):
    taken = jobs.take_next(by=worker())
    jobs.cancel(job=asked, by=unit)

    with pytest.raises(NoLongerWanted):
        write_and_finish(taken)

    assert not Agency.objects.filter(code="late").exists()
    assert not jobs.note_progress(job=taken, done=1, of=10, at=NOW)


def test_control_what_was_done_stands_when_nobody_stopped_it(asked):
    taken = jobs.take_next(by=worker())

    write_and_finish(taken)

    assert Agency.objects.filter(code="late").exists()


def test_whoever_was_overtaken_cannot_end_the_job_of_another(asked):
    slow = jobs.take_next(by=worker())
    again = jobs.take_next(by=worker(2))

    with pytest.raises(NoLongerWanted), transaction.atomic():
        jobs.finish(job=slow, result_ref="slow", by=worker(3))
    jobs.fail(job=slow, sentence="too late", by=worker(3), for_good=True)
    with transaction.atomic():
        jobs.finish(job=again, result_ref="again", by=worker(3))

    asked.refresh_from_db()
    assert (asked.state, asked.result_ref, asked.trouble) == (JobState.DONE, "again", "")


def test_a_job_that_fell_silent_is_begun_again_so_often_and_then_shown_as_failed(asked):
    begun = [jobs.take_next(by=worker(2 * number)) for number in range(MOST_TRIES)]
    last = jobs.take_next(by=worker(2 * MOST_TRIES))

    asked.refresh_from_db()
    assert [job.tries for job in begun] == [1, 2, 3]
    assert last is None
    assert (asked.state, asked.trouble) == (JobState.FAILED, jobs.CUT_OFF)
    assert acts() == ["job.asked", "job.begun", *["job.cut off", "job.begun"] * 2, "job.failed"]


def test_control_a_job_that_tells_that_it_lives_is_left_to_whoever_does_it(asked):
    taken = jobs.take_next(by=worker())
    jobs.note_progress(job=taken, done=5, of=10, at=NOW + 2 * MINUTE)

    assert jobs.take_next(by=worker(2.5)) is None
    assert not has_died(beat_at=NOW, now=NOW + MINUTE)
    assert has_died(beat_at=NOW, now=NOW + MINUTE + timedelta(seconds=1))


def test_a_job_that_went_wrong_waits_longer_each_time_and_is_not_tried_a_fourth_time(asked):
    at, waits = 0.0, []
    for _ in range(MOST_TRIES):
        taken = jobs.take_next(by=worker(at))
        jobs.fail(job=taken, sentence="It went wrong.", by=worker(at), for_good=False)
        asked.refresh_from_db()
        waits.append((asked.due_at - NOW) / MINUTE - at if asked.state == JobState.WAITING else None)
        assert jobs.take_next(by=worker(at)) is None
        at = (asked.due_at - NOW) / MINUTE

    assert waits == [1, 5, None]
    assert tried_again_at(tries=3, at=NOW) == NOW + 25 * MINUTE
    assert asked.state == JobState.FAILED


def test_the_administrator_lets_it_be_tried_again_and_nobody_else(asked, unit):
    taken = jobs.take_next(by=worker())
    jobs.fail(job=taken, sentence="No.", by=worker(), for_good=True)
    administrator = acting(Role.ADMINISTRATOR, Agency.objects.get(code="hub"))
    failed = find_failed(administrator, asked.ref)

    assert find_failed(unit, asked.ref) is None
    with pytest.raises(Forbidden):
        jobs.try_again(job=failed, expected_version=failed.version, by=unit)
    jobs.try_again(job=failed, expected_version=failed.version, by=administrator)

    assert jobs.take_next(by=worker()).tries == 1


def test_a_job_that_ended_can_neither_be_stopped_nor_tried_again(asked, unit):
    taken = jobs.take_next(by=worker())
    with transaction.atomic():
        jobs.finish(job=taken, result_ref="", by=worker())
    administrator = acting(Role.ADMINISTRATOR, Agency.objects.get(code="hub"))

    with pytest.raises(WrongState):
        jobs.cancel(job=asked, by=unit)
    with pytest.raises(WrongState):
        jobs.try_again(job=find_failed(administrator, asked.ref), expected_version=3, by=administrator)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Job.objects.update(state=JobState.WAITING)


def test_a_job_is_seen_by_whoever_asked_and_stopped_by_nobody_else(asked, unit):
    other = acting(Role.BUSINESS_MANAGER, Agency.objects.get(code="hub"), email="other@hub.example")

    assert find_job(unit, asked.ref) == asked
    assert find_job(other, asked.ref) is None
    assert find_job(replace(other, person_id=None), asked.ref) is None
    with pytest.raises(Job.DoesNotExist):
        jobs.cancel(job=asked, by=other)


def test_what_has_a_name_is_asked_for_once():
    jobs.ask_for(kind=JobKind.DIGESTS, key="digests 2026-06-22", by=worker())

    with pytest.raises(AskedAlready):
        jobs.ask_for(kind=JobKind.DIGESTS, key="digests 2026-06-22", by=worker())

    assert Job.objects.count() == 1
    assert acts() == ["job.asked"]


def test_a_worker_that_was_not_heard_of_for_two_minutes_is_silent():
    never = background(worker())
    jobs.beat(name="worker", at=NOW, is_new=True)

    assert (never.heard_at, never.is_silent) == (None, True)
    assert not background(worker(2)).is_silent
    assert background(worker(2.1)).is_silent
    assert is_worker_silent(beat_at=None, now=NOW)
