"""Children whose records were deleted when their time was over: they are known again when a return names them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from lineofsight.records.identities.keys import Keys
from lineofsight.records.identities.models import GoneChild, Merge, Near, Renamed, Subject
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.trail.canonical import sha256_hex


def mark_of(name: str) -> str:
    """What is kept of a pseudonym: a hash, from which nobody gets back to it."""
    return sha256_hex(f"gone {name}".encode())


def remember_gone(subjects: Iterable[Subject], *, before: date, at: datetime) -> None:
    """Write down that these children go, so that a later return does not bring them back unnoticed."""
    GoneChild.objects.bulk_create(
        GoneChild(agency_id=one.agency_id, mark=mark_of(one.pseudonym), before_date=before, recorded_at=at)
        for one in subjects
    )


def forget_subjects(subjects: Iterable[Subject]) -> None:
    """Delete references of children that have their tombstone, and what says that two of them mean one child.

    All that names the child goes before. Raises IntegrityError without a tombstone.
    """
    going = [one.pk for one in subjects]
    for rows in (
        Near.objects.filter(subject__in=going),
        Renamed.objects.filter(subject__in=going),
        Merge.objects.filter(subject__in=going) | Merge.objects.filter(into__in=going),
        Subject.objects.filter(pk__in=going),
    ):
        rows._raw_delete(rows.db)


class Gone:
    """The children of an agency that are gone, as they are known again from the source's ids."""

    def __init__(self, *, agency_id: int, keys: Keys) -> None:
        self._keys = keys
        rows = GoneChild.objects.filter(agency_id=agency_id).order_by("id")
        # Twice deleted: the later day counts.
        self._before: Mapping[str, date] = dict(rows.values_list("mark", "before_date"))

    def __bool__(self) -> bool:
        return bool(self._before)

    def before(self, source_id: str) -> date | None:
        """The day before which everything of a child was deleted; None for a child who is not gone."""
        for key in self._keys.all:
            day = self._before.get(mark_of(pseudonym(key, Named.CHILD, source_id)))
            if day is not None:
                return day
        return None
