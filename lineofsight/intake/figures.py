"""Figures that a report states, in digits and in words, with what bends them and what they are out of.

The reading goes from left to right over the numbers of a paragraph. Each number looks a few words to either side, so
the time grows with the length of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lineofsight.intake.documents import Comparator, Number, StatedFigure, Unit
from lineofsight.intake.not_figures import stretches_without_figures
from lineofsight.intake.numbers_in_words import SMALL, spelt_numbers, with_magnitude
from lineofsight.intake.places import touches

_DIGITS = re.compile(
    r"(?<![\w.,])(?<!\d[-–/]\d)(?P<money>[£€$]\s?)?(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?"
    r"|\d{1,15}(?:\.\d{1,6})?)(?!\d)(?![.,]\d)"
)
_POINTS = re.compile(r"\s?-?(?:percentage[- ]points?|per\s?cent[- ]points?|pp\b|ppts?\b)", re.IGNORECASE)
_PERCENT = re.compile(r"\s?-?(?:%|per\s?cent\b|percent\b|pc\b)(?![- ]?points?)", re.IGNORECASE)
_POUNDS = re.compile(r"\s(?:pounds|euros)\b", re.IGNORECASE)

_ORDER = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_SHARE = re.compile(
    r"(?<![\w-])(?:(?P<many>one|two|three|four|five|six|seven|eight|nine|an?|\d)[\s-])?"
    r"(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?![\w-])",
    re.IGNORECASE,
)
_HALF_OF = re.compile(
    r"\s(?:(?:in|since|at)\s(?:19|20)\d\d|of\b(?!\s+(?:the\s+)?(?:year|term|\d{4}))|the|all|our|their|these|those"
    r"|its|were|was|are|had|have)\b|\s?\(",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\s+of\b|\s?\(\d|\s+(?:were|was|are|had|have|said|reported|felt|more|fewer|less)\b", re.IGNORECASE
)
_MOVED_BY = re.compile(r"\b(?:by|than|to|only|up|down|of)\s+$", re.IGNORECASE)
_NOT_A_SHARE_BEFORE = re.compile(
    r"\b(?:first|second|latter|last|this|each|per|every|other|next|final|previous)\s+$", re.IGNORECASE
)

_BEFORE = (
    (Comparator.AT_LEAST, r"at least|no fewer than|no less than|not less than|not fewer than|(?:a )?minimum of|≥|>="),
    (Comparator.AT_MOST, r"up to|no more than|not more than|(?:a )?maximum of|at most|≤|<="),
    (
        Comparator.MORE,
        r"(?:just |well |slightly |far )?(?:over|more than|above|greater than|higher than)|exceed(?:s|ed|ing)?"
        r"|in excess of|upwards of|>",
    ),
    (Comparator.LESS, r"(?:just |well |slightly |far )?(?:under|less than|fewer than|below|lower than)|<"),
    (
        Comparator.ABOUT,
        r"about|around|approximately|approx\.?|circa|c\.|roughly|some|(?:very )?nearly|almost|close to"
        r"|(?:an )?estimated|in the region of"
        r"|approaching|~|≈",
    ),
    (Comparator.EQUAL, r"exactly|precisely"),
)
_COMPARATORS = tuple(
    (which, re.compile(rf"(?:(?<=\s)|(?<=^)|(?<=[(\[\"“‘—–-]))(?:{words})\s*$", re.IGNORECASE))
    for which, words in _BEFORE
)
_OR_MORE = re.compile(
    r"\s?\+|\s(?:or (?:more|above|higher|over|greater|better)|and (?:over|above)|plus)\b(?!\s+\d)", re.IGNORECASE
)
_OR_LESS = re.compile(r"\s(?:or (?:fewer|less|under|below|lower)|and (?:under|below))\b", re.IGNORECASE)
_CHANGE = re.compile(r"\s(?:more|fewer|additional|extra)\b", re.IGNORECASE)

_IN = re.compile(r"[\s-](?:in|per|for every|out of every)[\s-](?:every\s)?", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:(?:\([^()]{1,20}\)\s+)?(?:out\s+)?of)\s+(?:(?:the|all|those|these|a total of|our|their|its"
    r"|a sample of|an?)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"(?:\s(?!and\b|or\b|to\b)[a-z’'-]{3,20}){0,2}[\s-]+out[\s-]of[\s-]+(?:every\s)?", re.IGNORECASE)
_OUT_OF_AT_ONCE = re.compile(r"[\s-]+out[\s-]of[\s-]+(?:every\s)?", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?")
_TO = re.compile(r"\s+to\s+(?:just\s+|nearly\s+|over\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s)?$", re.IGNORECASE)
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anything|anywhere)\s+from\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"\s?(?:\s[\w’'-]+){0,7}\s?[(\[]\s?(?:or|i\.?e\.?|that is|which is|some|about|around|over|just|representing"
    r"|equal to|equating to)?\s*",
    re.IGNORECASE,
)
_SAME_AS = re.compile(
    r"\s?,?\s(?:or|i\.e\.,?|equating to|equal to|equivalent to|representing|that is,?)\s", re.IGNORECASE
)
_BASE = re.compile(
    r"(?:(?:\s[\w’'-]+){0,6}\s?[(\[]\s?n\s?=\s?)|\s?[(\[]\s?(?:n\s?=\s?|base\s?[:=]?\s?"
    r"|(?:a )?sample (?:size )?(?:of|=)\s?|total(?:\sof)?\s|out of\s"
    r"|of\s(?:the\s)?)",
    re.IGNORECASE,
)
_N_IS = re.compile(r"(?:\s[\w’'-]+){0,7}\s?[(\[]\s?[nN]\s?=\s?")
_CLOSE = re.compile(r"[^()\[\].;]{0,40}?[)\]]")
_OF_THE_FIRST = re.compile(
    r"(?:^|[.!?;:]\s+|,\s+|\b(?:that|and|found|showed)\s+)((?:of|(?:in|from) a (?:\w+ )?sample of) (?:the |those "
    r"|these |a total of |all )?)$",
    re.IGNORECASE,
)
_COMMA_GAP = re.compile(r"[^.;:!?]{0,90},\s+(?:\w+\s){0,2}$")

_TIME_AFTER = re.compile(
    r"[\s-]+(?:working |school |calendar |consecutive )?(?:hours?|hrs?|days?|weeks?|fortnights?|months?|years?"
    r"|minutes?|mins?|nights?|decades?)\b(?!\s\d)",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:average|averages|averaging|averaged|mean|median)\b[^.;]{0,60}$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|all|other|first|last|next|previous|following|its|their|our|his|her|your|any"
    r"|every|each|same|own|other)\s+$",
    re.IGNORECASE,
)
_SHAPES = re.compile(
    r"\s+(?:(?:key|main|broad|core|overarching|strategic|distinct|different|further|important|clear|statutory"
    r"|new|safeguarding|priority)\s+){0,2}"
    r"(?:parts?|ways?|stages?|phases?|strands?|halves|sides|levels?|tiers?|types?|kinds?|themes?|priorit(?:y"
    r"|ies)|pillars?|principles?"
    r"|aspects?|areas?|sections?|chapters?|questions?|elements?|categories|steps?|reasons?|strateg(?:y|ies)"
    r"|objectives?|aims?|domains?"
    r"|partners?|lines?|things?|words?|points?|thirds?|times|recommendations|findings|lessons|outcomes|occasions)\b",
    re.IGNORECASE,
)
_COUNTS_SOMETHING = re.compile(
    r"(?:\s+(?!(?:and|or|but|to|in|on|at|is|was|were|are|be|been|has|have|had|will|by|for|with|as|the|a|an|if"
    r"|so|when|then|than)\b)[a-z’'-]{2,}"
    r"|\s+[A-Z]{2,6}s?\b|\s+[A-Z][a-z]+\s\d)"
)
_MOVED_TO = re.compile(
    r"\b(?:to|from|by|of|was|were|totalled|reached|total|lost|made|had|held|saw|gained|(?!Ofsted)\w{3,}ed)\s+$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them),?\s+$", re.IGNORECASE)
# «Three had no notice»: those just counted, spoken of again; «nine good, five fair and one inadequate»: a list.
_SPOKEN_OF_AGAIN = re.compile(r"(?:^|[.;:]\s+|,\s+(?:and|but|while)\s+)$", re.IGNORECASE)
_DID = re.compile(r"\s(?:had|have|has|were|are|was|is|did|do|will|remains?|could|cannot)\b", re.IGNORECASE)
_ENDS_LIST = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[\w’'-]+\s?){1,4},?\s+and\s+$",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(r"\sin (?:total|all)\b", re.IGNORECASE)
# «206 of 211 nurses, or 97.6%»: what is counted may stand before the same said again.
_SAME_OF_THEM = re.compile(
    r"(?:\s[\w’'-]+){1,4},?\s(?:or|i\.e\.,?|equating to|equal to|equivalent to|representing|that is,?)\s", re.IGNORECASE
)
_ON_AVERAGE = re.compile(r"[\s-]+\w+,?\son average\b", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,’')] )[A-Z][\w’'-]*\s$")
_ROUND_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000})


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its unit. `end` is after the unit, `bare_end` after the number itself."""

    start: int
    end: int
    value: Number
    unit: Unit
    is_spelt: bool = False
    parts: int | None = None  # the denominator of a share


def figures_in(text: str, *, quoted: Sequence[tuple[int, int]] = ()) -> tuple[StatedFigure, ...]:
    """Return the figures that a paragraph states, in order.

    `quoted` are the places of its quotations, as (start, end); a figure inside one is marked as quoted.
    """
    numbers = _numbers(text)
    found: list[StatedFigure] = []
    position = 0
    while position < len(numbers):
        figures, used = _figures_at(text, numbers, position)
        found += figures
        position += used
    return tuple(replace(figure, quoted=touches(quoted, figure.start, figure.end)) for figure in found)


# --- numbers with their units


def _numbers(text: str) -> list[_Number]:
    shares = _shares(text)
    taken = _merged([*stretches_without_figures(text), *((share.start, share.end) for share in shares)])
    plain = [*_in_digits(text), *_in_words(text)]
    kept = [number for number in plain if not touches(taken, number.start, number.end)]
    return sorted([*kept, *shares], key=lambda number: number.start)


def _in_digits(text: str) -> list[_Number]:
    found: list[_Number] = []
    for match in _DIGITS.finditer(text):
        is_money = match.group("money") is not None
        value: Number = _value(match.group("number"))
        value, end = with_magnitude(text, match.end(), value, is_money=is_money)
        unit, unit_end = _unit(text, end, is_money=is_money)
        glued = text[end : end + 1]
        if unit is Unit.COUNT and (glued.isalpha() or glued == "_" or _is_reference(match.group("number"))):
            continue
        found.append(_Number(match.start(), unit_end, value, unit))
    return found


def _in_words(text: str) -> list[_Number]:
    found: list[_Number] = []
    for spelt in spelt_numbers(text):
        unit, end = _unit(text, spelt.end, is_money=False)
        found.append(_Number(spelt.start, end, spelt.value, unit, is_spelt=True))
    return found


def _unit(text: str, end: int, *, is_money: bool) -> tuple[Unit, int]:
    if is_money:
        return Unit.MONEY, end
    for unit, pattern in ((Unit.PERCENTAGE_POINT, _POINTS), (Unit.PERCENT, _PERCENT), (Unit.MONEY, _POUNDS)):
        match = pattern.match(text, end)
        if match:
            return unit, match.end()
    return Unit.COUNT, end


def _shares(text: str) -> list[_Number]:
    """«two thirds», «a quarter of», «half the children»."""
    found: list[_Number] = []
    for match in _SHARE.finditer(text):
        part, many = match.group("part").lower(), (match.group("many") or "").lower()
        parts = _ORDER.get(part) or _ORDER.get(part.rstrip("s"), 0)
        before = text[max(0, match.start() - 40) : match.start()]
        if _NOT_A_SHARE_BEFORE.search(before):
            continue
        follows = (_HALF_OF if parts == 2 else _PART_OF).match(text, match.end())
        is_bent = _comparator(text, match.start())[0] is not Comparator.EQUAL
        value = int(many) if many.isdigit() else SMALL.get(many, 1)
        is_plural = part.endswith("s")
        if (value > 1) != is_plural or (value >= parts and parts):
            continue
        is_named = value > 1 or many == "one" or (parts == 2 and not many)
        is_moved = bool(_MOVED_BY.search(before)) and many != ""
        if (
            (is_plural and value > 1)
            or is_moved
            or (many and follows)
            or (is_named and (follows or is_bent))
            or (many and is_bent)
        ):
            found.append(_Number(match.start(), match.end(), value, Unit.SHARE, is_spelt=True, parts=parts))
    return found


def _value(digits: str) -> Number:
    value = Decimal(digits.replace(",", ""))
    return int(value) if value == int(value) else value


def _is_reference(digits: str) -> bool:
    """A long run of digits, or one that begins with nought, numbers something and counts nothing."""
    return "," not in digits and "." not in digits and (len(digits) >= 7 or (len(digits) > 1 and digits[0] == "0"))


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


# --- numbers become figures


def _figures_at(text: str, numbers: Sequence[_Number], position: int) -> tuple[list[StatedFigure], int]:
    """Return the figures that begin with this number and how many numbers they use up."""
    first = numbers[position]
    second = numbers[position + 1] if position + 1 < len(numbers) else None
    if second is not None:
        for rule in (_one_in_five, _out_of_a_base, _fraction, _of_the_forty, _range):
            figure = rule(text, first, second)
            if figure is not None:
                return _with_share_beside(text, figure, numbers, position + 2)
        changed = _from_to(text, first, second)
        if changed is not None:
            return [changed], 1
    if not _counts(text, first):
        return [], 1
    return _with_share_beside(text, _plain(text, first), numbers, position + 1)


def _plain(text: str, number: _Number) -> StatedFigure:
    comparator, start = _comparator(text, number.start)
    end = number.end
    for pattern, bent in ((_OR_MORE, Comparator.AT_LEAST), (_OR_LESS, Comparator.AT_MOST)):
        after = pattern.match(text, end)
        if after and comparator is Comparator.EQUAL:
            comparator, end = bent, after.end()
    if number.unit is Unit.COUNT and (change := _CHANGE.match(text, end)):
        end = change.end()
    return StatedFigure(text[start:end], number.value, None, number.unit, comparator, number.parts, start, end)


def _comparator(text: str, start: int) -> tuple[Comparator, int]:
    """Return how the words before a number bend it, and where those words begin."""
    floor = max(0, start - 30)
    before = text[floor:start]
    for which, pattern in _COMPARATORS:
        match = pattern.search(before)
        if match:
            return which, floor + match.start()
    return Comparator.EQUAL, start


def _one_in_five(text: str, first: _Number, second: _Number) -> StatedFigure | None:
    """«one in five», «nine out of ten»: a share in the words of everyday speech."""
    if first.unit is not Unit.COUNT or second.unit is not Unit.COUNT or not _whole_under(first, second):
        return None
    between = text[first.end : second.start]
    is_round = second.value in _ROUND_BASES
    spoken = first.is_spelt and second.is_spelt and bool(_OUT_OF_AT_ONCE.fullmatch(between))
    if not is_round or not (_IN.fullmatch(between) or spoken):
        return None
    figure = _plain(text, replace(first, unit=Unit.SHARE, parts=int(second.value)))
    return _to_end(text, figure, second.end)


def _out_of_a_base(text: str, first: _Number, second: _Number) -> StatedFigure | None:
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


def _fraction(text: str, first: _Number, second: _Number) -> StatedFigure | None:
    """«11/18», where it is neither a date nor a year."""
    if text[first.end : second.start] != "/" or not _whole_under(first, second) or second.unit is not Unit.COUNT:
        return None
    return _to_end(text, replace(_plain(text, first), denominator=int(second.value)), second.end)


def _of_the_forty(text: str, first: _Number, second: _Number) -> StatedFigure | None:
    """«Of the 40 cases audited, 34 …»."""
    if first.unit is not Unit.COUNT or not isinstance(first.value, int) or not isinstance(second.value, int):
        return None
    opening = _OF_THE_FIRST.search(text[max(0, first.start - 40) : first.start])
    comparator, start = _comparator(text, second.start)
    if opening is None or not _COMMA_GAP.fullmatch(text[first.end : start]):
        return None
    if second.unit is Unit.COUNT and second.value > first.value:
        return None
    if second.unit not in (Unit.COUNT, Unit.PERCENT):
        return None
    begin = first.start - len(opening.group(1))
    return StatedFigure(
        text[begin : second.end], second.value, None, second.unit, comparator, first.value, begin, second.end
    )


def _range(text: str, first: _Number, second: _Number) -> StatedFigure | None:
    """«20 to 30», «20–30%», «between 20 and 30»."""
    if first.unit not in (second.unit, Unit.COUNT) or first.unit is Unit.SHARE or second.unit is Unit.SHARE:
        return None
    if not first.value < second.value:
        return None
    between, before = text[first.end : second.start], text[max(0, first.start - 30) : first.start]
    from_ = _FROM.search(before) and not _RANGING.search(before)
    is_between = _BETWEEN.search(before) and _AND.fullmatch(between)
    joined = _DASH.fullmatch(between) or (_TO.fullmatch(between) and not from_)
    if not (is_between or joined) or not _counts(text, second):
        return None
    comparator, start = _comparator(text, first.start)
    start = max(0, first.start - 30) + spans.start() if (spans := _BETWEEN.search(before)) else start
    end = second.end
    return StatedFigure(text[start:end], first.value, second.value, second.unit, comparator, None, start, end)


def _from_to(text: str, first: _Number, second: _Number) -> StatedFigure | None:
    """«from 60 to 75%»: two figures, and the first takes the unit of the second."""
    between, before = text[first.end : second.start], text[max(0, first.start - 30) : first.start]
    if first.unit is Unit.COUNT and second.unit is not Unit.COUNT and _TO.fullmatch(between) and _FROM.search(before):
        return _plain(text, replace(first, unit=second.unit)) if second.unit is not Unit.SHARE else None
    return None


def _with_share_beside(
    text: str, figure: StatedFigure, numbers: Sequence[_Number], following: int
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
    text: str, figure: StatedFigure, numbers: Sequence[_Number], following: int, end: int
) -> tuple[int | None, int, int]:
    """The base after «34 (85%) of 40»: the base, where it ends, and how many numbers it used."""
    if figure.denominator is None and following < len(numbers):
        number = numbers[following]
        fits = number.unit is Unit.COUNT and isinstance(number.value, int) and number.value >= figure.value
        if fits and _OF.fullmatch(text[end : number.start]):
            return int(number.value), number.end, 1
    return figure.denominator, end, 0


def _with_count_beside(
    text: str, figure: StatedFigure, numbers: Sequence[_Number], following: int, used: int
) -> tuple[list[StatedFigure], int]:
    count = numbers[following]
    base = numbers[following + 1] if following + 1 < len(numbers) else None
    if base is not None and base.unit is Unit.COUNT and _whole_under(count, base):
        between = text[count.end : base.start]
        if _OF.fullmatch(between) or _OUT_OF.fullmatch(between) or between == "/":
            denominator = figure.denominator if figure.unit is Unit.SHARE else int(base.value)
            whole = _to_end(text, figure, _closed(text, base.end))
            return [replace(whole, denominator=denominator, numerator=int(count.value))], used + 2
    if text[count.end : count.end + 1] == ")" or _CLOSE.match(text, count.end):
        return [replace(_to_end(text, figure, _closed(text, count.end)), numerator=int(count.value))], used + 1
    return [figure], used


def _to_end(text: str, figure: StatedFigure, end: int) -> StatedFigure:
    return replace(figure, text=text[figure.start : end], end=end)


def _closed(text: str, end: int) -> int:
    closing = _CLOSE.match(text, end)
    return closing.end() if closing else end


def _whole_under(first: _Number, second: _Number) -> bool:
    return isinstance(first.value, int) and isinstance(second.value, int) and 0 <= first.value <= second.value > 0


def _counts(text: str, number: _Number) -> bool:
    """Does a number that stands alone count something, or is it only a way of speaking?"""
    if number.unit is not Unit.COUNT:
        return True
    before, after = text[max(0, number.start - 60) : number.start], text[number.end : number.end + 80]
    is_bent = _comparator(text, number.start)[0] is not Comparator.EQUAL
    if _TIME_AFTER.match(after):
        return bool(_MEASURED.search(before) or _ON_AVERAGE.match(after))
    is_small = number.value <= 12
    if is_small and not is_bent and _SHAPES.match(after):
        return False
    if number.is_spelt:
        if number.value <= 1:
            return number.value == 1 and bool(_ENDS_LIST.search(before))
        if _IN_TOTAL.match(after):
            return True
        if _SPOKEN_OF_AGAIN.search(before) and _DID.match(after):
            return True
        if is_small and not is_bent:
            if re.match(r"\s\(\d", after):
                return True
            counted = (
                _OF_WHICH.search(before)
                or _COUNTS_SOMETHING.match(after)
                or (_MOVED_TO.search(before) and re.match(r"[.,;)]|$", after))
            )
            return bool(counted) and not _DEFINITE.search(before)
        return True
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return False
    if before[-1:] == "#":
        return False
    return not (_CAPITAL_BEFORE.search(before) and not is_bent and not _COUNTS_SOMETHING.match(after))
