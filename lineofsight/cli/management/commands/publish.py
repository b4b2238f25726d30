"""./los publish: freeze an edition and write its pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.public_site import SiteNotAsApproved, write_public_site
from lineofsight.cli.who import who
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.publication.actions.editions import ReadSomethingElse, SamePerson
from lineofsight.publication.actions.publishing import NotReady, NotWhatWasApproved, publish
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.writing import FolderInUse, write_site
from lineofsight.trail.sealer import seal


class Command(OurCommand):
    """Publish, once every sentence passes; or write the pages of a published edition to another folder."""

    help = "Freeze an edition whose every sentence passes, and write its pages into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """REF --out DIR [--by EMAIL]"""
        parser.add_argument("ref", metavar="REF", help="the edition, approved by the partners")
        parser.add_argument("--out", required=True, metavar="DIR", help="a new or empty folder for the pages")
        parser.add_argument("--site", metavar="DIR", help="write the whole public site here as well")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who publishes; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """The edition is frozen in one transaction, then the folder appears whole. Run again after a crash: it ends
        what was begun."""
        actor = who(options["by"], role=Role.PUBLISHER)
        out = Path(options["out"])
        try:
            with scope(job("seal", now=clock.now()), writes=True):
                seal(at=clock.now())
            with scope(actor, writes=True):
                edition = find_edition(actor, options["ref"])
                if edition is None:
                    raise CommandError(f"There is no edition {options['ref']} that you may see.")
                if edition.content:
                    files = rebuild(edition, actor).files
                else:
                    files = publish(edition=edition, by=actor)
            write_site(files, out)
            site = write_public_site(actor, Path(options["site"])) if options["site"] else ""
        except NotReady as trouble:
            self.stderr.write(f"{trouble} See: {program()} gate {options['ref']}")
            raise SystemExit(1) from None
        except (
            WrongState,
            SamePerson,
            ReadSomethingElse,
            NotWhatWasApproved,
            Forbidden,
            FolderInUse,
            SiteNotAsApproved,
        ) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write(f"Published: {len(files)} files in {out}. Open {out / 'index.html'}")
        if site:
            self.stdout.write(site)
        self.stdout.write(f"Mark of this edition: {edition.content_sha}")
