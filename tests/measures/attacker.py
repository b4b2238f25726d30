"""Somebody who knows every total and all that was told, and works out by linear programming what was kept back.

scipy solves; the knowledge is written down here from the rule alone, and asks nothing of the code under attack.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array

from lineofsight.measures.disclosure import Cell, Limits, Told


@dataclass(frozen=True)
class Release:
    """A table as it was released: the cells behind it, and what was told of each."""

    cells: tuple[Cell, ...]
    told: tuple[Told | None, ...]


@dataclass(frozen=True)
class Recovered:
    """A number of a cell that was kept back, or by how much a small one changed, to the digit."""

    release: int
    cell: int
    part: str
    is_change: bool = False


class Attacker:
    """Variables: for each release and cell n, and those not in n. Releases grow: what was counted stays counted."""

    def __init__(self, releases: Sequence[Release], rule: Limits) -> None:
        self.releases, self.rule = releases, rule
        self.groups = len(releases[0].cells)
        self.size = 2 * self.groups * len(releases)
        self.equal: list[tuple[np.ndarray, float]] = []
        # That a sum is not below nought is known too, and spares the case of nothing told.
        self.most: list[tuple[np.ndarray, float]] = [(-np.ones(self.size), 0)]
        for at, release in enumerate(releases):
            self._knows_totals(at, release)
            for cell, told in enumerate(release.told):
                if told is not None:
                    self._knows(at, cell, told)
            if at:
                self._knows_growth(at)

    def _row(self, release: int, cell: int, part: str, sign: float = 1) -> np.ndarray:
        row = np.zeros(self.size)
        place = 2 * (release * self.groups + cell)
        if part in ("n", "of"):
            row[place] = sign
        if part in ("rest", "of"):
            row[place + 1] = sign
        return row

    def _knows_totals(self, at: int, release: Release) -> None:
        for part in ("n", "of"):
            whole = sum((self._row(at, cell, part) for cell in range(self.groups)), np.zeros(self.size))
            self.equal.append((whole, sum(getattr(cell, part) for cell in release.cells)))

    def _knows(self, at: int, cell: int, told: Told) -> None:
        """A told number lies within its rounding; and neither it nor the rest is one that would have been kept back."""
        half = self.rule.round_to // 2
        for part, number in (("n", told.n), ("of", told.of)):
            low = max(number - half, self.rule.fewest if number else 0)
            high = number + half if number else 0
            self.most += [(self._row(at, cell, part), high), (self._row(at, cell, part, -1), -low)]
        if told.n == told.of:
            self.most.append((self._row(at, cell, "rest"), 0))
        else:
            self.most.append((self._row(at, cell, "rest", -1), -self.rule.fewest))

    def _knows_growth(self, at: int) -> None:
        for cell in range(self.groups):
            for part in ("n", "rest"):
                self.most.append((self._row(at - 1, cell, part) - self._row(at, cell, part), 0))

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
        return [
            (math.ceil(low - 1e-6), math.floor(-high + 1e-6)) for low, high in zip(ends[::2], ends[1::2], strict=True)
        ]

    def recovers(self) -> list[Recovered]:
        """Every number to the digit of a cell that was kept back and is not empty; and every small change of a cell."""
        asked = list(self._asked())
        bounds = self._bounds([row for _, row in asked]) if asked else []
        return [what for (what, _), (low, high) in zip(asked, bounds, strict=True) if low == high]

    def _asked(self) -> Iterator[tuple[Recovered, np.ndarray]]:
        for at, release in enumerate(self.releases):
            for cell, told in enumerate(release.told):
                for part in ("n", "rest", "of"):
                    now = self._row(at, cell, part)
                    if told is None and release.cells[cell].of:
                        yield Recovered(at, cell, part), now
                    if at and self._is_small_change(at, cell, part):
                        yield Recovered(at, cell, part, is_change=True), now - self._row(at - 1, cell, part)

    def _is_small_change(self, at: int, cell: int, part: str) -> bool:
        now, before = self.releases[at].cells[cell], self.releases[at - 1].cells[cell]
        number = {"n": now.n - before.n, "of": now.of - before.of}
        number["rest"] = number["of"] - number["n"]
        return 0 < number[part] < self.rule.fewest
