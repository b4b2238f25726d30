"""Sessions of courses, who booked and came, who holds what, and what people said of it.

A name or a staff number stands in a booking until the register closes, and nowhere afterwards.
"""

from django.db import models
from django.db.models import Q

from lineofsight.partnership.rows import REACHING, AgencyRow, NearBy, StaffRow, WalledRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.rules import SHOWN_LENGTH
from lineofsight.records.learning.rules import (
    LABEL_LENGTH,
    PLACE_LENGTH,
    BookingState,
    Moment,
    SessionState,
    WhyCorrected,
)
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH, new_ref
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80


class Session(AgencyRow):
    """One session of a course. It reaches its own agency, or all members where people of several agencies may book."""

    SENSITIVITY = REACHING | sens(
        S2="course course_version session_date place places state answers_at closed_at version"
    )

    course = models.CharField(max_length=ID_LENGTH)
    course_version = models.PositiveIntegerField()
    session_date = DayField()
    place = models.CharField(max_length=PLACE_LENGTH)
    places = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in SessionState])
    # The address at which those who come answer, without an account; it also salts the codes that they make.
    answers_at = models.CharField(max_length=REF_LENGTH, default=new_ref, unique=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["state", "session_date"], name="learning_session_coming")]


class Booking(StaffRow):
    """Somebody is booked for a session, or came. `agency` is theirs.

    While `open_to` names the agency that runs the session, its leads see the row; the register closes by taking it
    away, together with the label.
    """

    SENSITIVITY = sens(
        S3="id agency ref session open_to person label pseudonym shown state has_left_early was_added by_ref"
        " recorded_at version"
    )
    SHARED = ("open_to_id",)
    NEAR = (NearBy("person_id"),)
    WRITTEN_NEAR = NEAR

    ref = RefField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    open_to = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Somebody who booked for themselves; nobody where a lead booked for them.
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=LABEL_LENGTH, blank=True)
    # Blank where no staff number was given: they are counted, and nobody can say whether they hold the course.
    pseudonym = models.CharField(max_length=REF_LENGTH, blank=True)
    shown = models.CharField(max_length=SHOWN_LENGTH, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in BookingState])
    has_left_early = models.BooleanField(default=False)
    was_added = models.BooleanField(default=False)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "agency", "pseudonym"],
                condition=~Q(pseudonym="") & ~Q(state="withdrawn"),
                name="learning_booking_once_each",
            ),
            models.CheckConstraint(
                condition=Q(open_to__isnull=False) | Q(label=""), name="learning_booking_closed_has_no_label"
            ),
        ]


class Correction(StaffRow):
    """What a closed register should have said of somebody, and why. `agency` is theirs. Only added; the last holds."""

    SENSITIVITY = sens(S3="id agency booking number state has_left_early reason by_role by_ref recorded_at")
    SEEN_THROUGH = "booking"

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in BookingState])
    has_left_early = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, choices=[(one.value, one.value) for one in WhyCorrected])
    by_role = models.CharField(max_length=120)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "number"], name="learning_correction_number")]


class HeadCount(WalledRow):
    """How many of an agency were booked and came, kept when a register closes. Numbers alone.

    A correction adds a row with the next `number`, by the agency whose people they are; the last holds.
    """

    SENSITIVITY = sens(S1="id agency", S2="session of_agency number booked came left_early named")
    SEEN_THROUGH = "session"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="head_counts")
    of_agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    booked = models.PositiveIntegerField()
    came = models.PositiveIntegerField()
    left_early = models.PositiveIntegerField()
    # Of those who came: with a pseudonym, so that their agency can say that they hold the course.
    named = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "of_agency", "number"], name="learning_headcount_once")
        ]


class Attendance(StaffRow):
    """Somebody of an agency came to a session, by its register. What their own learning system knows: workforce."""

    SENSITIVITY = sens(S3="id agency ref session course pseudonym shown day has_left_early by_ref recorded_at")

    ref = RefField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    course = models.CharField(max_length=ID_LENGTH)
    pseudonym = models.CharField(max_length=REF_LENGTH)
    shown = models.CharField(max_length=SHOWN_LENGTH)
    day = DayField()
    has_left_early = models.BooleanField(default=False)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "course", "pseudonym", "day"], name="learning_attendance_once_a_day"
            )
        ]


class Said(StaffRow):
    """What somebody answered of a session, tied to their other answers by a code that they made, and to nobody.

    It keeps no moment: of a session with few people the moment alone could tell who it was.
    """

    SENSITIVITY = sens(S3="id agency ref session moment pair body confirmed")

    ref = RefField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="said")
    moment = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Moment])
    pair = models.CharField(max_length=REF_LENGTH)
    # Canonical JSON: a grade or a code for each question.
    body = models.TextField()
    # What the manager said of it, by its code; blank while nobody has.
    confirmed = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "said"
        constraints = [models.UniqueConstraint(fields=["session", "moment", "pair"], name="learning_said_once_each")]
