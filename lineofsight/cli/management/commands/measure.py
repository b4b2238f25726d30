"""./los measure ID --as-at DATE: the figures of one measure, a line each or as JSON."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lineofsight.library.faults import BrokenShelf
from lineofsight.library.measure import Measure, Window
from lineofsight.library.shelf import NotOnShelf, load
from lineofsight.measures.compute import MeasureDoesNotFit, Period, compute
from lineofsight.measures.figure import TOTAL, Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_by_email, actor_in_role
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope


def day(text: str) -> date:
    """A day as people type it for a machine: 2026-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day; write it like 2026-03-31") from None


class Command(BaseCommand):
    """Compute one measure as at a day, for the total and for each group."""

    help = "Compute one measure as at a day, for the total and for each group."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ID --as-at DATE [--from DATE --to DATE] [--review REF] [--by EMAIL] [--json]"""
        parser.add_argument("id", help="the measure, as docs/library/measures.md names it")
        parser.add_argument("--as-at", type=day, required=True, help="the day, for example 2026-03-31")
        parser.add_argument(
            "--from", dest="period_from", type=day, help="first day of the period, where it looks at one"
        )
        parser.add_argument("--to", dest="period_to", type=day, help="last day of the period")
        parser.add_argument(
            "--review", default="", help="the reference of one review; without it, all that you may see"
        )
        parser.add_argument("--by", default="", help="the address of the person who asks")
        parser.add_argument("--json", action="store_true", help="everything that stands behind each figure")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it. Raises CommandError with one sentence for an unknown measure, person, review or period."""
        actor, as_at = _actor(options["by"]), options["as_at"]
        try:
            shelf = load(Path(settings.LOS_SHELF) if settings.LOS_SHELF else None)
            measure = shelf.get(Measure, options["id"], on=as_at)
            from lineofsight.assurance.queries import measure_faces

            with scope(actor, writes=False):
                given = measure_faces(actor, shelf=shelf, on=as_at, review_ref=options["review"])
                figures = compute(
                    measure,
                    faces=given.faces,
                    execute=given.execute,
                    as_at=as_at,
                    period=_period(measure, options["period_from"], options["period_to"]),
                    groups=given.groups,
                )
        except (NotOnShelf, MeasureDoesNotFit, BrokenShelf) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(_as_json(measure, figures) if options["json"] else _as_lines(measure, figures))


def _actor(email: str) -> Actor:
    now = timezone.now()
    if email:
        actor = actor_by_email(email, now=now)
        if actor is None:
            raise CommandError(f"Nobody active has the address {email}.")
        return actor
    if settings.LOS_MODE == "live":
        raise CommandError("Say who asks: --by EMAIL. Only the demonstration does without.")
    actor = actor_in_role(Role.BUSINESS_MANAGER, now=now)
    if actor is None:
        raise CommandError("There is no business manager yet. Load the demonstration with ./los demo.")
    return actor


def _period(measure: Measure, first: date | None, last: date | None) -> Period | None:
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise CommandError("A period has a first and a last day: give --from and --to.")
    if measure.window is Window.DAY:
        raise CommandError(f"The measure {measure.id} looks at one day: leave out --from and --to.")
    return Period(first, last)


def _as_lines(measure: Measure, figures: tuple[Figure, ...]) -> str:
    total = figures[0]
    lines = [f"{measure.title}, as at {total.as_at_date.isoformat()} (version {measure.version}, {measure.kind.value})"]
    width = max(len(figure.group) for figure in figures) + 2
    for figure in figures:
        name = "all" if figure.group == TOTAL else figure.group
        left_out = f"; {figure.left_out_words()}" if figure.left_out else ""
        lines.append(f"  {name:<{max(width, 5)}}{figure.words()}{left_out}")
    return "\n".join([*lines, *(f"  Mind: {caveat}" for caveat in measure.caveats)])


def _as_json(measure: Measure, figures: tuple[Figure, ...]) -> str:
    listed = [{**figure.as_dict(), "words": figure.words()} for figure in figures]
    return json.dumps({"measure": measure.id, "title": measure.title, "figures": listed}, ensure_ascii=False, indent=2)
