"""Correct a register that is closed: what stood first stays, and so do who said otherwise, when and why.

Once names are wiped nobody but a person's own agency can say who they were, so it is theirs to correct.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rows import Stale, written_by
from lineofsight.partnership.rules import Act
from lineofsight.records.learning.models import Booking, Correction, HeadCount, Session
from lineofsight.records.learning.names import named
from lineofsight.records.learning.rules import (
    WHY_ADDED,
    BookingState,
    Refused,
    SessionOver,
    SessionState,
    WhyCorrected,
)
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


def corrections_of(actor: Actor, bookings: Iterable[Booking]) -> Mapping[int, tuple[Correction, ...]]:
    """What was corrected of some bookings, by the booking, the last at the end: as far as the actor sees it."""
    rows = Correction.objects.visible_to(actor).filter(booking__in=[one.pk for one in bookings]).order_by("number")
    found: dict[int, tuple[Correction, ...]] = {}
    for row in rows:
        found[row.booking_id] = (*found.get(row.booking_id, ()), row)
    return found


def last_corrections(actor: Actor, *, until: date) -> tuple[Correction, ...]:
    """The correction that holds of each booking of sessions until a day, as far as the actor sees it."""
    rows = Correction.objects.visible_to(actor).filter(booking__session__session_date__lte=until)
    return tuple({row.booking_id: row for row in rows.select_related("booking__session").order_by("number")}.values())


@transaction.atomic
def correct_attendance(
    *, booking: Booking, has_come: bool, has_left_early: bool, reason: WhyCorrected, expected: int, by: Actor
) -> Correction:
    """Say of somebody of one's own agency that they came, left early or did not come, other than the register says.

    expected: how many corrections there were when it was read. Raises Forbidden, SessionOver (the register is still
    open, or the booking was taken back), Refused (it says so already), Stale.
    """
    require(by, Act.ATTENDANCE_CORRECT, booking)
    session = booking.session
    if session.state == SessionState.PLANNED:
        raise SessionOver("The register of this session is open. Whoever runs the session ticks who is here.")
    if session.state == SessionState.CANCELLED or booking.state == BookingState.WITHDRAWN:
        raise SessionOver("This session was not held, or the booking was taken back. Nobody came by it.")
    before = booking.corrections.order_by("number").last()
    stands: Booking | Correction = before or booking
    was = (stands.state == BookingState.CAME, stands.has_left_early)
    now = (has_come, has_come and has_left_early)
    if expected != (before.number if before else 0):
        raise Stale(booking)
    if now == was:
        raise Refused("That is what stands there already. Nothing was changed.")
    try:
        with transaction.atomic():
            made = Correction.objects.create(
                agency_id=booking.agency_id,
                booking=booking,
                number=expected + 1,
                state=BookingState.CAME if has_come else BookingState.NOT_HERE,
                has_left_early=now[1],
                reason=reason,
                by_role=by.role_words[:120],
                **written_by(by),
            )
            _count_anew(booking, was=was, now=now)
    except IntegrityError:
        raise Stale(booking) from None
    facts = {"state": made.state, "left_early": "yes" if made.has_left_early else "no", "reason": reason.value}
    record("attendance.corrected", subject=booking, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, **facts)
    return made


@transaction.atomic
def add_to_closed(*, session: Session, number: str, has_left_early: bool, reason: WhyCorrected, by: Actor) -> Booking:
    """Say of somebody of one's own agency who stands in no row of a closed register that they came, and why.

    number: their staff number. reason: how it is known. The row says that the register did not have them, and a
    correction that they came.
    Raises Forbidden, SessionOver (the register is open, or the session was not held), Refused.
    """
    require(by, Act.ATTENDANCE_ADD, session)
    require(by, Act.ATTENDANCE_CORRECT, OfAgency(by.agency_id))
    if session.state != SessionState.CLOSED:
        raise SessionOver("The register of this session is not closed. Whoever runs the session adds who comes.")
    if reason not in WHY_ADDED:
        raise Refused("Say how it is known that they were there.")
    agency = own_agency(by)
    name, short = named(agency, number)
    if not name:
        raise Refused("Enter their staff number: without it nobody can be said to hold the course.")
    try:
        with transaction.atomic():
            booking: Booking = Booking.objects.create(
                agency=agency,
                session=session,
                pseudonym=name,
                shown=short,
                state=BookingState.NOT_HERE,
                was_added=True,
                **written_by(by),
            )
    except IntegrityError:
        raise Refused("Somebody with this staff number stands in the register. Correct their row instead.") from None
    correct_attendance(booking=booking, has_come=True, has_left_early=has_left_early, reason=reason, expected=0, by=by)
    return booking


def _count_anew(booking: Booking, *, was: tuple[bool, bool], now: tuple[bool, bool]) -> None:
    """The numbers of the agency with this one person counted otherwise: a further row, and the last holds."""
    counted = HeadCount.objects.filter(session_id=booking.session_id, of_agency_id=booking.agency_id)
    # An agency of which nobody stood in the register has no numbers yet: they were nought.
    last = counted.order_by("number").last() or HeadCount(number=1, booked=0, came=0, left_early=0, named=0)
    came = now[0] - was[0]
    HeadCount.objects.create(
        agency_id=booking.agency_id,
        session_id=booking.session_id,
        of_agency_id=booking.agency_id,
        number=last.number + 1,
        booked=last.booked,
        came=last.came + came,
        left_early=last.left_early + now[1] - was[1],
        named=last.named + (came if booking.pseudonym else 0),
    )
