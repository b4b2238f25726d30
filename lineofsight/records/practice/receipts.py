"""What a receipt says, as it is stored: canonical JSON with counts and places, never what stood in the file."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from lineofsight.records.practice.counts import Counts, KindCount
from lineofsight.records.taken import FileRead, RefusedRow
from lineofsight.trail.canonical import canonical

STRANGE = 5
"""New children beyond one in so many of those known are rather the same ones under other ids."""

A_FEW = 3
"""So many rows go in an ordinary month, because somebody corrected them."""


@dataclass(frozen=True)
class ReceiptBody:
    """What a return gave, and what it did not. `kinds`: by the id of a kind, «child» and «allocation» among them."""

    rows: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, KindCount], ...]
    refused: tuple[RefusedRow, ...]
    refused_lines: int
    refused_fields: int
    thrown_away: tuple[str, ...]
    caveats: tuple[str, ...]
    carried: tuple[tuple[str, str, str], ...]
    renamed: int = 0
    not_named: int = 0
    gone_left_out: int = 0
    gone_back: int = 0
    taken_back_of: int = 0
    new_children: int = 0
    known_children: int = 0

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(count for _, count in self.rows)

    @property
    def taken(self) -> int:
        """How many rows were read without anything to refuse in them."""
        return max(self.read - self.refused_lines, 0)

    @property
    def taken_back(self) -> int:
        """How many rows that we had are taken back."""
        return sum(one.withdrawn for _, one in self.kinds)

    @property
    def takes_many_back(self) -> bool:
        """Whether so many are taken back that somebody has to say that it is meant."""
        return self.taken_back > A_FEW

    @property
    def has_many_strangers(self) -> bool:
        """Whether so many children are new, beside those known before, that their ids may be written otherwise."""
        return self.known_children > 0 and self.new_children * STRANGE > self.known_children

    @property
    def is_without_change(self) -> bool:
        """Whether the records stand afterwards as they stood before."""
        return not any(one.new or one.changed or one.without_day or one.withdrawn for _, one in self.kinds)

    def to_json(self) -> str:
        """As it is stored."""
        return canonical(asdict(self)).decode()


def body_of(counts: Counts, read: FileRead) -> ReceiptBody:
    """The receipt of what was counted."""
    return ReceiptBody(
        rows=tuple(read.rows),
        kinds=tuple(sorted(counts.kinds.items())),
        refused=tuple(counts.refused),
        refused_lines=counts.refused_lines,
        refused_fields=counts.refused_fields,
        thrown_away=tuple(sorted(set(read.thrown_away))),
        caveats=tuple(read.caveats),
        carried=tuple(
            (one.kind, one.start.isoformat() if one.start else "", one.until.isoformat() if one.until else "")
            for one in read.carried
        ),
        not_named=counts.not_named,
        gone_left_out=counts.gone_left_out,
        gone_back=counts.gone_back,
        taken_back_of=counts.taken_back_of,
        new_children=counts.new_children,
        known_children=counts.known_children,
    )


def from_json(text: str) -> ReceiptBody:
    """A stored receipt."""
    told: dict[str, Any] = json.loads(text)
    return ReceiptBody(
        rows=tuple((name, count) for name, count in told["rows"]),
        kinds=tuple((kind, KindCount(**count)) for kind, count in told["kinds"]),
        refused=tuple(RefusedRow(**row) for row in told["refused"]),
        refused_lines=told["refused_lines"],
        refused_fields=told["refused_fields"],
        thrown_away=tuple(told["thrown_away"]),
        caveats=tuple(told["caveats"]),
        carried=tuple((kind, start, until) for kind, start, until in told["carried"]),
        renamed=told["renamed"],
        # Receipts of before 0.2 do not say it: what was not named then was taken back.
        not_named=told.get("not_named", 0),
        gone_left_out=told.get("gone_left_out", 0),
        gone_back=told.get("gone_back", 0),
        taken_back_of=told.get("taken_back_of", 0),
        new_children=told.get("new_children", 0),
        known_children=told.get("known_children", 0),
    )
