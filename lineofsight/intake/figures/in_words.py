"""Numbers written out: «forty», «one hundred and twenty», «a dozen», «half a million»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from lineofsight.intake.documents import Number
from lineofsight.intake.patterns import lazily

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SMALL["nought"] = 0
SMALL["nil"] = 0
TENS["fourty"] = 40  # a frequent misspelling
MAGNITUDES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_STARTS = lazily(
    r"(?<![\w’'-])(?:half a dozen|half a million|(?:a|an|several)\s+(?:hundred|thousand|million|billion|dozen)"
    r"|(?<=\bthe\s)dozen|(?<=\banother\s)dozen|(?<=\bfurther\s)dozen"
    r"|(?<=every\s)(?:hundred|thousand)|(?<=last\s)(?:hundred|thousand)|" + "|".join([*SMALL, *TENS]) + r")(?![\w’'])",
    re.IGNORECASE,
)
_NEXT = lazily(
    r"(?P<gap>\s+and\s+|\s*-\s*|\s+)(?P<word>" + "|".join([*SMALL, *TENS, *MAGNITUDES, "dozen"]) + r")(?![\w’'])",
    re.IGNORECASE,
)


_AND_A_HALF = lazily(
    r"\s+and\s+a\s+(half|quarter)\b(?!\s+(?:of|to|past)\b)(?:\s+(hundred|thousand|million|billion)\b)?", re.IGNORECASE
)
# «the twenty-first century» counts nothing.
_ORDINAL = lazily(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in words: where it stands and what it comes to."""

    start: int
    end: int
    value: Number


def spelt_numbers(text: str) -> tuple[Spelt, ...]:
    """Return the numbers written out in the text, in order. «several hundred» is no number and is not returned."""
    found: list[Spelt] = []
    position = 0
    while match := _STARTS.search(text, position):
        spelt = _from(text, match)
        position = match.end()
        if spelt is not None:
            found.append(spelt)
            position = spelt.end
    return tuple(found)


def _from(text: str, start: re.Match[str]) -> Spelt | None:
    words = start.group().lower().split()
    if words[0] == "several":
        return None
    if words == ["half", "a", "dozen"]:
        return Spelt(start.start(), start.end(), 6)
    if words == ["half", "a", "million"]:
        return Spelt(start.start(), start.end(), 500_000)
    if words[0] in MAGNITUDES or words[0] == "dozen":
        total, group = _begin_with(words[0])
    elif words[0] in ("a", "an"):
        total, group = _begin_with(words[1])
    else:
        total, group = 0, SMALL.get(words[0], TENS.get(words[0], 0))
    last = words[-1]
    end = start.end()
    while following := _NEXT.match(text, end):
        word = following.group("word").lower()
        added = _add(total, group, last, word, joined=following.group("gap").strip().lower())
        if added is None:
            break
        total, group = added
        last, end = word, following.end()
    if _ORDINAL.match(text, end):
        return None
    part = _AND_A_HALF.match(text, end)
    if part and total + group > 0:
        times = MAGNITUDES.get((part.group(2) or "").lower(), 1)
        return Spelt(start.start(), part.end(), (total + group + _PARTS[part.group(1).lower()]) * times)
    return Spelt(start.start(), end, total + group)


def _begin_with(word: str) -> tuple[int, int]:
    if word == "dozen":
        return 0, 12
    if word == "hundred":
        return 0, 100
    return MAGNITUDES[word], 0


def _add(total: int, group: int, last: str, word: str, *, joined: str) -> tuple[int, int] | None:
    """Return the sum with one more word, or None where the word does not go on with the number."""
    if word == "dozen":
        return (total, group * 12) if joined != "and" and group else None
    if word == "hundred":
        return (total, group * 100) if joined != "and" and 0 < group < 100 else None
    if word in MAGNITUDES:
        return (total + group * MAGNITUDES[word], 0) if joined != "and" and group else None
    value = SMALL.get(word, TENS.get(word, 0))
    if last in MAGNITUDES:
        # «one hundred and twenty»; «two thousand three hundred»
        return (total, group + value) if value and (joined == "and" or last != "hundred" or group >= 100) else None
    if last in TENS and word in SMALL and 0 < value < 10 and joined != "and":
        return total, group + value
    return None


_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_SCALE = lazily(r"\s?(thousand|million|billion|dozen|hundred)\b|(k|mn?|bn?)\b", re.IGNORECASE)


def with_magnitude(text: str, end: int, value: Number, *, is_money: bool) -> tuple[Number, int]:
    """Return a number in digits with the magnitude that follows it («1.2 million», «£45k»), and where it ends."""
    match = _SCALE.match(text, end)
    if not match:
        return value, end
    if match.group(1):
        factor = 12 if match.group(1).lower() == "dozen" else MAGNITUDES[match.group(1).lower()]
    elif is_money:
        factor = _SCALES[match.group(2).lower()]
    else:
        return value, end
    scaled = Decimal(value) * factor
    return (int(scaled) if scaled == int(scaled) else scaled), match.end()
