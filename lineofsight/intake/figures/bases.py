"""What a count is out of, where the words say so in another clause or in the sentence before.

«We read 40 plans. Thirty were good, seven fair and three poor.» All three are of those 40. A count takes a base
from before it in three ways: its percentage says so; the counts add up to the whole; or its words take the whole up
again (`taking_up`). What is compared over time («up from 12») or counted in its own right («40 visits and 12
calls») has none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lineofsight.intake.documents import StatedFigure, Unit
from lineofsight.intake.figures.taking_up import (
    ANY_CASE,
    THE_REST,
    base_taken_up,
    is_beside,
    is_whole,
    may_be_a_part,
    noun_after,
    sentences_between,
)
from lineofsight.intake.patterns import lazily

# How many figures back a whole is looked for, and how many parts a whole may have.
_BACK = 6
_OF_THEM = lazily(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_JOINT = lazily(r"[.,;:(–—]|\s-\s|\sand\s")
_TOLD_OF = lazily(r":|\s[-–—]\s|\(")
# «14 schools (nine primaries, four secondaries and a special school)»
_OPENS_LIST = lazily(r"(?:\s[\w’'-]+){0,6}\s\((?:\w+\s)?$")


def with_bases(text: str, found: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Return the figures of a paragraph, each with the base that the words before it give it."""
    figures = [_that_its_percentage_says(text, one, found[max(0, at - _BACK) : at]) for at, one in enumerate(found)]
    for at in range(len(figures)):
        _add_up(text, figures, at)
    for at in range(1, len(figures)):
        if figures[at].denominator is None and may_be_a_part(text, figures[at]):
            base = base_taken_up(text, figures[at], figures[max(0, at - _BACK) : at])
            figures[at] = replace(figures[at], denominator=base) if base else figures[at]
    return figures


def _that_its_percentage_says(text: str, figure: StatedFigure, earlier: Sequence[StatedFigure]) -> StatedFigure:
    """«60 calls were heard. In 49 of them (82%) …»: 49 of those 60, since the percentage says so itself."""
    if figure.percent is None or figure.denominator is not None or figure.unit is not Unit.COUNT:
        return figure
    places = max(0, -int(Decimal(figure.percent).as_tuple().exponent))
    for other in reversed(earlier):
        is_near = _OF_THEM.search(figure.text) or sentences_between(text, other, figure) <= 1
        if (
            is_whole(other)
            and is_near
            and other.value >= figure.value > 0
            and round(Decimal(figure.value) * 100 / Decimal(other.value), places) == Decimal(figure.percent)
        ):
            return replace(figure, denominator=int(other.value))
    return figure


def _add_up(text: str, figures: list[StatedFigure], at: int) -> None:
    """«40 records: 31 good, seven fair and two poor»: the parts add up to the whole, so they are of it.

    After «31 of 40» the others add up to what is left of the forty.
    """
    whole = figures[at]
    if not is_whole(whole):
        return
    base = whole.denominator or int(whole.value)
    left = base - int(whole.value) if whole.denominator else base
    parts: list[int] = []
    named = 0
    for place in range(at + 1, min(len(figures), at + 1 + _BACK)):
        part = figures[place]
        if part.unit is not Unit.COUNT:
            continue
        is_named = _has_its_own_name(text, whole, part)
        if is_named and _JOINT.search(text, figures[place - 1].end, part.start) is None:
            continue  # «36 cases across four teams: …»
        if not is_whole(part) or part.value > left or part.denominator not in (None, base) or is_beside(text, part):
            break
        if sentences_between(text, figures[place - 1], part) > 1:
            break
        parts.append(place)
        named += is_named
        left -= int(part.value)
        if left == 0:
            break
    # «133 answers: 92 children said so, eighteen did not and 23 did not know»: one of many may be named.
    is_whole_told = left == 0 and len(parts) >= (1 if whole.denominator else 2) and named <= (len(parts) >= 3)
    if is_whole_told or _is_list(text, whole, [figures[place] for place in parts]):
        for place in parts:
            figures[place] = replace(figures[place], denominator=base)


def _has_its_own_name(text: str, whole: StatedFigure, part: StatedFigure) -> bool:
    """Does a part name what it counts, other than after a colon or as the rest of them?"""
    if noun_after(text, part) in (None, *ANY_CASE, noun_after(text, whole)) or THE_REST.search(text, 0, part.start):
        return False
    return sentences_between(text, whole, part) > 0 or _TOLD_OF.search(text, whole.end, part.start) is None


def _is_list(text: str, whole: StatedFigure, parts: Sequence[StatedFigure]) -> bool:
    """«14 schools (nine primaries, four secondaries and a special school)»: what stands in the brackets is of them."""
    if len(parts) < 2 or _OPENS_LIST.fullmatch(text, whole.end, parts[0].start) is None:
        return False
    closing = text.find(")", parts[0].start)
    return parts[-1].end <= closing
