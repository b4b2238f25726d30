"""To whom a sentence gives the words that it quotes, and of what time it tells them."""

import re
from collections.abc import Iterable, Iterator

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import Assessment, Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# What tells a reader that somebody has looked just now.
_NOW = re.compile(
    r"\b(?:now|today|currently|at present|recently|this (?:year|month|week|summer|spring|autumn|winter))\b",
    re.IGNORECASE,
)
_YEAR_AGO = 366


def _is_quotation(line: Line, given: Given) -> bool:
    return bool(line.quotations)


def _said_by(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    assessments = [found for one in line.quotations if (found := given.content.assessment(one.assessment_ref))]
    if not assessments:
        return
    known = " ".join(
        [*(f"{found.body} {found.title}" for found in assessments), *(one.attributed_to for one in line.quotations)]
    )
    named = [names for names in given.own_rules.publishing.inspectorates if _names_one(own, names)]
    if named and not any(_names_one(known, names) for names in named):
        yield Found(
            "quotation.other_speaker",
            f"The sentence gives these words to {named[0][0]}; they are by {assessments[0].body}.",
            "Name the body that wrote the report.",
        )
    yield from _when(line, own, assessments, given)


def _names_one(text: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) for name in names)


def _when(line: Line, own: str, assessments: list[Assessment], given: Given) -> Iterator[Found]:
    """A quotation alone is of the time in which somebody looked, or of the report's day."""
    if line.kind is not LineKind.QUOTATION or line.figures:
        return
    spans = [
        (min(days), max(days))
        for found in assessments
        if (days := [day for day in (found.inspected_from, found.inspected_to, found.published_date) if day])
    ]
    years = {int(year) for year in re.findall(r"\b(20\d\d)\b", own)}
    elsewhere = years and not any(first.year <= year <= last.year for year in years for first, last in spans)
    just_now = _NOW.search(own) and all((given.content.as_at_date - last).days > _YEAR_AGO for _, last in spans)
    if spans and (elsewhere or just_now):
        yield Found(
            "quotation.other_time",
            f"The sentence speaks of another time than the report, which is of {day_words(spans[0][1])}.",
            "Give the report's own time, in the past tense.",
        )


CHECK = LineCheck(
    id="quotation-speaker",
    title="Each quotation is given to the body that wrote it, in its own time",
    codes={
        "quotation.other_speaker": "The sentence gives the words to another inspectorate than the one that wrote them.",
        "quotation.other_time": "The sentence gives the words another year, or tells old words as of now.",
    },
    applies=_is_quotation,
    find=_said_by,
)
