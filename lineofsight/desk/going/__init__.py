"""How what is kept goes once its time is over: what rests on it, what stays of it, and the deletion."""

from collections.abc import Mapping
from types import MappingProxyType

from lineofsight.desk.going import audits, children, files, reviews, staff, words
from lineofsight.desk.going.going import Going, Way
from lineofsight.library.retention import Stored

__all__ = ["WAYS", "Going", "Way"]

WAYS: Mapping[Stored, Way] = MappingProxyType(
    {
        Stored.CHILDREN: children.WAY,
        Stored.WORDS_OF_PEOPLE: words.WAY,
        Stored.AUDITS: audits.WAY,
        Stored.STAFF_LISTS: staff.WAY,
        Stored.FILES: files.WAY,
        Stored.REVIEWS: reviews.WAY,
    }
)
