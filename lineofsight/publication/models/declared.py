"""What people declare about an edition before it is published, and that it was withdrawn. Nobody stands in it by name.

Rows are added and stay; the last word of each kind stands. Approvals and overrides point at a hash: what changed has
lost them by construction.
"""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.publication.models.edition import Edition
from lineofsight.trail.sensitivity import sens


class Search(OwnedRow):
    """Somebody looked for what must not be published, or makes a child known, and says what they found."""

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S1="edition place searched_date found role")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="searches")
    place = models.CharField(max_length=40, choices=[(place.value, place.value) for place in SearchPlace])
    searched_date = models.DateField()
    # Empty: nothing that stands against publishing.
    found = models.CharField(max_length=600, blank=True)
    role = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "searches"


class Hold(AgencyRow):
    """Proceedings for which every edition of a review is held back, until somebody says that they no longer do."""

    # Whoever may declare lifts it, though another agency put it.
    MOVED_BY_OTHERS = True

    SENSITIVITY = REACHING | sens(S1="review kind since_date role lifted_date lifted_role lifted_reason version")

    review = models.ForeignKey("assurance.Review", on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in HoldKind])
    since_date = models.DateField()
    role = models.CharField(max_length=100)
    lifted_date = models.DateField(null=True, blank=True)
    lifted_role = models.CharField(max_length=100, blank=True)
    lifted_reason = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_date__isnull=True, lifted_role="", lifted_reason="")
                | (Q(lifted_date__isnull=False) & ~Q(lifted_role="") & ~Q(lifted_reason="")),
                name="publication_hold_is_lifted_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_date__isnull=True) | Q(lifted_date__gte=F("since_date")),
                name="publication_hold_days_in_order",
            ),
        ]


class FamilySight(OwnedRow):
    """When the family was offered sight of the edition, or why not; and a line for the child, agreed with them."""

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S1="edition offered_date not_offered_reason child_line role")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="family_sights")
    offered_date = models.DateField(null=True, blank=True)
    not_offered_reason = models.CharField(max_length=600, blank=True)
    child_line = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offered_date__isnull=False, not_offered_reason="")
                | (Q(offered_date__isnull=True) & ~Q(not_offered_reason="")),
                name="publication_family_offered_or_why_not",
            )
        ]


class PartnerApproval(OwnedRow):
    """One agency that is a safeguarding partner approves what was read. `partner` is its entry in the library."""

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S1="edition partner role read_sha")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="approvals")
    partner = models.CharField(max_length=60)
    role = models.CharField(max_length=100)
    read_sha = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "agency", "read_sha"], name="publication_partner_approves_once")
        ]


class Override(OwnedRow):
    """A second person lets one refusal of the gate pass, with a reason that is printed.

    For one wording only; without one, for the Summary as a whole.
    """

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S1="edition wording code reason role")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="overrides")
    wording = models.ForeignKey("assurance.Wording", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=60)
    reason = models.CharField(max_length=600)
    role = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="publication_override_has_a_reason"),
            # Two words of one sentence may stand against one rule: each is let pass with a reason of its own.
            models.UniqueConstraint(fields=["edition", "code", "wording", "reason"], name="publication_override_once"),
            models.UniqueConstraint(
                fields=["edition", "code", "reason"],
                condition=Q(wording__isnull=True),
                name="publication_override_whole_once",
            ),
        ]


class Withdrawal(OwnedRow):
    """A published edition is taken back, by somebody other than whoever published it, with a reason for everybody."""

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S1="edition reason role person publisher")

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=600)
    role = models.CharField(max_length=100)
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    # Who published it: kept beside, so that the database itself refuses one person for both.
    publisher = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(publisher__isnull=True) | ~Q(person=F("publisher")),
                name="publication_withdrawn_by_a_second_person",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="publication_withdrawal_has_a_reason"),
        ]
