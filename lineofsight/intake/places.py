"""Places in a text, as (start, end): does one of them touch another?"""

from bisect import bisect_left
from collections.abc import Sequence

Place = tuple[int, int]


def touches(places: Sequence[Place], start: int, end: int) -> bool:
    """Does any of the places share a character with start..end? They must be in order and apart from each other."""
    following = bisect_left(places, (end, end))
    return following > 0 and places[following - 1][1] > start
