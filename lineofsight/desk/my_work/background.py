"""What waits about the work beside the requests: one's own jobs, and for the administrator what failed."""

from collections.abc import Iterator

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import OPEN, JobState
from lineofsight.mails.models import Mail
from lineofsight.mails.rules import MailState
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope


def of_jobs(actor: Actor) -> Iterator[Waiting]:
    """One's own jobs that go on or failed."""
    for mine in Job.objects.visible_to(actor).filter(state__in=(*OPEN, JobState.FAILED)).order_by("id"):
        note = "It failed, and nothing of it was written." if mine.state == JobState.FAILED else "It goes on by itself."
        yield Waiting(
            text=f"{mine.kind.capitalize()}: {mine.about}",
            kind="job",
            ref=mine.ref,
            note=note,
            since=today(mine.recorded_at),
        )


def of_failures(actor: Actor) -> Iterator[Waiting]:
    """For the administrator, how many jobs failed and how many mails could not be sent."""
    if not can(actor, Act.JOBS_READ):
        return
    # Counted by a job: row security shows both to whoever asked for them.
    with scope(job("background", now=actor.now), writes=False):
        failed = Job.objects.filter(state=JobState.FAILED).count()
        unsent = Mail.objects.filter(state=MailState.FAILED).count()
    if failed:
        told = "1 job failed" if failed == 1 else f"{failed} jobs failed"
        yield Waiting(text=told, kind="background", ref="", note="See why, and let it be tried again.")
    if unsent:
        told = "1 mail could not be sent" if unsent == 1 else f"{unsent} mails could not be sent"
        yield Waiting(text=told, kind="outbox", ref="", note="See why, and let it be tried again.")
