"""What a count is out of, where the words say so in another clause or in the sentence before.

«We read 40 plans. Thirty were good, seven fair and three poor.» All three are of those 40. A count takes a base
from before it in four ways: its percentage says so; the counts add up to the whole; «of them» or «of whom» takes
the whole up again; or the number names nothing of its own and stands where a part of the whole would stand. What is
compared over time («up from 12») or counted in its own right («40 visits and 12 calls») has none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lineofsight.intake.clauses import IRREGULAR
from lineofsight.intake.documents import Comparator, StatedFigure, Unit
from lineofsight.intake.patterns import lazily

# How many figures back a whole is looked for, and how many parts a whole may have.
_BACK = 6
_ENDS_SENTENCE = lazily(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_OF_THEM = lazily(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_OF_THEM_AFTER = lazily(r",?\s(?:\([^()]{1,20}\)\s)?of\s(?:them|these|those|whom|which)\b(?!\s(?:who|which|that|in)\b)")
_OF_WHOM_BEFORE = lazily(r"\bof\s(?:whom|which|these|those|them),?\s(?:only\s|just\s|a further\s)?$", re.IGNORECASE)
# Words that end the name of what is counted, or stand where none is.
_CLOSED = (
    r"(?:and|or|but|nor|so|yet|if|when|where|while|because|since|although|though|than|that|which|who|whom|whose"
    r"|in|on|at|to|of|for|from|with|without|by|after|before|during|over|under|through|within|as|into|about|against"
    r"|between|until|across|among|is|are|was|were|be|been|has|have|had|do|does|did|will|would|could|can|cannot|should"
    r"|may|might|must|not|never|no|the|a|an|it|its|they|their|we|our|he|she|his|her|i|my|you|this|these|there|nobody"
    r"|none|nothing|what|how|why|whether|also|still|now|then|each|only)"
)
_WORD = lazily(r"\s+([A-Za-z][\w’'-]*)")
_IS_CLOSED = lazily(_CLOSED, re.IGNORECASE)
_IS_VERB = lazily(rf"{IRREGULAR}|[a-z]{{3,}}ed", re.IGNORECASE)
_PLURALS = frozenset({"children", "people", "men", "women", "staff", "police", "young", "families", "fte"})
_NOT_PLURAL = lazily(r"(?:.*(?:ss|us|is)|this|its|as|has|was|does|always|perhaps)", re.IGNORECASE)
# What a file, a visit or a record may be called when it is spoken of again.
_ANY_CASE = frozenset({"cases", "instances"})
# Known already, and no part that is told now: «the 14», «all three»; but «the other six», «the remaining two».
_KNOWN = lazily(r"\b(?:the|all|these|those|both|our|their|its|his|her)\s(?:same\s|first\s|last\s|full\s)?$", re.IGNORECASE)
_THE_REST = lazily(r"\b(?:other|remaining|rest)\s(?:[-–—]\s)?$", re.IGNORECASE)
_COMPARED = lazily(
    r"\b(?:from|than|against|compared (?:with|to)|instead of|to|by|per|every|each|any|was|is|were|are|of|took|made)\s"
    r"(?:just |only |about )?$",
    re.IGNORECASE,
)
_AT_ANOTHER_TIME = lazily(
    r"\s(?:the|a|one|last|this|next)\s(?:year|quarter|month|term|week|time)\b|\sin\s(?:19|20)\d\d\b|\sin\s[A-Z][a-z]+\b",
)
_BEGINS_SENTENCE = lazily(r"(?:(?:But|And|Only|Just|Another|A further|Some)\s)?", re.IGNORECASE)
_BEGINS_CLAUSE = lazily(r"(?:[;:]|\s[-–—])\s(?:(?:and|but|only|just|another|a further)\s)*$", re.IGNORECASE)
# «In seven there was none»; «… and agreed with it in 30.»
_IN_SO_MANY_FIRST = lazily(
    r"(?:^|[;:]\s|\s[-–—]\s|,\s(?:and\s|but\s)?|\s(?:and|but)\s)(?:in|for|on|with|from|at)\s(?:only\s|just\s|a further\s|another\s)?$",
    re.IGNORECASE,
)
_IN_SO_MANY_LAST = lazily(r"\s(?:in|for|with|from|on)\s(?:only\s|just\s|all but\s)?$", re.IGNORECASE)
_STOPS = lazily(r"\s*(?:[.,;:)]|$|[-–—]\s)")
# What is read or asked so that something can be said of it, and what there is.
_LOOKED_AT = lazily(
    r"\b(?:read|audit\w*|sampl\w+|review\w*|look\w*|check\w*|ask\w*|survey\w*|dip-sampl\w+|examin\w+|inspect\w*|test\w*"
    r"|track\w*|follow\w*|stud\w+|opened|analys\w+|interview\w*|questionnaires?|there (?:are|were|have been|is|was)"
    r"|made|received|took|had|has|have|we|were (?:referred|seen|heard))\b",
    re.IGNORECASE,
)
# «seven short of its plan», «two more than last year», «seven are left»: beside those counted, and not among them.
_BESIDE_THEM = lazily(r"\s(?:short|more|fewer|less|too|extra|additional)\b", re.IGNORECASE)
_STILL_TO_DO = lazily(r"\s(?:(?:are|were|is|was)\s(?:left|outstanding|to|still to)|remain(?:s|ed)?)\b", re.IGNORECASE)
_FURTHER = lazily(r"\b(?:further|another|more|additional|extra)\s$", re.IGNORECASE)
_COMPARED_WITH = lazily(r"\b(?:from|than|against|compared (?:with|to)|instead of|per|every)\s$", re.IGNORECASE)
_TIME_BEFORE = lazily(r"(?:\d|\b[A-Z][a-z]{2,8}|year|month|quarter)[:,]\s$")


def with_bases(text: str, found: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Return the figures of a paragraph, each with the base that the words before it give it."""
    figures = [_that_its_percentage_says(text, one, found[max(0, at - _BACK) : at]) for at, one in enumerate(found)]
    for at in range(len(figures)):
        _add_up(text, figures, at)
    for at in range(1, len(figures)):
        if _may_be_a_part(figures[at]):
            base = _base_of(text, figures, at)
            figures[at] = replace(figures[at], denominator=base) if base else figures[at]
    return figures


def _that_its_percentage_says(text: str, figure: StatedFigure, earlier: Sequence[StatedFigure]) -> StatedFigure:
    """«60 calls were heard. In 49 of them (82%) …»: 49 of those 60, since the percentage says so itself."""
    if figure.percent is None or figure.denominator is not None or figure.unit is not Unit.COUNT:
        return figure
    places = max(0, -int(Decimal(figure.percent).as_tuple().exponent))
    for other in reversed(earlier):
        is_near = _OF_THEM.search(figure.text) or _sentences_between(text, other, figure) <= 1
        if (
            _is_whole(other)
            and is_near
            and other.value >= figure.value > 0
            and round(Decimal(figure.value) * 100 / Decimal(other.value), places) == Decimal(figure.percent)
        ):
            return replace(figure, denominator=int(other.value))
    return figure


def _add_up(text: str, figures: list[StatedFigure], at: int) -> None:
    """«40 records: 31 good, seven fair and two poor»: the parts add up to the whole, so they are of it."""
    whole = figures[at]
    if not _is_whole(whole):
        return
    left = (whole.denominator or 2 * int(whole.value)) - int(whole.value)
    parts: list[int] = []
    named = 0
    for place in range(at + 1, min(len(figures), at + 1 + _BACK)):
        one = figures[place]
        before = figures[parts[-1]] if parts else whole
        if one.unit is not Unit.COUNT:
            continue
        if not _is_whole(one) or _sentences_between(text, before, one) > 1 or one.value > left:
            return
        if one.denominator not in (None, whole.denominator or whole.value):
            return
        if _BESIDE_THEM.match(text, one.end):
            return
        if not _names_nothing(text, one) and not _is_told_of(text, whole, one):
            named += 1
        parts.append(place)
        left -= int(one.value)
        if left == 0:
            break
    # «133 answers: 92 children said so, eighteen did not and 23 did not know»: the first of many may be named.
    if left or len(parts) < (1 if whole.denominator else 2) or named > (len(parts) >= 3):
        return
    for place in parts:
        figures[place] = replace(figures[place], denominator=whole.denominator or int(whole.value))


def _base_of(text: str, figures: Sequence[StatedFigure], at: int) -> int | None:
    """The whole that a count is part of, by the words around it."""
    figure = figures[at]
    start = _sentence_start(text, figure.start)
    before, sentence = text[max(0, figure.start - 60) : figure.start], text[start : figure.start]
    takes_up = _OF_THEM_AFTER.match(text, figure.end) or _OF_WHOM_BEFORE.search(before)
    for other in reversed(figures[max(0, at - _BACK) : at]):
        if not takes_up and other.unit is Unit.COUNT and other.comparator is not Comparator.EQUAL and _is_near(text, other, figure):
            return None
        if not _is_whole(other) or not _is_near(text, other, figure):
            continue
        if _COMPARED_WITH.search(text, max(0, other.start - 20), other.start):
            continue  # «five this year, compared with eight. Two of them …»
        if takes_up:
            if other.value > figure.value:
                return int(other.value)
            continue
        if (
            _COMPARED.search(before)
            or _BESIDE_THEM.match(text, figure.end)
            or _AT_ANOTHER_TIME.match(text, figure.end)
            or _TIME_BEFORE.search(before)
        ):
            return None
        is_rest = _THE_REST.search(before)
        if _KNOWN.search(before) and not is_rest:
            return None
        is_bare = _names_nothing(text, figure)
        is_within = other.start >= start
        is_in_so_many = _IN_SO_MANY_FIRST.search(sentence) or (
            _IN_SO_MANY_LAST.search(sentence) and _STOPS.match(text, figure.end)
        )
        if other.denominator:
            # «26 said so, and 19 that they agreed»; «Of those three were late.»
            is_topic = not is_within and _BEGINS_SENTENCE.fullmatch(sentence) and _ends_its_sentence(text, other)
            if is_topic and is_bare and other.value > figure.value:
                return int(other.value)
            if is_bare and other.denominator > figure.value and (is_within or is_in_so_many or _BEGINS_SENTENCE.fullmatch(sentence)):
                return other.denominator
            if is_rest and is_bare and other.denominator > figure.value:
                return other.denominator
            return None
        if other.value <= figure.value:
            continue
        is_else = is_rest or _FURTHER.search(before) or _STILL_TO_DO.match(text, figure.end)
        if is_else or _OF_THEM_AFTER.match(text, other.end):
            return None
        noun = _noun_after(text, figure)
        if is_in_so_many and (is_bare or noun in _ANY_CASE):
            return int(other.value)
        # «… how many of the 19 are at home. The Council: 17.»
        if is_bare and _BEGINS_CLAUSE.search(sentence) and (is_within or _STOPS.match(text, figure.end)):
            return int(other.value)
        is_subject = not is_within and _BEGINS_SENTENCE.fullmatch(sentence)
        if is_bare and is_subject and _is_introduced(text, other):
            return int(other.value)
    return None


def _may_be_a_part(figure: StatedFigure) -> bool:
    return figure.denominator is None and _is_whole(figure)


def _is_whole(figure: StatedFigure) -> bool:
    """A plain number of things, neither bent nor a range."""
    return (
        figure.unit is Unit.COUNT
        and isinstance(figure.value, int)
        and figure.value > 0
        and figure.value_to is None
        and figure.comparator is Comparator.EQUAL
    )


def _is_near(text: str, other: StatedFigure, figure: StatedFigure) -> bool:
    return _sentences_between(text, other, figure) <= 1


def _sentences_between(text: str, other: StatedFigure, figure: StatedFigure) -> int:
    return len(_ENDS_SENTENCE.findall(text, other.end, figure.start + 1))


def _sentence_start(text: str, position: int) -> int:
    floor = max(0, position - 400)
    ends = [match.end() for match in _ENDS_SENTENCE.finditer(text, floor, position + 1)]
    return ends[-1] if ends else floor


def _sentence_end(text: str, position: int) -> int:
    end = _ENDS_SENTENCE.search(text, position)
    return end.start() if end else len(text)


def _ends_its_sentence(text: str, figure: StatedFigure) -> bool:
    """«It had spoken with 8 of the 19.»: those eight are what is spoken of next."""
    return len(text[figure.end : _sentence_end(text, figure.end)].split()) <= 2


def _is_introduced(text: str, figure: StatedFigure) -> bool:
    """Is the sentence about what there is or what was looked at, so that the next may say how many were how?"""
    start, end = _sentence_start(text, figure.start), _sentence_end(text, figure.end)
    return figure.start > start or bool(_LOOKED_AT.search(text, start, end))


def _is_told_of(text: str, whole: StatedFigure, part: StatedFigure) -> bool:
    """«12 events: five for staff …»: after a colon the parts may have names of their own."""
    between = text[whole.end : part.start]
    return _ENDS_SENTENCE.search(between) is None and re.search(r":|\s[-–—]\s|\(", between) is not None


def _noun_after(text: str, figure: StatedFigure) -> str | None:
    """The name of what is counted: the last of the words after a number that is in the plural."""
    position, noun, words = figure.end, None, 0
    while words < 5 and (word := _WORD.match(text, position)):
        said = word.group(1)
        if _IS_CLOSED.fullmatch(said):
            break
        if figure.value == 1:
            return None if said.endswith("s") or _IS_VERB.fullmatch(said) else said
        if said.lower() in _PLURALS or (said.endswith("s") and not _NOT_PLURAL.fullmatch(said)):
            noun = said.lower()
        elif noun is not None or (words and _IS_VERB.fullmatch(said) and noun):
            break
        position, words = word.end(), words + 1
    return noun


def _names_nothing(text: str, figure: StatedFigure) -> bool:
    return _noun_after(text, figure) is None
