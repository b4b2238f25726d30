"""./los gate: can this edition be published, and what would cure what cannot?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.assurance.shelf import shelf, wording_rules
from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.library.shelf import NotOnShelf
from lineofsight.library.words import listed
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rules import Act, Role
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.publication.exported import NotExported, read_exported
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.judging import gate
from lineofsight.publication.queries.editions import find_edition

_UNSIGNED = "signed.missing"


class Command(OurCommand):
    """Judge an edition as it stands now, or an exported one. Exit code 0: it passes, 1: something is refused, 2: it
    cannot be read."""

    help = (
        "Say whether an edition can be published, and for each sentence that cannot: why, and what would cure it. "
        "With a FILE.json that ./los export wrote, that edition is judged as of its day, without a database; you may "
        "edit the file, and give «names»: […] that must not stand anywhere in it. Exit code 0: it passes, 1: something "
        "is refused, 2: there is no such edition, or the file cannot be read. docs/gate.md lists what is asked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """REF|FILE.json [--json] [--by EMAIL]"""
        parser.add_argument("ref", metavar="REF|FILE.json", help="the edition, or a file that ./los export wrote")
        parser.add_argument("--json", action="store_true", help="write JSON, and nothing else, to standard output")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the page says too. Raises CommandError for an edition that is not there."""
        is_file = options["ref"].endswith(".json")
        result = _of_file(Path(options["ref"])) if is_file else _of_edition(options["ref"], options["by"])
        if options["json"]:
            self.stdout.write(result.to_json().decode(), ending="")
        else:
            self.stdout.write("\n".join(told(result)))
        if not result.passes:
            raise SystemExit(1)


def _of_edition(ref: str, by: str) -> GateResult:
    actor = who(by, role=Role.BUSINESS_MANAGER)
    with scope(actor, writes=False):
        edition = find_edition(actor, ref)
        if edition is None and Path(ref).is_file():
            raise CommandError(f"{ref} is a file: one that {program()} export wrote has a name that ends with .json.")
        if edition is None:
            raise CommandError(f"There is no edition {ref} that you may see.")
        try:
            require(actor, Act.GATE_READ, edition)
        except Forbidden as trouble:
            raise CommandError(str(trouble)) from None
        return gate(edition, actor)[1]


def _of_file(path: Path) -> GateResult:
    try:
        exported = read_exported(path.read_bytes())
        return exported.judged(
            wording_rules=wording_rules(on=exported.today), own_rules=rules_of(shelf(), on=exported.today)
        )
    except OSError as trouble:
        raise CommandError(f"{path} cannot be read: {trouble.strerror}.") from None
    except (NotExported, NotOnShelf) as trouble:
        raise CommandError(f"{path}: {trouble}") from None


def told(result: GateResult) -> list[str]:
    """The answer as lines for people: the sentence first, then each place with its reasons and cures."""
    if result.passes:
        return [f"Ready: every sentence passes {len(result.checks)} checks.", *_beside(result)]
    lines = [f"Not ready: {len(result.refused_places)} places cannot be printed yet."]
    for place in result.refused_places:
        found = [refusal for refusal in result.refusals if refusal.place == place and refusal.code != _UNSIGNED]
        if not found:
            continue
        lines += ["", f"{place}. {found[0].sentence}".rstrip()]
        for refusal in found:
            lines += [f"  {refusal.reason}", f"    {refusal.cure}  [{refusal.code}]"]
    return [*lines, *_unsigned(result), *_beside(result)]


def _unsigned(result: GateResult) -> list[str]:
    """Who has not signed what, a line an agency: only the agency can cure it, and it is the same for each sentence."""
    places: dict[str, list[str]] = {}
    for refusal in result.refusals:
        if refusal.code == _UNSIGNED:
            places.setdefault(refusal.cure, []).append(refusal.place.rpartition(" ")[2])
    if not places:
        return []
    told = []
    for cure, numbers in places.items():
        sentences = "sentence" if len(numbers) == 1 else "sentences"
        told.append(f"  {cure.removesuffix(' it.')} {sentences} {listed(sorted(numbers, key=int))}.  [{_UNSIGNED}]")
    return ["", "Not signed yet:", *told]


def _beside(result: GateResult) -> list[str]:
    """What a second person let pass, and what is worth knowing; both keep nothing from being printed."""
    passed = [
        f"{item.refusal.place}: {item.by_role}, {item.by_agency}, let pass «{item.refusal.reason}»: {item.reason} "
        f"[{item.refusal.code}]"
        for item in result.overridden
    ]
    beside = []
    for heading, some in (("Let pass by a second person, and printed:", passed), ("Worth knowing:", result.notes)):
        if some:
            beside += ["", heading, *(f"  {line}" for line in some)]
    return beside
