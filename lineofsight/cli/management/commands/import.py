"""./los import: a return of the council becomes records on pseudonyms: all of it, or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.analyst import analyst
from lineofsight.cli.command import OurCommand
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import LONDON
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.records.identities.one_at_a_time import AnotherIsBeingTaken
from lineofsight.records.mark import mark_of
from lineofsight.records.practice.actions import Took, preview_return, take_return
from lineofsight.records.practice.own_mappings import shelf_of
from lineofsight.records.practice.receipts import ReceiptBody
from lineofsight.records.taken import Reading, UnreadableReturn


class Command(OurCommand):
    """Take a return in, or say what it would give."""

    help = "Take a return in: all of it, or nothing. Ids become pseudonyms, and names stay outside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--source KIND PATH… [--preview] [--again] [--by EMAIL] [--agency CODE]"""
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="the files of one delivery, or folders")
        parser.add_argument("--source", required=True, metavar="KIND", help="cin, ssda903, ssd, annex-a or a mapping")
        parser.add_argument("--preview", action="store_true", help="say what it would give; write nothing")
        parser.add_argument("--again", action="store_true", help="also where these very files were taken before")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who imports; the demonstration does without")
        parser.add_argument("--agency", default="", metavar="CODE", help="in the demonstration: whose return it is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and take. One sentence when it cannot."""
        actor = analyst(options["by"], options["agency"])
        paths: list[Path] = options["paths"]
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"There is no file {missing[0]}.")
        act = preview_return if options["preview"] else take_return
        try:
            reading = reading_of(options["source"], paths, by=actor)
            took = act(reading=reading, mark=mark_of(paths), by=actor, again=options["again"])
        except (UnreadableReturn, KeyMissing, AnotherIsBeingTaken, Forbidden, OSError) as trouble:
            raise CommandError(str(trouble), returncode=1) from None
        self.stdout.write("\n".join(lines_of(took, is_preview=options["preview"])))


def reading_of(source: str, paths: list[Path], *, by: Actor) -> Reading:
    """The reading of the files, by the mappings of the actor's agency too. Loaded where somebody reads."""
    from lineofsight.intake.returns.recognise import reading_of as of_files

    files = [path for given in paths for path in (sorted(given.rglob("*.*")) if given.is_dir() else [given])]
    with scope(by, writes=False):
        own = shelf_of(by)
    return of_files(source, files, shelf=own)


def left_out(children: int) -> str:
    """What is said of children whom earlier deliveries of the source named, and this one should hold and does not."""
    who = (
        "1 child whom an earlier one of this source named is"
        if children == 1
        else (f"{children} children whom earlier ones of this source named are")
    )
    return f"{who} not in it. What was known of them stays as it was; a delivery that names them corrects it."


def gone_lines(body: ReceiptBody) -> list[str]:
    """What became of children in it whose records were deleted when their time was over."""
    told = (
        (body.gone_left_out, "Nothing in it about them is newer, so it was left out."),
        (body.gone_back, "Something in it about them is newer, so they come back."),
    )
    return [
        f"{'1 child in it was' if number == 1 else f'{number} children in it were'} deleted here when their time was"
        f" over. {words}"
        for number, words in told
        if number
    ]


def lines_of(took: Took, *, is_preview: bool) -> list[str]:
    """What a person reads of it."""
    body = took.body
    if took.same_as is not None:
        day = took.same_as.taken_at.astimezone(LONDON)
        return [f"This is the same file as on {day_words(day)}. Nothing changed."]
    verb = "would be taken" if is_preview else "taken"
    lines = [f"{body.read} rows read: {body.taken} {verb}, {body.refused_lines} refused whole or in part."]
    width = max((len(kind) for kind, _ in body.kinds), default=4)
    if body.kinds:
        lines.append(f"  {'kind':<{width}}     read      new  changed  unchanged  without day  refused  taken back")
    for kind, one in body.kinds:
        lines.append(
            f"  {kind:<{width}} {one.read:>8} {one.new:>8} {one.changed:>8} {one.unchanged:>10} {one.without_day:>12}"
            f" {one.refused:>8} {one.withdrawn:>11}"
        )
    for kind, one in body.kinds:
        if one.kept:
            lines.append(
                f"  {kind}: {one.kept} not in it and kept, because rows of this kind could not be read. "
                "Correct those and take it again."
            )
    for row in body.refused:
        where = f"{row.file}, line {row.line}" if row.line else row.file
        lines.append(f"  Refused: {where}: {row.field}: {row.reason.rstrip('.')}. {row.cure}")
    if body.refused_fields > len(body.refused):
        lines.append(f"  And {body.refused_fields - len(body.refused)} more.")
    if body.new_children:
        many = (
            " Many: have ids lost their leading noughts, or is there a row of totals?"
            if body.has_many_strangers
            else ""
        )
        lines.append(f"{body.new_children} children whom no return named before.{many}")
    if body.taken_back:
        children = "1 child" if body.taken_back_of == 1 else f"{body.taken_back_of} children"
        lines.append(f"It {'would take' if is_preview else 'took'} back {body.taken_back} rows, of {children}.")
    if body.not_named:
        lines.append(left_out(body.not_named))
    lines += gone_lines(body)
    if body.renamed:
        lines.append(f"{body.renamed} children and workers have a new pseudonym, because the key was changed.")
    if body.thrown_away:
        lines.append(f"Thrown away on purpose: {', '.join(body.thrown_away)}.")
    lines += [f"Mind: {caveat}" for caveat in body.caveats]
    if is_preview:
        lines.append("Nothing was written. Leave --preview out to take it.")
    elif took.delivery is not None:
        lines.append(f"Receipt  {took.delivery.ref}  number {took.delivery.number}")
        lines.append(f"Next: {program()} sight --as-at DATE")
    return lines
