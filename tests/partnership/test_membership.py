"""People have a role from a day until a day, in one agency at a time; leavers are cut off at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as configured
from django.db import IntegrityError, transaction
from django.test import Client

from lineofsight.partnership.actions import LastAdministrator, OneAgencyAtATime, close_agency, join, leave
from lineofsight.partnership.models import Invitation, Membership, Person
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import actor_of, today, who_is, who_were
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories.partnership import NOW, TODAY, acting, member, partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def administrator(bodies):
    return acting(Role.ADMINISTRATOR, bodies.hub)


@pytest.fixture
def lead(bodies) -> Person:
    return member(Role.SAFEGUARDING_LEAD, bodies.council)


def roles(person: Person, *, now: datetime = NOW) -> frozenset[Role]:
    return actor_of(Person.objects.get(pk=person.pk), now=now).roles


def test_a_leaver_has_no_role_from_the_same_moment(lead, administrator):
    before = roles(lead)

    leave(person=lead, by=administrator)

    assert (before, roles(lead)) == ({Role.SAFEGUARDING_LEAD}, {Role.PUBLIC})
    assert Event.objects.filter(act="person.access_ended", subject_ref=lead.ref).count() == 1


def test_an_open_session_of_a_leaver_ends_with_the_next_request(lead, administrator, monkeypatch):
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    client = Client()
    client.force_login(lead, backend=configured.AUTHENTICATION_BACKENDS[0])
    before = client.get("/").status_code

    leave(person=lead, by=administrator)

    answer = client.get("/")
    assert (before, answer.status_code) == (200, 302)
    assert answer["Location"].startswith("/sign-in/")


def test_an_invitation_of_a_leaver_is_spent(lead, bodies, administrator):
    Invitation.objects.create(
        email=lead.email,
        agency=bodies.council,
        role=Role.ANALYST,
        token_sha="d" * 64,
        by_ref="x",
        recorded_at=NOW,
        expires_at=NOW + timedelta(days=3),
    )

    leave(person=lead, by=administrator)

    assert Invitation.objects.get().expires_at == NOW


def test_the_last_administrator_stays(administrator):
    with pytest.raises(LastAdministrator):
        leave(person=Person.objects.get(pk=administrator.person_id), by=administrator)


def test_only_an_administrator_ends_somebodys_access(lead, bodies):
    with pytest.raises(Forbidden):
        leave(person=lead, by=acting(Role.BUSINESS_MANAGER, bodies.hub))

    assert roles(lead) == {Role.SAFEGUARDING_LEAD}


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_role_holds_from_its_first_day_until_the_day_it_ends(lead, days, holds):
    Membership.objects.update(from_date=TODAY, until_date=TODAY + timedelta(days=10))

    assert (Role.SAFEGUARDING_LEAD in roles(lead, now=NOW + timedelta(days=days))) is holds


def test_a_role_begins_at_midnight_in_england_and_not_in_greenwich(lead):
    Membership.objects.update(from_date=TODAY)
    summer_midnight = datetime(2026, 6, 21, 23, 0, tzinfo=UTC)

    assert roles(lead, now=summer_midnight - timedelta(seconds=1)) == {Role.PUBLIC}
    assert roles(lead, now=summer_midnight) == {Role.SAFEGUARDING_LEAD}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 29),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), 25),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 25),
    ],
)
def test_the_day_is_englands_also_when_the_clocks_change(moment, day):
    assert today(moment).day == day


def test_nobody_speaks_for_two_agencies(lead, bodies, administrator):
    with pytest.raises(OneAgencyAtATime):
        join(person=lead, agency=bodies.health, role=Role.CONTRIBUTOR, by=administrator)


def test_nobody_speaks_for_an_agency_that_is_closed(lead, bodies, administrator):
    close_agency(agency=bodies.council, successor=bodies.health, by=administrator)

    assert roles(lead) == {Role.PUBLIC}


def test_the_database_refuses_a_role_that_ends_before_it_begins(lead):
    with pytest.raises(IntegrityError, match="ends_after_start"), transaction.atomic():
        Membership.objects.update(from_date=TODAY, until_date=TODAY - timedelta(days=1))


@pytest.fixture
def moved(bodies, lead, administrator) -> Person:
    """Somebody who left the council one morning and was a business manager of the unit at noon."""
    leave(person=lead, by=administrator)
    later = replace(administrator, now=NOW + timedelta(hours=3))
    for role in (Role.BUSINESS_MANAGER, Role.CHECKER):
        join(person=lead, agency=bodies.hub, role=role, by=later)
    return lead


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(days=-30), "Agency safeguarding lead, Wexcombe Council"),
        (timedelta(hours=-1), "Agency safeguarding lead, Wexcombe Council"),
        (timedelta(hours=2), "Agency safeguarding lead, Wexcombe Council"),
        (timedelta(hours=4), "Business manager, Disclosure checker, Wexcombe Safeguarding Partnership"),
        (timedelta(days=30), "Business manager, Disclosure checker, Wexcombe Safeguarding Partnership"),
    ],
)
def test_an_act_is_told_of_the_roles_and_the_agency_held_when_it_was_done(moved, after, told):
    assert who_is(moved.ref, at=NOW + after) == told


def test_whoever_has_left_is_told_by_what_they_were_last(lead, administrator):
    leave(person=lead, by=administrator)

    told = [who_is(lead.ref, at=NOW + timedelta(days=days)) for days in (-1, 0, 1)]

    here = "Agency safeguarding lead, Wexcombe Council"
    assert told == [here, here, f"{here}, who has left"]


def test_control_whoever_stays_is_never_said_to_have_left(lead):
    assert who_is(lead.ref, at=NOW + timedelta(days=3_000)) == "Agency safeguarding lead, Wexcombe Council"


def test_many_are_told_by_one_question(moved, bodies, django_assert_num_queries):
    refs = [moved.ref, member(Role.CONTRIBUTOR, bodies.health).ref, "nobody"]

    with django_assert_num_queries(1):
        told = who_were(refs)
        words = [told(ref, NOW) for ref in refs]

    assert words == [
        "Agency safeguarding lead, Wexcombe Council",
        "Agency contributor, Northmoor Community Health",
        "Somebody without a role here",
    ]
