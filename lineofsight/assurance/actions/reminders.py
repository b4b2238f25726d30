"""Remind by mail whoever can answer in a round, and mail a reply link: one mail to one person, without content."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.assurance.actions.links import is_token_of
from lineofsight.assurance.models import ReplyLink, Round
from lineofsight.assurance.queries.rounds import ShareNow, shares_now
from lineofsight.assurance.rules.rounds import ROUND_MOVES, RoundState
from lineofsight.library.words import day_words
from lineofsight.mails import actions as mails
from lineofsight.mails.actions import Recipient
from lineofsight.mails.models import Mail
from lineofsight.mails.rules import MailKind, reminder_words, reply_link_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Person
from lineofsight.partnership.moves import find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import people_in, today, who_is
from lineofsight.partnership.rules import RULES, Act
from lineofsight.trail.actions import record


class NotThisLink(ValueError):
    """A link would be mailed that is not the one that was just made, or that has ended."""

    def __init__(self) -> None:
        super().__init__("This link has ended, or is not the one that was made. Make a new one, and mail that.")


def whom_to_remind(now: ShareNow, by: Actor) -> tuple[Person, ...]:
    """Whoever has an account and can answer for the agency."""
    return people_in(now.share.agency, roles=RULES[Act.ROUND_ANSWER].to_own, now=by.now)


@transaction.atomic
def send_reminders(*, collecting: Round, address: str, by: Actor) -> int:
    """Put a reminder into the outbox for everybody who can answer what is not answered, one a day at most.

    Out: how many. `address`: where people sign in. Raises Forbidden, WrongState (closed).
    """
    require(by, Act.ROUND_RUN)
    find_move(ROUND_MOVES, what=collecting.label, source=collecting.state, target=RoundState.CLOSED, reason="")
    put = 0
    for now in shares_now(collecting.shares.all(), by):
        if now.count.missing:
            put += _remind(now, whom_to_remind(now, by), address=address, by=by)
    return put


def _remind(now: ShareNow, people: Sequence[Person], *, address: str, by: Actor) -> int:
    day = today(by.now)
    share = now.share
    last_day = day_words(share.due_date)
    words = reminder_words(missing=now.count.missing, last_day=last_day, is_over=share.due_date < day, address=address)
    sent = [
        mails.put(
            kind=MailKind.REMINDER,
            to=Recipient(words=who_is(person.ref, at=by.now), person=person),
            words=words,
            by=by,
            key=f"reminder {day} {share.pk} {person.ref}",
        )
        for person in people
    ]
    written = [mail.ref for mail in sent if mail is not None]
    if written:
        record("round.reminded", subject=share, by=by, at=by.now, agency=share.agency.code, mails=written)
    return len(written)


@transaction.atomic
def mail_link(*, link: ReplyLink, token: str, link_address: str, email: str, by: Actor) -> Mail:
    """Mail a reply link that was just made to the person it is for. The outbox forgets it once it is sent.

    Raises Forbidden, NotThisLink.
    """
    require(by, Act.ROUND_RUN)
    if not is_token_of(link, token, now=by.now):
        raise NotThisLink
    last_day = day_words(today(link.expires_at))
    mail = mails.put(
        kind=MailKind.REPLY_LINK,
        to=Recipient(words=f"Holder of a reply link, {link.agency.name}", address=email),
        words=reply_link_words(last_day=last_day),
        secret=link_address,
        by=by,
    )
    if mail is None:
        raise NotThisLink
    record("reply link.mailed", subject=link, by=by, at=by.now, agency=link.agency.code, mail=mail.ref)
    return mail
