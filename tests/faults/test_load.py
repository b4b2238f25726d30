"""Promise P3: many people at once, every fifth request a write: nothing fails, and no connection is dropped.

How fast they are answered is measured by `./los bench load`, and asserted nowhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from lineofsight.cli.management.commands.run import server_command
from tests.faults.crowd import Habits, Part, crowd, parts_of
from tests.faults.killing import Place
from tests.faults.serving import Served, free_port, run_command, served, settings_of, wait_seconds

# In the default run two that write different things; at length everybody.
SOME = (("council", "team manager"), ("court-service", "contributor"))


@contextmanager
def shipped(place: Place) -> Iterator[Served]:
    port = free_port()
    log = place.data.parent / "server.log"
    with served(run_command(port), port=port, environment=settings_of(place.data), log=log) as server:
        yield server


def test_a_crowd_that_reads_and_writes_meets_no_error_and_no_dropped_connection(place: Place, is_long_run: bool):
    # In the default run everybody who has a form sends it first, and reads three pages.
    short = Habits(think=0.1, today=place.begins.day, writes=0.3, turns=4)
    long = Habits(think=1.0, today=place.begins.day)
    with shipped(place) as server:
        parts = parts_of(server.port) if is_long_run else parts_of(server.port, of=SOME, most=2)
        if is_long_run:
            became = crowd(server.port, parts, long, users=200, wait=partial(wait_seconds, 60))
        else:
            became = crowd(server.port, parts, short, users=10, wait=nothing)

        said = server.log.read_text()

    assert became.failed == []
    assert became.dropped == []
    assert became.writes
    assert became.reads
    assert "ERROR" not in said


def test_control_a_server_that_cuts_idle_connections_early_drops_requests(place: Place):
    port = free_port()
    command = server_command(port=port, workers=1, idle_milliseconds=50)
    with served(command, port=port, environment=settings_of(place.data), log=place.data.parent / "cut.log"):
        part = Part("council", "team manager", (("/help",),), ())

        became = crowd(port, [part], Habits(think=0.5, today=place.begins.day, turns=3), users=2, wait=nothing)

    assert became.dropped != []
    assert became.failed == []


def nothing() -> None:
    """Wait for nothing but the turns of each."""
