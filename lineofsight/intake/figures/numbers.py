"""The numbers of a paragraph with their units, in digits and in words, and shares such as «two thirds»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lineofsight.intake.clauses import IRREGULAR
from lineofsight.intake.documents import Comparator, Number, Unit
from lineofsight.intake.figures.bending import comparator_before
from lineofsight.intake.figures.in_words import SMALL, spelt_numbers, with_magnitude
from lineofsight.intake.figures.not_figures import stretches_without_figures
from lineofsight.intake.patterns import lazily
from lineofsight.intake.places import touches

_DIGITS = lazily(
    r"(?<![\w.,])(?<!\d[-–/]\d)(?P<money>[£€$]\s?)?(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?"
    r"|\d{1,15}(?:\.\d{1,6})?)(?P<part>[¼½¾])?(?!\d)(?![.,]\d)"
)
_POINTS = lazily(r"\s?-?(?:percentage[- ]points?|per\s?cent[- ]points?|pp\b|ppts?\b)", re.IGNORECASE)
_PERCENT = lazily(r"\s?-?(?:%|per\s?cent\b|percent\b|pc\b)(?![- ]?points?)", re.IGNORECASE)
_POINTS_ALONE = lazily(r"\s+points?\b(?!\s+of\b)", re.IGNORECASE)
_POINTS_MOVED = lazily(
    r"\s+points? (?:lower|higher|up|down|better|worse|more|less|short|below|above|behind|ahead)\b", re.IGNORECASE
)
_MOVED_DOWN = lazily(r"\b(?:up|down|fell|rose|dropped|gained|lost)\s$", re.IGNORECASE)
_BY = lazily(r"\bby (?:(?:about|around|some|nearly|almost|over|under|more than|only|just|a further) )*$", re.IGNORECASE)
# «It rose by six percentage points, and elsewhere by about two»: the unit is said once.
_SAID_BEFORE = lazily(r"percentage[- ]points?\b[^;!?]*$", re.IGNORECASE)
_ENDS_HERE = lazily(r"[.,;)]|$|\s(?:in|for|since)\b")
_SHARED_OUT = lazily(r"%|\bper\s?cent|\bpercent", re.IGNORECASE)
_POUNDS = lazily(r"\s(?:pounds|euros)\b", re.IGNORECASE)
_ORDER = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_SHARE = lazily(
    r"(?<![\w-])(?:(?P<many>one|two|three|four|five|six|seven|eight|nine|an?(?:\s(?:mere|full|good|bare|tiny))?|\d)[\s-])?"
    r"(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?![\w-])",
    re.IGNORECASE,
)
_HALF_OF = lazily(
    r"\s(?:(?:in|since|at)\s(?:19|20)\d\d|of\b(?!\s+(?:the\s+)?(?:year|term|\d{4}))"
    r"|the(?!\s(?:\w+\s)?(?:rate|average|number|size|price|cost|speed|figure|level)\b)|all|our|their|these|those"
    rf"|its|there|they|it|nobody|were|was|are|had|have|did|could|{IRREGULAR})\b|\s?\(",
    re.IGNORECASE,
)
_PART_OF = lazily(
    r"\s+of\b(?! an? (?:hour|mile|century|day|year|minute)\b)|\s?\(\d|\s+(?:were|was|are|had|have|did|do|does"
    rf"|will|could|should|would|must|reported|{IRREGULAR}|more|fewer"
    r"|less)\b",
    re.IGNORECASE,
)
_FROM = lazily(r"\bfrom (?:\w+ )?$", re.IGNORECASE)
_TO = lazily(r"\sto\s(?:just |only |about |nearly |over |under )?", re.IGNORECASE)
_COMPARED = lazily(
    r"(?:\s(?:of\s)?[a-z’'-]+){0,3}[;.,]\s(?:[\w’'-]+\s){1,5}it (?:was|had been)\s"
    r"|[^.;:!?]{0,40}?[,(\s](?:(?:up|down|risen|fallen) from|compared (?:with|to)|against|and not)"
    r"\s(?:just |only |about |nearly |over |under )?",
    re.IGNORECASE,
)
_NOTHING_NAMED = lazily(
    r"\s?[.,;)]|$|\s(?:(?:in|for|by|at|on) (?:[A-Z]|the\b|(?:19|20)\d\d)|"
    r"(?:a|the|last|this) (?:year|quarter|month|time|term|winter|spring|summer"
    r"|autumn)\b)"
)
_MOVED_BY = lazily(r"\b(?:managed|reached|achieved|from|by|than|to|only|up|down|of)\s+$", re.IGNORECASE)
# «by a third» and «to a third of them», but not «to a third post».
_STANDS_ALONE = lazily(
    r"\s?[.,;:)(]|$|\s(?:of|in|since|to|and|or|this|last|over|from|during|compared|on|between|the|for|by|within|at"
    r"|were|are|is|was"
    r"|more|fewer|less)\b",
    re.IGNORECASE,
)
# «the third quarter», «after a quarter of heavy sickness»: three months.
_NOT_A_SHARE_BEFORE = lazily(
    r"\b(?:first|second|latter|last|this|each|per|every|other|next|final|previous)\s+$", re.IGNORECASE
)
_FOR_MONTHS = lazily(r"\b(?:after|during|throughout)\s$", re.IGNORECASE)


# «half of one per cent», «a tenth of a percentage point»
_PART_OF_ONE = lazily(
    r"(?<![\w-])(?:a\s|one\s)?(?P<part>half|third|quarter|fifth|tenth)\s(?:of\s)?(?:one|an?|1)"
    r"(?:\s(?P<points>percentage[- ]points?)|\s?(?:%|per\s?cent\b|percent\b))",
    re.IGNORECASE,
)
# Shares that are one character: «½ of those asked», and «3½» is three and a half.
_SIGNS = {"¼": (1, 4), "½": (1, 2), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5)}
_SIGN = lazily(rf"(?<![\w.,])[{''.join(_SIGNS)}](?!\w)(?=\s(?:of\b|the\b|were\b|are\b|had\b|have\b)|[.,;)]|$)")


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit. `end` is after the unit, `bare_end` after the number itself."""

    start: int
    end: int
    value: Number
    unit: Unit
    is_spelt: bool = False
    parts: int | None = None  # the denominator of a share


def numbers_in(text: str) -> list[Measured]:
    parts = [_part_of_one(match) for match in _PART_OF_ONE.finditer(text)]
    of_one = [(part.start, part.end) for part in parts]
    shares = [*parts, *(share for share in _shares(text) if not touches(of_one, share.start, share.end))]
    taken = _merged([*stretches_without_figures(text), *((share.start, share.end) for share in shares)])
    plain = [*_in_digits(text), *_in_words(text)]
    kept = [number for number in plain if not touches(taken, number.start, number.end)]
    return _with_unit_said_once(text, sorted([*kept, *shares], key=lambda number: number.start))


def _with_unit_said_once(text: str, numbers: list[Measured]) -> list[Measured]:
    """«90 per cent, up from 72»: what is compared with a percentage is one, where no other thing is named."""
    for place in range(1, len(numbers)):
        number, before = numbers[place], numbers[place - 1]
        between = text[before.end : number.start]
        is_bare = number.unit is Unit.COUNT and before.unit is Unit.PERCENT and _NOTHING_NAMED.match(text, number.end)
        is_moved = _FROM.search(text, max(0, before.start - 20), before.start) and _TO.fullmatch(between)
        if is_bare and (is_moved or _COMPARED.fullmatch(between)):
            numbers[place] = replace(number, unit=Unit.PERCENT)
    return numbers


def _part_of_one(match: re.Match[str]) -> Measured:
    value = Decimal(1) / _ORDER[match.group("part").lower()]
    unit = Unit.PERCENTAGE_POINT if match.group("points") else Unit.PERCENT
    return Measured(match.start(), match.end(), round(value, 2).normalize(), unit, is_spelt=True)


def _in_digits(text: str) -> list[Measured]:
    found: list[Measured] = []
    for match in _DIGITS.finditer(text):
        is_money = match.group("money") is not None
        value: Number = _value(match.group("number"))
        if part := match.group("part"):
            value += Decimal(_SIGNS[part][0]) / _SIGNS[part][1]
        value, end = with_magnitude(text, match.end(), value, is_money=is_money)
        unit, unit_end = _unit(text, match.start(), end, is_money=is_money)
        glued = text[end : end + 1]
        if unit is Unit.COUNT and (glued.isalpha() or glued == "_" or _is_reference(match.group("number"))):
            continue
        found.append(Measured(match.start(), unit_end, value, unit))
    return found


def _in_words(text: str) -> list[Measured]:
    found: list[Measured] = []
    for spelt in spelt_numbers(text):
        unit, end = _unit(text, spelt.start, spelt.end, is_money=False)
        found.append(Measured(spelt.start, end, spelt.value, unit, is_spelt=True))
    return found


def _unit(text: str, start: int, end: int, *, is_money: bool) -> tuple[Unit, int]:
    if is_money:
        return Unit.MONEY, end
    for unit, pattern in ((Unit.PERCENTAGE_POINT, _POINTS), (Unit.PERCENT, _PERCENT), (Unit.MONEY, _POUNDS)):
        match = pattern.match(text, end)
        if match:
            return unit, match.end()
    # «It fell from 73% by 12 points»: points of a percentage, where one was spoken of just before.
    points = _POINTS_ALONE.match(text, end)
    is_moved = _POINTS_MOVED.match(text, end) or _MOVED_DOWN.search(text, max(0, start - 10), start)
    is_by = is_moved or _BY.search(text, max(0, start - 40), start)
    is_shared = _SHARED_OUT.search(text, max(0, start - 200), start) or (
        is_moved and _SHARED_OUT.search(text, end, end + 60)
    )
    if points and is_by and is_shared:
        return Unit.PERCENTAGE_POINT, points.end()
    is_elliptic = _ENDS_HERE.match(text, end) and _BY.search(text, max(0, start - 40), start)
    if is_elliptic and _SAID_BEFORE.search(text, max(0, start - 120), start):
        return Unit.PERCENTAGE_POINT, end
    return Unit.COUNT, end


def _shares(text: str) -> list[Measured]:
    """«two thirds», «a quarter of», «half the children»."""
    found = [
        Measured(match.start(), match.end(), _SIGNS[match.group()][0], Unit.SHARE, parts=_SIGNS[match.group()][1])
        for match in _SIGN.finditer(text)
    ]
    for match in _SHARE.finditer(text):
        part, many = match.group("part").lower(), (match.group("many") or "").lower()
        parts = _ORDER.get(part) or _ORDER.get(part.rstrip("s"), 0)
        before = text[max(0, match.start() - 40) : match.start()]
        if _NOT_A_SHARE_BEFORE.search(before) or (part == "quarter" and _FOR_MONTHS.search(before)):
            continue
        follows = (_HALF_OF if parts == 2 else _PART_OF).match(text, match.end())
        is_bent = comparator_before(text, match.start())[0] is not Comparator.EQUAL
        value = int(many) if many.isdigit() else SMALL.get(many, 1)
        is_plural = part.endswith("s")
        if (value > 1) != is_plural or (value >= parts and parts):
            continue
        is_named = value > 1 or many == "one" or (parts == 2 and not many)
        is_moved = (
            bool(_MOVED_BY.search(before)) and (many != "" or part == "half") and _STANDS_ALONE.match(text, match.end())
        )
        if (
            (is_plural and value > 1)
            or is_moved
            or (many and follows)
            or (is_named and (follows or is_bent))
            or (many and is_bent)
        ):
            found.append(Measured(match.start(), match.end(), value, Unit.SHARE, is_spelt=True, parts=parts))
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
