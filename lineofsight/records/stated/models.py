"""What a body with its own system states of its practice each quarter, n of N."""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.records.stated.rules import LONGEST_QUESTION, StatedState
from lineofsight.trail.sensitivity import sens


class StatedAsk(AgencyRow):
    """Whom the business unit asks for what each quarter, and since which. `agency` is the unit, which asks.

    A body that is asked no longer keeps its row, with the day on which that ended.
    """

    SENSITIVITY = REACHING | sens(S1="body quarterly from_date ended_date version")

    body = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    quarterly = models.CharField(max_length=80)
    # The first day of the first quarter that is asked.
    from_date = models.DateField()
    ended_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "quarterly"], condition=Q(ended_date__isnull=True), name="stated_asked_once"
            )
        ]


class StatedReturn(AgencyRow):
    """One quarter as a body stated it. Sent anew it is another row, and the earlier one is superseded."""

    SENSITIVITY = REACHING | sens(
        S2="quarterly quarterly_version quarter_date state body question sent_date is_from_file version"
    )

    quarterly = models.CharField(max_length=80)
    quarterly_version = models.PositiveIntegerField()
    quarter_date = models.DateField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in StatedState])
    # Canonical JSON: by question n and N, or the code of the reason.
    body = models.TextField()
    question = models.CharField(max_length=LONGEST_QUESTION, blank=True)
    sent_date = models.DateField()
    is_from_file = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "quarterly", "quarter_date"],
                condition=~Q(state="superseded"),
                name="stated_one_for_each_quarter",
            )
        ]
