"""./los sight: what was due for every child, done, late, not known, and what comes next."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.analyst import analyst
from lineofsight.cli.command import OurCommand
from lineofsight.cli.together import lines_of, write_counts
from lineofsight.cli.what_if import what_if_lines
from lineofsight.desk.sight.judged import Asked, obligations, rules_in_use
from lineofsight.desk.sight.together import counts_file
from lineofsight.library.standard import Standard
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.sight.rows import digest, write_csv


class Command(OurCommand):
    """Say what was due as at a day, or list the standards."""

    help = (
        "Say for every child in the records what fell due by a day and what is due next: met, late, missed, overdue, "
        "due or not known, each with its reason. One row each; --out writes them to a file, else they are printed. "
        "--list prints the standards and needs no day. --counts gives numerators and denominators alone, --add adds "
        "those of several councils."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--as-at DATE [--out FILE] [--digest | --counts | --what-if STANDARD=NUMBER] | --add FILE… | --list"""
        parser.add_argument("--as-at", default="", metavar="DATE", help="the day, for example 2026-03-31")
        parser.add_argument("--out", default="", metavar="FILE", help="write the rows to this file (CSV)")
        parser.add_argument(
            "--digest", action="store_true", help="print one mark of all rows, the same on every engine"
        )
        parser.add_argument("--list", action="store_true", help="print the standards: id, family, basis, source")
        parser.add_argument(
            "--counts", action="store_true", help="write counts by standard and month alone, to be added to others'"
        )
        parser.add_argument("--add", nargs="+", default=[], metavar="FILE", help="add the counts of several councils")
        parser.add_argument("--what-if", default="", metavar="STANDARD=NUMBER", help="what another time would change")
        parser.add_argument("--day-off", default="", metavar="DATE", help="what a further day off would change")
        parser.add_argument("--agency", default="", metavar="CODE", help="in the demonstration: whose children")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it. Raises CommandError with one sentence when it cannot."""
        if options["list"]:
            for standard in newest(rules_in_use().standards):
                told = (standard.id, standard.family, standard.basis.value, "; ".join(standard.source))
                self.stdout.write("\t".join(told))
            return
        if options["add"]:
            self.stdout.writelines(f"{line}\n" for line in lines_of(options["add"]))
            return
        as_at = day_of(options["as_at"])
        rules = rules_in_use()
        actor = analyst(options["by"], options["agency"])
        with scope(actor, writes=False):
            try:
                if options["what_if"] or options["day_off"]:
                    lines = what_if_lines(options["what_if"], options["day_off"], as_at=as_at, by=actor)
                    self.stdout.writelines(f"{line}\n" for line in lines)
                    return
                if options["counts"]:
                    self.stdout.write(write_counts(counts_file(actor, as_at=as_at), options["out"]))
                    return
                found = obligations(asked=Asked(as_at), by=actor)
                if options["digest"]:
                    self.stdout.write(digest(found))
                elif options["out"]:
                    path = Path(options["out"])
                    number = _to_file(found, path, rules)
                    self.stdout.write(f"Wrote {number} rows, as at {as_at.isoformat()}, to {path}.")
                else:
                    write_csv(found, sys.stdout, rules=rules)
            except Forbidden as trouble:
                raise CommandError(str(trouble)) from None


def day_of(text: str) -> date:
    """The day that was typed. Raises CommandError with a sentence."""
    if not text:
        raise CommandError(f"Say as at which day: {program()} sight --as-at 2026-03-31.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"«{text}» is not a day. Write it as 2026-03-31.") from None


def newest(standards: tuple[Standard, ...]) -> list[Standard]:
    """The latest edition of each, by id."""
    return sorted({one.id: one for one in standards}.values(), key=lambda one: (one.family, one.order, one.id))


def _to_file(found: Any, path: Path, rules: Any) -> int:
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            number = write_csv(found, out, rules=rules)
        beside.replace(path)
    except OSError as trouble:
        raise CommandError(f"{path} cannot be written: {trouble.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
    return number
