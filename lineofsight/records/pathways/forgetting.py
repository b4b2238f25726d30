"""Let pathways go of children whose records go: the whole of each, once every agency's child on it goes."""

from collections.abc import Iterable

from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.models import Call, NotStarted, Part, Run, StepDone, StepRead, Waiting


def forget_runs(runs: Iterable[Run]) -> None:
    """Delete pathways that have their tombstone, with their steps and whoever took part.

    Raises IntegrityError without one.
    """
    going = [one.pk for one in runs]
    for rows in (
        StepRead._base_manager.filter(step__run__in=going),
        StepDone._base_manager.filter(run__in=going),
        Waiting._base_manager.filter(run__in=going),
        Call._base_manager.filter(run__in=going),
        Part._base_manager.filter(run__in=going),
        Run._base_manager.filter(pk__in=going),
    ):
        rows._raw_delete(rows.db)


def forget_not_started(subjects: Iterable[Subject]) -> None:
    """Delete why children that have their tombstone were not put on a pathway. Raises IntegrityError without one."""
    rows = NotStarted._base_manager.filter(subject__in=[one.pk for one in subjects])
    rows._raw_delete(rows.db)
