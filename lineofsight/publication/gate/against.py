"""Two figures that a sentence sets against each other count the same thing, and the earlier one is from before."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lineofsight.publication.content import Line, LineFigure
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.figures import places_of
from lineofsight.publication.gate.given import Given

# What sets one number against another. «And» and «;» only stand between them.
_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|up from|down from|(?:more|less|fewer|higher|lower|better) than"
    r"|earlier|previous(?:ly)?|ago|last time)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|previous(?:ly)?|ago|last time|up from|down from)\b", re.IGNORECASE)
# How many letters behind the second figure still belong to it: « in an earlier reading».
_BEHIND = 30


def _has_two(line: Line, given: Given) -> bool:
    return len(line.figures) > 1


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    places = sorted(
        (start, end, place) for place, one in enumerate(line.figures) for start, end in places_of(one.text, own)
    )
    for (_, end, first), (start, stop, second) in pairwise(places):
        left, right = line.figures[first], line.figures[second]
        clause = re.split(r"[.;:]", own[stop : stop + _BEHIND])[0]
        words = f"{own[end:start]} {clause}"
        if left is right or not _AGAINST.search(words):
            continue
        if _what(left) != _what(right):
            yield Found(
                "figure.not_alike",
                f"{left.number} and {right.number} are set against each other, and do not count the same thing.",
                "Compare a figure with the same count of another time, or tell the two in sentences of their own.",
            )
        elif _EARLIER.search(words) and _last(left) == _last(right):
            yield Found(
                "figure.not_alike",
                f"{left.number} and {right.number} are told as of two times, and are of the same.",
                "Compare a figure with the same count of another time.",
            )


def _what(figure: LineFigure) -> str:
    if figure.measured is not None:
        return figure.measured.figure.measure_id
    return " ".join(figure.stated.definition.casefold().split()) if figure.stated is not None else ""


def _last(figure: LineFigure) -> object:
    base = base_of(figure)
    return (base.period_to or base.as_at_date) if base is not None else None


CHECK = LineCheck(
    id="figure-against",
    title="What is set against each other was counted alike",
    codes={"figure.not_alike": "Two figures that are set against each other count other things, or the same time."},
    applies=_has_two,
    find=_find,
)
