"""The range in which the share of all probably lies, when a random sample was looked at.

Only a random sample has one. A full count has nothing to infer, and a sample chosen for a reason speaks
for itself only.
"""

import math
from dataclasses import dataclass

Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """Two shares between 0 and 1, the lower first."""

    low: float
    high: float

    def words(self) -> str:
        """For example «60% to 86%»."""
        return f"{_percent(self.low)}% to {_percent(self.high)}%"


def wilson(n: int, of: int) -> Interval:
    """The Wilson score interval for n of `of` (source: wilson-1927) of 95 %.

    Raises ValueError unless 0 <= n <= of and of > 0: with nothing looked at there is no range.
    """
    if not 0 <= n <= of or of == 0:
        raise ValueError(f"no interval for {n} of {of}")
    z, share = Z_95, n / of
    centre = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    # At the ends the formula gives 0 and 1 but for the last digit; say them exactly.
    low = 0.0 if n == 0 else max(0.0, (centre - spread) / below)
    high = 1.0 if n == of else min(1.0, (centre + spread) / below)
    return Interval(low, high)


def _percent(share: float) -> int:
    return math.floor(share * 100 + 0.5)
