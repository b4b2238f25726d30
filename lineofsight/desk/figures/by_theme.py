"""The list of figures as people look for one: by theme, narrowed, with what changed and what waits before it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lineofsight.desk.figures.told import Line, Listed
from lineofsight.desk.figures.worsening import Changed, Looked
from lineofsight.library.kinds import Theme
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.shelf import Shelf


@dataclass(frozen=True)
class Narrowing:
    """Which figures are asked for: of one theme, of one kind of rows, and how they stand. "" narrows nothing."""

    show: str = ""
    theme: str = ""
    rows: str = ""

    def takes(self, line: Line, changed: Iterable[str]) -> bool:
        """Whether a figure is among those that are asked for. changed: the ids of those that are worse or better."""
        stands = {"counted": line.has_cases, "empty": not line.has_cases, "changed": line.measure.id in changed}
        is_theme = not self.theme or (line.measure.theme or NO_THEME) == self.theme
        return is_theme and (not self.rows or line.measure.face == self.rows) and stands.get(self.show, True)


NO_THEME = "none"
"""What an address says for the figures that name no theme."""


@dataclass(frozen=True)
class Group:
    """The figures of one theme. All of them, and those that are asked for: with something to count first."""

    id: str
    title: str
    question: str
    counted: int
    all: int
    lines: tuple[Line, ...]


def grouped(found: Listed, narrowing: Narrowing, looked: Looked | None, *, library: Shelf) -> tuple[Group, ...]:
    """The figures by theme in the order of a Summary, each under one; last those that name none."""
    changed = {one.measure.id for one in changed_in(looked)}
    groups = []
    for id, title, question, of in _by_theme((*found.lines, *found.empty), lambda line: line.measure, library):
        lines = tuple(line for line in of if narrowing.takes(line, changed))
        groups.append(Group(id, title, question, sum(line.has_cases for line in of), len(of), lines))
    return tuple(groups)


@dataclass(frozen=True)
class OfTheme:
    """The measures of one theme, none of them counted yet."""

    id: str
    title: str
    question: str
    measures: tuple[Measure, ...]


def measures_by_theme(measures: Iterable[Measure], *, library: Shelf) -> tuple[OfTheme, ...]:
    """Measures by theme in the order of a Summary, in the order of their questions."""
    ordered = sorted(measures, key=lambda one: one.question)
    return tuple(
        OfTheme(id, title, asks, tuple(of)) for id, title, asks, of in _by_theme(ordered, lambda m: m, library)
    )


_T = TypeVar("_T")


def _by_theme(
    things: Sequence[_T], measure_of: Callable[[_T], Measure], library: Shelf
) -> Iterator[tuple[str, str, str, list[_T]]]:
    themes = [(one.id, one.title, one.question) for one in library.all_newest(Theme)]
    for id, title, question in (*themes, (NO_THEME, "Under no theme", "")):
        of = [one for one in things if (measure_of(one).theme or NO_THEME) == id]
        if of:
            yield id, title, question, of


def changed_in(looked: Looked | None) -> tuple[Changed, ...]:
    """What is worse than before, then what is better."""
    return (*looked.worse, *looked.better) if looked else ()


def rows_of(found: Listed, *, library: Shelf, on: date) -> tuple[tuple[str, str], ...]:
    """The kinds of rows that the figures count, with their titles, by title."""
    faces = {line.measure.face for line in (*found.lines, *found.empty)}
    return tuple(sorted(((id, library.get(FaceColumns, id, on=on).title) for id in faces), key=lambda one: one[1]))
