"""Figures that a report states, in digits and in words, with what bends them and what they are out of.

The reading goes from left to right over the numbers of a paragraph. Each number looks a few words to either side, so
that the time grows with the length of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lineofsight.intake.documents import Comparator, StatedFigure, Unit
from lineofsight.intake.figures.amounts import amounts_in
from lineofsight.intake.figures.bases import with_bases
from lineofsight.intake.figures.bending import CHANGE, OR_LESS, OR_MORE, OR_SO, comparator_before
from lineofsight.intake.figures.counting import counts, is_threshold
from lineofsight.intake.figures.numbers import Measured, numbers_in
from lineofsight.intake.patterns import lazily
from lineofsight.intake.places import touches

_IN = lazily(r"[\s-](?:in|per|for every|(?:out )?of every)[\s-](?:every\s)?", re.IGNORECASE)
_OF = lazily(
    r"\s+(?:(?:\([^()]{1,20}\)\s+)?(?:out\s+)?of)\s+(?:(?:the|all|those|these|a total of|our|their|its"
    r"|my|your|his|her|a sample of|a possible|a potential|an?)\s+)?(?:the\s+)?(?:[\w-]+(?:['’]s|s['’])\s+)?"
    r"(?:(?:other|remaining|first|last)\s+)?",
    re.IGNORECASE,
)
_OUT_OF = lazily(
    r"(?:\s(?!and\b|or\b|to\b)[a-z’'-]{2,20}){0,4}[\s-]+out[\s-]of[\s-]+(?:every\s|an?\s[a-z]+\sof\s)?", re.IGNORECASE
)
_NOT_ONE = lazily(r"\b(?:not|every|each|any|no)\s+$", re.IGNORECASE)
_MOVED = lazily(
    r"\b(?:rose|risen|rise|fell|fallen|fall|dropped|grew|grown|growth|up|down|increas\w+|decreas\w+|reduc\w+"
    r"|cut|improv\w+"
    r"|declin\w+|doubled|halved)\b[^.;]*$",
    re.IGNORECASE,
)
_MOVED_BY = lazily(
    r"\b(?:rose|risen|rise|fell|fallen|fall|dropped|drop|grew|grown|growth|up|down|increas\w+|decreas\w+|reduc\w+|cut"
    r"|improv\w+|declin\w+|went|gone)\b[^.;]{0,20}\bby\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_OUT_OF_EVERY = lazily(r"(?:\s\w+)?[\s-]+out[\s-]of[\s-]+every\s", re.IGNORECASE)
_ONE_CHILD_IN = lazily(r"(?:\s[a-z][\w-]*[a-rt-z]){1,2}\sin\s(?:every\s)?", re.IGNORECASE)
# «seven cases in eight», and not «seven cases in eight schools»
_CASES_IN = lazily(r"\s[a-z][\w-]*s\sin\s(?:every\s)?", re.IGNORECASE)
_NO_NOUN_AFTER = lazily(r"[.,;:)]|$|\s(?:is|are|was|were|has|have|had|did|do|does|said|came|and|but|when|where)\b")
# «one worker for every fourteen families»
_FOR_EVERY = lazily(r"(?:\s[a-z-]+){1,4}\s(?:for|to)\severy\s", re.IGNORECASE)
_TIMES_OUT_OF = lazily(r"\stimes\sout\sof\s", re.IGNORECASE)
_OUT_OF_AT_ONCE = lazily(r"[\s-]+out[\s-]of[\s-]+(?:every\s)?", re.IGNORECASE)
_DASH = lazily(r"\s?[-–—]\s?")
_TO = lazily(r"\s+to\s+(?:just\s+|nearly\s+|over\s+)?", re.IGNORECASE)
_OR = lazily(r"\s+or\s+", re.IGNORECASE)
_AND = lazily(r"\s+and\s+", re.IGNORECASE)
# «It sends five or six.»
_VERB_BEFORE = lazily(r"\b(?!was|is|has|as|its|this|years|ages?|grades?|levels?|stages?)[a-z]{2,}s\s$")
_STOP = lazily(r"[.;,]|$")
_FROM = lazily(r"(?<!hear )(?<!hears )(?<!heard )\bfrom\s+(?:\w+\s)?$", re.IGNORECASE)
_RANGING = lazily(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anything|anywhere)\s+from\s+$", re.IGNORECASE)
_BETWEEN = lazily(r"\bbetween\s+$", re.IGNORECASE)
_IN_BRACKETS = lazily(
    r"\s?(?:\s[\w’'-]+){0,7}\s?[(\[]\s?(?:or|i\.?e\.?|that is|which is|some|about|around|over|just|representing"
    r"|equal to|equating to)?\s*",
    re.IGNORECASE,
)
_SAME_AS = lazily(
    r"\s?,?\s(?:or|i\.e\.,?|equating to|equal to|equivalent to|representing|that is,?)\s(?:in\s)?", re.IGNORECASE
)
_BASE = lazily(
    r"(?:(?:\s[\w’'-]+){0,6}\s?[(\[]\s?n\s?=\s?)|\s?[(\[]\s?(?:n\s?=\s?|base\s?[:=]?\s?"
    r"|(?:a )?sample (?:size )?(?:of|=)\s?|total(?:\sof)?\s|out of\s"
    r"|of\s(?:the\s)?)",
    re.IGNORECASE,
)
_N_IS = lazily(r"(?:\s[\w’'-]+){0,7}\s?[(\[]\s?[nN]\s?=\s?")
_CLOSE = lazily(r"[^()\[\].;]{0,40}?[)\]]")
_OF_THE_FIRST = lazily(
    r"(?:^|[.!?;:]\s+|,\s+|\b(?:that|and|found|showed)\s+)"
    r"((?:(?:out )?of|among|(?:in|from|of|out of|among) an? (?:\w+ )?(?:sample|caseload|cohort|group|total"
    r"|check) of) (?:the |those |our |its |their |these |a total of |all )?(?:[\w-]+(?:['’]s|s['’]) )?)$",
    re.IGNORECASE,
)
_COMMA_GAP = lazily(r"[^.;:!?]{0,90},\s+(?:\w+\s){0,2}$")
# «Of the 61 visits 58 were in time.»
_NO_COMMA_GAP = lazily(r"(?:\s[a-z’'-]+){1,3}\s")
_DID_AFTER = lazily(r"\s(?:were|are|had|have|led|came|said|went)\b")
# «206 of 211 nurses, or 97.6%»: what is counted may stand before the same said again.
_SAME_OF_THEM = lazily(
    r"(?:\s[\w’'-]+){1,4},?\s(?:or|i\.e\.,?|equating to|equal to|equivalent to|representing|that is,?)\s(?:in\s)?",
    re.IGNORECASE,
)
_ROUND_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000})


_BENT_AFTER = ((OR_MORE, Comparator.AT_LEAST), (OR_LESS, Comparator.AT_MOST), (OR_SO, Comparator.ABOUT))


def figures_in(text: str, *, quoted: Sequence[tuple[int, int]] = ()) -> tuple[StatedFigure, ...]:
    """Return the figures that a paragraph states, in order.

    `quoted` are the places of its quotations, as (start, end); a figure inside one is marked as quoted.
    """
    amounts = list(amounts_in(text))
    taken = [(one.start, one.end) for one in amounts]
    numbers = [one for one in numbers_in(text) if not touches(taken, one.start, one.end)]
    found: list[StatedFigure] = []
    position = 0
    while position < len(numbers):
        figures, used = _figures_at(text, numbers, position)
        found += figures
        position += used
    found = sorted([*found, *amounts], key=lambda one: one.start)
    based = with_bases(text, found)
    return tuple(replace(figure, quoted=touches(quoted, figure.start, figure.end)) for figure in based)


def _figures_at(text: str, numbers: Sequence[Measured], position: int) -> tuple[list[StatedFigure], int]:
    """Return the figures that begin with this number and how many numbers they use up."""
    first = numbers[position]
    second = numbers[position + 1] if position + 1 < len(numbers) else None
    if first.is_spelt and first.value == 1 and _NOT_ONE.search(text, max(0, first.start - 12), first.start):
        return [], 1
    if second is not None:
        for rule in (_one_in_five, _out_of_a_base, _fraction, _of_the_forty, _range):
            figure = rule(text, first, second)
            if figure is not None and figure.unit is Unit.SHARE and is_threshold(text, figure):
                return [], 2
            if figure is not None:
                return _with_share_beside(text, figure, numbers, position + 2)
        changed = _from_to(text, first, second)
        if changed is not None:
            return [changed], 1
    if not counts(text, first):
        return [], 1
    alone = _plain(text, first)
    if alone.unit is Unit.SHARE and is_threshold(text, alone):
        return [], 1
    return _with_share_beside(text, alone, numbers, position + 1)


def _plain(text: str, number: Measured) -> StatedFigure:
    comparator, start = comparator_before(text, number.start)
    end = number.end
    for pattern, bent in _BENT_AFTER:
        after = pattern.match(text, end)
        if after and comparator is Comparator.EQUAL:
            comparator, end = bent, after.end()
    if number.unit is Unit.COUNT and (change := CHANGE.match(text, end)):
        end = change.end()
    return StatedFigure(text[start:end], number.value, None, number.unit, comparator, number.parts, start, end)


def _one_in_five(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«one in five», «nine out of ten»: a share in the words of everyday speech."""
    if first.unit is not Unit.COUNT or second.unit is not Unit.COUNT:
        return None
    between = text[first.end : second.start]
    is_rate = isinstance(second.value, int) and second.value >= 1000 and _IN.fullmatch(between) is not None
    if not _whole_under(first, second) and not is_rate:
        return None
    spelt = first.is_spelt and second.is_spelt
    if first.is_spelt and first.value == 1 and _FOR_EVERY.fullmatch(between):
        figure = _plain(text, replace(first, unit=Unit.SHARE, parts=int(second.value)))
        return _to_end(text, figure, second.end)
    if second.value not in _ROUND_BASES or not (
        _IN.fullmatch(between)
        or _OUT_OF_EVERY.fullmatch(between)
        or (spelt and first.value < second.value and _OUT_OF_AT_ONCE.fullmatch(between) and not _is_many(second))
        or (spelt and second.value == 10 and first.value < 10 and _OUT_OF.fullmatch(between))
        or (spelt and first.value < second.value and _TIMES_OUT_OF.fullmatch(between))
        or (spelt and first.value == 1 and _ONE_CHILD_IN.fullmatch(between))
        or (
            spelt
            and first.value < second.value
            and _CASES_IN.fullmatch(between)
            and _NO_NOUN_AFTER.match(text, second.end)
        )
    ):
        return None
    figure = _plain(text, replace(first, unit=Unit.SHARE, parts=int(second.value)))
    return _to_end(text, figure, second.end)


def _is_many(number: Measured) -> bool:
    """«eleven out of fifty»: so many were counted; «nine out of ten», «one out of a hundred» are shares."""
    return 10 < number.value < 100


def _out_of_a_base(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«34 of 40», «75% of the 40 cases», «75% (n=40)», «75% (of 40)»."""
    if second.unit is not Unit.COUNT or not isinstance(second.value, int) or second.value < 1:
        return None
    between = text[first.end : second.start]
    in_brackets = _BASE.fullmatch(between)
    if first.unit is Unit.SHARE and in_brackets:
        return _to_end(text, _plain(text, first), _closed(text, second.end))  # a share keeps its own denominator
    if first.unit is Unit.COUNT:
        is_scale = isinstance(first.value, Decimal) and first.value <= second.value and _OUT_OF.fullmatch(between)
        fits = is_scale or (
            _whole_under(first, second) and (_OF.fullmatch(between) or _OUT_OF.fullmatch(between) or in_brackets)
        )
    else:
        fits = first.unit is Unit.PERCENT and (_OF.fullmatch(between) or in_brackets)
    if not fits:
        return None
    figure = replace(_plain(text, first), denominator=second.value)
    end = second.end
    if in_brackets and (closed := _CLOSE.match(text, end)):
        end = closed.end()
    return _to_end(text, figure, end)


def _fraction(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«11/18», where it is neither a date nor a year."""
    if text[first.end : second.start] != "/" or not _whole_under(first, second) or second.unit is not Unit.COUNT:
        return None
    return _to_end(text, replace(_plain(text, first), denominator=int(second.value)), second.end)


def _of_the_forty(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«Of the 40 cases audited, 34 …»."""
    if first.unit is not Unit.COUNT or not isinstance(first.value, int) or not isinstance(second.value, int):
        return None
    opening = _OF_THE_FIRST.search(text[max(0, first.start - 40) : first.start])
    comparator, start = comparator_before(text, second.start)
    gap = text[first.end : start]
    is_open = _NO_COMMA_GAP.fullmatch(gap) and _DID_AFTER.match(text, second.end)
    if opening is None or not (is_open or _COMMA_GAP.fullmatch(gap)):
        return None
    if second.unit is Unit.COUNT and second.value > first.value:
        return None
    if second.unit not in (Unit.COUNT, Unit.PERCENT):
        return None
    begin = first.start - len(opening.group(1))
    return StatedFigure(
        text[begin : second.end], second.value, None, second.unit, comparator, first.value, begin, second.end
    )


def _range(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«20 to 30», «20–30%», «between 20 and 30»."""
    if first.unit not in (second.unit, Unit.COUNT) or first.unit is Unit.SHARE or second.unit is Unit.SHARE:
        return None
    if not first.value < second.value:
        return None
    between, before = text[first.end : second.start], text[max(0, first.start - 30) : first.start]
    from_ = (_FROM.search(before) and not _RANGING.search(before)) or _MOVED_BY.search(
        text[max(0, first.start - 60) : first.start]
    )
    # «went up by 40% (145 to 203)»: from the one to the other.
    # «risen by 20 to 25 per cent»: the unit, said once, makes it a range.
    is_by = second.unit is Unit.PERCENT and first.unit is Unit.COUNT and not _FROM.search(before)
    is_moved = (from_ and not is_by) or (
        before.endswith("(") and _MOVED.search(text, max(0, first.start - 90), first.start)
    )
    is_between = _BETWEEN.search(before) and _AND.fullmatch(between)
    is_next = _OR.fullmatch(between) and first.value > 1 and second.value - first.value == _step(first, second)
    joined = _DASH.fullmatch(between) or is_next or (_TO.fullmatch(between) and not is_moved)
    # «to four or five»: what stands before them both says whether they count.
    is_said = is_next and first.is_spelt and _VERB_BEFORE.search(before) and _STOP.match(text, second.end)
    if not (is_between or joined) or not (
        is_said or counts(text, replace(second, start=first.start) if is_next else second)
    ):
        return None
    comparator, start = comparator_before(text, first.start)
    start = max(0, first.start - 30) + spans.start() if (spans := _BETWEEN.search(before)) else start
    end = second.end
    return StatedFigure(text[start:end], first.value, second.value, second.unit, comparator, None, start, end)


def _step(first: Measured, second: Measured) -> int:
    """How far apart two numbers stand that mean «about so many»: «five or six», «thirty or forty»."""
    is_round = first.is_spelt and second.is_spelt and first.value % 10 == 0 and first.value >= 20
    return 10 if is_round else 1


def _from_to(text: str, first: Measured, second: Measured) -> StatedFigure | None:
    """«from 60 to 75%»: two figures, and the first takes the unit of the second."""
    between, before = text[first.end : second.start], text[max(0, first.start - 30) : first.start]
    if first.unit is Unit.COUNT and second.unit is not Unit.COUNT and _TO.fullmatch(between) and _FROM.search(before):
        return _plain(text, replace(first, unit=second.unit)) if second.unit is not Unit.SHARE else None
    return None


def _with_share_beside(
    text: str, figure: StatedFigure, numbers: Sequence[Measured], following: int
) -> tuple[list[StatedFigure], int]:
    """Take in a number that says the same again beside it: «34 of 40 (85%)», «85% (34 of 40)»."""
    used = sum(1 for number in numbers[max(0, following - 2) : following] if number.start >= figure.start) or 1
    if following >= len(numbers):
        return [figure], used
    beside = numbers[following]
    between = text[figure.end : beside.start]
    if _N_IS.fullmatch(between) and beside.unit is Unit.COUNT and isinstance(beside.value, int):
        base = figure.denominator if figure.unit is Unit.SHARE or figure.denominator else beside.value
        return [replace(_to_end(text, figure, _closed(text, beside.end)), denominator=base)], used + 1
    in_brackets = _IN_BRACKETS.fullmatch(between)
    is_same = _SAME_AS.fullmatch(between) or (
        figure.denominator and figure.unit is Unit.COUNT and _SAME_OF_THEM.fullmatch(between)
    )
    if not in_brackets and not is_same:
        return [figure], used
    if beside.unit is Unit.PERCENT and figure.unit in (Unit.COUNT, Unit.SHARE):
        end = _closed(text, beside.end) if in_brackets else beside.end
        after = _base_after(text, figure, numbers, following + 1, end)
        return [replace(_to_end(text, figure, after[1]), percent=beside.value, denominator=after[0])], used + 1 + after[
            2
        ]
    if figure.unit in (Unit.PERCENT, Unit.SHARE) and beside.unit is Unit.COUNT and isinstance(beside.value, int):
        return _with_count_beside(text, figure, numbers, following, used)
    return [figure], used


def _base_after(
    text: str, figure: StatedFigure, numbers: Sequence[Measured], following: int, end: int
) -> tuple[int | None, int, int]:
    """The base after «34 (85%) of 40»: the base, where it ends, and how many numbers it used."""
    if figure.denominator is None and following < len(numbers):
        number = numbers[following]
        fits = number.unit is Unit.COUNT and isinstance(number.value, int) and number.value >= figure.value
        if fits and _OF.fullmatch(text[end : number.start]):
            return int(number.value), number.end, 1
    return figure.denominator, end, 0


def _with_count_beside(
    text: str, figure: StatedFigure, numbers: Sequence[Measured], following: int, used: int
) -> tuple[list[StatedFigure], int]:
    count = numbers[following]
    base = numbers[following + 1] if following + 1 < len(numbers) else None
    if base is not None and base.unit is Unit.COUNT and _whole_under(count, base):
        between = text[count.end : base.start]
        if _OF.fullmatch(between) or _OUT_OF.fullmatch(between) or between == "/":
            denominator = figure.denominator if figure.unit is Unit.SHARE else int(base.value)
            whole = _to_end(text, figure, _closed(text, base.end))
            return [replace(whole, denominator=denominator, numerator=int(count.value))], used + 2
    if text[count.end : count.end + 1] == ")" or (_CLOSE.match(text, count.end) and not _TO.match(text, count.end)):
        return [replace(_to_end(text, figure, _closed(text, count.end)), numerator=int(count.value))], used + 1
    return [figure], used


def _to_end(text: str, figure: StatedFigure, end: int) -> StatedFigure:
    return replace(figure, text=text[figure.start : end], end=end)


def _closed(text: str, end: int) -> int:
    closing = _CLOSE.match(text, end)
    return closing.end() if closing else end


def _whole_under(first: Measured, second: Measured) -> bool:
    return isinstance(first.value, int) and isinstance(second.value, int) and 0 <= first.value <= second.value > 0
