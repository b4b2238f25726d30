"""`./los restore FILE`: put a backup into a clean place and prove it there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lineofsight.trail.archive.manifest import BackupRefused
from lineofsight.trail.archive.restoring import restore


class Command(BaseCommand):
    help = "Put a backup into a clean place, and check its hashes, its tables and its trail there."
    # The place is empty: there is nothing to check yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="an archive that `./los backup` wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, verdict = restore(path=options["file"])
        except BackupRefused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Restored into {settings.LOS_DATA}: {sum(manifest.counts.values())} rows of {len(manifest.counts)} tables,"
            f" as they were at {manifest.made_at:%d %B %Y %H:%M} UTC.\n"
            f"Checked: every hash, the database, the counts, and the trail of {verdict.size} events."
        )
        if not manifest.has_keys:
            self.stdout.write(
                "The secret keys were not in it. New checkpoints are signed with a new key; the old ones still hold."
                " Names that may not be printed are looked for again once each agency has registered them again."
            )
