"""The days in the life of a review from which the law and guidance count."""

from django.db import models
from django.db.models import Q

from lineofsight.assurance.models.review import Review
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.rows import OWNED, OwnedRow
from lineofsight.trail.sensitivity import sens


class ReviewDay(OwnedRow):
    """Somebody says on which day something happened, or that it is not known. The last row stands; none is changed."""

    SEEN_THROUGH = "review"
    SENSITIVITY = OWNED | sens(S1="review what day note role")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="days")
    what = models.CharField(max_length=40, choices=[(what.value, what.value) for what in ReviewMoment])
    # None: looked for, and not known. No row at all: nobody has said yet.
    day = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False) | ~Q(note=""), name="assurance_review_day_unknown_says_why"
            ),
        ]
