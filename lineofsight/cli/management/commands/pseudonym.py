"""./los pseudonym: how a child of the source is read here, where the key is held; and the key itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.analyst import analyst
from lineofsight.cli.command import OurCommand
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.scope import scope
from lineofsight.records.identities import actions
from lineofsight.records.identities.keys import KeyMissing, key_file
from lineofsight.records.identities.rules import Named
from lineofsight.records.practice.recording import NotRecorded, WasDeleted, add_child


class Command(OurCommand):
    """Look ids up, take a child in, make the first key or a new one, and drop earlier ones."""

    help = "Print the pseudonyms of the source's ids, where the key is held. Each look is recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ID… [--worker | --add [--again]] | --new-key | --drop-earlier-keys, [--by EMAIL] [--agency CODE]"""
        parser.add_argument("ids", nargs="*", metavar="ID", help="what the source calls a child")
        parser.add_argument("--worker", action="store_true", help="the ids are of workers")
        parser.add_argument("--add", action="store_true", help="take in children who came in no return")
        parser.add_argument("--again", action="store_true", help="with --add: also children whose records were deleted")
        parser.add_argument("--new-key", action="store_true", help="make the first key, or a new one in its place")
        parser.add_argument("--drop-earlier-keys", action="store_true", help="once everybody came under the new one")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")
        parser.add_argument("--agency", default="", metavar="CODE", help="in the demonstration: whose children")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line an id. One sentence when it cannot."""
        actor = analyst(options["by"], options["agency"])
        try:
            with scope(actor, writes=True):
                self._do(actor, options)
        except WasDeleted as trouble:
            raise CommandError(f"{trouble} Then say --again.", returncode=1) from None
        except (Forbidden, KeyMissing, NotRecorded, actions.StillUnderEarlier) as trouble:
            raise CommandError(str(trouble), returncode=1) from None

    def _do(self, actor: Actor, options: dict[str, Any]) -> None:
        agency = agency_by_code(actor.agency_code)
        if options["new_key"]:
            keys = actions.change_key(agency=agency, by=actor)
            self.stdout.write(f"Key {keys.present.id} of {agency.name} stands in {key_file(agency)}.")
            self.stdout.write("Keep a copy of this file apart from every backup. Without it no child is recognised.")
            if keys.earlier:
                self.stdout.write("Take a full return in now: everybody in it gets their new pseudonym.")
        elif options["drop_earlier_keys"]:
            dropped = actions.drop_earlier_keys(agency=agency, by=actor)
            self.stdout.write(f"{dropped} earlier keys were removed. Remove them from your copy of the file too.")
        elif not options["ids"]:
            raise CommandError("Give the ids to look up, as the source writes them.")
        elif options["add"]:
            if options["worker"]:
                raise CommandError("--add takes children in. Workers come with what they did.")
            given = options["ids"]
            # All of them or none: told once none was refused.
            again = options["again"]
            added = [add_child(source_id=one, agency=agency, by=actor, again=again) for one in given]
            for source_id, child in zip(given, added, strict=True):
                self.stdout.write(f"{source_id}  {child.shown}  (taken in: what is done can be recorded now)")
        else:
            named = Named.WORKER if options["worker"] else Named.CHILD
            found = actions.look_up(source_ids=options["ids"], named=named, agency=agency, by=actor)
            for one in found:
                told = "" if one.is_known else "  (in no return that was taken)"
                self.stdout.write(f"{one.source_id}  {one.shown}{told}")
