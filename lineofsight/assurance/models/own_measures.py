"""Measures that people of the partnership added here: an edition of a file of its own shelf each."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.sensitivity import sens

LONGEST_EXAMPLES = 40_000
LONGEST_MEASURE = 40_000


class OwnMeasure(AgencyRow):
    """One version of a measure with its worked examples, as the YAML that somebody could have written by hand.

    All members see it: it says what is counted, and nothing that was. It stays as it was written; once somebody else
    agrees to it, it may be counted over all agencies.
    """

    SENSITIVITY = REACHING | sens(S1="measure_id version text examples role agreed_at agreed_by_ref agreed_role")

    measure_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_MEASURE)
    examples = models.TextField(max_length=LONGEST_EXAMPLES)
    role = models.CharField(max_length=200)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by_ref = models.CharField(max_length=26, blank=True)
    agreed_role = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure_id", "version"], name="assurance_own_measure_each_version_once"),
            models.CheckConstraint(condition=~Q(agreed_by_ref=F("by_ref")), name="assurance_own_measure_two_people"),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by_ref="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_by_ref="")),
                name="assurance_own_measure_agreed_by_somebody",
            ),
        ]
