"""The chain in the words that people read on buttons, tags and pages."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.urls import reverse

from lineofsight.assurance.actions.moving import moves_for_agency
from lineofsight.assurance.queries.chain import RecommendationNow
from lineofsight.assurance.rules.chain import ANSWERS
from lineofsight.assurance.rules.rounds import Way
from lineofsight.library.scales import OpinionWord
from lineofsight.web.dates import day_in_london, long_day

MOVE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "planned": "The plan is agreed",
        "in progress": "Work has begun",
        "implemented": "It is implemented",
        "evidenced": "It is evidenced",
        "assured": "We are assured of it",
        "closed": "Close it",
        "reopened": "Open it again",
        "superseded": "Another replaces it",
        "agreed": "Agree to it",
        "started": "Work has begun",
        "reported complete": "Report it complete",
        "verified": "Verify it",
        "returned": "Send it back",
        "paused": "Pause it",
        "cancelled": "Cancel it",
    }
)
# What an agency decided, as it is chosen when the business unit records it.
BEHALF_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "It accepts it",
        "part-accepted": "It accepts part of it",
        "declined": "It declines it",
        "in progress": "Work has begun",
        "implemented": "It is implemented",
        "agreed": "It agrees to do it",
        "started": "Work has begun",
        "reported complete": "It says that it is complete",
        "paused": "It pauses it",
    }
)
# Moves that take a thing off its way: offered, never proposed as the next step.
_ASIDE = frozenset({"superseded", "reopened", "cancelled", "paused"})
VIEWS: Mapping[str, str] = MappingProxyType(
    {"all": "All", "ours": "Ours", "late": "Late", "no-opinion": "No opinion stands", "no-owner": "Without an owner"}
)


def opinion_sentence(now: RecommendationNow) -> str:
    """«Limited assurance, 3 June 2026», or «Not yet looked at»."""
    if now.opinion is None:
        return OpinionWord.NOT_LOOKED_AT.words
    level = OpinionWord(now.opinion.opinion.level).words
    told_on = long_day(day_in_london(now.opinion.opinion.recorded_at))
    return f"{level}, lapsed, {told_on}" if now.opinion.has_lapsed else f"{level}, {told_on}"


def said_by(update: Any, answer: Any, *, who: str) -> str:
    """Whose words an update is. What came by a pack, a link or at a meeting is the agency's, whoever recorded it."""
    told = {
        Way.PACK: f"{update.agency.name}, by a pack that was taken by: {who}",
        Way.LINK: f"{update.agency.name}, by a reply link",
        Way.ON_BEHALF: f"{update.agency.name}, recorded on its behalf by: {who}",
    }
    return told.get(answer.way, who) if answer else who


WAYS_OF_UPDATES: Mapping[str, str] = MappingProxyType(
    {
        Way.BROWSER: "in a round",
        Way.PACK: "by a pack, taken",
        Way.LINK: "by a reply link",
        Way.ON_BEHALF: "recorded on behalf",
    }
)


def way_words(answer: Any) -> str:
    """By which way an update came in a round, and by whom: «recorded on behalf by Business manager, …»."""
    way = WAYS_OF_UPDATES[answer.way]
    # A link is made for one person, and the role says so already.
    told = f"{way}: {answer.role}" if answer.way == Way.LINK else f"{way} by {answer.role}"
    return f"{told}. {minute_words(answer)}".strip().removesuffix(".")


def behalf_button(row: Any, page: str, *, may_record: bool) -> list[dict[str, Any]]:
    """The way to record for its lead agency what it decided, where something is left for it to decide.

    `page`: the name of the page on which it is recorded.
    """
    if not may_record or row.agency.closed_date is not None or not moves_for_agency(row):
        return []
    href = reverse(page, args=[row.ref])
    return [{"text": f"Record what {row.agency.name} decided", "href": href, "is_next": False}]


def buttons(row: Any, moves: Iterable[Any], address: str) -> list[dict[str, Any]]:
    """The moves that somebody may make from here, as links. An answer has a page of its own."""
    to = reverse(address, args=[row.ref])
    return [
        {
            "text": MOVE_WORDS[move.target],
            "href": f"{to}?to={move.target.replace(' ', '+')}",
            "is_next": move.target not in _ASIDE,
        }
        for move in moves
        if move.target not in ANSWERS
    ]


def history(moves: Iterable[Any]) -> list[dict[str, Any]]:
    """The moves of a row as a timeline, newest first."""
    told = [
        {
            "date": move.recorded_at,
            "what": str(move.target).capitalize(),
            "who": f"{move.role}, on behalf" if move.agreed_by else move.role,
            "note": " ".join(part for part in (move.reason, minute_words(move)) if part),
        }
        for move in moves
    ]
    return told[::-1]


def minute_words(row: Any) -> str:
    """«Agreed by head of service, executive meeting, item 4, 3 June 2026.» of what was recorded on behalf, else ""."""
    if not row.agreed_by:
        return ""
    return f"Agreed for the agency by {row.agreed_by}, {row.agreed_where}, {long_day(row.agreed_date)}."
