"""A snapshot of what is known of an agency's children: files of typed lines that an engine loads, and their hash.

The same knowledge gives the same bytes, on every database. A snapshot holds pseudonyms (S3): it stays where
the records are.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.db import connection

from lineofsight.partnership.models import Agency
from lineofsight.records.days import number_of
from lineofsight.records.tables import carried, histories, known, with_clause

# The columns of each file, in their order, with their types as DuckDB names them. Days count from 1 January 1970.
COLUMNS = {
    "event": {"child": "VARCHAR", "kind": "VARCHAR", "day": "INTEGER", "code": "VARCHAR", "link": "VARCHAR"},
    "span": {
        "child": "VARCHAR",
        "kind": "VARCHAR",
        "start": "INTEGER",
        "until": "INTEGER",
        "code": "VARCHAR",
        "number": "INTEGER",
    },
    "carried": {"kind": "VARCHAR", "start": "INTEGER", "until": "INTEGER"},
    "child": {
        "child": "VARCHAR",
        "born_month": "INTEGER",
        "sex": "VARCHAR",
        "ethnicity": "VARCHAR",
        "disability": "VARCHAR",
    },
    "allocation": {
        "child": "VARCHAR",
        "worker": "VARCHAR",
        "team": "VARCHAR",
        "role": "VARCHAR",
        "start": "INTEGER",
        "until": "INTEGER",
    },
}
Line = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Snapshot:
    """What was written: after which return and merge, how many lines in each file, and the hash of them all."""

    number: int
    merge: int
    rows: dict[str, int]
    sha256: str


def write_snapshot(agency: Agency, folder: Path, *, known_at: datetime | None = None) -> Snapshot:
    """Write `event.jsonl`, `span.jsonl`, … and `snapshot.json` into an empty folder. The caller has the scope.

    Raises FileExistsError where one of them is there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    of = known(agency, at=known_at)
    rows, digests = dict.fromkeys(COLUMNS, 0), {name: hashlib.sha256() for name in COLUMNS}
    with ExitStack() as opened:
        files: dict[str, IO[bytes]] = {
            name: opened.enter_context((folder / f"{name}.jsonl").open("xb")) for name in COLUMNS
        }
        for name, line in _lines(agency, known_at):
            text = _written(name, line)
            files[name].write(text)
            digests[name].update(text)
            rows[name] += 1
    whole = hashlib.sha256("".join(f"{name} {digests[name].hexdigest()}\n" for name in sorted(COLUMNS)).encode())
    made = Snapshot(of.number, of.merge, rows, whole.hexdigest())
    told = {"columns": COLUMNS, "number": of.number, "merge": of.merge, "rows": rows, "sha256": made.sha256}
    with (folder / "snapshot.json").open("x") as file:
        file.write(json.dumps(told, indent=2, sort_keys=True) + "\n")
    return made


def _lines(agency: Agency, known_at: datetime | None) -> Iterator[tuple[str, Line]]:
    """Every line with the file it belongs to. Sorted here: the databases put letters into different orders."""
    of = known(agency, at=known_at)
    for one in carried(of):
        yield "carried", (one.kind, _number(one.start), _number(one.until))
    for name in ("child", "allocation"):
        yield from ((name, line) for line in _sorted(f"{with_clause(of)} SELECT {_listed(name)} FROM {name}"))  # noqa: S608
    for child in histories(agency, known_at=known_at):
        for event in child.events:
            yield "event", (child.child, event.kind, _number(event.day), event.code, event.link)
        for span in child.spans:
            days = _number(span.start), _number(span.until)
            yield "span", (child.child, span.kind, *days, span.code, span.number)


def _listed(name: str) -> str:
    return ", ".join(f'"{column}"' for column in COLUMNS[name])


def _sorted(question: str) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        found: Iterable[Line] = cursor.fetchall()
    return sorted(found, key=lambda line: tuple((value is None, value if value is not None else "") for value in line))


def _number(day: date | None) -> int | None:
    return None if day is None else number_of(day)


def _written(name: str, line: Line) -> bytes:
    told = dict(zip(COLUMNS[name], line, strict=True))
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
