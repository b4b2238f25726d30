"""Figures beside others: those set against each other count alike, none that could mislead alone stands alone, and what
was released before says the same."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lineofsight.library.words import listed
from lineofsight.publication.content.edition import Line, LineFigure
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.released import released_as

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


def _has_counter_figures(line: Line, given: Given) -> bool:
    return any(
        figure.measured and given.own_rules.beside.get(figure.measured.figure.measure_id) for figure in line.figures
    )


def _alone(line: Line, given: Given) -> Iterator[Found]:
    for figure in line.figures:
        beside = given.own_rules.beside.get(figure.measured.figure.measure_id, ()) if figure.measured else ()
        if not beside or given.measures & {one.measure for one in beside}:
            continue
        names = [f"«{one.title}»" for one in beside]
        yield Found(
            "figure.stands_alone",
            f"{figure.number} («{figure.text}») stands without a figure that shows what it could hide. "
            f"{beside[0].because}",
            f"Put {listed(names) if len(names) == 1 else 'one of ' + listed(names)} into a sentence of this Summary.",
        )


BESIDE = LineCheck(
    id="figure-beside",
    title="No figure that could mislead alone stands alone",
    codes={"figure.stands_alone": "None of the figures that its measure names beside it stands in the Summary."},
    applies=_has_counter_figures,
    find=_alone,
)


def _has_base(line: Line, given: Given) -> bool:
    return bool(given.earlier) and any(base_of(figure) for figure in line.figures)


def _otherwise(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line).casefold()
    if any(
        re.search(rf"\b{re.escape(word.casefold())}\b", own) for word in given.own_rules.publishing.words_of_correction
    ):
        return
    for figure in line.figures:
        now = released_as(figure, line, given.content)
        before = given.last_released.get(now.same) if now is not None else None
        # An edition of an earlier version of the program printed the exact numbers.
        if (
            now is None
            or before is None
            or (now.base.n, now.base.of) == figure.told.numbers(before.base.n, before.base.of, before.base.terms)
        ):
            continue
        yield Found(
            "figure.released_otherwise",
            f"{figure.number} is {now.base.bare_words}. For the same days {before.where} says "
            f"{before.base.bare_words}.",
            "Say in the sentence that the earlier figure was corrected, and why; or mend the figure.",
        )


RELEASED = LineCheck(
    id="figure-released",
    title="No figure differs from the one released before, unless the sentence says so",
    codes={"figure.released_otherwise": "An earlier edition gives another figure for the same days."},
    applies=_has_base,
    find=_otherwise,
)
