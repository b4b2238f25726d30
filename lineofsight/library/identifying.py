"""Find what could point to a person in a text: ages, days, places, numbers of people, titles with names.

The words stand in library files. What a number or an address looks like is the same for everybody, and stands here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Strict, Words


class Shape(StrEnum):
    """What a rule looks for. The values are the words that a library file uses."""

    WORDS = "words"
    AGE = "age of a person"
    DAY_BESIDE = "day beside a word"
    DAY_BEHIND = "day behind a word"
    PLACE = "name before a word"
    TITLE = "name behind a word"
    RARE = "«rare» before a word"
    NHS_NUMBER = "NHS number"
    POSTCODE = "postcode"
    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"


_WITHOUT_WORDS = frozenset({Shape.NHS_NUMBER, Shape.POSTCODE, Shape.TELEPHONE, Shape.EMAIL})


class IdentifyingExample(Strict):
    """A sentence and what the rule finds in it, as written there; nothing for a sentence that may stand."""

    name: Words
    says: Words
    sentence: str
    finds: tuple[Words, ...] = ()


class IdentifyingRule(Entry):
    """Something by which a child, a parent or a worker could be known, and what to write instead."""

    FOLDER: ClassVar[str] = "identifying"
    EXAMPLES: ClassVar[type[Strict] | None] = IdentifyingExample

    shape: Shape = Field(description="what is looked for; docs/library/identifying.md lists the shapes")
    words: tuple[Words, ...] = Field(default=(), description="the words that go with the shape")
    not_in: tuple[Words, ...] = Field(default=(), description="phrases that point to nobody")
    reason: Words = Field(description="why it cannot be printed, for the writer; {word} stands for what was found")
    cure: Words = Field(description="what to do")

    @model_validator(mode="after")
    def _words_where_the_shape_needs_them(self) -> Self:
        if bool(self.words) == (self.shape in _WITHOUT_WORDS):
            raise PydanticCustomError(
                "words", "«{shape}» needs words, or has none: see the list of shapes.", {"shape": self.shape.value}
            )
        return self


@dataclass(frozen=True, slots=True, order=True)
class Pointer:
    """Something that points to a person: where it stands, what it says, which rule found it."""

    start: int
    end: int
    says: str
    rule_id: str


def pointers_in(text: str, rules: Iterable[IdentifyingRule]) -> tuple[Pointer, ...]:
    """Everything in a text that could point to somebody, in reading order."""
    return tuple(sorted(pointer for rule in rules for pointer in _of_rule(text, rule)))


def _of_rule(text: str, rule: IdentifyingRule) -> Iterator[Pointer]:
    needed, pattern = _pattern(rule.shape, rule.words)
    if needed is not None and not needed.search(text):
        return
    passed_over: list[tuple[int, int]] | None = None
    for found in pattern.finditer(text):
        if passed_over is None:
            passed_over = [match.span() for phrase in rule.not_in for match in _phrase(phrase).finditer(text)]
        start, end = found.span()
        is_let_off = any(begin < end and start < stop for begin, stop in passed_over)
        if not is_let_off and (rule.shape is not Shape.NHS_NUMBER or _is_nhs_number(found.group(), text[:start])):
            yield Pointer(start, end, found.group(), rule.id)


_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen)"
)
_SPAN = r"(?:days?|weeks?|months?|years?)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})(?:\s+\d{{4}})?"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d))"
)
_MONTH = rf"(?:(?:{_MONTHS})\s+(?:19|20)\d\d)"
# What people are of, «a child of two teams»; «a girl of nine says» goes on with a verb.
_PLURAL = r"(?!(?:was|is|has|says|lives|goes|needs|sees|knows|asks|does|feels|tells)\b)[a-z’'-]+s['’]?(?![\w-])"
# Up to four words, none of which ends a sentence.
_FEW_WORDS = r"(?:[^\w.!?]+[\w’'-]+){0,4}?[^\w.!?]+"
_DIGIT = re.compile(r"\d")
_CAPITAL_NAME = r"[A-Z][\w’'-]*"


@lru_cache(maxsize=256)
def _pattern(shape: Shape, words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """A quick pattern without which nothing can be found, or None; and the pattern itself."""
    any_word = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    match shape:
        case Shape.WORDS:
            return None, re.compile(rf"(?<![\w-])(?:{any_word})(?![\w-])", re.IGNORECASE)
        case Shape.AGE:
            person = rf"(?=\s+(?:{any_word})\b|\s*[,.;:!?)]|\s*$|\s+(?:who|was|is|and|with|had|when|whose|died)\b)"
            return re.compile(r"old\b|age|\bof\b", re.IGNORECASE), re.compile(
                rf"\b{_NUMBER}[- ]{_SPAN}[- ]old\b{person}"
                rf"|\baged\s+(?:only\s+|just\s+|about\s+)?{_NUMBER}\b(?!\s*(?:to\b|[-–]|\+|(?:and|or)\s+(?:over|under|above|older|younger)))"
                # «A girl of nine»; «a mother of two» tells how many, and «a child of two parents» nothing.
                rf"|\b(?:girl|boy|child|baby|infant|son|daughter|brother|sister|toddler|teenager)\s+of\s+{_NUMBER}"
                rf"(?:\s+{_SPAN}\b|\b(?!\s+(?:of|and|children|people)\b|\s+{_PLURAL}))"
                rf"|\bat\s+the\s+age\s+of\s+{_NUMBER}\b"
                rf"|\b(?:was|is|were|turned|then|only|just|now|at)\s+(?:only\s+|just\s+|about\s+)?{_NUMBER}\s+{_SPAN}\s+(?:old|of\s+age)\b",
                re.IGNORECASE,
            )
        case Shape.DAY_BESIDE:
            return _DIGIT, re.compile(
                rf"\b(?:{any_word})\b{_FEW_WORDS}(?:{_DAY}|{_MONTH})|\b{_DAY}{_FEW_WORDS}(?:{any_word})\b",
                re.IGNORECASE,
            )
        case Shape.DAY_BEHIND:
            return _DIGIT, re.compile(rf"\b(?:{any_word})\b{_FEW_WORDS}{_DAY}", re.IGNORECASE)
        case Shape.PLACE:
            # «The School» names no school; a name of its own stands before the word.
            name = (
                r"(?<![\w’'-])(?!(?:The|A|An|Our|Each|Every|No|This|Any|In|At|On|By|For|Of|And|With|Their|Its|All)\b)"
            )
            return None, re.compile(rf"{name}[A-Z][\w’'.-]+\s+(?:[A-Z][\w’'.-]+\s+)?(?:{any_word})(?![\w-])")
        case Shape.TITLE:
            return None, re.compile(rf"(?<![\w-])(?:{any_word})\.?[ \u00a0]+{_CAPITAL_NAME}")
        case Shape.RARE:
            return None, re.compile(
                rf"\b(?:rare|unusual|uncommon|genetic|inherited|congenital)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{any_word})(?![\w-])",
                re.IGNORECASE,
            )
        case Shape.NHS_NUMBER:
            return _DIGIT, re.compile(r"(?<![\d.,])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d,])")
        case Shape.POSTCODE:
            return _DIGIT, re.compile(r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
        case Shape.TELEPHONE:
            return _DIGIT, re.compile(r"(?<![\d.,])(?:\+44[\s(]*0?\)?|\(?0)\s?\d(?:[\s()-]{0,2}\d){8,9}(?!\d)")
        case Shape.EMAIL:
            return re.compile("@"), re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@cache
def _phrase(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _is_nhs_number(said: str, before: str) -> bool:
    """Ten digits whose last one checks the others; or any ten that are called an NHS number."""
    digits = [int(letter) for letter in said if letter.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    # A telephone number begins with 0, and an NHS number does not.
    is_valid = digits[0] != 0 and check != 10 and check % 11 == digits[9]
    return is_valid or re.search(r"\bNHS\s+(?:number|no\.?)\W*$", before, re.IGNORECASE) is not None
