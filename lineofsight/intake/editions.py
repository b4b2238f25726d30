"""A later edition of the same report, sentence by sentence: what stayed, what changed, what is new, what is gone.

Plain rules: the same words first (capitals, quotation marks and spaces do not count), then, among what is left, the
pairs that share most of their words, best first. Each sentence is matched once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# Two sentences that share less than this part of their words are two sentences.
ALIKE = 0.6


class Fate(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    CHANGED = "changed words"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison: places in the earlier and the later list, None where there is no counterpart."""

    fate: Fate
    earlier: int | None
    later: int | None


def matched(earlier: Sequence[str], later: Sequence[str]) -> tuple[Pair, ...]:
    """Match the sentences of two editions, in the order of the later one; what is gone comes last."""
    partner: dict[int, int] = {}
    fate: dict[int, Fate] = {}
    free = defaultdict(list)
    for at, words in enumerate(earlier):
        free[_same(words)].append(at)
    for at, words in enumerate(later):
        if free[_same(words)]:
            partner[at], fate[at] = free[_same(words)].pop(0), Fate.SAME
    left = [at for at in range(len(later)) if at not in partner]
    unused = sorted(set(range(len(earlier))) - set(partner.values()))
    for likeness, new, old in sorted(
        _candidates(earlier, later, unused, left), key=lambda one: (-one[0], one[1], one[2])
    ):
        if likeness >= ALIKE and new not in partner and old in unused:
            partner[new], fate[new] = old, Fate.CHANGED
            unused.remove(old)
    pairs = [Pair(fate.get(at, Fate.NEW), partner.get(at), at) for at in range(len(later))]
    return (*pairs, *(Pair(Fate.GONE, at, None) for at in unused))


def likeness(one: str, other: str) -> float:
    """Which part of the words of two sentences they share, from 0 to 1."""
    return _shared(Counter(_words(one)), Counter(_words(other)))


def _candidates(
    earlier: Sequence[str], later: Sequence[str], unused: Sequence[int], left: Sequence[int]
) -> list[tuple[float, int, int]]:
    old = {at: Counter(_words(earlier[at])) for at in unused}
    return [
        (shared, at, place)
        for at in left
        for words in [Counter(_words(later[at]))]
        for place, counted in old.items()
        if (shared := _shared(words, counted)) >= ALIKE
    ]


def _shared(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’'.,]\w+)*%?", text.replace("’", "'").casefold())


def _same(text: str) -> str:
    return " ".join(_words(text))
