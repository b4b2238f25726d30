"""One row after a measure has judged it, and the hash over all rows that makes a figure computable again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lineofsight.library.measure import Measure
from lineofsight.trail.canonical import canonical, sha256_hex

NO_GROUP = "not known"
"""The group of rows that do not say to which group they belong."""

NOT_PART_OF_THE_DEFINITION = {"owner", "review_by_date", "checked", "to_date"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the population. `left_out` is the reason or ""; `is_counted` says whether it is in n."""

    key: tuple[str | int, ...]
    group: str
    left_out: str
    is_counted: bool


def snapshot_sha(rows: Iterable[Judged]) -> str:
    """The hash of which rows were looked at and how each was counted. The order of the rows does not matter."""
    lines: list[list[Any]] = [[list(row.key), row.group, row.left_out, row.is_counted] for row in rows]
    return sha256_hex(b"\n".join(sorted(canonical(line) for line in lines)))


def definition_sha(measure: Measure) -> str:
    """The hash of what a measure means. Who owns it and when it is looked at again do not belong to it."""
    dumped = measure.model_dump(mode="json", by_alias=True, exclude=NOT_PART_OF_THE_DEFINITION, exclude_none=True)
    return sha256_hex(canonical(dumped))
