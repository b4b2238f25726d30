"""How many there were of whoever or whatever stands beside a count: «three agencies» is what is said behind it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lineofsight.library.words import listed
from lineofsight.publication.content.edition import Line
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.behind import SO_MANY, said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of, touches
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import numbers_in


def _applies(line: Line, given: Given) -> bool:
    return bool(given.rests_on(line))


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    yield from _first_time(line, own, given)
    behind: dict[str, set[Decimal]] = {}
    for text in (*texts_behind(line, given), *said_before(line, given)):
        for found in SO_MANY.finditer(text):
            behind.setdefault(_stem(found["noun"]), set()).update(numbers_in(found["number"]))
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    counts = {number for figure in line.figures if (base := base_of(figure)) is not None for number in base.real}
    for found in SO_MANY.finditer(own) if behind else ():
        said, there = set(numbers_in(found["number"])), behind.get(_stem(found["noun"]), set())
        if touches(*found.span("number"), tied) or said & counts or not there or said & there:
            continue
        yield Found(
            "claim.other_number",
            f"The sentence says «{found.group()}», and what stands behind it says "
            f"{listed([str(number) for number in sorted(there)])}.",
            "Say how many, as the evidence says it.",
        )
        return


# «In their first week», where behind it stands «the first month».
_FIRST = re.compile(r"\bfirst\s+(?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)


def _first_time(line: Line, own: str, given: Given) -> Iterator[Found]:
    there = {one["unit"].casefold() for text in texts_behind(line, given) for one in _FIRST.finditer(text)}
    said = [one for one in _FIRST.finditer(own) if one["unit"].casefold() not in there]
    if there and said:
        yield Found(
            "claim.other_number",
            f"The sentence says «{said[0].group()}», and what stands behind it says «first {min(there)}».",
            "Say by when, as the evidence says it.",
        )


def _stem(noun: str) -> str:
    return noun.casefold().removesuffix("s")[:5]


CHECK = LineCheck(
    id="how-many",
    title="How many there were is what stands behind the sentence",
    codes={"claim.other_number": "The sentence says another number of something than its evidence does."},
    applies=_applies,
    find=_find,
)
