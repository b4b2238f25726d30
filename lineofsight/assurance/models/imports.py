"""A report or a plan on its way in: read once, looked at, corrected, and then written, or gone after thirty days."""

from django.db import models

from lineofsight.assurance.models.review import Review
from lineofsight.assurance.rules.imports import ImportKind, ImportState
from lineofsight.assurance.rules.plan_settled import REMEMBERED, PlanField
from lineofsight.intake.correcting.corrections import Field
from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.trail.sensitivity import sens

_FIELDS = tuple(dict.fromkeys(field.value for field in (*Field, *PlanField)))


class ReportImport(AgencyRow):
    """One reading of one file, and what became of it. Nothing of it is a review before somebody says so."""

    SENSITIVITY = REACHING | sens(
        S1="kind state held reader beat_at waits_until ended_at review earlier version",
        S2="name file_sha document done_pages all_pages trouble receipt",
    )

    # A report becomes a review with its sentences; a plan becomes recommendations and actions of one.
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in ImportKind], default=ImportKind.REPORT
    )
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in ImportState])
    held = models.ForeignKey("files.Held", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file_sha = models.CharField(max_length=64)
    # Which version of ours read it: a later one may read it differently.
    reader = models.CharField(max_length=40)
    # What was read, in JSON, once; blank while it is read and after the import was left or stopped.
    document = models.TextField(blank=True)
    done_pages = models.PositiveIntegerField(default=0)
    all_pages = models.PositiveIntegerField(default=0)
    # When whoever reads it was last heard of: a reading that died is silent.
    beat_at = models.DateTimeField()
    # Why it could not be read, in a sentence for the person.
    trouble = models.CharField(max_length=400, blank=True)
    waits_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    # The review of an earlier edition of the same report.
    earlier = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What was read, taken, left out, doubted and corrected, in JSON; written when the import ends.
    receipt = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["file_sha"], name="assurance_import_file")]

    def __str__(self) -> str:
        return self.name


class ImportCorrection(OwnedRow):
    """One thing that a person set right in what is on its way in. Added and never changed; the later one counts."""

    SEEN_THROUGH = "report_import"
    SENSITIVITY = OWNED | sens(S2="report_import paragraph field place old new")

    report_import = models.ForeignKey(ReportImport, on_delete=models.PROTECT, related_name="corrections")
    paragraph = models.PositiveIntegerField()
    field = models.CharField(max_length=40, choices=[(word, word) for word in _FIELDS])
    # The character of the paragraph at which it begins, or the number of the doubt; in a plan the column of a table.
    place = models.PositiveIntegerField()
    old = models.TextField(max_length=4000, blank=True)
    new = models.TextField(max_length=4000, blank=True)


class PlanMemory(AgencyRow):
    """What somebody settled about an earlier plan, to be proposed when a like one comes: the last word counts."""

    SENSITIVITY = REACHING | sens(S1="kind words meaning plan_import version")

    # «column» for a whole table, «status» or «owner» for a word.
    kind = models.CharField(max_length=20, choices=[(word.value, word.value) for word in REMEMBERED])
    # The shape of a table, or the plan's own word in small letters.
    words = models.CharField(max_length=200)
    # The field of each column in JSON, what a word of status means, or the code of an agency.
    meaning = models.TextField(max_length=2000)
    # The plan with which it was said last.
    plan_import = models.ForeignKey(ReportImport, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "words"], name="assurance_plan_memory_once")]
