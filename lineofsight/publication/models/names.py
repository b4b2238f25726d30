"""Names that may not be printed: only their keyed hashes, so that nobody can read them here."""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.sensitivity import sens


class RegisteredName(AgencyRow):
    """One name that an agency registered, as its hash under that agency's key. Taken away, its hash is blank.

    `key_mark` tells under which key: a hash whose key is lost is never met again, and its agency is told so.
    """

    SENSITIVITY = REACHING | sens(S1="taken_at key_mark version", S4="sha")

    sha = models.CharField(max_length=64, blank=True)
    key_mark = models.CharField(max_length=16)
    taken_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha"], condition=~Q(sha=""), name="publication_name_once"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(sha=""), name="publication_name_taken_away_is_blank"
            ),
        ]
