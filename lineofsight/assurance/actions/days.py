"""Say on which day something happened in the life of a review, or that it is not known."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.models import Review, ReviewDay
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class DayDoesNotFit(ValueError):
    """A day that cannot be, or «not known» without saying why. `field` is what has to be said otherwise."""

    def __init__(self, sentence: str, *, field: str) -> None:
        self.field = field
        super().__init__(sentence)


@transaction.atomic
def say_day(*, review: Review, what: ReviewMoment, day: date | None, note: str, by: Actor) -> ReviewDay:
    """Say when something happened; None: it was looked for and is not known. What was said before stays in the
    history. Raises Forbidden, DayDoesNotFit."""
    require(by, Act.REVIEW_DAYS)
    if by.agency_id is None:
        raise Forbidden(Act.REVIEW_DAYS, by)
    if day is not None and day > today(by.now):
        raise DayDoesNotFit("The day must be today or in the past: it is the day on which it happened.", field="day")
    if day is None and not note.strip():
        raise DayDoesNotFit("Say why the day is not known, or enter the day.", field="note")
    row = ReviewDay.objects.create(
        review=review,
        agency_id=by.agency_id,
        what=what,
        day=day,
        note=note.strip(),
        role=by.role_words[:200],
        **written_by(by),
    )
    record(
        "review.day said",
        subject=review,
        by=by,
        at=by.now,
        agency=by.agency_code,
        what=what.value,
        day=day.isoformat() if day else "",
    )
    return row
