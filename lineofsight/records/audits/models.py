"""Rounds of audits, the frame and sample of each, who reads which file, and the grades of one reader and of two."""

from django.db import models
from django.db.models import Q

from lineofsight.library.audit import Method
from lineofsight.partnership.rows import REACHING, AgencyRow, ChildRow, NearBy, StaffRow
from lineofsight.records.audits.rules.rounds import AuditState, ReadingState, Source
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80
CODE_LENGTH = 80
MARK_LENGTH = 64
# Of a file that somebody reads, or read: a file taken back from them is no longer theirs.
_READS_IT = (("ended_at", None),)


class Audit(AgencyRow):
    """One round: its kind, as at which day, how the files are chosen, and once drawn what they were drawn from."""

    SENSITIVITY = REACHING | sens(
        S2="kind kind_version frame_date source method size second_read listed eligible left_out frame_mark seed"
        " state again_of drawn_at version"
    )

    kind = models.CharField(max_length=ID_LENGTH)
    kind_version = models.PositiveIntegerField()
    frame_date = models.DateField()
    source = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Source])
    method = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Method])
    size = models.PositiveIntegerField()
    second_read = models.PositiveIntegerField()
    # Of files that the agency counts in a list of its own: how many.
    listed = models.PositiveIntegerField(null=True, blank=True)
    eligible = models.PositiveIntegerField(null=True, blank=True)
    # Canonical JSON: how many were left out, by the reason.
    left_out = models.TextField(blank=True)
    frame_mark = models.CharField(max_length=MARK_LENGTH, blank=True)
    seed = models.CharField(max_length=REF_LENGTH, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in AuditState])
    # The round whose questions it asks again.
    again_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="again")
    drawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "kind", "frame_date"], name="audits_audit_of_a_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AuditState.BEGUN, seed="", eligible__isnull=True)
                | (~Q(state=AuditState.BEGUN) & ~Q(seed="") & Q(eligible__isnull=False)),
                name="audits_audit_drawn_has_a_seed",
            )
        ]


class File(StaffRow):
    """One file of the sample, by its number in the round. Which child's it is stands with the frame."""

    SENSITIVITY = sens(S3="id agency ref audit number recorded_at by_ref")
    NEAR = (NearBy("id", "audits.Reading", "file_id", _READS_IT),)

    ref = RefField()
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    by_ref = models.CharField(max_length=REF_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="audits_file_number")]


class FrameFile(ChildRow):
    """A file that could be drawn: the pseudonym of the child, or its number in a list of the agency's own."""

    SENSITIVITY = sens(S3="id agency audit file key shown")
    NEAR = (NearBy("file_id", "audits.Reading", "file_id", _READS_IT),)

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="frame")
    # None: it could be drawn, and was not.
    file = models.OneToOneField(File, on_delete=models.PROTECT, null=True, blank=True, related_name="whose")
    key = models.CharField(max_length=REF_LENGTH)
    shown = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "key"], name="audits_framefile_once")]


class Reading(StaffRow):
    """Somebody reads a file, first or second. A correction of signed grades is a further reading by the same person."""

    SENSITIVITY = sens(
        S3="id agency ref file person is_second number reason form_ref state version signed_at ended_at recorded_at"
        " by_ref"
    )
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR

    ref = RefField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    is_second = models.BooleanField()
    number = models.PositiveIntegerField(default=1)
    # Why signed grades are corrected.
    reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    form_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ReadingState])
    version = models.PositiveIntegerField(default=1)
    signed_at = models.DateTimeField(null=True, blank=True)
    # Since when it is somebody else's to read.
    ended_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    by_ref = models.CharField(max_length=REF_LENGTH)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="audits_reading_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "is_second", "number"],
                condition=Q(ended_at__isnull=True),
                name="audits_reading_one_of_each",
            )
        ]


class Grade(StaffRow):
    """The grade that one reader gave to one area of a file."""

    SENSITIVITY = sens(S3="id agency reading area code")
    SEEN_THROUGH = "reading"

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="grades")
    area = models.CharField(max_length=ID_LENGTH)
    code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "area"], name="audits_grade_once")]


class Pair(StaffRow):
    """The grades of both readers side by side, written once both have signed, and the grade that they agree on."""

    SENSITIVITY = sens(
        S3="id agency file area number first second agreed version recorded_at moderated_by_ref moderated_at"
    )
    SEEN_THROUGH = "file"

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="pairs")
    area = models.CharField(max_length=ID_LENGTH)
    # The latest number of a file counts: a reader who corrects theirs makes a new pair.
    number = models.PositiveIntegerField()
    first = models.CharField(max_length=CODE_LENGTH)
    second = models.CharField(max_length=CODE_LENGTH)
    agreed = models.CharField(max_length=CODE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    moderated_by_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "area", "number"], name="audits_pair_once")]
