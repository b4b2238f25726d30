"""What changed between two wordings, word by word, so that a page can mark it (los-diff, page 29 of pages.md).

Each side keeps every character of its own text: joining the parts of a side gives the text back.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Part:
    """A run of one side's text and what became of it."""

    text: str
    change: Change


@dataclass(frozen=True)
class WordingDiff:
    """Both sides in reading order. `before` holds same and removed parts, `after` same and added ones."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def is_same(self) -> bool:
        """Whether both texts are the same, character for character."""
        return all(part.change is Change.SAME for part in self.before + self.after)


def compare_wordings(before: str, after: str) -> WordingDiff:
    """Compare two texts by words; spaces and punctuation are words of their own, so a moved comma is one mark."""
    old, new = _words(before), _words(after)
    left: list[Part] = []
    right: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(left, "".join(old[a:b]), Change.SAME)
            _add(right, "".join(new[c:d]), Change.SAME)
        else:
            _add(left, "".join(old[a:b]), Change.REMOVED)
            _add(right, "".join(new[c:d]), Change.ADDED)
    return WordingDiff(before=tuple(_joined(left)), after=tuple(_joined(right)))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]", text)


def _add(side: list[Part], text: str, change: Change) -> None:
    if text:
        side.append(Part(text, change))


def _joined(side: list[Part]) -> list[Part]:
    """Take a lone space between two marked runs into the mark: «has improved» is one change, not three."""
    joined: list[Part] = []
    for index, part in enumerate(side):
        is_lone_space = part.change is Change.SAME and part.text.isspace() and 0 < index < len(side) - 1
        change = side[index - 1].change if is_lone_space else part.change
        if joined and joined[-1].change is change:
            joined[-1] = Part(joined[-1].text + part.text, change)
        else:
            joined.append(Part(part.text, change))
    return joined
