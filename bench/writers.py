"""Sixteen people write at once on PostgreSQL, with the trail and without it. We want to keep 70 % of what goes without.

./los bench writers [--writers 16] [--each 60] [--repeats 5]
"""

import os
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import Any

from bench._measured import Table, show
from tests import postgres

# As in production: an answered write is on the disk. (Tests run without.)
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
WAYS = ("without", "with")


@contextmanager
def partnership() -> Iterator[None]:
    """PostgreSQL with the demonstration in it, and Django set up for both."""
    postgres.SETTINGS.update(DURABLE)
    server = postgres.start()
    try:
        with TemporaryDirectory(prefix="lineofsight-bench-") as folder:
            os.environ.update(
                LOS_MODE="demonstration",
                LOS_DATA=folder,
                DATABASE_URL=server.url,
                DJANGO_SETTINGS_MODULE="lineofsight.settings",
            )
            import django
            from django.core.management import call_command
            from django.db import connections

            django.setup()
            call_command("demo", prepare=True)
            connections.close_all()
            connections["default"].close_pool()
            yield
    finally:
        server.stop()


def write(number: int, each: int, ready: Any, spent: Any) -> None:
    """One writer, a process of its own: `each` acts the way the round says, round after round."""
    from django.db import connection
    from django.utils import timezone

    from lineofsight.assurance.actions import open_items
    from lineofsight.assurance.queries import reviews
    from lineofsight.partnership.actor import job
    from lineofsight.partnership.queries import actor_in_role, hub
    from lineofsight.partnership.rules import Role
    from lineofsight.partnership.scope import scope

    recorded = open_items.record
    reader = job("bench", now=timezone.now())
    with scope(reader, writes=False):
        review, unit = reviews(reader)[0], hub()
    actor = actor_in_role(Role.BUSINESS_MANAGER, now=timezone.now())
    assert actor is not None
    while True:
        way = ready.get()
        if way is None:
            break
        open_items.record = recorded if way == "with" else lambda *_, **__: None  # type: ignore[assignment]
        began = time.perf_counter()
        for turn in range(each):
            with scope(actor, writes=True):
                open_items.add_open_item(
                    review=review,
                    agency=unit,
                    kind=open_items.OpenKind.NOT_KNOWN,
                    text=f"Not yet known: {number} {turn}.",
                    by=actor,
                )
        spent.put((began, time.perf_counter()))
    connection.close()


def measure(*, writers: int, each: int, repeats: int) -> Table:
    """Rounds with and without the trail in turns; the median of what is written in a second."""
    with partnership():
        context = get_context("fork")
        ready = [context.Queue() for _ in range(writers)]
        spent = context.Queue()
        people = [context.Process(target=write, args=(n, each, ready[n], spent)) for n in range(writers)]
        for person in people:
            person.start()
        rates: dict[str, list[float]] = {way: [] for way in WAYS}
        for turn in range(repeats + 1):
            for way in WAYS if turn % 2 else WAYS[::-1]:
                for queue in ready:
                    queue.put(way)
                ends = [spent.get() for _ in people]
                # The first round loads what is loaded once.
                if turn:
                    taken = max(end for _, end in ends) - min(began for began, _ in ends)
                    rates[way].append(writers * each / taken)
        for queue in ready:
            queue.put(None)
        for person in people:
            person.join()
    kept = statistics.median(w / p for w, p in zip(rates["with"], rates["without"], strict=True))
    middle = {way: statistics.median(rates[way]) for way in WAYS}
    return Table(
        title=f"{writers} people write at once",
        headers=("what", "acts a second", "of what goes without"),
        rows=(
            ("without the trail", f"{middle['without']:,.0f}", "100 %"),
            ("with the trail", f"{middle['with']:,.0f}", f"{kept:.0%}".replace("%", " %")),
        ),
        notes=(
            f"{writers} processes, {each} acts each, {repeats} rounds in turns; the share is the median of the rounds. "
            "An act adds an open item within row security, in a transaction that is on the disk when it is answered. "
            "The processes that write share the machine's cores with PostgreSQL.",
        ),
    )


if __name__ == "__main__":
    parser = ArgumentParser(prog="./los bench writers")
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args(sys.argv[1:])
    show(measure(writers=asked.writers, each=asked.each, repeats=asked.repeats))
