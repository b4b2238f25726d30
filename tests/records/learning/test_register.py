"""A register of several agencies: who sees what until it closes, what is wiped then, and what stays."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import held_keys
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.models import Attendance, Booking, HeadCount, Said, Session
from lineofsight.records.learning.rules import BookingState, Moment, Refused, SessionOver, SessionState
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.refs import new_ref
from tests.factories.partnership import NOW, TODAY
from tests.records.learning.registered import SECRET, booked, planned, taken

pytestmark = pytest.mark.django_db


def labels_seen(by, session) -> set[str]:
    with scope(by, writes=False):
        return {row.label for row in queries.booked_for(by, session)}


def test_the_agency_that_runs_it_reads_labels_until_the_register_closes_and_numbers_afterwards(
    bodies, lead, nurse_lead
):
    session = planned(lead)
    of_health = booked(session, nurse_lead)
    booked(session, lead, label="Council person", number="12")

    assert labels_seen(lead, session) == {SECRET, "Council person"}
    assert labels_seen(nurse_lead, session) == {SECRET}

    taken(session, lead, [of_health.ref])

    assert labels_seen(lead, session) == {""}
    with scope(lead, writes=False):
        assert {row.agency_id for row in queries.booked_for(lead, session)} == {bodies.council.pk}
        counts = {one.of_agency.code: (one.booked, one.came) for one in queries.counts_of([session])[session.pk]}
    assert counts == {"council": (1, 0), "health": (1, 1)}
    with scope(nurse_lead, writes=False):
        (own,) = queries.booked_for(nurse_lead, session)
    assert own.pseudonym
    assert own.state == BookingState.CAME


def test_a_label_stands_nowhere_once_the_register_is_closed_and_the_pseudonym_stays(bodies, lead, caplog):
    session = planned(lead)
    row = booked(session, lead)
    with scope(job("look", now=NOW), writes=False):
        assert SECRET in Booking.objects.get().label  # the control: it was there

    taken(session, lead, [row.ref])

    with scope(job("look", now=NOW), writes=False):
        rows = [*Booking.objects.values(), *Attendance.objects.values(), *HeadCount.objects.values()]
        told = [*Event.objects.values(), *Payload.objects.values(), *Session.objects.values()]
        name = Attendance.objects.get().pseudonym
    assert SECRET not in json.dumps([*rows, *told], default=str)
    assert "4417" not in json.dumps(rows, default=str)
    assert SECRET not in caplog.text

    assert name == pseudonym(held_keys(bodies.council).present, Named.WORKER, "4417")


def test_nobody_is_booked_or_added_by_a_page_that_was_opened_before_the_register_closed(bodies, lead, nurse_lead):
    session = planned(lead)
    with scope(nurse_lead, writes=False):
        seen = queries.find_session(nurse_lead, session.ref)
    taken(session, lead, [])

    with scope(nurse_lead, writes=True), pytest.raises(SessionOver):
        actions.book(session=seen, who=Who(SECRET, "4417"), by=nurse_lead)
    with scope(lead, writes=True), pytest.raises(SessionOver):
        actions.add_who_came(session=session, who=Who(SECRET), agency=bodies.council, by=lead)

    assert labels_seen(lead, session) == set()


def test_nothing_can_be_saved_once_it_is_closed(lead):
    session = planned(lead)
    row = booked(session, lead)
    taken(session, lead, [row.ref])

    with pytest.raises(SessionOver):
        taken(session, lead, [])
    with pytest.raises(SessionOver):
        booked(session, lead, label="Late", number="9")


def test_whoever_leaves_early_came_and_does_not_hold_the_course(lead):
    session = planned(lead)
    row = booked(session, lead)
    counts = taken(session, lead, [row.ref], early=[row.ref])

    assert [(one.came, one.left_early) for one in counts] == [(1, 1)]
    with scope(lead, writes=False):
        assert queries.days_taken(lead, until=TODAY) == {}


def test_somebody_who_came_is_added_for_another_agency_whose_lead_then_sees_them(bodies, lead, nurse_lead):
    session = planned(lead)
    with scope(lead, writes=True):
        now = queries.find_session(lead, session.ref)
        actions.add_who_came(session=now, who=Who("Came anyway"), agency=bodies.health, by=lead)

    assert labels_seen(nurse_lead, session) == {"Came anyway"}
    with scope(lead, writes=True):
        now = queries.find_session(lead, session.ref)
        (count,) = actions.close_register(session=now, expected=now.version, by=lead)
    # Without a staff number they are counted, and nobody can say that they hold the course.
    assert (count.booked, count.came, count.named) == (0, 1, 0)


def test_a_full_session_an_unknown_key_and_a_second_booking_are_refused_with_a_sentence(bodies, lead, nurse_lead):
    session = planned(lead, places=2)
    booked(session, nurse_lead)
    with pytest.raises(Refused, match="booked for this session already"):
        booked(session, nurse_lead, label="Again")
    booked(session, lead, label="Other", number="5")
    with pytest.raises(Refused, match="Every place is taken"):
        booked(session, lead, label="Third", number="6")


def test_only_the_leads_of_the_agency_that_runs_it_take_the_register(lead, nurse_lead):
    session = planned(lead)

    with pytest.raises(Forbidden):
        taken(session, nurse_lead, [])
    with scope(nurse_lead, writes=False):
        own = planned(lead, is_for_several=False)
        assert queries.find_session(nurse_lead, own.ref) is None


def test_a_booking_is_taken_back_with_its_label(lead):
    session = planned(lead)
    row = booked(session, lead)
    with scope(lead, writes=True):
        actions.withdraw(booking=queries.find_booking(lead, row.ref), expected=1, by=lead)

    assert labels_seen(lead, session) == set()
    with scope(job("look", now=NOW), writes=False):
        assert Booking.objects.get().label == ""


def answered(session, moment, code, days=0, **given) -> Said:
    by = job("answers", now=NOW + timedelta(days=days))
    with scope(by, writes=True):
        return actions.answer(
            session=queries.session_at(session.answers_at), moment=moment, code=code, given=given, by=by
        )


def test_answers_are_tied_by_the_code_and_to_nobody_and_those_who_did_not_answer_are_told(lead):
    session = planned(lead)
    rows = [booked(session, lead, label=f"Person {n}", number=str(n)) for n in range(3)]
    answered(session, Moment.BEFORE, "oak 77", knowledge="2", confidence="3")
    answered(session, Moment.AFTER, "OAK-77", knowledge="4", confidence="3", useful="5")
    answered(session, Moment.AFTER, "elm 12", knowledge="5", confidence="5", useful="4")
    taken(session, lead, [row.ref for row in rows])

    with scope(lead, writes=False):
        found = queries.answers_of(lead, session)
    assert [(one.before, one.after) for one in found.pairs["knowledge"]] == [(2, 4)]
    assert (found.came, found.before, found.after) == (3, 1, 2)
    with scope(job("look", now=NOW), writes=False):
        fields = {one.name for one in Said._meta.get_fields()}
    assert not fields & {"person", "pseudonym", "by_ref", "recorded_at"}


def test_nothing_is_answered_about_a_session_that_was_cancelled_since_the_page_was_opened(lead):
    session = planned(lead)
    by = job("answers", now=NOW)
    with scope(by, writes=True):
        opened = queries.session_at(session.answers_at)
    with scope(lead, writes=True):
        # What cancelling leaves; the page that was opened before holds the row as it was.
        Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED, closed_at=NOW)

    with scope(by, writes=True), pytest.raises(SessionOver, match="was not held"):
        actions.answer(
            session=opened,
            moment=Moment.BEFORE,
            code="oak 77",
            given={"knowledge": "2", "confidence": "3"},
            by=by,
        )


def test_the_same_code_answers_once_and_a_manager_confirms_once(lead):
    session = planned(lead)
    made = answered(session, Moment.LATER, "oak 77", days=49, used="used")
    with pytest.raises(Refused, match="first answer stands"):
        answered(session, Moment.LATER, "oak 77", days=49, used="not-used")

    by = job("answers", now=NOW + timedelta(days=50))
    with scope(by, writes=True):
        actions.confirm(said=queries.said_at(made.ref), code="seen", by=by)
        with pytest.raises(SessionOver):
            actions.confirm(said=queries.said_at(made.ref), code="not-seen", by=by)
    with scope(lead, writes=False):
        assert queries.answers_of(lead, session).confirmed == ("seen",)
    with scope(replace(lead, agency_id=None), writes=False):
        assert queries.answers_of(replace(lead, agency_id=None), session).confirmed == ()


def test_what_is_not_open_that_day_is_not_taken(lead):
    session = planned(lead)

    with pytest.raises(SessionOver):
        answered(session, Moment.LATER, "oak 77", used="used")
    with pytest.raises(Refused, match="from 1 to 5"):
        answered(session, Moment.BEFORE, "oak 77", knowledge="6", confidence="3")


def test_every_session_that_was_held_counts_however_many_there_are(lead):
    one = planned(lead)
    more = [
        Session(**{**facts(one), "ref": new_ref(), "answers_at": new_ref(), "state": SessionState.CLOSED})
        for _ in range(205)
    ]
    Session.objects.bulk_create(more)

    assert len(queries.held(lead)) == 205


def facts(row: Session) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
