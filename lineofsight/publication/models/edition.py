"""Editions of a Summary, the signatures on their sentences, and the files that came out."""

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.publication.rules import EditionState, Verdict
from lineofsight.trail.sensitivity import sens


def _differ(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})


class Edition(AgencyRow):
    """One edition of a review's Summary. Once published its content never changes."""

    # It is the unit's row, and people of other agencies move it: the safeguarding partners approve.
    MOVED_BY_OTHERS = True

    SENSITIVITY = REACHING | sens(
        S1="review number title state as_at_date author checker checked_sha approver approved_sha publisher"
        " published_at content content_sha written_with support_line nobody_asked signing_asked_date version"
    )

    review = models.ForeignKey("assurance.Review", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in EditionState], default="draft")
    as_at_date = models.DateField()
    author = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")
    checker = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")
    # Check and approval point at the hash of what was read: what changed afterwards has lost them.
    checked_sha = models.CharField(max_length=64, blank=True)
    approver = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")
    approved_sha = models.CharField(max_length=64, blank=True)
    publisher = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    # The frozen EditionContent in canonical JSON.
    content = models.TextField(blank=True)
    content_sha = models.CharField(max_length=64, blank=True)
    # The version of this service that wrote its files: another may write the same words into other bytes.
    written_with = models.CharField(max_length=20, blank=True)
    # Where somebody who is worried can turn; empty: what the outline of the library says.
    support_line = models.CharField(max_length=300, blank=True)
    # Why no child, parent or carer was asked, where nobody was.
    nobody_asked = models.CharField(max_length=600, blank=True)
    # Since when agencies are asked to sign; until then they can read it, and nothing waits for them.
    signing_asked_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="publication_edition_number"),
            models.CheckConstraint(condition=_differ("author", "checker"), name="publication_author_not_checker"),
            models.CheckConstraint(condition=_differ("author", "publisher"), name="publication_author_not_publisher"),
            models.CheckConstraint(condition=_differ("checker", "publisher"), name="publication_checker_not_publisher"),
        ]


class SignOff(OwnedRow):
    """An agency's word on one wording in one edition. A changed wording has no signature, by construction."""

    SEEN_THROUGH = "wording"
    SENSITIVITY = OWNED | sens(S1="edition wording verdict view role recorded_role agreed_where agreed_date held")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signoffs")
    wording = models.ForeignKey("assurance.Wording", on_delete=models.PROTECT, related_name="signoffs")
    verdict = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Verdict])
    # The different view, printed with the sentence.
    view = models.TextField(max_length=2000, blank=True)
    role = models.CharField(max_length=100)
    # Recorded on behalf: by which role, at which meeting and on which day `role` agreed, and the file that shows it.
    recorded_role = models.CharField(max_length=100, blank=True)
    agreed_where = models.CharField(max_length=200, blank=True)
    agreed_date = models.DateField(null=True, blank=True)
    held = models.ForeignKey("files.Held", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="agree") | ~Q(view=""), name="publication_different_view_has_words"
            ),
            models.CheckConstraint(
                condition=Q(recorded_role="", agreed_where="", agreed_date__isnull=True)
                | (~Q(recorded_role="") & ~Q(agreed_where="") & Q(agreed_date__isnull=False)),
                name="publication_signed_on_behalf_has_its_minute",
            ),
        ]


class Objection(OwnedRow):
    """An agency says that it did not agree to a signature recorded for it. The signature stands no longer."""

    SEEN_THROUGH = "signoff"
    SENSITIVITY = OWNED | sens(S1="signoff reason role recorded_role said_where said_date held")

    signoff = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="objection")
    reason = models.CharField(max_length=600)
    role = models.CharField(max_length=100)
    # Recorded on behalf: by which role, how and on which day `role` said it, and the file that shows it.
    recorded_role = models.CharField(max_length=100, blank=True)
    said_where = models.CharField(max_length=200, blank=True)
    said_date = models.DateField(null=True, blank=True)
    held = models.ForeignKey("files.Held", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_role="", said_where="", said_date__isnull=True)
                | (~Q(recorded_role="") & ~Q(said_where="") & Q(said_date__isnull=False)),
                name="publication_objected_on_behalf_has_its_minute",
            ),
        ]


class Artefact(OwnedRow):
    """One file of a published edition, by its hash, so that a rebuild can be compared byte for byte."""

    SEEN_THROUGH = "edition"
    SENSITIVITY = OWNED | sens(S0="edition path sha256 size")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="artefacts")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "path"], name="publication_artefact_once")]
