"""Do what waits beside the requests: jobs that people asked for, the digests of the day, and the mails of the outbox.

A worker that dies falls silent in the database; the next one does its job again, and nothing of the first stays.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections
from django.db.models import QuerySet
from django.db.utils import DatabaseError

from lineofsight.desk.background.tasks import REFUSALS, TASKS, InChunks, Tell
from lineofsight.jobs import actions as jobs
from lineofsight.jobs.actions import AskedAlready, NoLongerWanted
from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import JobKind
from lineofsight.mails.actions import Letter, send_next, to_send
from lineofsight.mails.queries import reaches_nobody
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import LONDON, actor_of, today
from lineofsight.partnership.scope import scope
from lineofsight.trail.refs import in_threes, new_ref

log = logging.getLogger("lineofsight.desk")
Clock = Callable[[], datetime]
BEAT = 2.0
DIGESTS_FROM = time(7)


class Worker:
    """Whoever does the jobs. One turn does everything that waits."""

    def __init__(self, *, now: Clock, beat: float = BEAT, hand_over: Callable[[Letter], None] | None = None) -> None:
        self._now, self._beat = now, beat
        self._hand_over = hand_over or hand_over_by_mail
        self._heard: datetime | None = None

    def turn(self) -> int:
        """Do what waits. Out: how many jobs were begun and mails taken."""
        self._be_heard()
        self._ask_for_digests()
        done = 0
        while self.do_next_job() or self.send_next_mail():
            done += 1
            self._be_heard()
        return done

    @contextmanager
    def _as_job(self, name: str) -> Iterator[Actor]:
        actor = as_job(name, now=self._now())
        with scope(actor, writes=True):
            yield actor

    def _be_heard(self) -> None:
        now = self._now()
        if self._heard is not None and (now - self._heard).total_seconds() < 30:
            return
        with self._as_job("worker"):
            jobs.beat(name="worker", at=now, is_new=self._heard is None)
        self._heard = now

    def _ask_for_digests(self) -> None:
        now = self._now()
        if now.astimezone(LONDON).time() < DIGESTS_FROM:
            return
        day = today(now).isoformat()
        key = f"digests {day}"
        if self._there(Job.objects.filter(key=key)):
            return
        # Another worker may have asked meanwhile: once is enough.
        with contextlib.suppress(AskedAlready), self._as_job("digests") as actor:
            jobs.ask_for(kind=JobKind.DIGESTS, by=actor, order={"day": day}, key=key)

    def _there(self, rows: "QuerySet[Any]") -> bool:
        """Whether there is one. Looked at without the write lock: a worker that finds nothing makes nobody wait."""
        with scope(as_job("look", now=self._now()), writes=False):
            return rows.exists()

    def send_next_mail(self) -> bool:
        """Send the mail that has waited longest. Out: whether there was one."""
        sender = as_job("send mails", now=self._now())
        if not self._there(to_send(sender)):
            return False
        return send_next(
            by=sender,
            hand_over=self._hand_over,
            is_kept_back=settings.IS_DEMONSTRATION,
            is_printed=reaches_nobody(),
        )

    def do_next_job(self) -> bool:
        """Do the job that has waited longest. Out: whether there was one. What goes wrong is kept beside the job."""
        if not self._there(jobs.to_do(at=self._now())):
            return False
        with self._as_job("take a job") as actor:
            job = jobs.take_next(by=actor)
        if job is None:
            return False
        try:
            self._do(job)
        except NoLongerWanted:
            log.info("a job was stopped or taken over, and nothing of it was kept: %s", job.ref)
        except REFUSALS as trouble:
            self._fail(job, str(trouble), for_good=True)
        except Exception:
            # Whatever it is: it is kept for the administrator, and the next job is done.
            reference = in_threes(new_ref())
            log.exception("a job went wrong, reference %s: %s", reference, job.ref)
            self._fail(job, f"It went wrong by a fault of ours. Reference {reference}, which the log has too.")
        return True

    def _do(self, job: Job) -> None:
        task = TASKS[JobKind(job.kind)]
        with self._beating(job) as tell:
            by = self._acting_for(job)
            if isinstance(task, InChunks):
                task.do(job, by, tell, lambda made: self._finish(job, made))
                return
            with scope(by, writes=False):
                made = task.prepare(job, by, tell)
            with scope(by, writes=True):
                result = task.write(job, by, made, tell)
                jobs.finish(job=job, result_ref=result, by=as_job("work", now=self._now()))

    def _finish(self, job: Job, result: str) -> None:
        """End a job inside a transaction of whoever asked: their scope is given back afterwards."""
        with self._as_job("work") as actor:
            jobs.finish(job=job, result_ref=result, by=actor)

    def _acting_for(self, job: Job) -> Actor:
        """Whoever asked, in the roles that they have today: a job never sees or does more than they may."""
        if job.person_id is None:
            return as_job("work", now=self._now())
        return actor_of(Person.objects.get(pk=job.person_id), now=self._now())

    def _fail(self, job: Job, sentence: str, *, for_good: bool = False) -> None:
        with self._as_job("work") as actor:
            jobs.fail(job=job, sentence=sentence, by=actor, for_good=for_good)

    @contextmanager
    def _beating(self, job: Job) -> Iterator[Tell]:
        """Tell beside the work how far it is and that it lives; `tell` ends the work once nobody wants it."""
        how_far = {"done": 0, "of": job.of}
        stopped, ended = threading.Event(), threading.Event()

        def beat() -> None:
            while not ended.wait(self._beat):
                try:
                    with self._as_job("tell") as actor:
                        if not jobs.note_progress(job=job, at=actor.now, **how_far):
                            stopped.set()
                except DatabaseError:
                    # On SQLite nobody else writes while the job does.
                    log.debug("a job could not tell how far it is: %s", job.ref)
            connections.close_all()

        def tell(done: int, of: int) -> None:
            how_far.update(done=done, of=of)
            if stopped.is_set():
                raise NoLongerWanted

        beating = threading.Thread(target=beat, name=f"beat {job.ref}", daemon=True)
        beating.start()
        try:
            yield tell
        finally:
            ended.set()
            beating.join()


def hand_over_by_mail(letter: Letter) -> None:
    """Give one letter to the mail server, to one address. Raises OSError."""
    host = settings.LOS_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {"Message-ID": f"<{letter.ref}@{host}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(letter.subject, letter.body, to=[letter.address], headers=headers).send()
