"""How what is kept goes once its time is over: what rests on it, what stays of it, and the deletion."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from lineofsight.desk.going import audits, children, files, reviews, staff, words
from lineofsight.desk.going.going import Going, Way
from lineofsight.library.retention import Stored
from lineofsight.partnership.actor import Actor

__all__ = ["DUE", "WAYS", "Going", "Way"]

WAYS: Mapping[Stored, Way] = MappingProxyType(
    {
        Stored.CHILDREN: children.WAY,
        Stored.WORDS_OF_PEOPLE: words.WAY,
        Stored.AUDITS: audits.WAY,
        Stored.STAFF_LISTS: staff.WAY,
        Stored.FILES: files.WAY,
    }
)
# What can be told thing by thing: all that goes here, and reviews, which do not.
DUE: Mapping[Stored, Callable[[Actor, date], tuple[Going, ...]]] = MappingProxyType(
    {kind: way.due for kind, way in WAYS.items()} | {Stored.REVIEWS: reviews.due}
)
