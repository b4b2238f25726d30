"""Sessions, bookings and who holds a course as they stand in the database, made without leaving a trail."""

from datetime import date
from typing import Any

from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from lineofsight.records.learning.models import Attendance, Booking, Correction, HeadCount, Said, Session
from tests.factories.partnership import NOW, TODAY

COURSE = "cannabis-and-parenting"
WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def session(of: Agency, audience: Audience = Audience.PARTNERSHIP, **facts: Any) -> Session:
    """A session that is held today."""
    given = {
        "course": COURSE,
        "course_version": 1,
        "session_date": TODAY,
        "place": "online",
        "places": 20,
        "state": "planned",
    } | facts
    return Session.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def booking(of: Session, agency: Agency, **facts: Any) -> Booking:
    """Somebody of an agency who is booked."""
    given = {"open_to": of.agency, "state": "booked"} | facts
    return Booking.objects.create(agency=agency, session=of, **WRITTEN, **given)


def head_count(of: Session, **facts: Any) -> HeadCount:
    given = {"booked": 4, "came": 3, "left_early": 0, "named": 2} | facts
    return HeadCount.objects.create(agency=of.agency, session=of, of_agency=of.agency, **given)


def attendance(of: Session, agency: Agency, **facts: Any) -> Attendance:
    """Somebody who took a course."""
    given = {
        "session": of,
        "course": of.course,
        "pseudonym": "k" * 26,
        "shown": "KKK-KKK",
        "day": date(2026, 5, 4),
    } | facts
    return Attendance.objects.create(agency=agency, **WRITTEN, **given)


def correction(of: Booking, *, number: int = 1, **facts: Any) -> Correction:
    """What a closed register should have said of somebody."""
    given = {"state": "came", "reason": "misread", "by_role": "Audit and learning lead"} | facts
    return Correction.objects.create(agency=of.agency, booking=of, number=number, **WRITTEN, **given)


def said(of: Session, *, moment: str = "after", **facts: Any) -> Said:
    """What somebody answered of a session."""
    number = Said.objects.filter(session=of, moment=moment).count()
    given = {"pair": f"{number:026d}", "body": '{"knowledge":4,"confidence":4,"useful":5}'} | facts
    return Said.objects.create(agency=of.agency, session=of, moment=moment, **given)
