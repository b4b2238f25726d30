"""Sums and ratios as a report states them: «12 for 92 full-time equivalents (13.0%)», «… (0.3 each)».

What a reader takes from them is the percentage or the number for each; the two numbers before it say of what.
"""

from collections.abc import Iterator
from decimal import Decimal

from lineofsight.intake.documents import StatedFigure, Unit
from lineofsight.intake.figures.bending import comparator_before
from lineofsight.intake.patterns import lazily

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?"
_WORDS = r"(?:\s[A-Za-z][\w’'-]*)"
_AMOUNT = lazily(
    rf"(?<![\w.,])(?P<upper>{_NUMBER})(?:{_WORDS}{{0,4}}?\sfor|(?P<some>\sof))\s(?P<lower>{_NUMBER}){_WORDS}{{1,4}}"
    rf"(?:\s×\s{_NUMBER}{_WORDS}{{1,3}})?\s\((?P<value>{_NUMBER})(?P<unit>%|\seach)\)"
)


def amounts_in(text: str) -> Iterator[StatedFigure]:
    """The sums and ratios of a paragraph, in order. «32 of 224 posts (14.3%)» is n of N as any other."""
    for found in _AMOUNT.finditer(text):
        is_whole = "." not in found["upper"] and "." not in found["lower"]
        if found["some"] and is_whole:
            continue
        value = Decimal(found["value"].replace(",", ""))
        comparator, start = comparator_before(text, found.start())
        unit = Unit.PERCENT if found["unit"] == "%" else Unit.COUNT
        yield StatedFigure(text[start : found.end()], value, None, unit, comparator, None, start, found.end())
