"""How far two readers of the same files agree, and how much of that is more than chance would give. Plain numbers.

Grades have an order: two that are one apart disagree less than two that are three apart (source: cohen-1968).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """`same` of n pairs have one grade. `weighted_kappa`: 1 is full agreement, 0 what chance gives.

    None where it has no value: nothing was read twice, or both readers gave one and the same grade to all.
    """

    n: int
    same: int
    weighted_kappa: float | None


def agreement(pairs: Sequence[tuple[int, int]], *, grades: int) -> Agreement:
    """The agreement of two readers; grades are whole numbers in their order, the first and last `grades` - 1 apart.

    Raises ValueError where there are fewer than two grades, or a pair does not fit into them.
    """
    if grades < 2:
        raise ValueError("agreement needs at least two grades")
    given = [grade for pair in pairs for grade in pair]
    if given and max(given) - min(given) >= grades:
        raise ValueError(f"grades from {min(given)} to {max(given)} are more than {grades}")
    same = sum(first == second for first, second in pairs)
    apart = sum(abs(first - second) for first, second in pairs)
    by_chance = _apart_by_chance(pairs)
    # The weights' divisor, how far apart grades can be, stands above and below and falls out.
    kappa = float(1 - apart / by_chance) if by_chance else None
    return Agreement(n=len(pairs), same=same, weighted_kappa=kappa)


def _apart_by_chance(pairs: Sequence[tuple[int, int]]) -> Fraction:
    """How far apart all pairs would be together, if each reader gave the same grades to other files."""
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    apart = sum(
        abs(first - second) * often * as_often
        for first, often in firsts.items()
        for second, as_often in seconds.items()
    )
    return Fraction(apart, max(len(pairs), 1))
