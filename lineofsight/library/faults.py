"""What is wrong in a library file: which file, which line, one sentence, and the nearest word that would be right."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

# So many known words are told before «and … more».
_TOLD = 12
_A_WORD = "a word here"

Place = tuple[str | int, ...]
"""The way from the top of a document to a value in it, for example ("population", "where", "all", 0)."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend. `path` is relative to its shelf; `line` counts from 1; `nearest` may be empty."""

    path: str
    line: int
    sentence: str
    nearest: str = ""
    missing: str = field(default="", compare=False)
    """The id that is not there, where that is what is wrong: it may stand in a file that cannot be read."""

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault that does not know its file and line yet: the place in the document, the sentence, the nearest word."""

    place: Place
    sentence: str
    nearest: str = ""
    missing: str = ""


class BrokenShelf(Exception):
    """The shelf that comes with the program does not hold together. Carries every fault, sorted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("The library is broken. " + " ".join(str(fault) for fault in self.faults))


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or "" when none does."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return near[0] if near else ""


def unknown_word(word: str, *, known: Sequence[str], what: str = _A_WORD) -> tuple[str, str]:
    """The sentence for a word that nobody knows, and the nearest known one: («x» is not …, nearest)."""
    near = nearest_word(word, known)
    if near:
        return f"«{word}» is not {what}. Did you mean «{near}»?", near
    # Ids of a shelf can be a hundred; the words of one place are few, and the one that is looked for is among them.
    told = len(known) if what == _A_WORD else _TOLD
    listed = ", ".join(f"«{item}»" for item in sorted(known)[:told]) or "nothing yet"
    more = f", and {len(known) - told} more" if len(known) > told else ""
    return f"«{word}» is not {what}. Known: {listed}{more}.", ""


def strings_in(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text in nested mappings and lists, with its place. Keys count as texts too."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), key
            yield from strings_in(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings_in(inner, (*place, number))
