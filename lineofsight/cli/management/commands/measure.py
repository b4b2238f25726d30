"""./los measure ID --as-at DATE: the figures of one measure, a line each or as JSON."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from lineofsight.assurance.faces import ROWS as OF_RECORDS
from lineofsight.assurance.faces import TELLS_WHAT_WAS_KNOWN, end_of
from lineofsight.assurance.group_words import group_called
from lineofsight.assurance.own_shelf import agreed, with_own_measures
from lineofsight.assurance.queries import find_review, reviews
from lineofsight.assurance.tables import figures_of, figures_of_records
from lineofsight.cli.command import OurCommand
from lineofsight.cli.who import who
from lineofsight.desk.figures.told import Telling, telling, whose
from lineofsight.library.faults import BrokenShelf
from lineofsight.library.measure import Measure
from lineofsight.library.shelf import NotOnShelf
from lineofsight.measures.compute import MeasureDoesNotFit
from lineofsight.measures.figure import TOTAL, Figure
from lineofsight.measures.series import Sums
from lineofsight.measures.sql import faces_used
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.content.told import TOO_FEW


def day(text: str) -> date:
    """A day as people type it for a machine: 2026-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day; write it like 2026-03-31") from None


class Command(OurCommand):
    """Compute one measure as at a day, for the total and each group, over each review or one, or over the records."""

    help = "Compute one measure as at a day, for the total and for each group."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ID --as-at DATE [--review REF] [--by EMAIL] [--known-now] [--json]"""
        parser.add_argument("id", help="the measure, as docs/library/measures.md names it")
        parser.add_argument("--as-at", type=day, required=True, metavar="DATE", help="the day, for example 2026-03-31")
        parser.add_argument("--review", default="", metavar="REF", help="one review; without it, each that you may see")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who asks; the demonstration does without")
        parser.add_argument(
            "--known-now",
            action="store_true",
            help="of the records: also with what was recorded after that day; without it what was known on it",
        )
        parser.add_argument("--json", action="store_true", help="everything that stands behind each figure")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it. Raises CommandError with one sentence for an unknown measure, person or review."""
        as_at = options["as_at"]
        try:
            actor = who(options["by"], role=Role.BUSINESS_MANAGER)
            with scope(actor, writes=False):
                measure = with_own_measures(actor).get(Measure, options["id"], on=as_at)
                if whose(actor) is None and not agreed(actor, [measure]):
                    raise NotOnShelf(f"Nobody has agreed yet to count «{measure.id}» over all agencies.")
                if measure.face in OF_RECORDS:
                    self._of_records(measure, actor, options)
                    return
                asked = [find_review(actor, options["review"])] if options["review"] else list(reviews(actor))
                found = [
                    (review.ref, review.name, figures_of(review, measure, actor, as_at=as_at))
                    for review in asked
                    if review is not None
                ]
        except (NotOnShelf, MeasureDoesNotFit, BrokenShelf) as trouble:
            raise CommandError(str(trouble)) from None
        if not found:
            raise CommandError("There is no such review that you may see." if options["review"] else "No review yet.")
        if options["json"]:
            self._json(measure, [{"review": ref, **told(one, measure)} for ref, _, figures in found for one in figures])
            return
        self._lines(measure, as_at, [(name, figures) for _, name, figures in found])

    def _of_records(self, measure: Measure, actor: Actor, options: dict[str, Any]) -> None:
        """The figures of the records: of one's own agency, or of all for who sees what all submitted."""
        as_at, agency = options["as_at"], whose(actor)
        known_at = None if options["known_now"] else end_of(as_at)
        figures = figures_of_records(measure, actor, as_at=as_at, agency=agency, known_at=known_at)
        telling_it = telling(measure, agency=agency, on=as_at)
        # Whoever runs this holds the database: it counts exactly, and says beside it what a page would say.
        public = None if telling_it.is_exact else words_in_public(telling_it, figures)
        name = agency.name if agency else "all agencies together"
        cannot_tell = sorted(faces_used(measure) - TELLS_WHAT_WAS_KNOWN) if known_at else []
        if options["json"]:
            listed = [{"agency": agency.name if agency else "", **told(one, measure)} for one in figures]
            if public:
                listed = [{**one, "in_public": said} for one, said in zip(listed, public, strict=True)]
            known = {"known_at": known_at.isoformat() if known_at else None, "cannot_tell_what_was_known": cannot_tell}
            self._json(measure, listed, **known)
            return
        self._lines(measure, as_at, [(name, figures)])
        if public:
            parts = (f"{called(one, measure)}: {said}" for one, said in zip(figures, public, strict=True))
            self.stdout.write(f"These are exact numbers. In public: {'; '.join(parts)}.")
        if known_at:
            self.stdout.write(f"With what was recorded by the end of {as_at.isoformat()}; --known-now adds the rest.")
        for face in cannot_tell:
            self.stdout.write(
                f"Mind: rows of «{face}» do not keep in full when they were recorded; later ones may stand in it."
            )

    def _json(self, measure: Measure, figures: list[dict[str, Any]], **beside: Any) -> None:
        body = {"measure": measure.id, "title": measure.title, **beside, "figures": figures}
        self.stdout.write(json.dumps(body, ensure_ascii=False, indent=2))

    def _lines(self, measure: Measure, as_at: date, found: list[tuple[str, tuple[Figure, ...]]]) -> None:
        self.stdout.write(
            f"{measure.title}, as at {as_at.isoformat()} (version {measure.version}, {measure.kind.value})"
        )
        for name, figures in found:
            self.stdout.write("\n".join([name, *lines_of(figures, measure)]))
        for caveat in measure.caveats:
            self.stdout.write(f"Mind: {caveat}")


def words_in_public(telling_it: Telling, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The words of the total and of its groups, in their order: no group is found by taking the others from it.

    Where the total alone would say what a group is, not one of the groups is told.
    """
    sums = [Sums(n=one.n, of=one.of) for one in figures]
    total = next((some for one, some in zip(figures, sums, strict=True) if one.group == TOTAL), None)
    groups = [some for one, some in zip(figures, sums, strict=True) if one.group != TOTAL]
    parts = iter(telling_it.words_of_parts(groups, beside=total))
    return tuple(
        telling_it.words(some) if one.group == TOTAL else next(parts, TOO_FEW)
        for one, some in zip(figures, sums, strict=True)
    )


def called(figure: Figure, measure: Measure) -> str:
    """Of whom a figure is, in the words of the library."""
    return group_called(measure, figure.group, by=measure.by, library=shelf()) or "all"


def told(figure: Figure, measure: Measure) -> dict[str, Any]:
    """Everything that stands behind a figure, with its words, what its group is called, and the hash of all."""
    return {**figure.as_dict(), "called": called(figure, measure), "words": figure.words(), "sha": figure.sha()}


def lines_of(figures: tuple[Figure, ...], measure: Measure) -> list[str]:
    """A line for each figure: the group, n of N, and what was left out."""
    names = [called(figure, measure) for figure in figures]
    width = max(map(len, names))
    return [
        f"  {name:<{width}}  {figure.words()}" + (f"; {figure.left_out_words()}" if figure.left_out else "")
        for name, figure in zip(names, figures, strict=True)
    ]
