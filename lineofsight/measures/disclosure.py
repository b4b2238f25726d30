"""Small numbers: which cells of a table are told, so that nobody who adds and takes away finds out one that is not.

One place for tables: `told_beside` where their total is printed, `told` where it is not. Source: docs/promises.md, P9.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol


class Rule(Protocol):
    """From which number on cells are told, to the nearest what, and from which N on a share is."""

    @property
    def fewest(self) -> int: ...
    @property
    def round_to(self) -> int: ...
    @property
    def fewest_for_rate(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of a rule alone, as an edition keeps them."""

    fewest: int
    round_to: int
    fewest_for_rate: int


@dataclass(frozen=True, slots=True)
class Cell:
    """n of `of` in one group, and how many people they are about: 40 visits may be those of one child."""

    n: int = 0
    of: int = 0
    people: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.n + other.n, self.of + other.of, self.people + other.people)

    @property
    def parts(self) -> tuple[int, int, int]:
        """n, those not in n, and all."""
        return (self.n, self.of - self.n, self.of)


@dataclass(frozen=True, slots=True)
class ToldCell:
    """n of `of` as it is told: rounded; has_share: whether there are enough for a percentage."""

    n: int
    of: int
    has_share: bool


def told(cells: Sequence[Cell], rule: Rule) -> tuple[ToldCell | None, ...]:
    """Each cell as it is told where their whole is not printed; None for «too few to show».

    Still it is taken that everybody knows the whole. What is left when those told are taken away must itself be large
    enough, and stand for at least two: so the smallest that could be told is kept back too, and the next.
    """
    kept_back = {at for at, cell in enumerate(cells) if not is_enough(cell, rule)}
    # Groups of which nothing was due come last: that they are empty tells something only of the others.
    left = sorted((not cell.of, cell.of, at) for at, cell in enumerate(cells) if at not in kept_back)
    while left and not _hides(kept_back, cells, rule):
        kept_back.add(left.pop(0)[2])
    return tuple(None if at in kept_back else _rounded(cell, rule) for at, cell in enumerate(cells))


def told_beside(whole: Cell, cells: Sequence[Cell], rule: Rule) -> tuple[ToldCell | None, ...]:
    """The same beside their whole; not one cell where the whole alone would say what one kept back is."""
    found = told(cells, rule)
    return found if None not in found or whole_may_be_told(whole, rule) else ()


def whole_may_be_told(whole: Cell, rule: Rule) -> bool:
    """Whether a whole may stand beside cells kept back: of few, of nobody or of everybody it says the same of each."""
    return not whole.of or min(*whole.parts, whole.people) >= rule.fewest


def _hides(kept_back: AbstractSet[int], cells: Sequence[Cell], rule: Rule) -> bool:
    """Whether nobody learns one cell from the sum of those kept back: were it nought, so would each of them be."""
    some = [cells[at] for at in kept_back if cells[at].of]
    whole = sum(some, Cell())
    return not some or (len(some) > 1 and min(whole.parts) >= max(rule.fewest, 1) and is_enough(whole, rule))


def is_enough(cell: Cell, rule: Rule) -> bool:
    """Whether n, N and what is left are each nought or enough, for enough people; a small group is not told whole."""
    if any(0 < number < rule.fewest for number in (cell.n, cell.of, cell.of - cell.n, cell.people)):
        return False
    return cell.of == 0 or cell.of >= rule.fewest_for_rate or cell.n not in (0, cell.of)


def _rounded(cell: Cell, rule: Rule) -> ToldCell:
    return ToldCell(_to(cell.n, rule.round_to), _to(cell.of, rule.round_to), cell.of >= rule.fewest_for_rate)


def _to(number: int, nearest: int) -> int:
    return (2 * number + nearest) // (2 * nearest) * nearest
