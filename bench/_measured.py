"""How a bench measures and what it prints: medians of repeats, ratios within one run, facts of the machine."""

import gc
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Table:
    """What one bench found: rows of words under headers, and sentences that say what to make of them."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """The table as docs/performance.md has it."""
        lines = [f"## {self.title}", "", _row(self.headers), _row("--" for _ in self.headers), *map(_row, self.rows)]
        return "\n".join([*lines, *(f"\n{note}" for note in self.notes), ""])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def side_by_side(*each: Callable[[], object], repeats: int) -> list[float]:
    """The median processor time of each in seconds, after one that does not count.

    Taken in turns, so that a busy moment of the machine meets all of them alike; processor time of this process, so
    that what others do on the machine counts little.
    """
    taken: list[list[float]] = [[] for _ in each]
    for what in each:
        what()
    for _ in range(repeats):
        for what, spent in zip(each, taken, strict=True):
            gc.collect()
            began = time.process_time()
            what()
            spent.append(time.process_time() - began)
    return [statistics.median(spent) for spent in taken]


class Spent(NamedTuple):
    """Seconds of processor time of this process, and by the clock on the wall."""

    cpu: float
    wall: float


def spent_on(what: Callable[[], object]) -> Spent:
    """What a call took."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    what()
    return Spent(time.process_time() - cpu, time.perf_counter() - wall)


def peak() -> int:
    """The most memory that this process held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def ms(value: float) -> str:
    """Seconds as milliseconds, with three figures that mean something."""
    return f"{value * 1000:.{1 if value < 0.1 else 0}f} ms"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:.1f} ×"


def machine() -> str:
    """What it was measured on, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0]
    return (
        f"{cores} cores ({platform.machine()}), Python {platform.python_version()}, {platform.system()}; "
        f"{load:.1f} processes wanted to run when it began."
    )


PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def put(words: str, *, name: str) -> None:
    """Put what a bench found where docs/performance.md has a place for it, or at its end."""
    begins, ends = f"<!-- {name}: written by the bench -->", f"<!-- {name}: ends -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begins)
    after = rest.partition(ends)[2] if rest else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{begins}\n{words}{ends}\n{after.lstrip()}", encoding="utf-8")


def show(table: Table) -> None:
    """Print a table; `--table` leaves the facts of the machine to whoever gathers the tables."""
    if "--table" not in sys.argv:
        print(f"{machine()}\n")
    print(table.markdown())


@contextmanager
def demonstration() -> Iterator[Path]:
    """A demonstration in a folder of its own, with Django set up for it. Once in a process."""
    with TemporaryDirectory(prefix="lineofsight-bench-") as folder:
        for name in ("DATABASE_URL", "LOS_APP_ROLE"):
            os.environ.pop(name, None)
        os.environ.update(LOS_MODE="demonstration", LOS_DATA=folder, DJANGO_SETTINGS_MODULE="lineofsight.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("demo", prepare=True)
        yield Path(folder)
