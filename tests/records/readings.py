"""A return that stands in memory: what a reader of files would hand down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from lineofsight.records.taken import (
    CarriedKind,
    FileRead,
    RefusedRow,
    Taken,
    TakenAllocation,
    TakenChild,
    TakenEvent,
    TakenSpan,
    UnreadableReturn,
)


@dataclass
class InMemory:
    """Rows as they stand, and what is carried. `breaks_at`: after so many rows the file cannot be read on."""

    rows: tuple[Taken, ...]
    carried: tuple[CarriedKind, ...] = ()
    source: str = "ssd"
    thrown_away: tuple[str, ...] = ("ssd_person.pers_upn",)
    caveats: tuple[str, ...] = ()
    breaks_at: int | None = None
    speaks_of_everybody: bool = False

    def taken(self) -> Iterator[Taken]:
        for place, row in enumerate(self.rows):
            if place == self.breaks_at:
                raise UnreadableReturn("Row 4 of visits.csv has more columns than its head. Export the file again.")
            yield row

    def summary(self) -> FileRead:
        lines = {id(row) for row in self.rows}
        return FileRead(
            self.carried, self.thrown_away, self.caveats, (("visits", len(lines)),), (), self.speaks_of_everybody
        )


def readers_of_lines() -> ModuleType:
    """In place of the product's readers: each line of a file is a visit, «child day», and every file has a bad line 14.

    Where a line holds one word alone the whole file cannot be read.
    """

    def reading_of(source: str, paths: Iterable[Path], *, shelf: object = None) -> InMemory:
        if source != "ssd":
            raise UnreadableReturn(f"“{source}” is no source that we know. Choose ssd.")
        lines = [line.split() for path in paths for line in path.read_text().splitlines()]
        if any(len(line) != 2 for line in lines):
            raise UnreadableReturn("visits.csv, line 1 has no day. Export the file again.")
        rows = [visit(child, date.fromisoformat(day)) for child, day in lines]
        return reading(*rows, refused(14), carried=(carries("care-visit"),))

    made = ModuleType("lineofsight.intake.returns.recognise")
    made.reading_of = reading_of  # type: ignore[attr-defined]
    return made


def reading(*rows: Taken, carried: Iterable[CarriedKind] = (), **facts: object) -> InMemory:
    return InMemory(rows, tuple(carried), **facts)  # type: ignore[arg-type]


def visit(child: str, day: date | None, *, row: str = "", code: str = "seen-alone", **facts: str) -> TakenEvent:
    return TakenEvent(child, "care-visit", day, code=code, row=row or f"V-{child}-{day}", **facts)


def placed(child: str, start: date, until: date | None = None, *, code: str = "U6", row: str = "") -> TakenSpan:
    return TakenSpan(child, "placement", start, until, code=code, row=row or f"P-{child}-{start}")


def born(child: str, month: date | None = date(2019, 4, 1), **facts: str) -> TakenChild:
    return TakenChild(child, born_month=month, **facts)


def with_worker(child: str, worker: str, start: date, **facts: str) -> TakenAllocation:
    given = {"team": "North", "role": "social worker"} | facts
    return TakenAllocation(child, worker, start=start, **given)  # type: ignore[arg-type]


def refused(line: int, field: str = "visit date") -> RefusedRow:
    return RefusedRow("visits.csv", line, field, "it is not a day", "Write it like 2026-03-31.")


def carries(kind: str, start: date | None = date(2026, 1, 1), until: date | None = None) -> CarriedKind:
    return CarriedKind(kind, start, until)
