"""Children on a pathway: which agencies take part, which steps were done, and what waits for whom.

A run says which pathway and since when, and is shared by the agencies that take part. Which child it is stands in each
agency's own part alone; a step's answer stands in the facts of the agency that gave it.
"""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import ChildRow, NearBy, WalledRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.models import KIND_LENGTH, NEAR_THE_CHILD, Subject
from lineofsight.records.pathways.rules import CallState, StepKind
from lineofsight.records.practice.models import Fact, Span
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

STEP_LENGTH = 80


class Run(ChildRow):
    """A child on a pathway, from a day until it ended. `agency` started it; no child is named here."""

    SENSITIVITY = sens(S3="id agency ref person pathway started ended by_ref recorded_at version")
    # Whoever starts one reads it back before there is a part from which it is seen.
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR
    ALSO_FROM = ("pathways.Part", "run")

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=STEP_LENGTH)
    started = DayField()
    ended = DayField(null=True, blank=True)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["pathway", "ended"], name="pathways_run_pathway")]


class Part(ChildRow):
    """An agency takes part in a run: which child it is in its own records."""

    SENSITIVITY = sens(S3="id agency ref run subject pathway is_open by_ref recorded_at")
    NEAR = NEAR_THE_CHILD
    WRITTEN_NEAR = NEAR_THE_CHILD

    ref = RefField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="parts")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    # As in the run: a child is on one pathway once at a time, and a board asks for those that are open.
    pathway = models.CharField(max_length=STEP_LENGTH)
    is_open = models.BooleanField(default=True)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "agency"], name="pathways_part_once_an_agency"),
            models.UniqueConstraint(
                fields=["subject", "pathway"], condition=Q(is_open=True), name="pathways_part_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["agency", "pathway", "is_open", "run"], name="pathways_part_counted")]


class Call(ChildRow):
    """An agency asks another to take part. The other says which child it is in its own records, or that it is not."""

    SENSITIVITY = sens(S3="id agency ref run other_agency pathway state by_ref recorded_at version")
    SHARED = ("other_agency_id",)
    ALSO_THROUGH = "run"

    ref = RefField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="calls")
    pathway = models.CharField(max_length=STEP_LENGTH)
    other_agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CallState])
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "other_agency"], name="pathways_call_once_an_agency")]


class StepDone(ChildRow):
    """A step was done or left out, or a day was said at the start. `agency` did it. Append-only; later ones correct."""

    SENSITIVITY = sens(
        S3="id agency ref run step kind day reason opens ends is_shared number fact span by_ref by_role recorded_at"
        " supersedes"
    )
    SEEN_THROUGH = "run"
    OWN_UNLESS = "is_shared"

    ref = RefField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="steps")
    # The id of the step; for a day said at the start, the kind of event.
    step = models.CharField(max_length=max(STEP_LENGTH, KIND_LENGTH))
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in StepKind])
    day = DayField()
    reason = models.CharField(max_length=STEP_LENGTH, blank=True)
    # The later steps that its answer brings onto the way, by id with a space between: what others learn of the answer.
    opens = models.CharField(max_length=1000, blank=True)
    ends = models.BooleanField(default=False)
    is_shared = models.BooleanField(default=True)
    # What it asks for, where it does: others learn of it, as it moves the days of steps that they see.
    number = models.PositiveIntegerField(default=0)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    span = models.ForeignKey(Span, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_ref = models.CharField(max_length=REF_LENGTH)
    by_role = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")

    class Meta:
        verbose_name_plural = "steps done"


class StepRead(ChildRow):
    """Somebody who is told of a step has read that it was done. It is theirs alone; no other agency sees it."""

    SENSITIVITY = sens(S3="id agency step person recorded_at")
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR

    step = models.ForeignKey(StepDone, on_delete=models.PROTECT, related_name="read")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "steps read"
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="pathways_step_read_once")]


class NotStarted(ChildRow):
    """Somebody said why a child whom a fact offers for a pathway is not put on it. A later fact is offered again."""

    SENSITIVITY = sens(S3="id agency ref subject pathway day reason by_ref by_role recorded_at")
    NEAR = NEAR_THE_CHILD
    WRITTEN_NEAR = NEAR_THE_CHILD

    ref = RefField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=STEP_LENGTH)
    # The day of the fact: it, and what was before it, is offered no more.
    day = DayField()
    reason = models.CharField(max_length=STEP_LENGTH)
    by_ref = models.CharField(max_length=REF_LENGTH)
    by_role = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "not started"
        constraints = [
            models.UniqueConstraint(fields=["subject", "pathway", "day"], name="pathways_not_started_once"),
        ]


class Waiting(WalledRow):
    """A step that can be done now, and by when. Worked out anew whenever a step is recorded, and no record itself."""

    SENSITIVITY = sens(S3="id agency run step pathway due is_shared")
    SEEN_THROUGH = "run"
    OWN_UNLESS = "is_shared"
    WRITTEN_WHERE_SEEN = True

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="waiting")
    pathway = models.CharField(max_length=STEP_LENGTH)
    step = models.CharField(max_length=STEP_LENGTH)
    due = DayField(null=True, blank=True)
    is_shared = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "waiting"
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="pathways_waiting_once")]
        # A board counts every row of a pathway: all that it asks of one stands in the index.
        indexes = [
            models.Index(
                fields=["pathway", "step", "due", "run", "is_shared", "agency"], name="pathways_waiting_counted"
            )
        ]
