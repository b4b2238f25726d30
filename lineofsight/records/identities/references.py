"""Which references of the source mean one child."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lineofsight.records.identities.models import Merge


def read_as_one(agency_id: int, subjects: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """For each reference all that are read as the same child, itself among them. Numbers of rows."""
    into = dict(Merge.objects.filter(agency_id=agency_id).order_by("id").values_list("subject_id", "into_id"))
    together: dict[int, set[int]] = defaultdict(set)
    for one, other in into.items():
        together[other] |= {one, other}
    return {one: frozenset(together.get(into.get(one, one), ()) or {one}) | {one} for one in set(subjects)}
