"""./los rebuild: build a published edition again from its content alone, and compare every byte."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.content.edition import EditionContent, NotAnEdition
from lineofsight.publication.content.notices import notices_from_json
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.rebuilding import Rebuilt, rebuild
from lineofsight.publication.render import notices
from lineofsight.publication.render.files import render
from lineofsight.publication.writing import FolderInUse, write_site
from lineofsight.version import VERSION


class Command(OurCommand):
    """Give the same bytes as when it was published, or say which file differs (exit code 1).

    An edition that another version of this service wrote has to say the same, word for word (decision 93).
    """

    help = (
        "Build a published edition again from its content alone and compare every byte with what was published. "
        "One that another version wrote is compared word by word with what was approved."
    )

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
                words = _words(files, differing)
            else:
                actor = who(options["by"], role=Role.PUBLISHER)
                with scope(actor, writes=False):
                    edition = find_edition(actor, options["edition"])
                    if edition is None:
                        raise CommandError(f"There is no edition {options['edition']} that you may see.")
                    built = rebuild(edition, actor)
                    files, words = built.files, told(built, edition.written_with)
            if options["out"]:
                write_site(files, Path(options["out"]))
        except (NotAnEdition, WrongState, FolderInUse) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write(words)


def told(built: Rebuilt, written_with: str) -> str:
    """What became of it, in a sentence. Raises CommandError where it is not what was published."""
    if built.is_same_version or not built.differing:
        return _words(built.files, built.differing)
    if built.faults:
        raise CommandError(f"It does not say what was approved: {' '.join(built.faults)}", returncode=1)
    number = len(built.differing)
    return (
        f"Published with version {written_with or 'unknown'}; this is {VERSION}, which writes "
        f"{'one file' if number == 1 else f'{number} files'} in another way. Each was read again and says what was "
        "approved, word for word."
    )


def _words(files: dict[str, bytes], differing: tuple[str, ...]) -> str:
    if differing:
        raise CommandError(f"{len(differing)} files differ: {', '.join(differing)}.", returncode=1)
    return f"The same: {len(files)} files, byte for byte."


def _from_file(source: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """An edition from its content.json, compared with the files that stand beside it."""
    content, beside = EditionContent.from_json(source.read_bytes()), source.parent
    told = beside / notices.DATA
    # What is told beside an edition stands on its pages too, and is no part of it: it is added to what is compared.
    files = notices.noticed(render(content), content, notices_from_json(told.read_bytes()) if told.is_file() else ())
    differing = [
        path for path, body in files.items() if not (beside / path).is_file() or (beside / path).read_bytes() != body
    ]
    return files, tuple(sorted(differing))
