"""One row after a measure has judged it, and the hash over all rows that makes a figure computable again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import Measure
from lineofsight.trail.canonical import canonical, sha256_hex

NO_GROUP = "not known"
"""The group of rows that do not say to which group they belong."""

NO_NUMBER = "the number is not known"
"""Why a row is left out that does not say the number which is to be added up."""

# What stands beside a figure changes nothing of what it counts; nor does how it is told in public.
NOT_PART_OF_THE_DEFINITION = {
    *("owner", "review_by_date", "checked", "to_date", "theme"),
    *("beside", "base", "counts", "counts_because"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was looked at. `left_out` is the reason or ""; n and of are what it adds to the two numbers.

    Where rows are counted, each adds 1 or nothing to n, and 1 to of unless it is left out.
    """

    key: tuple[str | int, ...]
    group: str
    left_out: str
    n: int
    of: int


def snapshot_sha(rows: Iterable[Judged], *, is_amount: bool = False) -> str:
    """The hash of which rows were looked at and how each was counted. The order of the rows does not matter."""
    lines: list[list[Any]] = [
        [list(row.key), row.group, row.left_out, *((row.n, row.of) if is_amount else (bool(row.n),))] for row in rows
    ]
    return sha256_hex(b"\n".join(sorted(canonical(line) for line in lines)))


def definition_sha(measure: Measure) -> str:
    """The hash of what a measure means. Who owns it, when it is looked at again and where people find it do not belong
    to it."""
    # A share is what every measure was before there were ratios, so it is not said.
    unsaid = NOT_PART_OF_THE_DEFINITION | ({"told"} if measure.told is ToldAs.SHARE else set())
    dumped = measure.model_dump(mode="json", by_alias=True, exclude=unsaid, exclude_none=True)
    return sha256_hex(canonical(dumped))
