"""Obligations as rows of a file: the columns that other programs read, and one mark of all of them."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from typing import TextIO

from lineofsight.sight.explain import explain
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.shelf import InUse

COLUMNS = (
    "child",
    "standard",
    "due_date",
    "met_date",
    "status",
    "days_late",
    "explanation",
    "family",
    "basis",
    "counted_from",
    "unknown",
)


def rows_of(found: Iterable[Obligation], *, rules: InUse) -> Iterator[tuple[str, ...]]:
    """A row for each obligation in the order of COLUMNS; days as 2026-03-31, nothing where there is none."""
    for one in found:
        edition = rules.edition(one.standard, one.version)
        yield (
            one.child,
            one.standard,
            one.due.isoformat() if one.due else "",
            one.met.isoformat() if one.met else "",
            one.status.value,
            str(one.days_late),
            explain(one, edition, kinds=rules.kinds).whole(),
            edition.family,
            edition.basis.value,
            one.counted_from.isoformat() if one.counted_from else "",
            one.unknown.value if one.unknown else "",
        )


def write_csv(found: Iterable[Obligation], out: TextIO, *, rules: InUse) -> int:
    """Write a heading and a row for each obligation. Out: how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    number = 0
    for row in rows_of(found, rules=rules):
        writer.writerow(row)
        number += 1
    return number


def digest(found: Iterable[Obligation]) -> str:
    """One mark of all obligations: the same on every engine and machine. The order does not matter."""
    lines = sorted(_line(one) for one in found)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(one: Obligation) -> str:
    days = (one.since, one.counted_from, one.due, one.met, one.sure_by, one.until)
    return "|".join(
        (
            one.child,
            one.standard,
            str(one.version),
            str(one.limit),
            *(day.isoformat() if day else "" for day in days),
            one.status.value,
            str(one.days_late),
            one.unknown.value if one.unknown else "",
            one.kind,
            str(int(one.tightened)),
        )
    )
