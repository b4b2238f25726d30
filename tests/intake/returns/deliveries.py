"""Deliveries written for a test, and what a reading makes of them."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from lineofsight.intake.returns.recognise import reading_of
from lineofsight.records.taken import FileRead, RefusedRow, Taken

HEAD = (
    "<Message>\n<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>\n<Children>\n"
)
TAIL = "</Children></Message>"
"""How an invented census begins and ends."""

# Since the program itself began: what a process counts for itself goes back to the one that started it.
MOST = """
def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
"""
"""The start of a program that measures itself: `most()` is the most memory that it ever took, in kilobytes."""

T = TypeVar("T")


def table(path: Path, header: str, *rows: str | Sequence[str], code: str = "utf-8", mark: str = ",") -> Path:
    """Write one table. A row is its cells, or a text with a comma between them."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=mark, lineterminator="\r\n")
    writer.writerow(header.split(","))
    for row in rows:
        writer.writerow(row.split(",") if isinstance(row, str) else row)
    path.write_bytes(made.getvalue().encode(code))
    return path


def read(source: str, paths: Iterable[Path]) -> tuple[list[Taken], FileRead]:
    """Everything that a reading hands down, and what it knows at the end."""
    reading = reading_of(source, list(paths))
    taken = list(reading.taken())
    return taken, reading.summary()


def only(kind: type[T], taken: Iterable[Taken], fact: str = "") -> list[T]:
    """Those of one class, and of one kind of fact."""
    return [one for one in taken if isinstance(one, kind) and (not fact or getattr(one, "kind", "") == fact)]


def refusals(taken: Iterable[Taken]) -> list[tuple[int, str]]:
    """Line and field of each refusal."""
    return [(one.line, one.field) for one in only(RefusedRow, taken)]
