"""./los gate: can this edition be published, and what would cure what cannot?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lineofsight.cli.who import who
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rules import Act, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions import gate_json
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.judging import gate
from lineofsight.publication.queries import find_edition


class Command(BaseCommand):
    """Judge an edition as it stands now. Exit code 0 when it passes, 1 when something is refused."""

    help = "Say whether an edition can be published, and for each sentence that cannot: why, and what would cure it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """REF [--json] [--by EMAIL]"""
        parser.add_argument("ref", metavar="REF", help="the edition")
        parser.add_argument("--json", action="store_true", help="write JSON, and nothing else, to standard output")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the page says too. Raises CommandError for an edition that is not there."""
        actor = who(options["by"], role=Role.BUSINESS_MANAGER)
        with scope(actor, writes=False):
            edition = find_edition(actor, options["ref"])
            if edition is None:
                raise CommandError(f"There is no edition {options['ref']} that you may see.")
            try:
                require(actor, Act.GATE_READ, edition)
            except Forbidden as trouble:
                raise CommandError(str(trouble)) from None
            _, result = gate(edition, actor)
        if options["json"]:
            self.stdout.write(gate_json(result).decode(), ending="")
        else:
            self.stdout.write("\n".join(told(result)))
        if not result.passes:
            raise SystemExit(1)


def told(result: GateResult) -> list[str]:
    """The answer as lines for people: the sentence first, then each place with its reasons and cures."""
    if result.passes:
        return [f"Ready: every sentence passes {len(result.checks)} checks."]
    lines = [f"Not ready: {len(result.refused_places)} places cannot be printed yet."]
    for place in result.refused_places:
        found = [refusal for refusal in result.refusals if refusal.place == place]
        lines += ["", f"{place}. {found[0].sentence}".rstrip()]
        for refusal in found:
            lines += [f"  {refusal.reason}", f"    {refusal.cure}  [{refusal.code}]"]
    return lines
