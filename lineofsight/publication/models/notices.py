"""What is told beside a published edition, because the edition itself never changes."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.publication.models.edition import Edition
from lineofsight.publication.rules import NoticeState
from lineofsight.trail.sensitivity import sens


class Notice(AgencyRow):
    """A notice beside a published edition: which sentences no longer rest on what they rested on, and what is said of
    it. One person writes it, a second has it printed; from then on it stays."""

    # The second person may be of another agency, as whoever checks and publishes is.
    MOVED_BY_OTHERS = True

    SENSITIVITY = REACHING | sens(
        S1="edition number text fell state writer role second second_role decided_at reason version"
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=600, blank=True)
    # Which sentence, which evidence, what became of it and when: canonical JSON, as the public reads it.
    fell = models.TextField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in NoticeState], default="written")
    writer = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=100)
    second = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")
    second_role = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Why it is not printed, where it is not.
    reason = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="publication_notice_number"),
            # Two that are written at the same moment would tell of the same sentences twice.
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state="written"), name="publication_one_notice_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state="printed") | (Q(second__isnull=False) & ~Q(second=F("writer"))),
                name="publication_notice_printed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="not printed") | ~Q(reason=""), name="publication_notice_dropped_with_a_reason"
            ),
        ]
