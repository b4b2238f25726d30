"""./los withdraw: take a published edition back, and put a page in its folder that says so."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions.editions import SamePerson
from lineofsight.publication.actions.publishing import withdraw
from lineofsight.publication.queries.editions import find_edition, newer_published
from lineofsight.publication.queries.withdrawn import withdrawal_of
from lineofsight.publication.render.tombstone import Gone, tombstone
from lineofsight.publication.writing import FolderInUse, write_site


class Command(OurCommand):
    """Withdraw, as a second person; or write the page again for an edition that was withdrawn on the site."""

    help = "Withdraw a published edition, and put a page in its folder that says when and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """REF --reason TEXT [--out DIR] [--by EMAIL]"""
        parser.add_argument("ref", metavar="REF", help="the published edition")
        parser.add_argument("--reason", default="", metavar="TEXT", help="why; anybody who opens its address reads it")
        parser.add_argument("--out", default="", metavar="DIR", help="the folder in which its pages stand")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who withdraws: not who published it")

    def handle(self, *args: Any, **options: Any) -> None:
        """First the state, in one transaction; then the folder, which becomes the one page at once."""
        actor = who(options["by"], role=Role.EXECUTIVE)
        try:
            with scope(actor, writes=True):
                edition = find_edition(actor, options["ref"])
                if edition is None:
                    raise CommandError(f"There is no edition {options['ref']} that you may see.")
                row = withdrawal_of(edition, actor) or withdraw(edition=edition, reason=options["reason"], by=actor)
                newer = newer_published(edition, actor)
                gone = Gone(
                    partnership=hub().name,
                    title=edition.title,
                    number=edition.number,
                    withdrawn_date=today(row.recorded_at),
                    reason=row.reason,
                    mark=edition.content_sha,
                    instead=f"{newer.title}, edition {newer.number}" if newer else "",
                )
            if options["out"]:
                write_site(tombstone(gone), Path(options["out"]))
        except (WrongState, ReasonNeeded, SamePerson, Forbidden, FolderInUse) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write(f"Withdrawn: edition {edition.number} of {edition.title}. Its content and its mark stay.")
        if options["out"]:
            self.stdout.write(f"Its folder {options['out']} now holds one page that says so.")
