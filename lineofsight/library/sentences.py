"""What is counted of the sentences of a review or of an edition: each count once, with its words.

The same words stand for the same number on the review's page, on the map, on «What we can and cannot yet show» and in
the edition; docs/what-is-counted.md lists them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.library.scales import Shows
from lineofsight.library.words import counted

CONTEXT = "context"
QUOTATION = "quotation"


def is_about_what_was_done(kind: str) -> bool:
    """Whether a sentence is about what was done, or is to be: not about the review itself."""
    return kind != CONTEXT


def is_claim(kind: str) -> bool:
    """Whether a sentence says something of its agency's practice in the agency's own words: it quotes nobody."""
    return kind not in (CONTEXT, QUOTATION)


def is_on_a_count(shows: Shows) -> bool:
    """Whether a sentence rests on a count, a check or a measured change: more than somebody's word."""
    return shows >= Shows.COUNTED


@dataclass(frozen=True)
class SentenceCounts:
    """Some sentences in numbers. `by_shows`: of those about what was done alone."""

    sentences: int
    about_the_review: int
    by_shows: tuple[tuple[Shows, int], ...]

    @property
    def about_what_was_done(self) -> int:
        """All but those about the review itself."""
        return self.sentences - self.about_the_review

    @property
    def about_words(self) -> str:
        """«44 sentences about what was done»."""
        return f"{counted(self.about_what_was_done, 'sentence', 'sentences')} about what was done"

    @property
    def on_a_count(self) -> int:
        """Of those about what was done: how many rest on a count, a check or a measured change."""
        return sum(number for shows, number in self.by_shows if is_on_a_count(shows))

    @property
    def only_said(self) -> int:
        """Of those about what was done: how many are only said."""
        return dict(self.by_shows)[Shows.SAID]

    @property
    def intended(self) -> int:
        """Of those about what was done: how many are an intention."""
        return dict(self.by_shows)[Shows.INTENTION]

    @property
    def on_a_count_words(self) -> str:
        """«Of 44 sentences about what was done, 22 rest on a count, a check or a measured change», without a stop."""
        rests = "rests" if self.on_a_count == 1 else "rest"
        return f"Of {self.about_words}, {self.on_a_count} {rests} on a count, a check or a measured change"

    @property
    def beside_words(self) -> str:
        """«4 more are about the review itself.»; empty where none is."""
        number = self.about_the_review
        return f"{number} more {'is' if number == 1 else 'are'} about the review itself." if number else ""


def count_sentences(rows: Iterable[tuple[str, Shows]]) -> SentenceCounts:
    """Count sentences, each by its kind and by what it shows."""
    listed = tuple(rows)
    shown = Counter(shows for kind, shows in listed if is_about_what_was_done(kind))
    return SentenceCounts(
        sentences=len(listed),
        about_the_review=len(listed) - sum(shown.values()),
        by_shows=tuple((value, shown[value]) for value in Shows),
    )
