"""Jobs and mails in the words that people read."""

from collections.abc import Mapping
from types import MappingProxyType

from lineofsight.jobs.rules import JobKind
from lineofsight.library.words import counted
from lineofsight.mails.rules import MailState

# What it is, and what is counted while it runs.
KIND_WORDS: Mapping[JobKind, tuple[str, str]] = MappingProxyType(
    {
        JobKind.WRITE_PLAN: ("Writing an action plan", "actions"),
        JobKind.READ_RETURN: ("Reading a return", "rows"),
        JobKind.TAKE_RETURN: ("Taking a return", "rows"),
        JobKind.DIGESTS: ("Putting the day’s digests together", "people"),
    }
)
FAILED_WORDS = (
    "Read why it failed. Where it was cut off, see that the machine has memory and disk space left.",
    "Where it names a reference, look for it in the log of the service: the lines there say what went wrong.",
    "Then let it be tried again. Nothing of a job that failed was kept, so it can be tried as often as you like.",
)
GOT_BY_NOBODY = "Got by nobody: there was no mail server"
MAIL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        MailState.WAITING: "Waiting",
        MailState.SENT: "Sent",
        MailState.NOT_SENT: "Would have been sent",
        MailState.DROPPED: "Not sent: they have left",
        MailState.FAILED: "Could not be sent",
    }
)


def mails_told(counts: Mapping[str, int], *, is_kept_back: bool, reaches_nobody: bool) -> str:
    """The sentence on the mails: whether anybody gets them. `counts`: how many stand in each state."""
    failed, nobody = counts[MailState.FAILED], counts[MailState.NOT_SENT]
    if is_kept_back:
        return "The demonstration sends nothing: the outbox keeps what would have been sent."
    if reaches_nobody:
        return "No mail server is named, so nobody gets these mails. Whoever runs the service names one."
    if failed:
        return f"{counted(failed, 'mail', 'mails')} could not be sent."
    if nobody:
        return f"{counted(nobody, 'mail was', 'mails were')} got by nobody: there was no mail server."
    return "Every mail was sent or waits for its turn."
