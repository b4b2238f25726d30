"""Facts about practice, one row each: a day or two, at most one code, at most a number. Never a text, never a place."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import REACHING, AgencyRow, ChildRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.models import (
    BY_THEM,
    KIND_LENGTH,
    NEAR_THE_CHILD,
    RECORDED,
    Import,
    RecordedRow,
    Subject,
    Worker,
)
from lineofsight.records.identities.rules import TOKEN_LENGTH
from lineofsight.records.practice.rules import HereState, UploadState
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

CODE_LENGTH = 40
LONGEST_MAPPING = 40_000


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


class OwnMapping(AgencyRow):
    """How a list of the agency's own is read: a version of a mapping, as the YAML that could lie on its shelf.

    It names the columns of the list and the words of its codes, and nothing of any row. It stays as it was kept.
    """

    SENSITIVITY = REACHING | sens(S2="mapping_id version title text role")

    mapping_id = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_MAPPING)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "mapping_id", "version"], name="practice_own_mapping_each_version_once"
            ),
        ]


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
    WRITTEN_NEAR = NEAR_THE_CHILD

    SENSITIVITY = RECORDED | sens(S3="kind day code link worker recorded_date")

    kind = models.CharField(max_length=KIND_LENGTH)
    # None: known to have happened, not known when.
    day = DayField(null=True, blank=True)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    # What ties it to its beginning in the source (an enquiry, an assessment), under the agency's key.
    link = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # The day on which it was written down; None where the source does not say.
    recorded_date = DayField(null=True, blank=True)

    class Meta:
        indexes = [
            *_indexes("fact"),
            models.Index(fields=["worker"], condition=Q(worker__isnull=False), name="practice_fact_worker"),
            # What happened of late is asked for across all children of an agency.
            models.Index(fields=["agency", "kind", "day"], name="practice_fact_lately"),
        ]


class RecordedHere(ChildRow):
    """Something that somebody recorded here by hand. What it says stands in the facts with its row key."""

    SENSITIVITY = sens(S3="id agency ref subject row_key kind state reason by_ref by_role recorded_at version")
    NEAR = NEAR_THE_CHILD
    WRITTEN_NEAR = NEAR_THE_CHILD

    ref = RefField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    row_key = models.CharField(max_length=TOKEN_LENGTH, unique=True)
    kind = models.CharField(max_length=KIND_LENGTH)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in HereState])
    # Why it was taken back.
    reason = models.CharField(max_length=200, blank=True)
    by_ref = models.CharField(max_length=REF_LENGTH)
    by_role = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "recorded here"


class WhyLate(ChildRow):
    """Why something was late, as somebody gave it. Each later one of the same thing stands in place of the one before.

    It changes nothing of how the thing stands. A code that is empty: the reason was taken back.
    """

    SENSITIVITY = sens(S3="id agency ref subject standard since counted_from code by_ref by_role recorded_at")
    NEAR = NEAR_THE_CHILD
    WRITTEN_NEAR = NEAR_THE_CHILD

    ref = RefField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    standard = models.CharField(max_length=80)
    since = DayField(null=True, blank=True)
    counted_from = DayField(null=True, blank=True)
    code = models.CharField(max_length=80, blank=True)
    by_ref = models.CharField(max_length=REF_LENGTH)
    by_role = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "why late"
        indexes = [models.Index(fields=["agency", "subject"], name="practice_whylate_child")]


class Span(RecordedRow):
    """Something that held from a day until a day, on which it no longer holds."""

    WRITTEN_NEAR = NEAR_THE_CHILD

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
