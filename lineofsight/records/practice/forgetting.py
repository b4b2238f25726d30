"""Let everything go that was recorded of children whose time is over."""

from collections.abc import Iterable

from lineofsight.records.identities.models import Subject
from lineofsight.records.practice.models import Allocation, Description, Fact, RecordedHere, Span, WhyLate

OF_A_CHILD = (WhyLate, RecordedHere, Description, Fact, Span, Allocation)


def forget_recorded(subjects: Iterable[Subject]) -> None:
    """Delete what returns and people here recorded of children that have their tombstone.

    Raises IntegrityError without one. What a pathway's step rests on goes with the pathway.
    """
    going = [one.pk for one in subjects]
    for model in OF_A_CHILD:
        rows = model._base_manager.filter(subject__in=going)
        # In one statement, so that what corrects and what is corrected go together.
        rows._raw_delete(rows.db)
