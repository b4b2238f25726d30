"""Somebody who knows every total and all that was told, and works out by linear programming what was kept back.

scipy solves; the knowledge is written down here from the rule alone, and asks nothing of the code under attack.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array

from lineofsight.measures.disclosure import Cell, Limits, ToldCell

Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """A table as it was released: the places that each of its cells adds up, the cells behind it, and what was told.

    told: nothing where its whole alone is known.
    """

    places: tuple[tuple[Place, ...], ...]
    cells: tuple[Cell, ...]
    told: tuple[ToldCell | None, ...]

    @property
    def kept_back(self) -> int:
        """How many of its cells were kept back though somebody is in them."""
        return sum(one is None and cell.of > 0 for cell, one in zip(self.cells, self.told, strict=False))


@dataclass
class Attacker:
    """Places: so many groups in so many teams, or months. Variables: in each place n, and those not in n."""

    groups: int
    others: int
    tables: Sequence[Table]
    rule: Limits
    equal: list[tuple[np.ndarray, float]] = field(default_factory=list)
    most: list[tuple[np.ndarray, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # That a sum is not below nought is known too, and spares the case of nothing told.
        self.most.append((-np.ones(2 * self.groups * self.others), 0))
        for table in self.tables:
            for part in ("n", "of"):
                whole = sum(self._row(places, part) for places in table.places)
                self.equal.append((whole, sum(getattr(cell, part) for cell in table.cells)))
            for places, told in zip(table.places, table.told, strict=False):
                if told is not None:
                    self._knows(places, told)

    def _row(self, places: Sequence[Place], part: str) -> np.ndarray:
        row = np.zeros(2 * self.groups * self.others)
        for group, other in places:
            at = 2 * (group * self.others + other)
            row[at] = part in ("n", "of")
            row[at + 1] = part in ("rest", "of")
        return row

    def _knows(self, places: Sequence[Place], told: ToldCell) -> None:
        """A told number lies within its rounding; and neither it nor the rest is one that would have been kept back."""
        half = self.rule.round_to // 2
        for part, number in (("n", told.n), ("of", told.of)):
            row = self._row(places, part)
            low = max(number - half, self.rule.fewest if number else 0)
            self.most += [(row, number + half if number else 0), (-row, -low)]
        rest = self._row(places, "rest")
        self.most.append((rest, 0) if told.n == told.of else (-rest, -self.rule.fewest))

    def recovers(self) -> set[tuple[int, int]]:
        """The table and the place in it of every cell that was kept back, is not empty, and of which one number is now
        known to the digit."""
        asked = list(self._asked())
        bounds = self._bounds([row for _, row in asked]) if asked else []
        return {cell for (cell, _), (low, high) in zip(asked, bounds, strict=True) if low == high}

    def _asked(self) -> Iterator[tuple[tuple[int, int], np.ndarray]]:
        for number, table in enumerate(self.tables):
            for at, (places, cell, told) in enumerate(zip(table.places, table.cells, table.told, strict=False)):
                if told is None and cell.of:
                    yield from (((number, at), self._row(places, part)) for part in ("n", "rest", "of"))

    def _bounds(self, rows: Sequence[np.ndarray]) -> list[tuple[int, int]]:
        """The least and the most of each row. All are asked at once, in copies that know nothing of each other."""
        asked = [sign * row for row in rows for sign in (1, -1)]
        copies = len(asked)
        solved = linprog(
            np.concatenate(asked),
            A_ub=block_diag([csr_array(np.array([one for one, _ in self.most]))] * copies, format="csr"),
            b_ub=np.tile([most for _, most in self.most], copies),
            A_eq=block_diag([csr_array(np.array([one for one, _ in self.equal]))] * copies, format="csr"),
            b_eq=np.tile([number for _, number in self.equal], copies),
            bounds=(0, None),
            method="highs",
        )
        assert solved.status == 0, f"what was told cannot be true: {solved.message}"
        ends = [float(row @ part) for row, part in zip(asked, np.split(solved.x, copies), strict=True)]
        # A least of 2.9999999 is 3.
        return [
            (math.ceil(low - 1e-6), math.floor(-high + 1e-6)) for low, high in zip(ends[::2], ends[1::2], strict=True)
        ]
