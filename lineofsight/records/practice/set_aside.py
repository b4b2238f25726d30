"""Rows of a return about children whose records were deleted: they wait until its end, and come back or stay out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from lineofsight.records.identities.gone import Gone
from lineofsight.records.identities.naming import Naming
from lineofsight.records.practice.rules import TakenRow
from lineofsight.records.taken import RefusedRow, Taken, TakenChild, TakenEvent


def is_since(row: TakenRow, before: date) -> bool:
    """Whether a row is about a day from `before` on, or about something that goes on still."""
    match row:
        case TakenChild():
            return False
        case TakenEvent():
            return row.day is not None and row.day >= before
    if row.until is None:
        # Of a span whose beginning nobody can read it is not known that it goes on.
        return row.start is not None
    return row.until >= before


class SetAside:
    """The rows of one return about children who are gone.

    The time is counted from the last entry about a child. A return with one that is younger than what was deleted
    brings the child back, whole; one without leaves the child out. Both are counted, and the receipt says so.
    """

    def __init__(self, gone: Gone, children: Naming) -> None:
        self._gone, self._children = gone, children
        self._rows: dict[str, list[TakenRow]] = defaultdict(list)
        self._before: dict[str, date] = {}
        self._back: set[str] = set()

    def sift(self, rows: Iterable[Taken]) -> Iterable[Taken]:
        """The rows of everybody else."""
        if not self._gone:
            return rows
        chunk = list(rows)
        known = self._children.look_up({row.child for row in chunk if not isinstance(row, RefusedRow)})
        return [row for row in chunk if isinstance(row, RefusedRow) or row.child in known or not self._waits(row)]

    def _waits(self, row: TakenRow) -> bool:
        if row.child in self._back:
            return False
        before = self._before.get(row.child) or self._gone.before(row.child)
        if before is None:
            return False
        self._before[row.child] = before
        self._rows[row.child].append(row)
        return True

    def come_back(self) -> Iterator[Taken]:
        """At the end: the rows of those who are back."""
        for child, rows in list(self._rows.items()):
            if any(is_since(row, self._before[child]) for row in rows):
                self._back.add(child)
                yield from self._rows.pop(child)

    @property
    def back(self) -> int:
        """How many children are back."""
        return len(self._back)

    @property
    def left_out(self) -> int:
        """How many stay out."""
        return len(self._rows)
