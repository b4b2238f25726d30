"""Commands in processes of their own on a demonstration, and what is left there, read without the product."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from lineofsight.partnership.queries import today

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "tests" / "intake" / "documents" / "twin.txt"
MARK = ".line-of-sight-edition"
# Beside the data that were told: the edition that can be published, and its day (tests/journeys/stopped_clock.py).
EDITION = "edition.json"
# The trail is sealed at any time by whoever comes; that is no part of the act itself.
BESIDE_THE_ACT = {"trail_seal", "trail_checkpoint", "sqlite_sequence", "django_session", "shared_cache"}


@dataclass(frozen=True)
class Begins:
    """What a place begins with: a folder that was told, what its story says of itself, and the day that it then is."""

    folder: Path
    story: Mapping[str, str]
    day: date


class Place:
    """A data folder of the demonstration and a folder for what is published, made afresh as often as a test likes."""

    def __init__(self, folder: Path, *, begins: Begins) -> None:
        self.data, self.out, self.begins = folder / "data", folder / "out", begins
        strange = ("LOS_", "DATABASE", "DJANGO", "PYTEST")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        # Writing bytecode would be a step of the first run that none of the later ones has.
        settings = {"PYTHONDONTWRITEBYTECODE": "1"}
        settings |= {"DJANGO_SETTINGS_MODULE": "lineofsight.settings", "LOS_MODE": "demonstration"}
        self._forks = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.process", str(REPORT)],
            cwd=ROOT,
            # With a key given it writes none, at a moment when a test may be counting files.
            env={**kept, **settings, "LOS_DATA": str(self.data), "LOS_SECRET_KEY": "of-the-tests"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        """End the process that forks."""
        self._forks.communicate()

    def again(self) -> None:
        """Begin again with what was told. The demonstration's clock goes on from its day: from today on it is that."""
        shutil.rmtree(self.data, ignore_errors=True)
        for left in self.out.parent.glob(f"*{self.out.name}*"):
            shutil.rmtree(left)
        shutil.copytree(self.begins.folder, self.data, ignore=shutil.ignore_patterns(EDITION))
        days = {"as_at": self.begins.day.isoformat(), "told_on": today(datetime.now(UTC)).isoformat()}
        (self.data / "demonstration.json").write_text(json.dumps(dict(self.begins.story) | days))

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self._forks.stdin is not None
        assert self._forks.stdout is not None
        self._forks.stdin.write(json.dumps(order) + "\n")
        self._forks.stdin.flush()
        answered: dict[str, Any] = json.loads(self._forks.stdout.readline())
        if isinstance(answered["answer"], dict) and "trouble" in answered["answer"]:
            raise AssertionError(answered["answer"]["trouble"])
        return answered

    def answers(self, *commands: list[str]) -> list[dict[str, Any]]:
        """What the commands said, in one process; it must not die."""
        answered = self._ask(commands=commands)
        assert answered["killed"] == 0
        said: list[dict[str, Any]] = answered["answer"]
        return said

    def kill(self, command: list[str], *, at: int, autocommit: bool = False) -> None:
        """Run a command and let its process die by SIGKILL at step number `at`."""
        answered = self._ask(commands=[command], dies_at=at, autocommit=autocommit)
        assert answered["killed"] == signal.SIGKILL, answered["answer"]

    def rows(self) -> dict[str, int]:
        """How many rows each table holds. Fails when SQLite finds the file damaged."""
        with closing(sqlite3.connect(self.data / "lineofsight.sqlite3")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            counted = {table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
        return {table: count for table, count in counted.items() if table not in BESIDE_THE_ACT}

    def edition(self, ref: str) -> tuple[str, bool, dict[str, str]]:
        """The state of an edition, whether it has a frozen content, and the hashes of its files by path."""
        with closing(sqlite3.connect(self.data / "lineofsight.sqlite3")) as database:
            key, state, content = database.execute(
                "SELECT id, state, content FROM publication_edition WHERE ref = ?", [ref]
            ).fetchone()
            files = database.execute("SELECT path, sha256 FROM publication_artefact WHERE edition_id = ?", [key])
            return state, bool(content), dict(files.fetchall())

    def published_files(self) -> dict[str, str] | None:
        """The hashes of what stands in the folder for what is published; None when there is no folder."""
        if not self.out.exists():
            return None
        files = (path for path in self.out.rglob("*") if path.is_file() and path.name != MARK)
        return {path.relative_to(self.out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}

    def files(self) -> set[str]:
        """The names of everything that lies in the data folder but the database itself."""
        names = (path.relative_to(self.data).as_posix() for path in self.data.rglob("*") if path.is_file())
        return {name for name in names if not name.startswith("lineofsight.sqlite3")}


def spread(steps: int, *, kills: int) -> list[int]:
    """The numbers of `kills` steps, spread evenly over a run of so many: the first and the last are among them."""
    return sorted({1 + round(kill * (steps - 1) / (kills - 1)) for kill in range(kills)})


def missing_or_whole(rows: dict[str, int], *, before: dict[str, int], after: dict[str, int]) -> list[str]:
    """The tables that hold neither all of what an act writes nor nothing of it. Empty when it is whole or absent."""
    if rows in (before, after):
        return []
    return sorted(table for table in rows if rows[table] != before.get(table)) or ["nothing differs, yet not the same"]
