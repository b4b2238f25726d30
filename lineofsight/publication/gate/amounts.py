"""What a sentence says of a sum or a ratio: «32 of 224 full-time equivalents (14.3%)», «33 … for 98 … (0.3 each)».

A reader takes the percentage, the number for each, or n and N from it; each of them has to be the figure's own.
"""

import re
from decimal import Decimal
from fractions import Fraction

from lineofsight.library.counting import RatioIs
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.edition import LineFigure
from lineofsight.publication.gate.based import Base
from lineofsight.publication.gate.near import PERCENT, ROUNDED_BY, agrees, half_step, is_about, is_told_as
from lineofsight.publication.gate.numbers import numbers_in, without_shares

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SIDE_BY_SIDE = re.compile(
    rf"({_NUMBER})(?:\s+[a-z’'-]+){{0,4}}?\s+(?:(?:out\s+)?of|for)\s+(?:(?:the|all|about|around)\s+)*({_NUMBER})(?!\s?%)",
    re.IGNORECASE,
)


def amount_is(figure: LineFigure, base: Base) -> bool:
    """Whether the number kept with the figure is its percentage, its number for each, or its n (with its N)."""
    terms, (upper, lower) = _terms(base), base.real
    value, to = Decimal(figure.value), Decimal(figure.value_to) if figure.value_to else None
    half = half_step(figure.value)
    true = _exactly(terms.value(base.n, base.of))
    if figure.unit == "percent":
        if true is None or terms.ratio_is is RatioIs.EACH:
            return False
        is_as_printed = figure.comparator == "=" and value in _printed(figure, base)
        return is_as_printed or agrees(true, value, to, figure.comparator, half=half, near=ROUNDED_BY)
    if figure.denominator is not None and not is_told_as(figure.denominator, lower, figure):
        return False
    if true is not None and terms.ratio_is is RatioIs.EACH:
        is_each = agrees(true, value, to, figure.comparator, half=half, near=value / 10)
        if is_each or value in _printed(figure, base):
            return True
    near = max(Decimal(2), value / 10)
    return agrees(upper, value, to, figure.comparator, half=Decimal(0), near=near)


def amount_agrees(figure: LineFigure, base: Base) -> bool:
    """Whether each number among the figure's own words is one of its own, and n stands before N."""
    terms, (upper, lower) = _terms(base), base.real
    for n, of in _SIDE_BY_SIDE.findall(figure.text):
        if not (is_told_as(_plain(n), upper, figure) and is_told_as(_plain(of), lower, figure)):
            return False
    is_bent = figure.comparator not in ("=", "~") or figure.value_to is not None
    kept = {Decimal(value) for value in (figure.value, figure.value_to) if value is not None and is_bent}
    earlier = figure.compared_with
    own = [upper, lower, *(terms.real(earlier.n, earlier.of) if earlier is not None else ())]
    is_each = terms.ratio_is is RatioIs.EACH
    # A share in words is compared with a part of a whole as every such word is; a ratio has none.
    text = figure.text if base.is_ratio else without_shares(figure.text)
    for number in numbers_in(PERCENT.sub(" ", text)):
        is_own = number in kept or number == terms.times or any(is_told_as(number, one, figure) for one in own)
        if not (is_own or (is_each and _is_value(number, figure, base)) or _is_year(number)):
            return False
    said = PERCENT.findall(figure.text)
    # «Over 15%» says its own number; where it is so many each, no percentage is the figure's.
    if is_each or base.of == 0:
        return not said
    return is_bent or all(_is_value(Decimal(one), figure, base) for one in said)


def _is_value(number: Decimal, figure: LineFigure, base: Base) -> bool:
    """Whether a percentage or a number for each is the figure's, as exactly as it is written."""
    true = _exactly(_terms(base).value(base.n, base.of))
    if true is None:
        return False
    near = ROUNDED_BY if is_about(figure) and _terms(base).ratio_is is RatioIs.PERCENT else Decimal(0)
    return abs(true - number) <= max(near, half_step(str(number))) or number in _printed(figure, base)


def _printed(figure: LineFigure, base: Base) -> set[Decimal]:
    """What is printed: of the numbers themselves, and of those that are told where children are counted."""
    terms = _terms(base)
    pairs = {(base.n, base.of), figure.told.numbers(base.n, base.of, terms)}
    return {Decimal(tenths) / 10 for pair in pairs if (tenths := terms.tenths(*pair)) is not None}


def _exactly(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def _is_year(number: Decimal) -> bool:
    return number == int(number) and 1900 <= number <= 2099


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _terms(base: Base) -> Terms:
    if base.terms is None:
        raise ValueError("n of N rows is no amount")
    return base.terms
