"""The day by which something is promised in words («by March 2026»), beside the day that is kept with it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lineofsight.library.words import MONTHS, day_words
from lineofsight.publication.content.edition import Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.kind import speaks_of_later
from lineofsight.publication.gate.given import Given

Days = tuple[date, date]
"""The first and the last day that words for a day may mean."""

_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (10, 3)}
_BY = re.compile(
    r"\b(?:by|before|until|no later than|not later than|ready for|due (?:in|on|by))\s+(?:the\s+)?"
    r"(?:(?:end|middle|start|close)\s+of\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?:early\s+|late\s+|mid-?)?"
    rf"(?P<word>{'|'.join(MONTHS)}|spring|summer|autumn|winter)?(?:,?\s*(?P<year>20\d\d))?\b",
    re.IGNORECASE,
)


# «It was to be agreed by March»: the day that was set before.
_IS_OLD = re.compile(
    r"\b(?:was|were|had|should have|promised|meant|planned|expected|first)\b[^.;:,]{0,60}$", re.IGNORECASE
)


def days_named(text: str) -> Iterator[tuple[str, int | None, Days | None]]:
    """Each «by …» of a text: its words, its month where no year is named, or the days that it may mean."""
    for found in _BY.finditer(text):
        word, year = (found["word"] or "").casefold(), int(found["year"] or 0)
        # «May» is a word of its own, and «by» says much else.
        if _IS_OLD.search(text[: found.start()]):
            continue
        is_small = bool(word) and found["word"][0].islower() and word not in _SEASONS
        if not (word or year) or is_small:
            continue
        if not year:
            if word not in _SEASONS:
                yield found.group().strip(), _month(word), None
        elif not word:
            yield found.group(), None, (date(year, 1, 1), date(year, 12, 31))
        elif word in _SEASONS:
            first, last = _SEASONS[word]
            ends = date(year + (last < first), last, 28)
            yield found.group(), None, (date(year, first, 1) if word != "winter" else date(year - 1, 12, 1), ends)
        elif found["day"] and (one := _day(year, _month(word), int(found["day"]))):
            yield found.group(), None, (one, one)
        else:
            first_day = date(year, _month(word), 1)
            yield found.group(), None, (first_day, (first_day + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def names_another_day(text: str, kept: date) -> str:
    """The words of a text that name another day than the one that is kept, where none of them names that; or "".

    «Before March» and «by March» may both be meant of the last day of the month before.
    """
    others = []
    for words, month, days in days_named(text):
        near = timedelta(days=1 if words.casefold().startswith("before") else 0)
        if month is not None:
            fits = kept.month == month or (near and (kept + near).month == month)
        else:
            fits = days is not None and days[0] - near <= kept <= days[1]
        if fits:
            return ""
        others.append(words)
    return others[0] if others else ""


def past_day(text: str, as_at: date) -> str:
    """The words of a text that name a day by which something is to be done, and that is past; "" where none is."""
    return next((words for words, _, days in days_named(text) if days is not None and days[1] < as_at), "")


def _month(word: str) -> int:
    return [month.casefold() for month in MONTHS].index(word) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _promises(line: Line, given: Given) -> bool:
    return line.kind in (LineKind.INTENTION, LineKind.CONTEXT)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    if line.kind is LineKind.INTENTION:
        if line.due_date is not None and (words := names_another_day(own, line.due_date)):
            yield Found(
                "kind.other_day",
                f"The sentence promises it «{words}», and the day that is kept with it is {day_words(line.due_date)}.",
                "Write the same day in both: in the sentence, or under «By when» in its details. Where the day has "
                "passed, keep it as it was promised: the sentence is then told as late by itself.",
            )
    elif any(speaks_of_later(own, certainly=True)) and (words := past_day(own, given.content.as_at_date)):
        yield Found(
            "kind.day_past",
            f"The sentence promises something «{words}», and the Summary speaks as at "
            f"{day_words(given.content.as_at_date)}.",
            "Say in its details, under «What the sentence does», that it is an intention, with its day: it is then "
            "told as late by itself. Or say what became of it.",
        )


CHECK = LineCheck(
    id="promised-day",
    title="The day in the words of a promise is the day that is kept with it",
    codes={
        "kind.other_day": "An intention names another day in its words than the one that is kept with it.",
        "kind.day_past": "What is no intention promises something by a day that is past.",
    },
    applies=_promises,
    find=_find,
)
