"""./los work: do what waits in the background."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.db import connections

from lineofsight.cli.command import OurCommand
from lineofsight.desk.background.worker import Worker
from lineofsight.partnership import clock

log = logging.getLogger("lineofsight.cli")
PAUSE = 2.0


class Command(OurCommand):
    """Do jobs, digests and mails until stopped. `./los run` and `./los demo` start it themselves."""

    help = "Do what waits in the background: jobs, the day's digests, and mails. Run and demo start it themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--once]"""
        parser.add_argument("--once", action="store_true", help="do what waits now, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work. A turn that fails is logged, and the next tries again."""
        worker = Worker(now=clock.now)
        if options["once"]:
            self.stdout.write(f"{worker.turn()} jobs and mails were done.")
            return
        stopping = threading.Event()
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: stopping.set())
        begun_by = os.getppid()
        # Whoever began us may have been killed: a worker without a server beside it would be begun a second time.
        while not stopping.is_set() and os.getppid() == begun_by:
            try:
                worker.turn()
            except Exception:
                # Whatever it is: the service goes on.
                log.exception("What waits in the background could not be done; the next turn tries again.")
            finally:
                connections.close_all()
            stopping.wait(PAUSE)
