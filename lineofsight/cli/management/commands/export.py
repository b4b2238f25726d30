"""./los export: an edition with everything that it is judged by, in one file."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.exporting import export_edition
from lineofsight.publication.queries.editions import find_edition


class Command(OurCommand):
    """Write what the gate reads of an edition: its content, its sources, its figures, earlier editions, the day."""

    help = (
        "Write an edition with everything it is judged by into one JSON file: its content as it is before it is "
        "published, the text of each quoted report, each figure computed again, the editions before it and the day. "
        "./los gate FILE.json judges it without a database. It holds what is not public, and no names or keys."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """REF --out FILE.json [--by EMAIL]"""
        parser.add_argument("ref", metavar="REF", help="the edition")
        parser.add_argument("--out", required=True, metavar="FILE.json", help="the file to write")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """The file appears whole, for its owner's eyes. Raises CommandError for an edition that is not there."""
        actor, out = who(options["by"], role=Role.BUSINESS_MANAGER), Path(options["out"])
        with scope(actor, writes=True):
            edition = find_edition(actor, options["ref"])
            if edition is None:
                raise CommandError(f"There is no edition {options['ref']} that you may see.")
            try:
                file = export_edition(edition=edition, by=actor)
            except Forbidden as trouble:
                raise CommandError(str(trouble)) from None
            # Within the transaction: where nothing could be written, nobody has taken anything out.
            _write(file, out)
        self.stdout.write(f"Wrote {out}: {len(file)} bytes. It holds what is not public. Judge it: ./los gate {out}")


def _write(file: bytes, out: Path) -> None:
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.absolute().parent)
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(file)
        Path(draft).replace(out)
    except OSError as trouble:
        raise CommandError(f"{out} cannot be written: {trouble.strerror}.") from None
