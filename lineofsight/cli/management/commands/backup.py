"""`./los backup FILE`: the database and the uploaded files in one archive."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.desk.going.deleted_list import write_deleted_list
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.trail.archive.making import backup
from lineofsight.trail.archive.manifest import BackupRefused


class Command(OurCommand):
    help = "Write the database and the uploaded files into one archive. Everybody may go on working meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="where to write it; must not exist yet")
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help="take the secret keys along; keep such an archive as you keep a key",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor, path = job("backup", now=clock.now()), options["file"].absolute()
        try:
            manifest = backup(
                path=path,
                by=actor,
                at=actor.now,
                with_keys=options["with_keys"],
                within=partial(scope, actor, writes=False),
            )
        except BackupRefused as error:
            raise CommandError(str(error)) from None
        listed = write_deleted_list(now=actor.now)
        files = sum(name.startswith("files/") for name in manifest.members)
        self.stdout.write(
            f"Wrote {path}: {sum(manifest.counts.values())} rows of {len(manifest.counts)} tables"
            f" and {files} uploaded files.\n"
            f"The trail in it has {manifest.tree_size} events, root {manifest.tree_root}.\n"
            f"What was deleted because its time was over is listed in {listed}.\n"
            "Keep a copy of that list apart from the archive, and a newer one: `restore` asks for it.\n"
            + ("It holds the secret keys." if manifest.has_keys else "The secret keys are not in it: keep them apart.")
        )
