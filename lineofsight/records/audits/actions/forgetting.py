"""Let the working papers of a round go whose time is over: the round, its numbers and its mark stay."""

from django.db import transaction

from lineofsight.records.audits.models import Audit, File, FrameFile, Grade, Pair, Reading


@transaction.atomic
def forget_papers(*, audit: Audit) -> None:
    """Delete the sample, who read what, and the grades of a round that has its tombstone.

    Raises IntegrityError without one. The forms of its readings go before: `forget_forms`.
    """
    files = File._base_manager.filter(audit=audit)
    Pair._base_manager.filter(file__in=files).delete()
    Grade._base_manager.filter(reading__file__in=files).delete()
    Reading._base_manager.filter(file__in=files).delete()
    FrameFile._base_manager.filter(audit=audit).delete()
    files.delete()
