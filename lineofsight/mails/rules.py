"""What is true of a mail: its words, when somebody gets a digest, and when a mail is tried again. Plain values.

A mail names nobody and nothing: it counts, and says where to sign in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

MONDAY = 0


class MailKind(StrEnum):
    """What a mail is for."""

    DIGEST = "digest"
    REMINDER = "reminder"
    REPLY_LINK = "reply link"
    SAFETY = "account safety"


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    # The demonstration sends nothing.
    NOT_SENT = "not sent"
    # Whoever it was for has left.
    DROPPED = "dropped"
    FAILED = "failed"


class Rhythm(StrEnum):
    """How often somebody wants to be told what waits for them."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


MOST_TRIES = 5
# As long as one attempt may take: a mail whose sender died is tried again after it.
PATIENCE = timedelta(minutes=10)


def is_digest_day(rhythm: Rhythm, day: date) -> bool:
    """Whether somebody gets a digest on a day: each day, on Mondays, or never."""
    return rhythm is Rhythm.DAILY or (rhythm is Rhythm.WEEKLY and day.weekday() == MONDAY)


def is_last(tries: int) -> bool:
    """Whether a mail that fails now is not tried again by itself."""
    return tries >= MOST_TRIES


def tried_again_at(*, tries: int, at: datetime) -> datetime:
    """When a mail is tried again that has been tried so often: after 1, 5, 25 and 125 minutes."""
    return at + timedelta(minutes=5 ** max(tries - 1, 0))


@dataclass(frozen=True)
class Words:
    """A mail as it is read. «{secret}» stands for what is put in only when it is sent."""

    subject: str
    body: str


def _things(count: int) -> str:
    return "1 thing waits for you" if count == 1 else f"{count} things wait for you"


def digest_words(*, waiting: int, due: int, address: str) -> Words:
    """What waits for somebody, by numbers alone. `due`: of these in the next seven days or before."""
    lines = [f"{_things(waiting)}."]
    if due:
        lines.append(f"{due} {'is' if due == 1 else 'are'} due within seven days, or past the day.")
    body = f"{' '.join(lines)} Sign in to see {'it' if waiting == 1 else 'them'}: {address}\n\n{_stop(address)}"
    return Words(_things(waiting), body)


def _stop(address: str) -> str:
    return f"You can have this daily, weekly or never: {address.rstrip('/')}/account/mails"


def reminder_words(*, missing: int, last_day: str, is_over: bool, address: str) -> Words:
    """That a round waits for an agency's answers: how many, and until when."""
    items = "1 item is" if missing == 1 else f"{missing} items are"
    when = f"The last day was {last_day}." if is_over else f"Your agency is asked to answer by {last_day}."
    body = (
        f"{items} not answered yet. {when} Sign in, or open your pack: {address}\n\n"
        "If there is nothing to report, say so and why: it is counted as an answer."
    )
    return Words("A round of updates is open", body)


def survey_words(*, course: str, held: str, weeks: int, address: str) -> Words:
    """That the survey of the weeks after a session is open: to whoever ran it, who alone knows whom to ask.

    course, held: which session it is, for whoever runs several.
    """
    body = (
        f"«{course}» of {held} was {weeks} weeks ago. Ask those who came whether they have used it: its page "
        f"has the address to pass on. Sign in: {address}\n\n{_stop(address)}"
    )
    return Words(f"Survey of «{course}» is open", body)


def safety_words(*, done: str, address: str) -> Words:
    """What was done to somebody's own way in, and whom to tell if it was not they."""
    body = f"On your account {done}. Was it not you? Tell a technical administrator now: {address}"
    return Words("Something was changed on your account", body)


def reply_link_words(*, last_day: str) -> Words:
    """That one person is asked one question, with the link that answers it."""
    body = (
        f"This link is for you alone, answers one item and ends on {last_day}:\n\n{{secret}}\n\n"
        "Not expecting it? Tell your safeguarding lead."
    )
    return Words("You are asked one question", body)
