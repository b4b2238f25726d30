"""What a preview would have written, kept beside the database while it reads: on disk where it grows, and then gone."""

import json
import sqlite3
from collections.abc import Iterable
from types import TracebackType

from lineofsight.records.practice.stored import Latest, Value


class Overlay:
    """The latest row of each key that a preview has met, so that a repeated row is told as taking it would tell it."""

    def __init__(self) -> None:
        # An empty name: SQLite keeps it in a file of its own as soon as it is large, and removes it.
        self._database = sqlite3.connect("")
        self._database.execute("CREATE TABLE met (key TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID")

    def __enter__(self) -> "Overlay":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._database.close()

    def latest(self, keys: Iterable[str]) -> dict[str, Latest]:
        """Those of the keys that were met."""
        found = {}
        for key in keys:
            row = self._database.execute("SELECT said FROM met WHERE key = ?", [key]).fetchone()
            if row:
                found[key] = Latest(0, False, tuple(json.loads(row[0])))
        return found

    def keep(self, rows: Iterable[tuple[str, tuple[Value, ...]]]) -> None:
        """Note rows that taking would write."""
        said = ((key, json.dumps(values)) for key, values in rows)
        self._database.executemany("INSERT OR REPLACE INTO met VALUES (?, ?)", said)
