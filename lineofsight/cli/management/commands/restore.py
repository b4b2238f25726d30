"""`./los restore FILE`: put a backup into a clean place and prove it there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError

from lineofsight.cli.command import OurCommand
from lineofsight.desk.going.deleted_list import UnreadableList, read_deleted_list
from lineofsight.desk.going.deleting_again import delete_again
from lineofsight.library.words import day_words
from lineofsight.partnership import clock
from lineofsight.trail.archive.manifest import BackupRefused
from lineofsight.trail.archive.restoring import restore


class Command(OurCommand):
    help = "Put a backup into a clean place, and check its hashes, its tables and its trail there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="an archive that `./los backup` wrote")
        parser.add_argument(
            "--deleted", metavar="LIST", type=Path, help=f"the list of what was deleted ({settings.DELETED_LIST})"
        )
        parser.add_argument(
            "--nothing-deleted", action="store_true", help="nothing was deleted after the backup; there is no list"
        )

    def _deleted(self, options: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        """What was deleted, asked for before anything is put back: afterwards the place is clean no more."""
        path: Path = options["deleted"] or settings.DELETED_LIST
        if options["nothing_deleted"] and options["deleted"]:
            raise UnreadableList("Give the list, or say that nothing was deleted.")
        if options["nothing_deleted"]:
            return ()
        if options["deleted"] is None and not path.exists():
            raise UnreadableList(
                f"What was deleted after this backup would be back, and there is no list of it at {path}. Name the list"
                " with --deleted LIST, or say --nothing-deleted."
            )
        return read_deleted_list(path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = self._deleted(options)
            manifest, verdict = restore(path=options["file"])
        except (BackupRefused, UnreadableList) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Restored into {settings.LOS_DATA}: {sum(manifest.counts.values())} rows of {len(manifest.counts)} tables,"
            f" as they were at {day_words(manifest.made_at)} {manifest.made_at:%H:%M} UTC.\n"
            f"Checked: every hash, the database, the counts, and the trail of {verdict.size} events."
        )
        try:
            again = delete_again(told, now=clock.now())
        except (DatabaseError, OSError) as error:
            raise CommandError(
                f"Restored, but what was deleted after this backup is back: it could not be deleted again"
                f" ({type(error).__name__}). Let nobody in. Empty the place, and tell whoever answers for this version."
            ) from error
        self.stdout.write(
            f"{again.decisions} decisions to delete were made after this backup. Deleted again: {again.things} things."
            if again.decisions
            else "No decision to delete was made after this backup."
        )
        if not manifest.has_keys:
            self.stdout.write(
                "The secret keys were not in it. New checkpoints are signed with a new key; the old ones still hold."
                " Names that may not be printed are looked for again once each agency has registered them again."
            )
