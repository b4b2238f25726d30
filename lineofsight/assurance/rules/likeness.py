"""Which earlier recommendations are like this one: plain TF-IDF over their words, and the words that they share.

It proposes; a person decides. Words are cut to a stem by taking common endings off, nothing cleverer.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SMALL_WORDS = """
a all an and any are as at be because been before being between both but by can do does each every for from had
has have how if in into is it its made make may more must no not of on one or other our out over own shall should
so such that the their them then there these they this those through to under up was were what when where which
who will with within would year month week day days weeks months agency agencies partnership
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "ies", "ied", "ed", "er", "es", "s", "y", "e")
LEAST = 0.12
"""Below this nothing is proposed: such pairs share one common word."""
MOST = 3
"""More than these are not read beside one another."""


def stem(word: str) -> str:
    """A word without its common ending; never shorter than four letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def words_of(text: str) -> list[str]:
    """The words that carry meaning, as they are written in lower case."""
    return [word for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _SMALL and len(word) > 2]


@dataclass(frozen=True)
class Like:
    """An earlier recommendation, how like it is (0 to 1), and the words that both use, the weightiest first."""

    key: str
    score: float
    shared: tuple[str, ...]


def most_like(text: str, others: Mapping[str, str]) -> tuple[Like, ...]:
    """The earlier texts most like `text`, best first; ties by key, so that the same question has one answer."""
    stems = {key: Counter(stem(word) for word in words_of(other)) for key, other in others.items()}
    asked = Counter(stem(word) for word in words_of(text))
    rows = [*stems.values(), asked]
    seen_in = Counter(term for row in rows for term in row)
    weight = {term: math.log((1 + len(rows)) / (1 + n)) + 1 for term, n in seen_in.items()}
    said = {stem(word): word for word in reversed(words_of(text))}
    mine = _vector(asked, weight)
    found = []
    for key, row in stems.items():
        theirs = _vector(row, weight)
        parts = {term: value * theirs[term] for term, value in mine.items() if term in theirs}
        score = math.fsum(parts.values())
        if score >= LEAST:
            ordered = sorted(parts, key=lambda term: (-parts[term], term))
            found.append(Like(key, score, tuple(said[term] for term in ordered)))
    return tuple(sorted(found, key=lambda like: (-like.score, like.key))[:MOST])


def _vector(row: Counter[str], weight: Mapping[str, float]) -> dict[str, float]:
    raw = {term: (1 + math.log(count)) * weight[term] for term, count in row.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {term: value / length for term, value in raw.items()} if length else {}
