"""Returns that came in, and the children and workers in them: pseudonyms under an agency's key, nothing else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, ChildRow, NearBy, OwnedRow, WalledRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.rules import SHOWN_LENGTH, TOKEN_LENGTH, DeliveryState, PostOf
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

KIND_LENGTH = 60


class Import(AgencyRow):
    """One return that somebody delivered. Its rows are there once it is taken, all at the same moment."""

    SENSITIVITY = REACHING | sens(S2="source mark key_id state number taken_at version")

    source = models.CharField(max_length=60)
    # SHA-256 over the files: the same ones again are recognised.
    mark = models.CharField(max_length=64)
    key_id = models.CharField(max_length=16)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in DeliveryState])
    # Taken returns of an agency, counted from 1: «as known after number 3».
    number = models.PositiveIntegerField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="identities_import_number"),
            models.UniqueConstraint(fields=["agency"], condition=Q(state="begun"), name="identities_one_import_each"),
            models.CheckConstraint(
                condition=Q(state="begun", number__isnull=True, taken_at__isnull=True)
                | Q(state="taken", number__isnull=False, taken_at__isnull=False),
                name="identities_import_taken_has_a_number",
            ),
        ]


class Receipt(OwnedRow):
    """What a return gave and what it did not: counts and places, never what stood there."""

    SENSITIVITY = OWNED | sens(S2="delivery body")
    SEEN_THROUGH = "delivery"

    delivery = models.OneToOneField(Import, on_delete=models.PROTECT, related_name="receipt")
    # Canonical JSON (receipts.py): PostgreSQL reorders the keys of its own JSON types.
    body = models.TextField()


class Carried(WalledRow):
    """From when until when a return holds a kind of fact in full."""

    SENSITIVITY = sens(S1="id agency", S2="delivery kind start until")
    SEEN_THROUGH = "delivery"

    delivery = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="carried")
    kind = models.CharField(max_length=KIND_LENGTH)
    start = DayField(null=True, blank=True)
    until = DayField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "carried"


class NamedChildren(WalledRow):
    """Which children a return names: one bit for the number of each, so that one of a county takes two kilobytes.

    Returns of before 0.2 have none. speaks_of_everybody: whoever is not in it had none, as a list may say of itself.
    """

    SENSITIVITY = sens(S1="id agency", S2="delivery speaks_of_everybody", S3="children")
    SEEN_THROUGH = "delivery"

    delivery = models.OneToOneField(Import, on_delete=models.PROTECT, related_name="+")
    children = models.BinaryField()
    # Lists of before this stood here spoke of everybody, and go on doing so; a return never does.
    speaks_of_everybody = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "named children"


_NEAR = "identities.Near"
# Of a child whom somebody only has entries about they see the pseudonym and nothing more.
NEAR_THE_CHILD = (NearBy("subject_id", _NEAR, "subject_id", (("is_whole", True),)),)
BY_THEM = NearBy("worker_id", "identities.Post", "worker_id", (("ended_at", None),))


class KeyedRow(ChildRow):
    """A child or a worker: a pseudonym under a key of the agency, unique, with a short form that people read."""

    ref = RefField()
    delivery = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=16)
    pseudonym = models.CharField(max_length=REF_LENGTH)
    shown = models.CharField(max_length=SHOWN_LENGTH)

    class Meta:
        abstract = True


_KEYED = sens(S3="id agency ref delivery key_id pseudonym shown")


class Subject(KeyedRow):
    """A child in the records. What is said of the child stands in practice.Description."""

    SENSITIVITY = _KEYED
    NEAR = (NearBy("id", _NEAR, "subject_id"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "pseudonym"], name="identities_subject_once"),
            models.UniqueConstraint(fields=["agency", "shown"], name="identities_subject_shown_once"),
        ]


class Worker(KeyedRow):
    """Somebody who works with children, in the records."""

    SENSITIVITY = _KEYED
    NEAR = (NearBy("id", "identities.Post", "worker_id", (("ended_at", None),)),)
    # Whoever sees that a child is allocated to somebody knows them by their pseudonym.
    ALSO_FROM = ("practice.Allocation", "worker")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "pseudonym"], name="identities_worker_once"),
            models.UniqueConstraint(fields=["agency", "shown"], name="identities_worker_shown_once"),
        ]


class Renamed(ChildRow):
    """A child or worker got a new pseudonym, because the agency changed its key. Only the short old one is kept."""

    SENSITIVITY = sens(S3="id agency delivery subject worker key_id pseudonym shown old_shown old_key_id")

    delivery = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="renamed")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="renamed")
    key_id = models.CharField(max_length=16)
    pseudonym = models.CharField(max_length=REF_LENGTH)
    shown = models.CharField(max_length=SHOWN_LENGTH)
    old_key_id = models.CharField(max_length=16)
    old_shown = models.CharField(max_length=SHOWN_LENGTH)

    class Meta:
        verbose_name_plural = "renamed"
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=True) ^ Q(worker__isnull=True), name="identities_renamed_one_of_two"
            )
        ]


class GoneChild(ChildRow):
    """A child whose records were deleted when their time was over: enough to know the child again, and no more.

    mark: a hash of the pseudonym, which only somebody with the agency's key can make from the source's id. before_date:
    older than this was what was deleted; an entry of that day or later brings the child back.
    """

    SENSITIVITY = sens(S3="id agency mark before_date recorded_at")

    mark = models.CharField(max_length=64)
    before_date = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "gone children"
        indexes = [models.Index(fields=["agency", "mark"], name="identities_gone_mark")]


class Post(ChildRow):
    """Which worker of the records somebody here is, or which team they manage: it brings them near children."""

    SENSITIVITY = sens(S3="id agency ref person worker team of by_ref recorded_at ended_at")
    NEAR = (NearBy("person_id"),)

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    team = models.CharField(max_length=40, blank=True)
    of = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PostOf])
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=True, of="team") & ~Q(team="")
                | Q(worker__isnull=False, team="") & ~Q(of="team"),
                name="identities_post_of_a_worker_or_a_team",
            )
        ]


class Near(ChildRow):
    """Somebody's post brings them near a child today. Worked out anew from posts and allocations, and no record."""

    SENSITIVITY = sens(S3="id agency person subject is_whole")
    NEAR = (NearBy("person_id"),)

    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    # All that is recorded of the child, or the entries of the person alone.
    is_whole = models.BooleanField()

    class Meta:
        verbose_name_plural = "near"
        indexes = [models.Index(fields=["person", "subject"], name="identities_near_person")]


class Merge(ChildRow):
    """Two references that the source has for one child: what is recorded of the first is read as of the second.

    The latest of a reference counts. Into itself: it is read as itself again.
    """

    SENSITIVITY = sens(S3="id agency ref subject into reason by_ref recorded_at")

    ref = RefField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()


class RecordedRow(ChildRow):
    """A row of a return about a child. A later row that corrects it, or says that it is gone, points back at it."""

    NEAR: ClassVar[tuple[NearBy, ...]] = NEAR_THE_CHILD

    delivery = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What the source calls this row, under the agency's key.
    row_key = models.CharField(max_length=TOKEN_LENGTH)
    # No index of its own: most rows correct nothing, and those that do have a small one.
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later", db_index=False
    )
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


RECORDED = sens(S3="id agency delivery subject row_key supersedes is_withdrawn")
