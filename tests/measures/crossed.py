"""The same attacker before a table of two dimensions: groups by teams, of which tables of one dimension are told.

It knows the whole, and each table as it was told; where one of a single team was told, that team's own whole too.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from lineofsight.measures.disclosure import Cell, Limits, Told


@dataclass(frozen=True)
class Table:
    """A table as it was released: for each of its cells the places of the two dimensions that it adds up."""

    places: tuple[tuple[tuple[int, int], ...], ...]
    cells: tuple[Cell, ...]
    told: tuple[Told | None, ...]


@dataclass
class Crossed:
    """Variables: for each group of each team n, and those not in n."""

    groups: int
    teams: int
    tables: Sequence[Table]
    rule: Limits
    equal: list[tuple[np.ndarray, float]] = field(default_factory=list)
    most: list[tuple[np.ndarray, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for table in self.tables:
            for part in ("n", "of"):
                whole = sum((self._row(places, part) for places in table.places), np.zeros(self._size))
                self.equal.append((whole, sum(getattr(cell, part) for cell in table.cells)))
            for places, told in zip(table.places, table.told, strict=True):
                if told is not None:
                    self._knows(places, told)

    @property
    def _size(self) -> int:
        return 2 * self.groups * self.teams

    def _row(self, places: Sequence[tuple[int, int]], part: str) -> np.ndarray:
        row = np.zeros(self._size)
        for group, team in places:
            at = 2 * (group * self.teams + team)
            row[at] = part in ("n", "of")
            row[at + 1] = part in ("rest", "of")
        return row

    def _knows(self, places: Sequence[tuple[int, int]], told: Told) -> None:
        """A told number lies within its rounding; neither it nor the rest is one that would have been kept back."""
        half = self.rule.round_to // 2
        for part, number in (("n", told.n), ("of", told.of)):
            row = self._row(places, part)
            low = max(number - half, self.rule.fewest if number else 0)
            self.most += [(row, number + half if number else 0), (-row, -low)]
        rest = self._row(places, "rest")
        self.most.append((rest, 0) if told.n == told.of else (-rest, -self.rule.fewest))

    def recovers(self) -> list[tuple[int, int, str]]:
        """Every number to the digit of a cell that was kept back and is not empty: its table, its place, which part."""
        return [what for what, row in self._asked() if self._end(row) == -self._end(-row)]

    def _asked(self) -> Iterator[tuple[tuple[int, int, str], np.ndarray]]:
        for number, table in enumerate(self.tables):
            for at, (places, cell, told) in enumerate(zip(table.places, table.cells, table.told, strict=True)):
                if told is None and cell.of:
                    yield from (((number, at, part), self._row(places, part)) for part in ("n", "rest", "of"))

    def _end(self, row: np.ndarray) -> int:
        """The least that a row can be."""
        above = {"A_ub": np.array([one for one, _ in self.most]), "b_ub": [most for _, most in self.most]}
        solved = linprog(
            row,
            A_eq=np.array([one for one, _ in self.equal]),
            b_eq=[number for _, number in self.equal],
            bounds=(0, None),
            method="highs",
            **(above if self.most else {}),
        )
        assert solved.status == 0, f"what was told cannot be true: {solved.message}"
        # A least of 2.9999999 is 3; minus it is the most of its opposite.
        return math.ceil(solved.fun - 1e-6)
