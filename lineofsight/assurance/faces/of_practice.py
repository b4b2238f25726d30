"""Rows of pathways and challenges, as the faces `steps` and `challenges` of the library."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.conf import settings

from lineofsight.assurance.faces.row import Row
from lineofsight.assurance.shelf import shelf
from lineofsight.library.pathway import Pathway, StepStatus
from lineofsight.library.shelf import NotOnShelf
from lineofsight.partnership.actor import Actor
from lineofsight.records.pathways.queries import courses_of_all
from lineofsight.records.registers.queries.challenges import challenges_of_all
from lineofsight.sight.pathway import Standing, standing
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
        steps = standing(course, as_at=on, rules=rules)
        whole = max((one.due for one in steps if one.due and _ends(one)), default=None)
        for one in steps:
            yield (
                run.ref,
                run.agency.name,
                run.pathway,
                one.step.id,
                one.status.value,
                run.started.isoformat(),
                _iso(ended),
                _iso(one.due),
                _iso(whole),
                _iso(one.day),
            )


def _ends(one: Standing) -> bool:
    """Whether a step on the way ends its pathway."""
    return bool(one.step.ends or one.step.ends_with) and one.status is not StepStatus.NOT_ON_THE_WAY


def challenge_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each challenge raised until the day."""
    for row, over in challenges_of_all(by, until=on):
        resolved = over.made_date if over else None
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
            over.outcome if over and over.outcome else None,
            None if row.whole_due_date is None else int(resolved is not None and resolved <= row.whole_due_date),
        )
