"""./los rebuild: build a published edition again from its content alone, and compare every byte."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lineofsight.cli.who import who
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions import rebuild
from lineofsight.publication.content import EditionContent, NotAnEdition
from lineofsight.publication.queries import find_edition
from lineofsight.publication.render.files import render
from lineofsight.publication.writing import FolderInUse, write_site


class Command(BaseCommand):
    """Give the same bytes as when it was published, or say which file differs (exit code 1)."""

    help = "Build a published edition again from its content alone and compare every byte with what was published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """EDITION [--out DIR] [--by EMAIL]"""
        parser.add_argument("edition", metavar="EDITION", help="its reference, or the content.json of a published one")
        parser.add_argument("--out", metavar="DIR", help="write the pages here as well")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and compare. Raises CommandError when there is no such edition."""
        source = Path(options["edition"])
        try:
            if source.is_file():
                files, differing = _from_file(source)
            else:
                actor = who(options["by"], role=Role.PUBLISHER)
                with scope(actor, writes=False):
                    edition = find_edition(actor, options["edition"])
                    if edition is None:
                        raise CommandError(f"There is no edition {options['edition']} that you may see.")
                    files, differing = rebuild(edition, actor)
            if options["out"]:
                write_site(files, Path(options["out"]))
        except (NotAnEdition, WrongState, FolderInUse) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        if differing:
            raise CommandError(f"{len(differing)} files differ: {', '.join(differing)}.", returncode=1)
        self.stdout.write(f"The same: {len(files)} files, byte for byte.")


def _from_file(source: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """An edition from its content.json, compared with the files that stand beside it."""
    files = render(EditionContent.from_json(source.read_bytes()))
    beside = source.parent
    differing = [
        path for path, body in files.items() if not (beside / path).is_file() or (beside / path).read_bytes() != body
    ]
    return files, tuple(sorted(differing))
