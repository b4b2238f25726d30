"""Let challenges and entries of registers go about children whose records go. Meetings stay: they name no child."""

from collections.abc import Iterable

from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.models import Challenge, ChallengeStep, Chased, Entry, Paper, Recording


def forget_challenges(challenges: Iterable[Challenge]) -> None:
    """Delete challenges that have their tombstone, with every step. Raises IntegrityError without one."""
    going = [one.pk for one in challenges]
    for rows in (
        ChallengeStep._base_manager.filter(challenge__in=going),
        Challenge._base_manager.filter(pk__in=going),
    ):
        rows._raw_delete(rows.db)


def forget_entries(subjects: Iterable[Subject]) -> None:
    """Delete what registers hold about children that have their tombstone. Raises IntegrityError without one."""
    entries = Entry._base_manager.filter(subject__in=[one.pk for one in subjects])
    for rows in (
        Recording._base_manager.filter(entry__in=entries),
        Chased._base_manager.filter(entry__in=entries),
        Paper._base_manager.filter(entry__in=entries),
        entries,
    ):
        rows._raw_delete(rows.db)
