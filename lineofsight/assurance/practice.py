"""The rows of practice that measures count for a review: the faces `steps` and `challenges` of the library.

They are put together as background work does it, over every agency that keeps such records here, and nobody who asks
for a figure sees a row: what leaves this place is counted. Of a child there is nothing in them but a reference.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from django.conf import settings

from lineofsight.assurance.shelf import shelf
from lineofsight.library.pathway import Pathway
from lineofsight.library.shelf import NotOnShelf
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.scope import scope
from lineofsight.records.pathways.queries import courses_of_all
from lineofsight.records.registers.queries.challenges import challenges_of_all
from lineofsight.sight.pathway import standing
from lineofsight.sight.shelf import InUse, in_use

Row = tuple[str | int | None, ...]


@cache
def _rules(_own: str) -> InUse:
    return in_use(shelf())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _step_rows(by: Actor, on: date) -> Iterator[Row]:
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


def _challenge_rows(by: Actor, on: date) -> Iterator[Row]:
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


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {"steps": _step_rows, "challenges": _challenge_rows}


def practice_rows(face: str, actor: Actor, *, on: date) -> list[Row]:
    """The rows of a face as at a day, in the order of its columns."""
    counting = job("figures", now=actor.now)
    with scope(counting, writes=False):
        return list(ROWS[face](counting, on))
