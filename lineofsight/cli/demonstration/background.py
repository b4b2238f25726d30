"""The part of the story that tells of mails and jobs: reminders, the digests of the day, and a job that failed."""

from typing import Any

from django.conf import settings

from lineofsight.assurance.actions.reminders import send_reminders
from lineofsight.assurance.queries.rounds import rounds
from lineofsight.desk.background.worker import Worker
from lineofsight.jobs import actions as jobs
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope


def tell(told: Any) -> None:
    """Reminders went out, one night's digests failed, the unit stopped a job, and today's digests are there."""
    facts = told.story["background"]
    with told.acting(Role.BUSINESS_MANAGER, facts["reminded"]) as unit:
        for collecting in rounds(unit).filter(state="open"):
            send_reminders(collecting=collecting, address=settings.LOS_ADDRESS, by=unit)
    worker = job("work", now=told.moment(facts["failed"]))
    with scope(worker, writes=True):
        day = told.day(facts["failed"]).isoformat()
        jobs.ask_for(kind=JobKind.DIGESTS, by=worker, order={"day": day}, key=f"digests {day}")
        begun = jobs.take_next(by=worker)
        if begun is not None:
            jobs.fail(job=begun, sentence=facts["trouble"], by=worker, for_good=True)
    with told.acting(Role.BUSINESS_MANAGER, facts["stopped"]) as unit:
        asked = jobs.ask_for(kind=JobKind.WRITE_PLAN, by=unit, about=facts["about"], of=facts["rows"])
        jobs.cancel(job=asked, by=unit)
    Worker(now=lambda: told.moment(0)).turn()
