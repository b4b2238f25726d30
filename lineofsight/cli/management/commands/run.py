"""./los run: serve what is configured."""

import os
import signal
import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from lineofsight.assurance.actions.imports import leave_overdue
from lineofsight.cli.command import OurCommand
from lineofsight.cli.supervising import Supervised
from lineofsight.cli.unready import not_made
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.trail.sealer import Sealer
from lineofsight.trail.tables import bring_up_to_date


class Command(OurCommand):
    """Bring the database up to date, start the sealer and the worker, and serve until stopped."""

    help = "Bring the database up to date, seal the trail on a timer, and serve until stopped."
    # Before it changes a database, and then with it.
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--port 8000] [--workers 2]"""
        parser.add_argument("--port", type=int, default=8000, help="where to listen on this machine (8000)")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes that answer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve. Ends with the server."""
        # On PostgreSQL whoever serves owns no table, and changes none: docs/how-to/set-up-postgresql.md.
        if connection.vendor == "sqlite":
            bring_up_to_date()
        elif sentence := not_made():
            raise CommandError(sentence)
        call_command("check", databases=["default"], fail_level="ERROR", verbosity=0)
        self.stdout.write(
            f"People reach it at {settings.LOS_ADDRESS}; on this machine it listens at"
            f" http://127.0.0.1:{options['port']}/. Ctrl-C stops it."
        )
        self.stdout.flush()
        leaver = job("leave imports", now=clock.now())
        with scope(leaver, writes=True):
            leave_overdue(by=leaver)
        serve(port=options["port"], workers=options["workers"])


def server_command(*, port: int, workers: int, idle_milliseconds: int = 60_000, seconds_to_end: int = 10) -> list[str]:
    """The server as a command. A connection on which nobody asks anything for so long is cut: not shorter than any
    proxy's own limit in front of us, or it would ask on connections that are gone. One of its processes that does not
    end in so many seconds when it is told to is ended: told while it begins, it may never have heard it."""
    return [
        *(sys.executable, "-m", "granian", "lineofsight.web.wsgi:application", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
        *("--http1-header-read-timeout", str(idle_milliseconds), "--workers-kill-timeout", str(seconds_to_end)),
        *("--no-ws", "--log-level", "warning"),
    ]


def ended(server: "subprocess.Popen[bytes]", stop: threading.Event) -> int:
    """Wait for the server; once `stop` is set, tell it to end, and again: while it starts it may not listen to that."""
    while True:
        try:
            return server.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            if stop.is_set():
                server.terminate()


def serve(*, port: int, workers: int) -> None:
    """Run the server until it is stopped, with the sealer here and a worker beside it. Raises CommandError when the
    server fails; a worker that ends is begun anew.

    The server is a process of its own, begun anew and not forked from this one: SQLite's locks are kept for each
    process, and a copy of the sealer's open database would hold the write lock for ever.
    """
    connections.close_all()
    stop = threading.Event()
    # Before anything is begun: a stop that came meanwhile would leave a server behind that nobody waits for.
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    server = subprocess.Popen(server_command(port=port, workers=workers))
    sealer = Sealer(now=clock.now, within=lambda: scope(job("seal", now=clock.now()), writes=True))
    worker = Supervised([sys.executable, "-m", "lineofsight.cli.main", "work"])
    sealer.start()
    worker.start()
    try:
        code = ended(server, stop)
    except KeyboardInterrupt:
        code = 0
    finally:
        signal.signal(signal.SIGTERM, before)
        sealer.stop()
        worker.stop()
        if server.poll() is None:
            server.terminate()
            server.wait()
    if code not in (0, -signal.SIGTERM, -signal.SIGINT):
        raise CommandError(f"The server stopped with code {code}. Is port {port} taken?")
