"""Facts about practice, one row each: a day or two, at most one code, at most a number. Never a text, never a place."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.models import (
    BY_THEM,
    KIND_LENGTH,
    NEAR_THE_CHILD,
    RECORDED,
    Import,
    RecordedRow,
    Worker,
)
from lineofsight.records.identities.rules import TOKEN_LENGTH
from lineofsight.records.practice.rules import UploadState
from lineofsight.trail.sensitivity import sens

CODE_LENGTH = 40


class Upload(AgencyRow):
    """A return that somebody uploaded and that waits to be taken or left. Its files are kept beside, for a day."""

    SENSITIVITY = REACHING | sens(S2="source mark files size state body delivery version")

    source = models.CharField(max_length=60)
    mark = models.CharField(max_length=64)
    files = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in UploadState])
    # What taking it would give (receipts.py).
    body = models.TextField(blank=True)
    delivery = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)


def _indexes(table: str) -> list[models.Index]:
    return [
        models.Index(fields=["agency", "row_key"], name=f"practice_{table}_row"),
        models.Index(fields=["subject", "id"], name=f"practice_{table}_subject"),
        models.Index(fields=["supersedes"], condition=Q(supersedes__isnull=False), name=f"practice_{table}_later"),
    ]


class Description(RecordedRow):
    """What a return says of a child as such. Each later one corrects the one before."""

    SENSITIVITY = RECORDED | sens(S3="born_month sex ethnicity disability")

    # The first day of the month of birth.
    born_month = DayField(null=True, blank=True)
    sex = models.CharField(max_length=CODE_LENGTH, blank=True)
    ethnicity = models.CharField(max_length=CODE_LENGTH, blank=True)
    disability = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        indexes = _indexes("description")


class Fact(RecordedRow):
    """Something that happened (an event of the library's facts)."""

    NEAR = (*NEAR_THE_CHILD, BY_THEM)

    SENSITIVITY = RECORDED | sens(S3="kind day code link worker")

    kind = models.CharField(max_length=KIND_LENGTH)
    # None: known to have happened, not known when.
    day = DayField(null=True, blank=True)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    # What ties it to its beginning in the source (an enquiry, an assessment), under the agency's key.
    link = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            *_indexes("fact"),
            models.Index(fields=["worker"], condition=Q(worker__isnull=False), name="practice_fact_worker"),
        ]


class Span(RecordedRow):
    """Something that held from a day until a day, on which it no longer holds."""

    SENSITIVITY = RECORDED | sens(S3="kind start until code number")

    kind = models.CharField(max_length=KIND_LENGTH)
    start = DayField(null=True, blank=True)
    until = DayField(null=True, blank=True)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    number = models.IntegerField(default=0)

    class Meta:
        indexes = _indexes("span")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("start")),
                name="practice_span_ends_after_it_starts",
            )
        ]


class Allocation(RecordedRow):
    """Who worked with a child, in which team and role, from when until when."""

    SENSITIVITY = RECORDED | sens(S3="worker team role start until")

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=CODE_LENGTH, blank=True)
    role = models.CharField(max_length=CODE_LENGTH, blank=True)
    start = DayField()
    until = DayField(null=True, blank=True)

    class Meta:
        indexes = _indexes("allocation")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("start")),
                name="practice_allocation_ends_after_it_starts",
            )
        ]
