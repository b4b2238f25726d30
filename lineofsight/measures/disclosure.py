"""Small numbers: which cells of a table are told, so that nobody who adds and takes away finds out one that is not.

One place for tables that stand beside their exact total. Source: docs/promises.md, P9.
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

    def __sub__(self, other: "Cell") -> "Cell":
        return Cell(self.n - other.n, self.of - other.of, self.people - other.people)

    @property
    def parts(self) -> tuple[int, int, int]:
        """n, those not in n, and all."""
        return (self.n, self.of - self.n, self.of)


@dataclass(frozen=True, slots=True)
class Told:
    """n of `of` as it is told: rounded; has_share: whether there are enough for a percentage."""

    n: int
    of: int
    has_share: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was told before of the same groups for a time that overlaps: the cells as counted, and which were told."""

    cells: tuple[Cell, ...]
    told: tuple[Told | None, ...]


def told(cells: Sequence[Cell], rule: Rule, *, earlier: Sequence[Earlier] = ()) -> tuple[Told | None, ...]:
    """Each cell as it is told; None for «too few to show».

    The cells are all of a whole that everybody knows. What is left when those told are taken away must itself be
    large enough, and stand for at least two: so the smallest that could be told is kept back too, and the next. The
    same holds of what is left when a release is taken from one before it.
    """
    kept_back = {at for at, cell in enumerate(cells) if not is_enough(cell, rule)}
    for one in earlier:
        before = zip(cells, one.cells, one.told, strict=True)
        kept_back |= {at for at, (cell, was, as_told) in enumerate(before) if _stays(cell - was, as_told, rule)}
    # Groups of which nothing was due come last: that they are empty tells something only of the others.
    left = sorted((not cell.of, cell.of, at) for at, cell in enumerate(cells) if at not in kept_back)
    while left and not (
        _hides(kept_back, cells, rule) and all(_hides_beside(kept_back, cells, one, rule) for one in earlier)
    ):
        kept_back.add(left.pop(0)[2])
    return tuple(None if at in kept_back else _rounded(cell, rule) for at, cell in enumerate(cells))


def whole_may_be_told(whole: Cell, rule: Rule, *, earlier: Sequence[Cell] = ()) -> bool:
    """Whether a whole may stand beside a table of its groups, after the same whole was told before.

    A whole of few, of nobody or of everybody says so of each group; and so does one that changed by few, or in which
    one number stayed as it was while another grew.
    """
    changes = [whole - before for before in earlier]
    return min(whole.parts) >= rule.fewest and all(
        not any(change.parts) or min(abs(part) for part in change.parts) >= rule.fewest for change in changes
    )


def _hides(kept_back: AbstractSet[int], cells: Sequence[Cell], rule: Rule) -> bool:
    """Whether nobody learns one cell from the sum of those kept back: were it nought, so would each of them be."""
    some = [cells[at] for at in kept_back if cells[at].of]
    whole = sum(some, Cell())
    return not some or (len(some) > 1 and min(whole.parts) >= max(rule.fewest, 1) and is_enough(whole, rule))


def _hides_beside(kept_back: AbstractSet[int], cells: Sequence[Cell], one: Earlier, rule: Rule) -> bool:
    """Whether nobody learns one cell, or by how much it changed, from this release and one before it.

    By how much those together changed that were kept back in either is known: it may not be few, and nought only if all
    of them were kept back before. And of those kept back now some were told before: since then they can only have
    grown, so the rest of their sum has to leave room for the others.
    """
    before = {at for at, as_told in enumerate(one.told) if as_told is None}
    either = kept_back | before
    if not either:
        return True
    change = _sum(cells, either) - _sum(one.cells, either)
    if len(either) == 1 or _is_few(change, rule):
        return False
    room = _sum(cells, kept_back) - _sum(one.cells, kept_back - before)
    return kept_back <= before or (all(change.parts) and all(room.parts))


def _sum(cells: Sequence[Cell], some: AbstractSet[int]) -> Cell:
    return sum((cells[at] for at in some), Cell())


def _stays(change: Cell, told_before: Told | None, rule: Rule) -> bool:
    """Whether a cell is kept back for what was told before. One told then may not change by few; one kept back then
    may be told only if each of its numbers changed: else what it was would be what it is."""
    return not all(change.parts) if told_before is None else _is_few(change, rule)


def _is_few(change: Cell, rule: Rule) -> bool:
    return any(0 < abs(part) < rule.fewest for part in change.parts)


def is_enough(cell: Cell, rule: Rule) -> bool:
    """Whether n, N and what is left are each nought or enough, for enough people; a small group is not told whole."""
    if any(0 < number < rule.fewest for number in (cell.n, cell.of, cell.of - cell.n, cell.people)):
        return False
    return cell.of == 0 or cell.of >= rule.fewest_for_rate or cell.n not in (0, cell.of)


def _rounded(cell: Cell, rule: Rule) -> Told:
    return Told(_to(cell.n, rule.round_to), _to(cell.of, rule.round_to), cell.of >= rule.fewest_for_rate)


def _to(number: int, nearest: int) -> int:
    return (2 * number + nearest) // (2 * nearest) * nearest
