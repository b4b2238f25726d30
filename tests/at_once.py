"""Two people who do something at the same moment, each in a transaction of their own (PostgreSQL)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

# How often the database is asked whether the second waits; a question takes about a millisecond.
PATIENCE = 20_000


def at_once(first: Callable[[Callable[[], None]], None], second: Callable[[], None]) -> tuple[object, object]:
    """Run `first`, which calls what it is given before it commits; meanwhile `second` runs until it has to wait.

    Out: what each of them raised, None where nothing was.
    """
    done, may_commit = threading.Event(), threading.Event()

    def hold() -> None:
        done.set()
        assert may_commit.wait(60)

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(run, lambda: first(hold))
        assert done.wait(60)
        two = threads.submit(run, second)
        for _ in range(PATIENCE):
            if _somebody_waits() or two.done():
                break
        may_commit.set()
        return one.exception(60), two.exception(60)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
