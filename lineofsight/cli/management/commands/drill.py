"""`./los drill`: put a backup into a place of its own, prove it there, time it, and take the place away."""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from lineofsight.cli.command import OurCommand
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.program import PROJECT
from lineofsight.publication.queries.editions import last_published

GOAL = 300
"""In so many seconds a partnership wants to work again (promise P11)."""


class Command(OurCommand):
    """What is here is read and never changed, but for the backup, which is an act and stands in the trail.

    Each step runs in a process of its own with the settings of the scratch place: nothing of it can write here.
    """

    help = "Put a backup into a scratch place, prove it there, and say how long it took. Nothing here is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[FILE] [--database URL] [--in FOLDER] [--by EMAIL]"""
        parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="an archive; without it one is made now")
        parser.add_argument(
            "--database", default="", metavar="URL", help="an empty PostgreSQL database to restore into"
        )
        parser.add_argument("--in", dest="within", type=Path, metavar="FOLDER", help="where there is room for it")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks for the last edition to be built again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it. Raises CommandError that says which step failed; the scratch place is gone either way."""
        if connection.vendor == "postgresql" and not options["database"]:
            raise CommandError("Name an empty PostgreSQL database to restore into with --database URL.")
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=options["within"], prefix="drill-") as scratch:
            place = _environment(Path(scratch), database=options["database"])
            archive = options["file"]
            if archive is None:
                archive = Path(scratch) / "backup.los"
                self._step("backup", os.environ, "backup", str(archive))
            restoring = time.monotonic()
            self._step("restore", place, "restore", str(archive.absolute()), *_deleted())
            self._step("walls and triggers", place, "check", "--database", "default")
            self._edition(place, by=options["by"])
            # With the time to make the backup nobody waits; with the rest of it they do.
            waited = time.monotonic() - restoring
        self.stdout.write(
            f"Passed in {time.monotonic() - began:.1f} s; {waited:.1f} s from the archive until all was proved"
            f" ({'within' if waited < GOAL else 'over'} the {GOAL // 60} minutes that we promise). The place is gone."
        )

    def _edition(self, place: Mapping[str, str], *, by: str) -> None:
        """Build the last published edition again there, byte for byte."""
        actor = job("drill", now=clock.now())
        with scope(actor, writes=False):
            edition = last_published(actor)
        if edition is None:
            self.stdout.write("edition: none was published, so none was built again")
        elif not by and not settings.IS_DEMONSTRATION:
            self.stdout.write("edition: not built again; name somebody who may see it with --by EMAIL")
        else:
            self._step("edition", place, "rebuild", edition.ref, *(["--by", by] if by else []))

    def _step(self, name: str, place: Mapping[str, str], *command: str) -> None:
        began = time.monotonic()
        found = os.pathsep.join(filter(None, (str(PROJECT), place.get("PYTHONPATH"))))
        answer = subprocess.run(
            [sys.executable, "-m", "django", *command],
            env={**place, "PYTHONPATH": found},
            capture_output=True,
            text=True,
        )
        taken = f"{time.monotonic() - began:.1f} s"
        if answer.returncode:
            said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
            raise CommandError(f"Failed at «{name}» after {taken}: {said[-1] if said else 'it said nothing'}")
        told = answer.stdout.strip().splitlines()
        self.stdout.write(f"{name}: {taken}" + "".join(f"\n  {line}" for line in told))


def _environment(scratch: Path, *, database: str) -> dict[str, str]:
    """The settings of this place with folders of their own, and another database."""
    folder = scratch / "place"
    own = {
        "LOS_DATA": folder,
        "LOS_DELETED": scratch / "deleted.jsonl",
        "LOS_PSEUDONYM_KEYS": folder / "pseudonym-keys",
    }
    return {**os.environ, **{name: str(path) for name, path in own.items()}, "DATABASE_URL": database}


def _deleted() -> tuple[str, ...]:
    """What was deleted is deleted again in the drill too: that is a part of coming back."""
    if settings.DELETED_LIST.exists():
        return "--deleted", str(settings.DELETED_LIST)
    return ("--nothing-deleted",)
