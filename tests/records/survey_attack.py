"""Whoever knows all that is told of a survey, and works out what is not."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

FEWEST = 10
Row = tuple[int, ...]


def rank(rows: Iterable[Row]) -> int:
    left = [[Fraction(one) for one in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        at = next((n for n in range(found, len(left)) if left[n][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        for n in range(len(left)):
            if n != found and left[n][column]:
                factor = left[n][column] / left[found][column]
                left[n] = [a - factor * b for a, b in zip(left[n], left[found], strict=True)]
        found += 1
    return found


def worked_out(known: list[Row], sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Every set of teams, of fewer than ten answers together, whose tally is a sum of what is told."""
    whole = rank(known)
    sets = (some for n in range(1, len(sizes) + 1) for some in combinations(range(len(sizes)), n))
    small = (some for some in sets if 0 < sum(sizes[at] for at in some) < FEWEST)
    return [s for s in small if rank([*known, tuple(int(at in s) for at in range(len(sizes)))]) == whole]
