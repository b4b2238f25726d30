"""What people ask about mails: what stands in the outbox, and how often somebody wants a digest."""

from django.conf import settings
from django.db.models import QuerySet

from lineofsight.mails.models import Mail, MailChoice
from lineofsight.mails.rules import MailState, Rhythm
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope

# Django's backend that prints: nobody gets what is printed.
PRINTS = "django.core.mail.backends.console.EmailBackend"


def reaches_nobody() -> bool:
    """Whether real mails are only printed, because no mail server is named (LOS_MAIL_URL)."""
    return settings.EMAIL_BACKEND == PRINTS and not settings.IS_DEMONSTRATION


def outbox(actor: Actor) -> "QuerySet[Mail]":
    """The mails of the last time, the latest first. Ask within the scope of a job: row security shows them to none."""
    return Mail.objects.visible_to(actor).order_by("-id")


def find_failed(actor: Actor, ref: str) -> Mail | None:
    """One mail that has been tried, for whoever may let it be tried again."""
    if not can(actor, Act.OUTBOX_READ):
        return None
    # Row security knows no outbox, so a job looks.
    with scope(job("outbox", now=actor.now), writes=False):
        return Mail.objects.filter(ref=ref).exclude(state=MailState.WAITING).first()


def choice_of(person_id: int | None) -> tuple[Rhythm, int]:
    """How often somebody wants a digest, and the version of that choice: daily and 0 for who never chose."""
    row = MailChoice.objects.filter(person_id=person_id).first()
    return (Rhythm(row.rhythm), row.version) if row else (Rhythm.DAILY, 0)
