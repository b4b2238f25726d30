"""./los import-summary: a published report becomes a draft review."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.assurance.actions.imports import begin_import, create_review
from lineofsight.assurance.actions.reviews import NothingToImport
from lineofsight.assurance.queries import find_review
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.assurance.rules.report_tables import report_tables
from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import read_document
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rules import Act, Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.publication.actions.editions import open_edition


class Command(OurCommand):
    """Make statements of every sentence of a report: all of them, or none."""

    help = "Make a draft review of a published report: each sentence becomes a statement of the agency that says it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE --review REF|new [--by EMAIL]"""
        parser.add_argument("file", metavar="FILE", help="the report")
        parser.add_argument("--review", required=True, metavar="REF", help="the review it belongs to, or: new")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who imports; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, then write everything in one transaction. One sentence when it cannot."""
        path = Path(options["file"])
        try:
            document = read_document(path)
            actor = who(options["by"], role=Role.BUSINESS_MANAGER)
            with scope(actor, writes=True):
                require(actor, Act.REVIEW_IMPORT)
                review = None
                if options["review"] != "new":
                    review = find_review(actor, options["review"])
                    if review is None:
                        raise CommandError(f"There is no review {options['review']} that you may see.")
                try:
                    with path.open("rb") as file:
                        held = keep_file(content=file, name=path.name, agency=hub(), by=actor, audience=Audience.HUB)
                except AlreadyHeld as known:
                    held = known.held
                begun = begin_import(held=held, document=document, by=actor)
                made = create_review(report_import=begun, review=review, expected_version=begun.version, by=actor)
                edition = open_edition(review=made.review, by=actor)
        except (Unreadable, FileRefused, NothingToImport, NameOfAChild, Forbidden) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write(f"Review   {made.review.ref}  {made.review.name}")
        self.stdout.write(f"Edition  {edition.ref}  number {edition.number}, draft")
        self.stdout.write(
            f"{made.statements} statements, {made.quotations} quotations, {made.figures} figures as stated; "
            f"{len(document.warnings)} places to look at."
        )
        for table in report_tables(document):
            self.stdout.write(f"Left out: {table.in_words}. The pages take a table in as an action plan.")
        for agency in made.new_agencies:
            self.stdout.write(f"New agency: {agency.name} ({agency.kind}); its code is {agency.code}.")
        self.stdout.write(f"Receipt  {begun.ref}  what was read, taken and left out")
        self.stdout.write(f"Next: {program()} gate {edition.ref}")
