"""Words of a sentence that look like a person's name or a place. A rule that says little, so that it is believed.

A single word with a capital letter inside a sentence, that nobody here is called: no agency, no report, no term of the
glossary, no month. Words in capitals are abbreviations and left to the rules about words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineofsight.intake.correcting.names import NOT_NAMES

_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*(?![\w-])")
_PLACED = re.compile(r"\b(?:in|at|near|from|around|outside|across)\s+$", re.IGNORECASE)
_STREETS = frozenset(["Road", "Street", "Lane", "Avenue", "Close", "Park", "Estate", "Primary", "Hospital", "Nursery"])
_STREET = re.compile(rf"\s+(?:{'|'.join(sorted(_STREETS))})\b")
_AFTER_END = re.compile(r"(?:^|[.!?:]\s+|\n\s*)[“\"‘'(]?$")
# «Jo Smith said …»: whoever begins a sentence is known by what follows.
_FOLLOWED = re.compile(r"\s(?P<next>[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*)(?![\w-])")
# fmt: off
_OPENERS = frozenset([
    "A", "After", "Again", "All", "Also", "Although", "An", "And", "As", "At", "Because", "Before", "Both", "But", "By",
    "Each", "Every", "For", "From", "Had", "Has", "Have", "He", "Her", "His", "How", "If", "In", "Is", "It", "Later",
    "Many", "More", "Most", "Now", "Of", "On", "Once", "One", "Only", "Or", "Our", "She", "Since", "So", "Some",
    "Still", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "Though", "Today", "To",
    "Under", "Until", "Was", "We", "Were", "What", "When", "Where", "While", "Who", "Why", "With", "Yet",
])
# fmt: on
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A word that looks like a name, and whether of a place."""

    word: str
    is_place: bool


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """All words of names that may stand: of agencies, reports, terms."""
    return frozenset(word for text in texts for word in _LETTERS.findall(text))


def likely_names_in(own_words: str, *, known: frozenset[str] = frozenset()) -> tuple[LikelyName, ...]:
    """Each word that looks like a name, once, in order. `own_words`: without what is quoted from somebody else."""
    return tuple({found.word: found for found in _likely(own_words, known | NOT_NAMES)}.values())


def _likely(text: str, known: frozenset[str]) -> Iterator[LikelyName]:
    for match in _CAPITAL.finditer(text):
        word, before, after = match[0], text[: match.start()], text[match.end() :]
        bare = re.sub(r"[’']s$", "", word)
        is_place = bool(_PLACED.search(before) or _STREET.match(after))
        # «Mondays», «Boards»: several of what is known.
        if bare in known or bare.removesuffix("s") in known or bare in _STREETS:
            continue
        if _AFTER_END.search(before):
            follows = _FOLLOWED.match(after)
            if follows is None or bare in _OPENERS or follows["next"] in known | _STREETS:
                continue
        yield LikelyName(bare, is_place)
