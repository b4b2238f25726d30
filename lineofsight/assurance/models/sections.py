"""The sections of a review's Summary and their order."""

from django.db import models
from django.db.models import Q

from lineofsight.assurance.models.review import Review
from lineofsight.partnership.rows import OWNED, OwnedRow
from lineofsight.trail.sensitivity import sens


class Section(OwnedRow):
    """A section: its title, and where it stands. Statements name it by its title; it may hold none yet."""

    SEEN_THROUGH = "review"
    SENSITIVITY = OWNED | sens(S1="review title place version")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=300, blank=True)
    place = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "title"], name="assurance_section_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="assurance_section_has_a_place"),
        ]
