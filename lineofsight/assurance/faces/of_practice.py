"""Rows of pathways and challenges, as the faces `steps` and `challenges` of the library."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.conf import settings

from lineofsight.assurance.faces.row import Row
from lineofsight.assurance.shelf import shelf
from lineofsight.library.pathway import Pathway
from lineofsight.library.shelf import NotOnShelf
from lineofsight.partnership.actor import Actor
from lineofsight.records.pathways.queries import courses_of_all
from lineofsight.records.registers.queries.challenges import challenges_of_all
from lineofsight.sight.pathway import standing
from lineofsight.sight.shelf import InUse, in_use


@cache
def _rules(_own: str) -> InUse:
    return in_use(shelf())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def step_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each step of each pathway that runs or ran, as it stands on the day."""
    rules = _rules(settings.LOS_SHELF)
    for run, pathway_of in courses_of_all(by, until=on):
        try:
            pathway = shelf().get(Pathway, run.pathway, on=run.started)
        except NotOnShelf:
            continue
        course = pathway_of(pathway)
        ended = course.ended if course.ended and course.ended <= on else None
        for one in standing(course, as_at=on, rules=rules):
            yield (
                run.ref,
                run.agency.name,
                run.pathway,
                one.step.id,
                one.status.value,
                run.started.isoformat(),
                _iso(ended),
                _iso(one.due),
                _iso(one.day),
            )


def challenge_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each challenge raised until the day."""
    for row, resolved in challenges_of_all(by, until=on):
        state = "closed" if resolved else "open"
        yield (
            row.ref,
            row.agency.name,
            row.kind,
            row.stage,
            state,
            row.raised_date.isoformat(),
            _iso(row.whole_due_date),
            _iso(resolved),
            None if row.whole_due_date is None else int(resolved is not None and resolved <= row.whole_due_date),
        )
