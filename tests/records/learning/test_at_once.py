"""Two people at one session at the same moment: no name slips into a register that closes, no place is given twice."""

import pytest

from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import make_key
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.models import Booking
from lineofsight.records.learning.rules import Refused, SessionOver
from tests.at_once import at_once
from tests.factories.partnership import NOW, acting, partnership
from tests.records.learning.registered import SECRET, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


@pytest.fixture
def two(settings, tmp_path):
    """The leads of two agencies, and a session with one place, which the first of them runs."""
    settings.PSEUDONYM_KEYS_ROOT = tmp_path / "keys"
    bodies = partnership()
    for one in (bodies.council, bodies.health):
        make_key(one)
    lead = acting(Role.LEARNING_LEAD, bodies.council)
    return planned(lead, places=1), lead, acting(Role.SAFEGUARDING_LEAD, bodies.health)


def booking(session, by, label, hold=lambda: None):
    """Book as a page does: the session is found first."""
    with scope(by, writes=True):
        actions.book(session=queries.find_session(by, session.ref), who=Who(label), by=by)
        hold()


def labels() -> list[str]:
    with scope(job("look", now=NOW), writes=False):
        return list(Booking.objects.values_list("label", flat=True))


def test_nobody_is_booked_into_a_register_that_closes_at_that_moment(two):
    session, lead, other = two

    def close(hold) -> None:
        with scope(lead, writes=True):
            found = queries.find_session(lead, session.ref)
            actions.close_register(session=found, expected=found.version, by=lead)
            hold()

    closed, booked = at_once(close, lambda: booking(session, other, SECRET))

    assert closed is None
    assert isinstance(booked, SessionOver)
    assert labels() == []


def test_a_name_that_is_booked_while_the_register_closes_is_wiped(two):
    session, lead, other = two

    def close() -> None:
        with scope(lead, writes=True):
            found = queries.find_session(lead, session.ref)
            actions.close_register(session=found, expected=found.version, by=lead)

    said = at_once(lambda hold: booking(session, other, SECRET, hold), close)

    assert said == (None, None)
    assert labels() == [""]


def test_the_last_place_is_given_once(two):
    session, lead, other = two

    first, second = at_once(
        lambda hold: booking(session, lead, "Council person", hold), lambda: booking(session, other, SECRET)
    )

    assert first is None
    assert isinstance(second, Refused)
    assert labels() == ["Council person"]
