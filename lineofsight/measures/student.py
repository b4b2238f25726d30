"""How far the mean of a few may lie from that of all: Student's t, exact for whole degrees of freedom."""

import math
from functools import lru_cache


@lru_cache(maxsize=256)
def t_for(degrees: int, *, within: float = 0.95) -> float:
    """The number of standard errors on both sides that hold `within` of all (source: student-1908).

    Raises ValueError for fewer than one degree of freedom, or a share that is not between 0 and 1.
    """
    if degrees < 1 or not 0 < within < 1:
        raise ValueError(f"no t for {degrees} degrees of freedom and {within}")
    low, high = 0.0, 1.0
    while _within(high, degrees) < within:
        high *= 2
    # Sixty halvings come to the last digit.
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < within else (low, middle)
    return (low + high) / 2


def _within(t: float, degrees: int) -> float:
    """The share between -t and t, as a finite sum (source: abramowitz-stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine, sine = math.cos(angle), math.sin(angle)
    is_odd = degrees % 2
    term = total = cosine if is_odd else 1.0
    for k in range(3 if is_odd else 2, degrees - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    if not is_odd:
        return sine * total
    return 2 / math.pi * (angle + (sine * total if degrees > 1 else 0.0))
