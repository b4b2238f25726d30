"""From which month a chart of a measure is begun anew, and why."""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.sensitivity import sens


class BegunAnew(AgencyRow):
    """Somebody says that a measure is judged anew from a month on, or takes that back. The last row of a month stands;
    none is changed. It reaches the business unit where the chart is that over all agencies, else the own agency alone.
    """

    SENSITIVITY = REACHING | sens(S1="measure_id month stands reason role")

    measure_id = models.CharField(max_length=100)
    # Its first day.
    month = models.DateField()
    stands = models.BooleanField()
    reason = models.CharField(max_length=400)
    role = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "begun anew"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="assurance_begun_anew_says_why")]
