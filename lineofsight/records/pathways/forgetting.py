"""Let pathways go of children whose records go: the whole of each, once every agency's child on it goes."""

from collections.abc import Iterable

from lineofsight.records.pathways.models import Call, Part, Run, StepDone, StepRead, Waiting


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
