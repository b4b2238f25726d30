"""./los run: serve what is configured."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.trail.sealer import Sealer


class Command(BaseCommand):
    """Bring the database up to date, start the sealer, and serve until stopped."""

    help = "Bring the database up to date, seal the trail on a timer, and serve until stopped."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--port 8000] [--workers 2]"""
        parser.add_argument("--port", type=int, default=8000, help="where to listen on this machine (8000)")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes that answer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve. Ends with the server."""
        call_command("migrate", verbosity=0)
        call_command("check", databases=["default"], fail_level="ERROR", verbosity=0)
        serve(port=options["port"], workers=options["workers"])


def serve(*, port: int, workers: int) -> None:
    """Run the server here until it is stopped, with the sealer beside it."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings

    sealer = Sealer(now=timezone.now, within=lambda: scope(job("seal", now=timezone.now()), writes=True))
    sealer.start()
    try:
        Granian(
            "lineofsight.web.wsgi:application",
            address="127.0.0.1",
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            # What cuts idle connections is this limit, so it stands above any proxy's in front of us.
            http1_settings=HTTP1Settings(header_read_timeout=120_000),
            websockets=False,
            log_access=False,
        ).serve()
    finally:
        sealer.stop()
