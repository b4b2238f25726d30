"""Challenges with their stages, and entries of a register with the actions that follow them."""

from django.db import models

from lineofsight.library.challenge import State, Step
from lineofsight.partnership.rows import REACHING, AgencyRow, ChildRow, NearBy
from lineofsight.records.identities.models import NEAR_THE_CHILD, Subject
from lineofsight.records.registers.rules.challenges import LONGEST
from lineofsight.records.registers.rules.entries import (
    LONGEST_ACTION,
    LONGEST_PLACE,
    LONGEST_WHY,
    EntryState,
    MeetingState,
)
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80
CODE_LENGTH = 40


class Challenge(ChildRow):
    """One agency (or officer) asks another to look again at what it decided for a child.

    Both see it, and a third that was asked to take part; nobody else.
    """

    SENSITIVITY = sens(
        S3="id agency other_agency third_agency ref person subject kind kind_version concern wanted is_urgent"
        " raised_date state stage stage_due_date whole_due_date version by_ref recorded_at"
    )
    NEAR = (*NEAR_THE_CHILD, NearBy("person_id"))
    SHARED = ("other_agency_id", "third_agency_id")
    WRITTEN_NEAR = NEAR

    ref = RefField()
    # Whoever it is raised with; the same agency where an officer challenges their own.
    other_agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    # Whoever was asked to take part, and says its view; named once, and then it stays.
    third_agency = models.ForeignKey(
        "partnership.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    # A child in the records of the agency that raises it; none where that agency has no records here.
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=ID_LENGTH)
    kind_version = models.PositiveIntegerField()
    concern = models.CharField(max_length=CODE_LENGTH)
    wanted = models.CharField(max_length=LONGEST)
    is_urgent = models.BooleanField()
    raised_date = models.DateField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in State])
    stage = models.CharField(max_length=ID_LENGTH)
    stage_due_date = models.DateField(null=True, blank=True)
    whole_due_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state"], name="registers_challenge_raised"),
            models.Index(fields=["other_agency", "state"], name="registers_challenge_asked"),
        ]


class ChallengeStep(ChildRow):
    """One step of a challenge, by one side. Steps are only added."""

    SENSITIVITY = sens(
        S3="id agency ref challenge number step target stage reason answer outcome has_learning said"
        " stage_due_date whole_due_date made_date by_role by_ref recorded_at"
    )
    SEEN_THROUGH = "challenge"

    ref = RefField()
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Step])
    target = models.CharField(max_length=20, choices=[(one.value, one.value) for one in State])
    stage = models.CharField(max_length=ID_LENGTH)
    reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    answer = models.CharField(max_length=CODE_LENGTH, blank=True)
    outcome = models.CharField(max_length=CODE_LENGTH, blank=True)
    has_learning = models.BooleanField(null=True, blank=True)
    said = models.CharField(max_length=LONGEST, blank=True)
    # How the clock stood after it.
    stage_due_date = models.DateField(null=True, blank=True)
    whole_due_date = models.DateField(null=True, blank=True)
    made_date = models.DateField()
    by_role = models.CharField(max_length=120)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "number"], name="registers_challengestep_number")]


class Meeting(AgencyRow):
    """One meeting of a register: its day and which roles were there. What it decided stands with each item."""

    SENSITIVITY = REACHING | sens(S2="register register_version meeting_date present why_without state version")

    register = models.CharField(max_length=ID_LENGTH)
    register_version = models.PositiveIntegerField()
    meeting_date = models.DateField()
    # The codes of the roles that were there, with a space between; blank until somebody says so.
    present = models.CharField(max_length=400, blank=True)
    # Why it decides or ends without somebody who has to be there; blank where nobody is missing.
    why_without = models.CharField(max_length=LONGEST_WHY, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in MeetingState])
    version = models.PositiveIntegerField(default=1)


class Entry(ChildRow):
    """One entry of a register: an item that is booked for a meeting, or something that was logged."""

    SENSITIVITY = sens(
        S3="id agency ref register register_version meeting person subject entry_date state body carried version"
        " by_ref recorded_at"
    )
    NEAR = (*NEAR_THE_CHILD, NearBy("person_id"))
    WRITTEN_NEAR = NEAR

    ref = RefField()
    register = models.CharField(max_length=ID_LENGTH)
    register_version = models.PositiveIntegerField()
    # None: booked, and waits for the next meeting; or a register without meetings.
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entry_date = models.DateField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in EntryState])
    # Canonical JSON of codes, numbers, days, yes and no: what was answered when it was booked.
    body = models.TextField()
    # How often it was carried over undecided.
    carried = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["agency", "register", "state"], name="registers_entry_register")]


class Recording(ChildRow):
    """What was decided of an entry, or logged. A later one corrects the one before, and says why."""

    SENSITIVITY = sens(S3="id agency ref entry number body reason made_date by_role by_ref recorded_at")
    SEEN_THROUGH = "entry"

    ref = RefField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="recordings")
    number = models.PositiveIntegerField()
    body = models.TextField()
    reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    made_date = models.DateField()
    by_role = models.CharField(max_length=120)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="registers_recording_number")]


class Paper(ChildRow):
    """That a paper lies before an item: which, which edition, and where it is kept. Never the paper itself."""

    SENSITIVITY = sens(S3="id agency ref entry number what edition paper_date held_by place by_role by_ref recorded_at")
    SEEN_THROUGH = "entry"

    ref = RefField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=CODE_LENGTH)
    edition = models.PositiveIntegerField()
    paper_date = models.DateField()
    held_by = models.CharField(max_length=CODE_LENGTH)
    # Its reference where it is kept: letters, digits and signs, no words.
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    by_role = models.CharField(max_length=120)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="registers_paper_number"),
            models.UniqueConstraint(fields=["entry", "what", "edition"], name="registers_paper_edition"),
        ]


class Chased(ChildRow):
    """An action that follows from an entry: what, by which role, by when; chased until it is done."""

    SENSITIVITY = sens(S3="id agency ref entry what words by_role due_date done_date version by_ref recorded_at")
    SEEN_THROUGH = "entry"

    ref = RefField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="chased")
    what = models.CharField(max_length=CODE_LENGTH)
    words = models.CharField(max_length=LONGEST_ACTION, blank=True)
    by_role = models.CharField(max_length=CODE_LENGTH)
    due_date = models.DateField()
    done_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "chased"
