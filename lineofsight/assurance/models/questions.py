"""A dated question to whoever holds something, tracked until it is answered."""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

LONGEST = 400


class HolderQuestion(AgencyRow):
    """What a leader asks about a line of their page: of which agency, by when, and what it answered."""

    # Whoever asks from outside sees what was submitted, and writes the question where the holder sees it.
    WRITTEN_WHERE_SEEN = True
    SENSITIVITY = REACHING | sens(
        S2="line about_kind about_ref asks by_role asked_date answer_by_date answer answered_date answered_role version"
    )

    line = models.CharField(max_length=LONGEST)
    # The page that the line led to; blank where it leads to none.
    about_kind = models.CharField(max_length=40, blank=True)
    about_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    asks = models.CharField(max_length=LONGEST)
    by_role = models.CharField(max_length=120)
    asked_date = models.DateField()
    answer_by_date = models.DateField()
    answer = models.CharField(max_length=LONGEST, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    answered_role = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "answered_date"], name="assurance_question_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_date__isnull=True, answer="") | Q(answered_date__isnull=False) & ~Q(answer=""),
                name="assurance_question_answered_says_what",
            )
        ]
