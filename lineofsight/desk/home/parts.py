"""The parts of a first page: its answer, and short lists that say what it means when they are empty."""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST = 7
"""A list of the first page holds so many at once; the rest opens below it."""


@dataclass(frozen=True)
class Line:
    """One line of a list: what, and a note. `kind` and `ref` say which page it leads to; blank leads nowhere."""

    text: str
    note: str = ""
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Section:
    """A list under its heading, with the sentence that stands there when it is empty.

    rest: those that are not shown at once; they open below. covers: what was looked at. times: how many things the
    lines stand for, where one stands for several. is_theirs: somebody else does it first, so it is no next step of
    the reader. is_first: it stands above what waits for the reader.
    """

    title: str
    lines: tuple[Line, ...]
    empty: str
    rest: tuple[Line, ...] = ()
    covers: str = ""
    times: int | None = None
    is_theirs: bool = False
    is_first: bool = False

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + len(self.rest) if self.times is None else self.times


@dataclass(frozen=True)
class Home:
    """The first page of a role: its answer, its lists, and the step that the first list asks for."""

    answer: str
    sections: tuple[Section, ...] = field(default=())


def section(
    title: str,
    lines: Iterable[Line],
    empty: str,
    *,
    covers: str = "",
    times: int | None = None,
    is_theirs: bool = False,
) -> Section:
    """A list of seven lines at once, and the rest below it."""
    every = tuple(lines)
    return Section(title, every[:MOST], empty, every[MOST:], covers, times, is_theirs)


def answer(number: int, none: str, one: str, many: str) -> str:
    """A sentence of an answer: `none` as it stands, «1» before `one`, the number before `many`."""
    return none if not number else f"{number} {one if number == 1 else many}"
