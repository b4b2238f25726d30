"""Two hundred people at once at the shipped server (P3): what fails, how long they wait, how many it holds.

./los bench load [--users 10 50 200] [--seconds 60] [--think 1.0] [--database sqlite|postgres] [--kinds]

Everybody is signed in, in every role of the demonstration, and reads and writes what their pages lead to; every fifth
request writes. `--kinds` tells the seconds by what was asked.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from bench._measured import Table, ms, show
from tests import postgres
from tests.faults.crowd import Habits, Tally, crowd, parts_of
from tests.faults.serving import ROOT, free_port, run_command, served, settings_of, wait_seconds

DAY = "2026-06-22"
# As in production: an answered write is on the disk. (Tests run without.)
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@contextmanager
def database(which: str) -> Iterator[str]:
    """The address of a new PostgreSQL; nothing for SQLite, which lies in the folder of the data."""
    if which == "sqlite":
        yield ""
        return
    postgres.SETTINGS.update(DURABLE)
    server = postgres.start()
    try:
        yield server.url
    finally:
        server.stop()


def share(seconds: list[float], part: int) -> str:
    """So many of a hundred were answered within."""
    return ms(statistics.quantiles(seconds, n=100)[part - 1]) if len(seconds) > 1 else "–"


def row(users: int, became: Tally, *, seconds: float, spent: float, load: float) -> tuple[str, ...]:
    """What one crowd met."""
    return (
        str(users),
        str(len(became.failed)),
        str(len(became.dropped)),
        f"{became.asked / seconds:.0f}",
        f"{len(became.writes) / max(1, became.asked):.0%}".replace("%", " %"),
        f"{share(became.reads, 50)}, {share(became.reads, 95)}",
        f"{share(became.writes, 50)}, {share(became.writes, 95)}",
        ms(spent / max(1, became.asked)),
        f"{load:.1f}",
    )


def kinds(became: Tally) -> list[str]:
    """The seconds by what was asked, the dearest first."""
    lines = sorted(became.by_kind.items(), key=lambda one: -sum(one[1]))
    return [f"{name:<48} {len(all_):>5} × {ms(statistics.mean(all_)):>9}" for name, all_ in lines]


def measure(*, users: list[int], seconds: float, think: float, which: str, tells_kinds: bool) -> Table:
    """Serve the demonstration and let crowds of growing size work on it, one after another."""
    rows = []
    with database(which) as address, tempfile.TemporaryDirectory(prefix="lineofsight-bench-") as folder:
        data, port = Path(folder) / "data", free_port()
        told = settings_of(data, database=address)
        prepare = [sys.executable, "-m", "lineofsight.cli.main", "demo", "--prepare", "--as-at", DAY]
        subprocess.run(prepare, cwd=ROOT, env=told, check=True)
        with served(run_command(port), port=port, environment=told, log=Path(folder) / "log") as server:
            parts = parts_of(port)
            habits = Habits(think=think, today=date.fromisoformat(DAY))
            for number in users:
                before = server.processor_seconds()
                became = crowd(port, parts, habits, users=number, wait=partial(wait_seconds, seconds))
                spent = server.processor_seconds() - before
                rows.append(row(number, became, seconds=seconds, spent=spent, load=os.getloadavg()[0]))
                print("\n".join([*became.failed[:9], *became.dropped[:9]]), file=sys.stderr)
                if tells_kinds:
                    print("\n".join(kinds(became)), file=sys.stderr)
    heads = ("people", "failed", "dropped", "requests a second", "writes", "reads, of 100 50 and 95 within")
    return Table(
        title=f"People at once ({which})",
        headers=(*heads, "writes, the same", "processor time of the server a request", "wanted to run"),
        rows=tuple(rows),
        notes=(
            f"{seconds:.0f} seconds each, {think:g} s to think between two requests (between half of it and one and a "
            f"half), {len(parts)} roles in their agencies, `./los run` as it is shipped; driver, server and database "
            "on one machine.",
        ),
    )


if __name__ == "__main__":
    parser = ArgumentParser(prog="./los bench load")
    parser.add_argument("--users", type=int, nargs="+", default=[10, 50, 200])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    chosen = {"users": asked.users, "seconds": asked.seconds, "think": asked.think}
    show(measure(**chosen, which=asked.database, tells_kinds=asked.kinds))
