"""Put a mail into the outbox, send what waits there, and say how often one wants to be told.

A mail that was handed over and whose sender died before saying so is handed over again, with the same Message-ID:
better twice than never.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from lineofsight.mails.models import Mail, MailChoice, MailRows
from lineofsight.mails.rules import PATIENCE, MailKind, MailState, Rhythm, Words, is_last, tried_again_at
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Person
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.actions import record


@dataclass(frozen=True)
class Letter:
    """A mail as it goes out: one address, and an id that stays the same when it is sent again."""

    ref: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True)
class Recipient:
    """One person: somebody with an account, or an address that somebody typed. `words`: by role, for the outbox."""

    words: str
    person: Person | None = None
    address: str = ""


def put(*, kind: MailKind, to: Recipient, words: Words, by: Actor, secret: str = "", key: str = "") -> Mail | None:
    """Put one mail to one person into the outbox, in the transaction of the act that causes it.

    None where a mail of this name was put there before.
    """
    if key and Mail.objects.filter(key=key).exists():
        return None
    mail = Mail.objects.create(
        kind=kind,
        key=key or None,
        person=to.person,
        address=to.address,
        to_words=to.words[:250],
        **written_by(by),
        subject=words.subject,
        body=words.body,
        secret=secret,
        due_at=by.now,
    )
    record("mail.put", subject=mail, by=by, at=by.now, agency=by.agency_code, kind=kind)
    return mail


def send_next(*, by: Actor, hand_over: Callable[[Letter], None], is_kept_back: bool, is_printed: bool = False) -> bool:
    """Send the mail that has waited longest. Out: whether there was one.

    `is_kept_back`: the demonstration, which sends nothing. `is_printed`: without a mail server a mail is handed to the
    log, and nobody gets it. What goes wrong is kept beside the mail, never raised.
    """
    with scope(by, writes=True):
        mail = _taken(by)
        letter = None if mail is None or is_kept_back else _letter(mail, by)
        if mail is not None and letter is None:
            _end(mail, MailState.NOT_SENT if is_kept_back else MailState.DROPPED, by=by)
    if mail is None:
        return False
    if letter is not None:
        try:
            hand_over(letter)
        except (OSError, ValueError) as trouble:  # of smtplib; of a header or an address that cannot be written
            with scope(by, writes=True):
                _failed(mail, type(trouble).__name__, by=by)
        else:
            with scope(by, writes=True):
                _end(mail, MailState.NOT_SENT if is_printed else MailState.SENT, by=by)
    return True


def to_send(by: Actor) -> MailRows:
    """The mails whose turn it is."""
    return Mail.objects.visible_to(by).filter(state=MailState.WAITING, due_at__lte=by.now)


def _taken(by: Actor) -> Mail | None:
    """The next mail, taken for one attempt: another sender does not see it meanwhile."""
    mail = to_send(by).select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id").first()
    if mail is not None:
        save_version(mail, expected=mail.version, tries=mail.tries + 1, due_at=by.now + PATIENCE)
    return mail


def _letter(mail: Mail, by: Actor) -> Letter | None:
    """The mail with its address of today; None for somebody who has left or has no role any more."""
    address = mail.address
    if mail.person is not None:
        if not mail.person.is_active or Role.PUBLIC in actor_of(mail.person, now=by.now).roles:
            return None
        address = mail.person.email
    return Letter(mail.ref, address, mail.subject, mail.body.replace("{secret}", mail.secret))


def _end(mail: Mail, state: MailState, *, by: Actor) -> None:
    save_version(mail, expected=mail.version, state=state, ended_at=by.now, secret="", trouble="")
    record(f"mail.{state.value}", subject=mail, by=by, at=by.now, kind=mail.kind)


def _failed(mail: Mail, trouble: str, *, by: Actor) -> None:
    if is_last(mail.tries):
        save_version(mail, expected=mail.version, state=MailState.FAILED, ended_at=by.now, trouble=trouble[:400])
        record("mail.failed", subject=mail, by=by, at=by.now, kind=mail.kind, trouble=trouble)
    else:
        again_at = tried_again_at(tries=mail.tries, at=by.now)
        save_version(mail, expected=mail.version, due_at=again_at, trouble=trouble[:400])


def try_again(*, mail: Mail, expected_version: int, by: Actor) -> Mail:
    """Let a mail be tried again that could not be sent. Raises Forbidden, WrongState, Stale."""
    require(by, Act.OUTBOX_MANAGE)
    if mail.state != MailState.FAILED:
        raise WrongState("This mail", mail.state, MailState.WAITING)
    # Row security shows a mail to nobody but its sender: whoever looks after the outbox was asked for by the policy.
    with transaction.atomic(), scope(job("outbox", now=by.now), writes=True):
        save_version(mail, expected=expected_version, state=MailState.WAITING, tries=0, due_at=by.now, ended_at=None)
        record("mail.asked again", subject=mail, by=by, at=by.now, kind=mail.kind)
    return mail


@transaction.atomic
def choose_rhythm(*, rhythm: Rhythm, expected_version: int, by: Actor) -> None:
    """Say how often one wants to be told what waits. `expected_version`: 0 for who never chose. Raises Stale."""
    require(by, Act.ACCOUNT_OWN)
    row, is_new = MailChoice.objects.get_or_create(
        person_id=by.person_id, defaults={"rhythm": rhythm, "recorded_at": by.now}
    )
    if not is_new:
        save_version(row, expected=expected_version, rhythm=rhythm, recorded_at=by.now)
    record("mails.chosen", subject=row, by=by, at=by.now, agency=by.agency_code, rhythm=rhythm)
