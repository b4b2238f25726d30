"""./los systems: every system of the library, its figures, and the published sentence that cites them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.cli.management.commands.measure import day
from lineofsight.cli.who import who
from lineofsight.desk.systems.page import page, standing
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.queries.editions import editions


class Command(OurCommand):
    """Print the page of all systems, by the newest published edition of each review that you may see."""

    help = "Every system: who does what where, its figures on a day, and the published sentences that cite them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--as-at DATE] [--by EMAIL] [--out FILE]"""
        parser.add_argument("--as-at", type=day, metavar="DATE", help="the day of the figures (today)")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")
        parser.add_argument("--out", default="", metavar="FILE", help="write it there (it is printed)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when nothing is published yet."""
        actor = who(options["by"], role=Role.BUSINESS_MANAGER)
        as_at = options["as_at"] or today(actor.now)
        with scope(actor, writes=False):
            published = editions(actor).exclude(content="").order_by("number")
            newest = {row.review_id: row for row in published}
            if not newest:
                raise CommandError("No edition is published yet that you may see.")
            # The review that began last comes first, as in the list of reviews.
            rows = [newest[id] for id in sorted(newest, reverse=True)]
            contents = [EditionContent.from_json(row.content) for row in rows]
            found = standing(rows[0].review, contents, actor, as_at=as_at)
        text = page(found, contents=contents, as_at=as_at)
        if options["out"]:
            Path(options["out"]).write_text(text, encoding="utf-8", newline="\n")
            self.stdout.write(f"Wrote {len(found)} systems to {options['out']}.")
            return
        self.stdout.write(text, ending="")
