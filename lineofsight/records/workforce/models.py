"""Who works, by pseudonym: posts, times in a post, absences, programmes of the newly qualified; and their lists.

Rows are only ever added. A later list that corrects a row adds another, which points back at it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, ChildRow, NearBy, OwnedRow, StaffRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.models import BY_THEM, NEAR_THE_CHILD, Subject, Worker
from lineofsight.records.identities.rules import SHOWN_LENGTH, TOKEN_LENGTH
from lineofsight.records.workforce.rules import ListState
from lineofsight.records.workforce.survey_models import SurveyResult as SurveyResult
from lineofsight.records.workforce.survey_models import SurveyRound as SurveyRound
from lineofsight.records.workforce.survey_models import SurveyTally as SurveyTally
from lineofsight.records.workforce.survey_models import SurveyTeam as SurveyTeam
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

CODE_LENGTH = 80
# A manager is near the rows of their team: every such row says in which team it holds.
IN_THEIR_TEAM = NearBy("team", "identities.Post", "team", (("ended_at", None), ("worker_id", None)))


class StaffList(AgencyRow):
    """One list that somebody handed in. Its rows are there once it is taken; its receipt holds counts and places."""

    SENSITIVITY = REACHING | sens(S2="kind kind_version mark key_id state receipt taken_at version")

    kind = models.CharField(max_length=CODE_LENGTH)
    kind_version = models.PositiveIntegerField(default=1)
    # SHA-256 over the file: the same one again is recognised.
    mark = models.CharField(max_length=64, blank=True)
    key_id = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ListState])
    # Canonical JSON: counts, and columns that were thrown away; never what stood in a cell.
    receipt = models.TextField()
    taken_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)


class StaffMember(StaffRow):
    """Somebody who works: a pseudonym under the agency's key, the same as the case system's for the same number."""

    SENSITIVITY = sens(S3="id agency ref key_id pseudonym shown worker")
    NEAR = (BY_THEM,)
    # Whoever sees one of their times in a post knows them by their pseudonym.
    ALSO_FROM = ("workforce.Spell", "member")

    ref = RefField()
    key_id = models.CharField(max_length=16)
    pseudonym = models.CharField(max_length=REF_LENGTH)
    shown = models.CharField(max_length=SHOWN_LENGTH)
    # The same person in the records of children, where a return named them.
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "pseudonym"], name="workforce_member_once"),
            models.UniqueConstraint(fields=["agency", "shown"], name="workforce_member_shown_once"),
        ]


class ListedRow(StaffRow):
    """A row of a staff list. A later row that corrects it, or says that it is gone, points back at it."""

    NEAR: ClassVar[tuple[NearBy, ...]] = (IN_THEIR_TEAM,)

    ref = RefField()
    staff_list = models.ForeignKey(StaffList, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=CODE_LENGTH)
    # What the list calls this row, under the agency's key.
    row_key = models.CharField(max_length=TOKEN_LENGTH)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


_LISTED = sens(S3="id agency ref staff_list team row_key supersedes is_withdrawn")


class EstablishedPost(ListedRow):
    """A post that the agency has, filled or not: in which team, for which role, how much of full time."""

    SENSITIVITY = _LISTED | sens(S3="role fte_hundredths start until")

    role = models.CharField(max_length=CODE_LENGTH)
    fte_hundredths = models.PositiveIntegerField()
    start = DayField()
    until = DayField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_post_key")]
        constraints = [
            models.CheckConstraint(condition=~Q(team=""), name="workforce_post_has_a_team"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("start")), name="workforce_post_ends_after_it_starts"
            ),
        ]


class Spell(ListedRow):
    """The time that somebody is in a post. An agency worker may cover a vacancy, and may not."""

    SENSITIVITY = _LISTED | sens(S3="member role fte_hundredths post_key is_agency_worker leaving_reason start until")

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="spells")
    role = models.CharField(max_length=CODE_LENGTH)
    fte_hundredths = models.PositiveIntegerField()
    # The established post that they are in, or whose vacancy they cover; empty where the list does not say.
    post_key = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    is_agency_worker = models.BooleanField(default=False)
    leaving_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    start = DayField()
    until = DayField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_spell_key")]
        constraints = [
            models.CheckConstraint(condition=~Q(team=""), name="workforce_spell_has_a_team"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("start")), name="workforce_spell_ends_after_it_starts"
            ),
        ]


class Absence(ListedRow):
    """Somebody away from work, for days or for long. Why is never kept."""

    SENSITIVITY = _LISTED | sens(S3="member is_long start until")

    # A manager says in the morning who is not there.
    WRITTEN_NEAR = (IN_THEIR_TEAM,)

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="absences")
    is_long = models.BooleanField(default=False)
    start = DayField()
    until = DayField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_absence_key")]
        constraints = [
            models.CheckConstraint(condition=~Q(team=""), name="workforce_absence_has_a_team"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("start")),
                name="workforce_absence_ends_after_it_starts",
            ),
        ]


class OnProgramme(ListedRow):
    """Somebody on a programme of the library, such as the first year of the newly qualified."""

    SENSITIVITY = _LISTED | sens(S3="member programme start until")

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="programmes")
    programme = models.CharField(max_length=CODE_LENGTH)
    start = DayField()
    until = DayField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_programme_key")]
        constraints = [models.CheckConstraint(condition=~Q(team=""), name="workforce_programme_has_a_team")]


class CourseTaken(ListedRow):
    """A line of a learning system's list: a course that somebody took on a day, and how it ended for them."""

    SENSITIVITY = _LISTED | sens(S3="member course day outcome")

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="courses")
    course = models.CharField(max_length=CODE_LENGTH)
    day = DayField()
    outcome = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "courses taken"
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_course_key")]
        constraints = [models.CheckConstraint(condition=~Q(team=""), name="workforce_course_has_a_team")]


class MilestoneReached(ListedRow):
    """A milestone of a programme that somebody reached, and on which day."""

    SENSITIVITY = _LISTED | sens(S3="member programme milestone day")

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="milestones")
    programme = models.CharField(max_length=CODE_LENGTH)
    milestone = models.CharField(max_length=CODE_LENGTH)
    day = DayField()

    class Meta:
        indexes = [models.Index(fields=["agency", "row_key"], name="workforce_milestone_key")]
        constraints = [models.CheckConstraint(condition=~Q(team=""), name="workforce_milestone_has_a_team")]


class VisitCover(ChildRow):
    """Who makes a visit in place of somebody who is away. The latest for what is due counts."""

    SENSITIVITY = sens(S3="id agency ref subject standard due member by_ref recorded_at")
    NEAR = NEAR_THE_CHILD
    WRITTEN_NEAR = NEAR_THE_CHILD

    ref = RefField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    standard = models.CharField(max_length=CODE_LENGTH)
    due = DayField()
    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "subject"], name="workforce_cover_subject")]


class Alert(AgencyRow):
    """Workload above a limit, or a change that is more than chance: of a team, and of nobody in it."""

    SENSITIVITY = REACHING | sens(S2="kind team about raised_date says")

    kind = models.CharField(max_length=CODE_LENGTH)
    team = models.CharField(max_length=CODE_LENGTH, blank=True)
    # What it is raised about, so that it is raised once: «2026-06».
    about = models.CharField(max_length=CODE_LENGTH)
    raised_date = models.DateField()
    says = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "team", "about"], name="workforce_alert_once")]


class Contingency(OwnedRow):
    """What was done about an alert, by whom in which role, and on which day. It stays."""

    SENSITIVITY = OWNED | sens(S2="alert text by_role made_date")
    SEEN_THROUGH = "alert"

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="contingencies")
    text = models.CharField(max_length=300)
    by_role = models.CharField(max_length=80)
    made_date = models.DateField()

    class Meta:
        verbose_name_plural = "contingencies"
