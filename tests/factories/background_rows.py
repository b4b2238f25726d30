"""Jobs, mails and calendars as they stand in the database, made without leaving a trail."""

from hashlib import sha256
from typing import Any

from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import JobKind
from lineofsight.mails.models import Mail
from lineofsight.mails.rules import MailKind
from lineofsight.partnership.models import CalendarFeed, Person
from tests.factories.partnership import NOW


def job(person: Person | None = None, **facts: Any) -> Job:
    """A job that waits, asked for by a person or by the service itself."""
    by_ref = person.ref if person else "job:set-up"
    made = {"kind": JobKind.WRITE_PLAN, "by_ref": by_ref, "recorded_at": NOW, "due_at": NOW, "of": 600}
    return Job.objects.create(person=person, **(made | facts))


def mail(person: Person | None = None, **facts: Any) -> Mail:
    """A mail that waits."""
    made = {
        "kind": MailKind.DIGEST if person else MailKind.REPLY_LINK,
        "to_words": "Agency contributor, Wexcombe Council",
        "by_ref": "job:set-up",
        "recorded_at": NOW,
        "due_at": NOW,
        "subject": "1 thing waits for you",
        "body": "1 thing waits for you. Sign in to see it.",
    }
    return Mail.objects.create(person=person, **(made | facts))


def calendar(person: Person, *, token: str) -> CalendarFeed:
    """A calendar address with this secret, of which only the hash is kept."""
    return CalendarFeed.objects.create(person=person, token_sha=sha256(token.encode()).hexdigest(), recorded_at=NOW)
