"""One digest for each person and day: how many things wait for them, and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.desk.my_work.queries import work_of
from lineofsight.mails import actions as mails
from lineofsight.mails.actions import Recipient
from lineofsight.mails.queries import choice_of
from lineofsight.mails.rules import MailKind, Words, digest_words, is_digest_day
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Digest:
    """What somebody is told on a day."""

    person: Person
    to_words: str
    words: Words


def digests_of(*, day: date, address: str, by: Actor) -> tuple[Digest, ...]:
    """Everybody for whom something waits and who wants to be told on this day. Each is counted as they see it."""
    found = []
    for person in Person.objects.filter(is_active=True).order_by("id"):
        rhythm, _ = choice_of(person.pk)
        actor = actor_of(person, now=by.now)
        if Role.PUBLIC in actor.roles or not is_digest_day(rhythm, day):
            continue
        with scope(actor, writes=False):
            waiting = work_of(actor).waiting
        if waiting:
            due = sum(one.due is not None and one.due <= day + SOON for one in waiting)
            words = digest_words(waiting=len(waiting), due=due, address=address)
            found.append(Digest(person, actor.role_words, words))
    return tuple(found)


def put_digests(*, digests: tuple[Digest, ...], day: date, by: Actor) -> int:
    """Put them into the outbox, one for each person and day whatever happens. In the caller's transaction."""
    put = 0
    for one in digests:
        mail = mails.put(
            kind=MailKind.DIGEST,
            to=Recipient(words=one.to_words, person=one.person),
            words=one.words,
            by=by,
            key=f"digest {day.isoformat()} {one.person.ref}",
        )
        put += mail is not None
    return put
