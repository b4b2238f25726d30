"""A closed register is corrected by a person's own agency: the course and the numbers follow, and nothing goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.learning import queries
from lineofsight.records.learning.correcting import add_to_closed, correct_attendance
from lineofsight.records.learning.models import Attendance, Booking, Correction, HeadCount
from lineofsight.records.learning.rules import Refused, SessionOver, WhyCorrected
from lineofsight.trail import triggers
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY, acting
from tests.records.learning.conftest import bodies, lead, nurse_lead
from tests.records.learning.registered import booked, planned, taken

__all__ = ["bodies", "lead", "nurse_lead"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def session(lead):
    return planned(lead)


@pytest.fixture
def nurse(session, nurse_lead):
    """A nurse who was booked for a session of the council."""
    return booked(session, nurse_lead)


def corrected(by, row, *, has_come: bool, early: bool = False, expected: int = 0) -> Correction:
    with scope(by, writes=True):
        return correct_attendance(
            booking=queries.find_booking(by, row.ref) or row,
            has_come=has_come,
            has_left_early=early,
            reason=WhyCorrected.MISREAD,
            expected=expected,
            by=by,
        )


def holds(by) -> bool:
    with scope(by, writes=False):
        return bool(queries.days_taken(by, until=TODAY))


def counted(by, session) -> tuple[tuple[str, int, int, int], ...]:
    with scope(by, writes=False):
        some = queries.counts_of([session])[session.pk]
        return tuple((one.of_agency.code, one.came, one.left_early, one.named) for one in some)


def came(by) -> list[tuple[bool, bool]]:
    with scope(by, writes=False):
        return [(one.came, one.has_left_early) for one in queries.everybody_who_came(by, until=TODAY)]


def test_whoever_was_not_ticked_and_came_holds_the_course_once_their_agency_says_so(lead, nurse_lead, session, nurse):
    taken(session, lead, [])
    before = (holds(nurse_lead), counted(lead, session))

    corrected(nurse_lead, nurse, has_come=True)

    assert before == (False, (("health", 0, 0, 0),))
    assert (holds(nurse_lead), counted(lead, session)) == (True, (("health", 1, 0, 1),))
    assert came(nurse_lead) == [(True, False)]
    event = Event.objects.get(act="attendance.corrected")
    assert (event.subject_ref, event.agency_code, event.sens) == (nurse.ref, "health", "S3")


def test_whoever_was_ticked_and_did_not_come_holds_it_no_more_and_what_stood_first_stays(
    lead, nurse_lead, session, nurse
):
    taken(session, lead, [nurse.ref])
    assert holds(nurse_lead)

    corrected(nurse_lead, nurse, has_come=False)

    assert not holds(nurse_lead)
    assert counted(lead, session) == (("health", 0, 0, 0),)
    assert Booking.objects.get(pk=nurse.pk).state == "came"
    assert (Attendance.objects.count(), HeadCount.objects.count()) == (1, 2)


def added(by, session, *, number: str = "77", reason=WhyCorrected.ON_THE_SHEET, early: bool = False) -> Booking:
    session.refresh_from_db()
    with scope(by, writes=True):
        return add_to_closed(session=session, number=number, has_left_early=early, reason=reason, by=by)


def test_who_stands_in_no_row_is_added_by_their_agency_with_how_it_is_known(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])

    row = added(nurse_lead, session)

    assert counted(lead, session) == (("health", 2, 0, 2),)
    assert sorted(came(nurse_lead)) == [(True, False), (True, False)]
    assert [one.reason for one in Correction.objects.all()] == ["on the sheet"]
    assert (row.state, row.was_added, row.label) == ("not here", True, ""), "what the register said stays"
    assert len(queries.days_taken(nurse_lead, until=TODAY)) == 2
    assert Event.objects.get(act="attendance.corrected").subject_ref == row.ref


def test_an_agency_of_which_nobody_stood_in_the_register_gets_its_numbers(lead, nurse_lead, session):
    taken(session, lead, [])

    added(nurse_lead, session, early=True)

    assert counted(lead, session) == (("health", 1, 1, 1),)
    assert not holds(nurse_lead), "whoever left early does not hold it"
    with scope(lead, writes=False):
        assert not Booking.objects.visible_to(lead).exists(), "whoever ran it reads a number, and not of whom"


def test_who_stands_in_the_register_is_not_added_beside_it(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])
    added(nurse_lead, session)

    with pytest.raises(Refused, match="Correct their row instead"):
        added(nurse_lead, session)

    assert counted(lead, session) == (("health", 2, 0, 2),)


def test_nobody_is_added_without_a_staff_number_or_how_it_is_known_or_while_it_is_open(lead, nurse_lead, session):
    with pytest.raises(SessionOver, match="not closed"):
        added(nurse_lead, session)
    taken(session, lead, [])
    with pytest.raises(Refused, match="Enter their staff number"):
        added(nurse_lead, session, number=" ")
    with pytest.raises(Refused, match="how it is known"):
        added(nurse_lead, session, reason=WhyCorrected.MISREAD)
    with pytest.raises(Forbidden):
        added(acting(Role.LEADER, nurse_lead_agency()), session)

    assert not Booking.objects.exists()


def nurse_lead_agency() -> Agency:
    return Agency.objects.get(code="health")


def test_the_last_of_several_corrections_holds(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])

    corrected(nurse_lead, nurse, has_come=True, early=True)
    assert (holds(nurse_lead), counted(lead, session)) == (False, (("health", 1, 1, 1),))
    corrected(nurse_lead, nurse, has_come=True, expected=1)

    assert (holds(nurse_lead), counted(lead, session)) == (True, (("health", 1, 0, 1),))


def test_of_two_who_correct_at_once_the_second_is_told(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])
    corrected(nurse_lead, nurse, has_come=False)

    with pytest.raises(Stale):
        corrected(nurse_lead, nurse, has_come=True, early=True)

    assert Correction.objects.count() == 1


def test_what_stands_there_already_is_no_correction(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])

    with pytest.raises(Refused, match="stands there already"):
        corrected(nurse_lead, nurse, has_come=True)


def test_an_open_register_is_not_corrected_it_is_taken(nurse_lead, nurse):
    with pytest.raises(SessionOver, match="is open"):
        corrected(nurse_lead, nurse, has_come=True)


def test_the_agency_that_ran_it_corrects_nobody_of_another(lead, session, nurse):
    taken(session, lead, [nurse.ref])

    with pytest.raises(Forbidden):
        corrected(lead, nurse, has_come=False)

    assert not Correction.objects.exists()


def test_other_agencies_read_the_numbers_and_no_correction(lead, bodies, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])
    corrected(nurse_lead, nurse, has_come=False)

    for by, seen in ((lead, 0), (nurse_lead, 1), (acting(Role.ANALYST, bodies.council), 0)):
        with scope(by, writes=False):
            assert Correction.objects.visible_to(by).count() == seen


def test_a_correction_is_not_changed_and_not_removed(lead, nurse_lead, session, nurse):
    taken(session, lead, [nurse.ref])
    corrected(nurse_lead, nurse, has_come=False)

    for sql in ("UPDATE learning_correction SET state = 'came'", "DELETE FROM learning_correction"):
        with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
            connection.cursor().execute(sql)
    with triggers.lifted():
        connection.cursor().execute("DELETE FROM learning_correction")
    assert not Correction.objects.exists()


def test_on_a_day_before_the_session_a_correction_says_nothing(lead, nurse_lead, session, nurse):
    taken(session, lead, [])
    corrected(nurse_lead, nurse, has_come=True)

    with scope(nurse_lead, writes=False):
        assert queries.days_taken(nurse_lead, until=TODAY - timedelta(days=1)) == {}
