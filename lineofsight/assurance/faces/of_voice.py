"""Rows of what people said and of their complaints, as the faces `feedback` and `complaints` of the library."""

from collections.abc import Iterator
from datetime import date

from lineofsight.assurance.faces.row import Row
from lineofsight.assurance.shelf import shelf
from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.partnership.actor import Actor
from lineofsight.records.voice.queries import complaints_of_all, heard_of_all
from lineofsight.records.voice.rules import was_in_time

# What somebody entered as «nothing was changed»: it was answered, and not acted on.
NOTHING = "none"


def _iso(day: date | None, on: date) -> str | None:
    return day.isoformat() if day and day <= on else None


def feedback_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each month of each way of asking that began by a day."""
    for row in heard_of_all(by, until=on):
        editions = shelf().history(Listening, row.way)
        is_in_care = bool(editions) and row.who in editions[-1].in_care
        told = _iso(row.told_date, on)
        yield (
            row.ref,
            row.agency.name,
            row.way,
            row.who,
            int(is_in_care),
            row.month_date.isoformat(),
            row.asked,
            row.answered,
            int(bool(row.changed)),
            int(bool(row.changed) and row.changed != NOTHING),
            told,
        )


def complaint_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each stage of each complaint that began by a day."""
    for row in complaints_of_all(by, until=on):
        editions = shelf().history(Complaints, row.procedure)
        in_time = was_in_time(due=row.due_date, answered=row.answered_date, on=on)
        answered = _iso(row.answered_date, on)
        is_upheld = int(bool(editions) and row.outcome in editions[-1].upheld) if answered else None
        changed = int(bool(row.changed) and row.changed != NOTHING) if answered else None
        yield (
            row.ref,
            row.agency.name,
            row.procedure,
            row.who,
            row.theme,
            row.stage,
            row.began_date.isoformat(),
            row.due_date.isoformat(),
            answered,
            None if in_time is None else int(in_time),
            is_upheld,
            changed,
        )
