"""A review that was begun by mistake: the unit says so, and the data-protection officer decides whether it goes."""

from django.db import transaction

from lineofsight.assurance.models import Review
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


@transaction.atomic
def say_begun_wrongly(*, review: Review, reason: str, expected: int, by: Actor) -> Review:
    """Say that a review was begun by mistake, and why: the officer is asked whether it goes. Nothing goes by this.

    Raises Forbidden, ReasonNeeded, Stale.
    """
    require(by, Act.REVIEW_BEGUN_WRONGLY, review)
    if not reason.strip():
        raise ReasonNeeded("begun by mistake")
    changes = {"begun_wrongly_date": today(by.now), "begun_wrongly_reason": reason.strip()}
    save_version(review, expected=expected, **changes)
    record("review.begun_wrongly", subject=review, by=by, at=by.now, agency=review.agency.code, reason=reason.strip())
    return review


@transaction.atomic
def take_begun_wrongly_back(*, review: Review, expected: int, by: Actor) -> Review:
    """Say that it was not begun by mistake after all. Raises Forbidden, Stale."""
    require(by, Act.REVIEW_BEGUN_WRONGLY, review)
    save_version(review, expected=expected, begun_wrongly_date=None, begun_wrongly_reason="")
    record("review.begun_rightly", subject=review, by=by, at=by.now, agency=review.agency.code)
    return review
