"""Rounds in the words that people read: how far they are, who is silent, and the reminder to copy."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from lineofsight.assurance.queries.rounds import ShareNow
from lineofsight.assurance.rules.rounds import AnswerKind, Count, Way
from lineofsight.library.words import listed
from lineofsight.packs.found import Refusal
from lineofsight.web.dates import long_day

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        AnswerKind.ACCEPTED: "Accepted",
        AnswerKind.PART_ACCEPTED: "Accepted in part",
        AnswerKind.DECLINED: "Not accepted",
        AnswerKind.DONE: "Done",
        AnswerKind.BEGUN: "Begun and not done",
        AnswerKind.AGREED: "Agreed and not begun",
        AnswerKind.NOT_DONE: "Not done",
        AnswerKind.SHOWN: "Shown",
        AnswerKind.UPDATE: "Answered",
        AnswerKind.UNCHANGED: "Re-confirmed unchanged",
        AnswerKind.NOTHING: "Nothing to report",
    }
)
WAY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Way.BROWSER: "in the browser",
        Way.ON_BEHALF: "recorded on behalf",
        Way.PACK: "by pack",
        Way.LINK: "by reply link",
    }
)


def total(counts: Iterable[Count]) -> Count:
    """How far all of them are together."""
    return sum(counts, Count(0, 0))


def names(shares: Sequence[ShareNow]) -> str:
    """«A, B and C»."""
    return listed(now.share.agency.name for now in shares)


def silent_sentence(shares: Sequence[ShareNow]) -> str:
    """«Wexcombe Police has answered nothing.», or that everybody has."""
    silent = [now for now in shares if now.is_silent]
    if not silent:
        waits = any(now.packs and now.count.is_silent for now in shares)
        return "" if waits else "Every agency has answered something."
    return f"{names(silent)} {'has' if len(silent) == 1 else 'have'} answered nothing."


def days_left(due_date: date, day: date) -> tuple[str, str]:
    """The state of a due mark and its words, for the last day of a round."""
    left = (due_date - day).days
    if left == 0:
        return "due_today", "Last day today"
    words = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    return ("due", f"{words} left") if left > 0 else ("overdue", f"{words} past its last day")


def write_back(share: Any, refusals: Sequence[Refusal], *, day: date) -> str:
    """The text to copy into a mail to whoever sent a pack back: which rows, and what to do; nothing that they say."""
    rows = list(dict.fromkeys(f"{one.place[:1].lower()}{one.place[1:]}" for one in refusals))
    is_one = len(rows) == 1
    by_when = f" by {long_day(share.due_date)}" if share.due_date >= day else ""
    return (
        f"{share.round.label} of updates: your pack\n\n"
        f"{'One row' if is_one else f'{len(rows)} rows'} of your pack could not be taken: {listed(rows)}.\n\n"
        f"Please choose {'its' if is_one else 'each'} answer from the list of the row, write the words into the row of "
        "the item, with no merged or struck out cells, and the day as 22 June 2026. Leave the numbers as they are. "
        f"Save the file as .docx or .xlsx and send it again{by_when}."
    )


def reminder(now: ShareNow, *, day: date) -> str:
    """The text to copy into a mail: for one agency, by numbers, with no titles and nothing that was said."""
    share = now.share
    asked = ", ".join(one.item.label.lower() for one in now.unanswered)
    state, _ = days_left(share.due_date, day)
    last_day = long_day(share.due_date)
    when = f"The last day was {last_day}." if state == "overdue" else f"Answer by {last_day}."
    return (
        f"{share.round.label} of updates\n\n"
        f"{now.count.answered} of {now.count.asked} item{'' if now.count.asked == 1 else 's'} of {share.agency.name}"
        f" {'is' if now.count.asked == 1 else 'are'} answered. "
        f"Not yet answered: {asked}.\n\n"
        f"{when} Sign in, or fill in your pack and send it back. "
        "If there is nothing to report, say so and why: it is counted as an answer."
    )
