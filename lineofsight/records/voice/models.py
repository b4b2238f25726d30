"""How many were asked and answered and what they raised, words that somebody let us keep, and complaints."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import REACHING, AgencyRow, ChildRow, NearBy
from lineofsight.records.voice.rules import LONGEST_QUOTATION, HeardState, QuotationState
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80
CODE_LENGTH = 40


class Heard(AgencyRow):
    """One month of one way of asking: how many were asked, how many answered, and what they raised, as counts."""

    SENSITIVITY = REACHING | sens(
        S2="way way_version month_date who occasion asked answered body changed told_how told_date state reason version"
    )

    way = models.CharField(max_length=ID_LENGTH)
    way_version = models.PositiveIntegerField()
    month_date = models.DateField()
    who = models.CharField(max_length=CODE_LENGTH)
    occasion = models.CharField(max_length=CODE_LENGTH)
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    # Canonical JSON: how many raised each theme, and said yes to each question.
    body = models.TextField()
    # What followed, and when those who were asked were told.
    changed = models.CharField(max_length=CODE_LENGTH, blank=True)
    told_how = models.CharField(max_length=CODE_LENGTH, blank=True)
    told_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in HeardState])
    reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "heard"
        constraints = [
            models.CheckConstraint(condition=Q(asked__gte=1), name="voice_heard_somebody_was_asked"),
            models.CheckConstraint(condition=Q(answered__lte=F("asked")), name="voice_heard_answered_within_asked"),
        ]


class Quotation(ChildRow):
    """Words that somebody agreed may be used, for a time. Withdrawn, the words are gone and the row says when."""

    SENSITIVITY = sens(
        S3="id agency ref person heard words consent given_date until_date evidence_ref withdrawn_date state version"
        " by_ref recorded_at"
    )
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="quotations")
    words = models.CharField(max_length=LONGEST_QUOTATION, blank=True)
    consent = models.CharField(max_length=CODE_LENGTH)
    given_date = models.DateField()
    until_date = models.DateField()
    # The evidence in which they stand, so that they can be taken out of it.
    evidence_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    withdrawn_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in QuotationState])
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=QuotationState.WITHDRAWN) | Q(words="", withdrawn_date__isnull=False),
                name="voice_quotation_withdrawn_has_no_words",
            )
        ]


class Complaint(ChildRow):
    """One stage of a complaint: from whom and about what as codes, due by when, answered when and how."""

    SENSITIVITY = sens(
        S3="id agency ref person procedure procedure_version who theme stage began_date due_date extended_why"
        " answered_date outcome changed told_date follows version by_ref recorded_at"
    )
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=ID_LENGTH)
    procedure_version = models.PositiveIntegerField()
    who = models.CharField(max_length=CODE_LENGTH)
    theme = models.CharField(max_length=CODE_LENGTH)
    stage = models.CharField(max_length=ID_LENGTH)
    began_date = models.DateField()
    due_date = models.DateField()
    extended_why = models.CharField(max_length=CODE_LENGTH, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=CODE_LENGTH, blank=True)
    changed = models.CharField(max_length=CODE_LENGTH, blank=True)
    told_date = models.DateField(null=True, blank=True)
    # Taken further: the stage before it.
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="further")
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "answered_date"], name="voice_complaint_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_date__isnull=True, outcome="") | Q(answered_date__isnull=False) & ~Q(outcome=""),
                name="voice_complaint_answered_says_how",
            )
        ]
