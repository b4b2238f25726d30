"""The numbers that a sentence says, in digits and in words, and those that must have a figure tied to them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from lineofsight.intake.figures.in_words import SMALL, TENS, spelt_numbers

_WORD = "|".join((*SMALL, *TENS))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
A_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_WORD})(?:[ -](?:{_WORD}|hundred|thousand))*)"
# The same with the «and» of «one hundred and twelve».
A_WHOLE_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_WORD})(?:(?:[ -]|\s+and\s+)(?:{_WORD}|hundred|thousand))*)"
# Words after a number that make it a length of time, a law or a level, not a count of people or things.
NOT_A_COUNT = r"(?!\s*(?:\w+\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|%|per\s?cent|metres?)\b)"
_NEEDS_FIGURE = (
    re.compile(rf"{A_NUMBER}\s?(?:%|per\s?cent\b|percent\b|percentage points?\b)", re.IGNORECASE),
    re.compile(rf"\b{A_NUMBER}\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?{A_NUMBER}\b{NOT_A_COUNT}", re.IGNORECASE),
    re.compile(rf"\b{A_NUMBER}\s+in\s+(?:every\s+)?(?:{_WORD}|\d{{1,3}})\b(?!\s*(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(
        r"\b(?:over|more than|fewer than|less than|at least|nearly|almost)\s+"
        r"(?!(?:one|two)\b(?![ -](?:hundred|thousand)))"
        rf"{A_NUMBER}\b{NOT_A_COUNT}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:hundreds|dozens|scores|thousands)\s+of\b", re.IGNORECASE),
    re.compile(r"\b(?:a|one|two|three)[ -](?:third|quarter|fifth)s?\s+of\b|\bhalf\s+of\b", re.IGNORECASE),
)  # fmt: skip


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Every number of a text, digits («1,250», «37.5») before words («over one hundred», «forty-two»)."""
    digits = [Decimal(found.group().replace(",", "")) for found in _DIGITS.finditer(text)]
    return (*digits, *(Decimal(found.value) for found in spelt_numbers(text)))


def figures_said(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says a share, «n of N» or a count with «over», «fewer than»: start and end of each.

    Days, weeks, dates, sections of an Act and levels are not figures.
    """
    for form in _NEEDS_FIGURE:
        for found in form.finditer(text):
            yield found.span()


_SHARE = re.compile(
    rf"\b(?P<part>{_WORD})\s+(?:out\s+of|in)\s+(?:every\s+)?(?P<whole>{_WORD})\b"
    r"|\b(?P<half>half)(?=\s+of\b)(?!\s+of\s+(?:the\s+)?(?:a\s+)?year)"
    r"|\b(?P<some>a|one|two|three|four)[ -](?P<piece>half|third|quarter|fifth)s?\b(?!\s+of\s+(?:the\s+)?(?:a\s+)?year)",
    re.IGNORECASE,
)
_VALUES = {**SMALL, **TENS}
_PIECES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}


def shares_said(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says a share in words, «three quarters», «nine in ten»: start and end. «A third» may count on."""
    for found in _SHARE.finditer(text):
        if found["part"] or found["half"] or found["some"].casefold() not in ("a", "one"):
            yield found.span()


def without_shares(text: str) -> str:
    """A text without the shares that it says in words."""
    for start, end in reversed(list(shares_said(text))):
        text = f"{text[:start]} {text[end:]}"
    return text


def share_said(words: str) -> Fraction | None:
    """The share that such words say; None where they say none, or more than all."""
    if words.casefold() in ("half", "half of"):
        return Fraction(1, 2)
    found = _SHARE.fullmatch(words)
    if found is None:
        return None
    if found["part"]:
        part, whole = (_VALUES[found[name].casefold()] for name in ("part", "whole"))
    else:
        part, whole = _VALUES.get(found["some"].casefold(), 1), _PIECES[found["piece"].casefold()]
    return Fraction(part, whole) if whole and part <= whole else None
