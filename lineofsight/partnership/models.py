"""The partnership: its agencies, the people in them, and what they are there."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.asked import AskedState
from lineofsight.partnership.grants import LONGEST_DAYS, GrantState, SampleKind
from lineofsight.partnership.rules import PERSONAL_ROLES, AgencyKind
from lineofsight.trail.models import RefField
from lineofsight.trail.sensitivity import sens


class Agency(models.Model):
    """A body that takes part. Bodies merge and split: a closed one names its successor."""

    SENSITIVITY = sens(S0="id ref code name kind successor", S1="short_name closed_date")

    ref = RefField()
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in AgencyKind])
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    closed_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="hub"), name="partnership_one_hub"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="partnership_successor_is_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """People by their address, however its capitals are written."""

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email=(email or "").casefold())


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do stands in their memberships, never here."""

    SENSITIVITY = sens(S1="id ref name", S2="email last_login is_active", S4="password session_epoch")

    ref = RefField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    # Raised to end every session of this person at once.
    session_epoch = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        verbose_name_plural = "people"

    def clean(self) -> None:
        self.email = self.email.casefold()

    def get_session_auth_hash(self) -> str:
        """Bound to the epoch as well as to the password, so that a leaver's sessions end in one write."""
        return f"{super().get_session_auth_hash()}.{self.session_epoch}"

    def get_session_auth_fallback_hash(self) -> Any:
        for hash_ in super().get_session_auth_fallback_hash():
            yield f"{hash_}.{self.session_epoch}"


class Membership(models.Model):
    """A role that a person has in an agency, from a day until a day."""

    SENSITIVITY = sens(S1="id ref person agency role from_date until_date by_ref recorded_at")

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in PERSONAL_ROLES])
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    by_ref = models.CharField(max_length=26)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="partnership_membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "agency", "role"],
                condition=Q(until_date__isnull=True),
                name="partnership_membership_once",
            ),
        ]


class Invitation(models.Model):
    """A way in for one person: one use, a few days, only its hash kept."""

    SENSITIVITY = sens(S1="id ref agency role by_ref recorded_at expires_at used_at", S2="email", S4="token_sha")

    ref = RefField()
    email = models.EmailField(max_length=254)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in PERSONAL_ROLES])
    token_sha = models.CharField(max_length=64, unique=True)
    by_ref = models.CharField(max_length=26)
    recorded_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class LostAuthenticator(models.Model):
    """Somebody lost their authenticator: one person asks, another agrees, then it is taken off."""

    SENSITIVITY = sens(S1="id ref person asked_by approved_by recorded_at approved_at", S2="reason")

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | (~Q(approved_by=F("asked_by")) & ~Q(approved_by=F("person"))),
                name="partnership_lost_authenticator_two_people",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="partnership_lost_not_asked_by_self"),
        ]


class Grant(models.Model):
    """Leave to look behind what an agency shares: who asks, why, for how many days, and what that agency said."""

    SENSITIVITY = sens(
        S1="id ref person agency days state by_ref recorded_at decided_by decided_at ended_by ended_at version",
        S2="purpose decide_reason end_reason",
    )

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    # Whose rows it opens. That agency decides.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=600)
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in GrantState], default="asked")
    by_ref = models.CharField(max_length=26)
    recorded_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decide_reason = models.CharField(max_length=400, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(days__lte=LONGEST_DAYS), name="partnership_grant_for_a_few_days"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="partnership_grant_not_by_who_asked",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="partnership_grant_decided_by_somebody",
            ),
        ]


class GrantSample(models.Model):
    """One thing that the sample of a grant names. By reference: what it is stands on a higher floor."""

    SENSITIVITY = sens(S1="id grant kind subject_ref")

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="sample")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in SampleKind])
    subject_ref = models.CharField(max_length=26)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "subject_ref"], name="partnership_grant_sample_once")]


LONGEST_ACCESS_WORDS = 800


class AccessQuestion(models.Model):
    """Somebody asks the data-protection officer about a read, or says that they see what they should not; or the
    officer asks somebody why they looked."""

    SENSITIVITY = sens(
        S1="id ref person agency about kind by_role recorded_at to answered_by answered_at stops version",
        S2="subject_ref reader_ref read_at asks answer",
    )

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whose member asks.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(
        max_length=20, choices=[(one, one) for one in ("a read", "sees too much", "why they looked")]
    )
    # What row it is about. By reference: what it is stands on a higher floor.
    kind = models.CharField(max_length=20)
    subject_ref = models.CharField(max_length=26)
    # Until it is answered, whoever asks does not see the row.
    stops = models.BooleanField(default=False)
    reader_ref = models.CharField(max_length=26, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    asks = models.CharField(max_length=LONGEST_ACCESS_WORDS)
    by_role = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    # Who is asked why they looked; everything else is asked of the officers.
    to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=LONGEST_ACCESS_WORDS, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="partnership_access_not_answered_by_who_asked",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="partnership_access_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(about="a read", read_at__isnull=False, to__isnull=True) & ~Q(reader_ref="")
                | Q(about="why they looked", read_at__isnull=False, to__isnull=False, stops=False) & ~Q(reader_ref="")
                | Q(about="sees too much", read_at__isnull=True, reader_ref="", to__isnull=True),
                name="partnership_access_about_a_read_names_it",
            ),
        ]


class DeletionAsked(models.Model):
    """The officer asks that things of one agency go whose time is over. Somebody of that agency agrees, or says why
    not; until then nothing goes."""

    SENSITIVITY = sens(
        S1="id ref person agency kind rule before_date going mark reason by_role recorded_at state answered_at"
        " answered_by answer version"
    )

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    before_date = models.DateField()
    # How many would go, and the mark of which: whoever agrees agrees to these and no others.
    going = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    reason = models.CharField(max_length=LONGEST_ACCESS_WORDS)
    by_role = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in AskedState])
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Why not.
    answer = models.CharField(max_length=LONGEST_ACCESS_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "deletions asked"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="partnership_deletion_takes_two",
            ),
            models.UniqueConstraint(
                fields=["kind", "agency"], condition=Q(state="asked"), name="partnership_one_deletion_asked_each"
            ),
        ]


class RetentionDecision(models.Model):
    """What was decided about rows whose time is over: deleted, or kept longer with a reason. It stays."""

    SENSITIVITY = sens(
        S1="id ref person asked kind rule before_date due_count outcome keep_until deleted stayed reason by_role"
        " recorded_at"
    )

    ref = RefField()
    # None: deleted again after a backup from before was put back; by_role and reason say who decided it, and why.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What the officer asked, where a second person agreed: `person`.
    asked = models.OneToOneField(
        DeletionAsked, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )
    # The kind of row, and the edition of the library's rule by which it was due.
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    before_date = models.DateField()
    due_count = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in ("keep", "delete")])
    keep_until = models.DateField(null=True, blank=True)
    # How many were deleted here; none where the rows have to be deleted outside, and the decision asks for it.
    deleted = models.PositiveIntegerField(default=0)
    # Canonical JSON: what was due and stayed, and what rested on it on that day. No content of any of it.
    stayed = models.TextField(blank=True)
    reason = models.CharField(max_length=LONGEST_ACCESS_WORDS)
    by_role = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="partnership_retention_says_why"),
            models.CheckConstraint(
                condition=Q(outcome="keep", keep_until__isnull=False, deleted=0)
                | Q(outcome="delete", keep_until__isnull=True),
                name="partnership_retention_keeps_until_a_day",
            ),
        ]


class Tombstone(models.Model):
    """Of something that was deleted when its time was over: its reference, whose it was, the day, who, by which rule.

    The database removes a kept row only while the whole that it belongs to stands here (trail.triggers).
    """

    SENSITIVITY = sens(S1="id kind subject_ref agency decision rule by_role recorded_at")

    kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=26, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(RetentionDecision, on_delete=models.PROTECT, related_name="tombstones")
    rule = models.CharField(max_length=80)
    by_role = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()


class CalendarFeed(models.Model):
    """A secret address at which a person's own due days can be read. Only the hash of its token is kept."""

    SENSITIVITY = sens(S1="id ref person recorded_at revoked_at tries tries_since version", S4="token_sha")

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_sha = models.CharField(max_length=64, unique=True)
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # How often it was asked for since a moment, for the limit.
    tries = models.PositiveIntegerField(default=0)
    tries_since = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="partnership_one_calendar_each"
            )
        ]
