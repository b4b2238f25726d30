"""People who book, come and say what they think of a course."""

from lineofsight.library.course import Course
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.models import Booking, Session
from tests.factories.partnership import TODAY

SECRET = "Robin Vale 4417"


def planned(by, *, is_for_several: bool = True, places: int = 20) -> Session:
    course = shelf().newest(Course, "cannabis-and-parenting")
    with scope(by, writes=True):
        return actions.plan_session(
            course=course, day=TODAY, place="Room 2", places=places, is_for_several=is_for_several, by=by
        )


def booked(session, by, label=SECRET, number="4417", **facts) -> Booking:
    with scope(by, writes=True):
        return actions.book(session=queries.find_session(by, session.ref), who=Who(label, number), by=by, **facts)


def taken(session, by, here, early=()):
    with scope(by, writes=True):
        now = queries.find_session(by, session.ref)
        actions.save_register(session=now, here=here, left_early=early, expected=now.version, by=by)
        now = queries.find_session(by, session.ref)
        return actions.close_register(session=now, expected=now.version, by=by)
