"""About how old a reader must be to follow a text: a well-known formula over words, sentences and syllables.

The formula is Flesch and Kincaid's of 1975, which gives a school grade; five is added, as pupils in the first grade are
six. It counts lengths and knows no meaning: a short sentence can be hard, and the writer is told no more than «about».
"""

import math
import re
from dataclasses import dataclass

FEWEST_WORDS = 8
YOUNGEST, OLDEST = 7, 21
INSIDE = 14
IN_PRINT = (9, 11)
"""The ages to aim for: at most, of what people read at work; and from to, of an edition."""

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d,.%]*")
_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
LONG_SENTENCE, LONG_WORD = 25, 4


@dataclass(frozen=True)
class Unknown:
    """Too few words to say anything."""


@dataclass(frozen=True)
class ReadingAge:
    """About how many years old a reader is, how long the longest sentence is, and the longest words, longest first."""

    years: int
    longest_sentence: int
    long_words: tuple[str, ...]


def syllables_in(word: str) -> int:
    """How many syllables a word has, counted by its groups of vowels; a number counts as one."""
    letters = word.casefold().replace("'", "").replace("’", "")
    if not letters[:1].isalpha():
        return 1
    return sum(_in_part(part) for part in letters.split("-") if part) or 1


def _in_part(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    # «made», «closed», «visits»: the last e is silent, but not in «table» or «needed».
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyszxhcg]es$", word) and groups > 1:
        groups -= 1
    return max(groups, 1)


def reading_age(text: str) -> ReadingAge | Unknown:
    """About how old a reader of `text` must be; Unknown under eight words."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return Unknown()
    sentences = [len(found) for part in _END.split(text) if (found := _WORD.findall(part))]
    syllables = sum(map(syllables_in, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    years = min(max(math.floor(grade + 5.5), YOUNGEST), OLDEST)
    long = dict.fromkeys(word for word in words if syllables_in(word) >= LONG_WORD)
    return ReadingAge(years, max(sentences), tuple(sorted(long, key=lambda word: -syllables_in(word))))
