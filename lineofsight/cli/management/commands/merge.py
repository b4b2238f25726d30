"""./los merge: say that two references of the source mean one child, or that they do not after all."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.analyst import analyst
from lineofsight.cli.command import OurCommand
from lineofsight.desk.sight.merging import Stands, would_change
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import today
from lineofsight.partnership.scope import scope
from lineofsight.records.children import child_called
from lineofsight.records.identities.actions import NotMerged, SameChild, merge_subjects, take_apart


class Command(OurCommand):
    """Show what would change; with --reason do it."""

    help = "Say that two references mean one child. Without --reason it only shows what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """OTHER INTO | OTHER --apart, [--reason TEXT] [--by EMAIL] [--agency CODE]"""
        parser.add_argument("other", metavar="OTHER", help="the pseudonym that is read as the other one from then on")
        parser.add_argument("into", nargs="?", default="", metavar="INTO", help="the pseudonym that stays")
        parser.add_argument("--apart", action="store_true", help="OTHER is a child of its own after all")
        parser.add_argument("--reason", default="", help="how you know; without it nothing is written")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who says it; the demonstration does without")
        parser.add_argument("--agency", default="", metavar="CODE", help="in the demonstration: whose children")

    def handle(self, *args: Any, **options: Any) -> None:
        """What would change, or what was said. One sentence when it cannot."""
        actor = analyst(options["by"], options["agency"])
        try:
            with scope(actor, writes=True):
                self._do(actor, options)
        except (Forbidden, SameChild, NotMerged) as trouble:
            raise CommandError(str(trouble), returncode=1) from None

    def _do(self, actor: Actor, options: dict[str, Any]) -> None:
        other, reason = _child(actor, options["other"]), options["reason"].strip()
        if options["apart"]:
            if not reason:
                raise CommandError("Say with --reason how you know.")
            take_apart(subject=other, reason=reason, by=actor)
            self.stdout.write(f"{other.shown} is read as itself again.")
            return
        if not options["into"]:
            raise CommandError("Give both pseudonyms: the other one, and the one that stays.")
        into = _child(actor, options["into"])
        would = would_change(actor, into=into, other=other, today=today(actor.now))
        for name, one in ((into.shown, would.one), (other.shown, would.other), ("both as one", would.together)):
            self.stdout.write(_line(name, one))
        if not would.same_birth:
            self.stdout.write("They were born in different months by what is recorded.")
        if not reason:
            self.stdout.write("Nothing was written. Say with --reason how you know, and it is.")
            return
        merge_subjects(subject=other, into=into, reason=reason, by=actor)
        self.stdout.write(f"{other.shown} is read as {into.shown} from now on.")


def _child(actor: Actor, shown: str) -> Any:
    child = child_called(actor, shown)
    if child is None:
        raise CommandError(f"No child of {actor.agency_name} is read {shown}.")
    return child


def _line(name: str, one: Stands) -> str:
    return f"{name}: {one.events + one.spans} recorded, {one.overdue} overdue, {one.unknown} not known"
