"""What people upload: the bytes once, and for each agency that holds them a row of its own."""

from django.db import models

from lineofsight.files.rules import NAME_LETTERS
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.sensitivity import sens


class Blob(models.Model):
    """Some bytes, named by their hash. Nobody reaches them but through a row that holds them. Rows are only added."""

    SENSITIVITY = sens(S2="id sha256 size media_type verdict recorded_at")

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    # Which version of the guard let it pass.
    verdict = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()


class Held(AgencyRow):
    """A file as an agency holds it, under the name that a person gave it."""

    # Not unique by agency and blob: whoever writes for an agency must not learn what it already holds unseen.
    SENSITIVITY = REACHING | sens(S2="blob name notes version")

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="holdings")
    name = models.CharField(max_length=NAME_LETTERS)
    # Codes of what the guard noticed (guard.verdict.NOTES), separated by spaces.
    notes = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    # What it stands behind, by reference, where somebody asked on its way in: a grant names one of these.
    behind: frozenset[str] = frozenset()
    # That it was deleted when its time was over, where it was found by `queries.find_held`.
    gone: Tombstone | None = None

    class Meta:
        verbose_name_plural = "held"
        indexes = [models.Index(fields=["agency", "blob"], name="files_held_agency_blob")]

    def __str__(self) -> str:
        return self.name
