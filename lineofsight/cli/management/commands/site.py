"""./los site: write every published edition into one folder, with the pages that lead to each of their sentences."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.public_site import SiteNotAsApproved, write_public_site
from lineofsight.cli.who import who
from lineofsight.partnership.rules import Role
from lineofsight.publication.writing import FolderInUse


class Command(OurCommand):
    """A folder that any web server can serve: no script, no database, nothing that is not public."""

    help = "Write all published editions into a folder, with lists by agency, theme and word, and a feed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--out DIR [--by EMAIL]"""
        parser.add_argument("--out", required=True, metavar="DIR", help="a new or empty folder, or the last site")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """The folder becomes whole at once. Nothing is written when a file says what was not approved."""
        try:
            told = write_public_site(who(options["by"], role=Role.PUBLISHER), Path(options["out"]))
        except (FolderInUse, SiteNotAsApproved) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write(told)
