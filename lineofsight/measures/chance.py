"""Within which numbers chance alone lets one part of a whole fall: exact binomial limits, as a funnel draws them."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# Of a thousand that are like the whole two would fall outside.
OUTSIDE = 0.002


class Beside(StrEnum):
    """How one part stands beside the whole."""

    LOWER = "lower than chance explains"
    HIGHER = "higher than chance explains"
    WITHIN = "within what chance explains"


@dataclass(frozen=True, slots=True)
class Limits:
    """The fewest and the most of N that chance explains, both included."""

    low: int
    high: int

    def beside(self, n: int) -> Beside:
        """Where n stands."""
        return Beside.LOWER if n < self.low else Beside.HIGHER if n > self.high else Beside.WITHIN


@lru_cache(maxsize=512)
def limits(n: int, of: int, *, whole: int) -> Limits:
    """The limits for a part of `whole`, where of all n of `of` count. Raises ValueError for what cannot be."""
    if not 0 <= n <= of or of == 0 or whole < 0:
        raise ValueError(f"no limits for {whole} at {n} of {of}")
    if n in (0, of):
        return Limits(0 if n == 0 else whole, 0 if n == 0 else whole)
    share = n / of
    low = _first(share, whole, OUTSIDE / 2)
    # From the other end it is the same question about those that do not count.
    return Limits(low, whole - _first(1 - share, whole, OUTSIDE / 2))


def _first(share: float, whole: int, tail: float) -> int:
    """The smallest number of which chance gives it or fewer with more than `tail`."""
    heaped = 0.0
    for k in range(whole + 1):
        heaped += math.exp(
            math.lgamma(whole + 1)
            - math.lgamma(k + 1)
            - math.lgamma(whole - k + 1)
            + k * math.log(share)
            + (whole - k) * math.log1p(-share)
        )
        if heaped > tail:
            return k
    return whole
