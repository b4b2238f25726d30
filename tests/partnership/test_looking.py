"""Who of another agency looked at what is kept is recorded, and told to whose it is and to nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lineofsight.partnership.actions import join, leave
from lineofsight.partnership.looking import note_file_opened, note_read, unusual_looks, who_looked
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.reads import is_recorded, is_unusual
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.sensitivity import Sens
from tests.factories import rows
from tests.factories.partnership import NOW, acting, grant, partnership

SATURDAY = datetime(2026, 6, 20, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("most", "audience", "reader", "recorded"),
    [
        (Sens.S2, Audience.OWN, 2, True),
        (Sens.S2, Audience.HUB, 2, True),
        (Sens.S3, Audience.HUB, None, True),
        (Sens.S2, Audience.PARTNERSHIP, 2, False),
        (Sens.S2, Audience.PUBLIC, 2, False),
        (Sens.S1, Audience.HUB, 2, False),
        (Sens.S2, Audience.OWN, 1, False),
        (Sens.S3, None, 1, True),
        (Sens.S3, None, 2, True),
    ],
)
def test_looking_is_recorded_for_what_others_keep_and_for_every_child(most, audience, reader, recorded):
    assert is_recorded(most=most, audience=audience, row_agency=1, reader_agency=reader) is recorded


@pytest.mark.parametrize(
    ("moment", "unusual"),
    [
        (datetime(2026, 6, 22, 6, 0, tzinfo=UTC), False),
        (datetime(2026, 6, 22, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 22, 18, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 22, 19, 0, tzinfo=UTC), True),
        (SATURDAY, True),
    ],
)
def test_night_and_weekend_are_unusual_by_the_clock_of_england(moment, unusual):
    assert is_unusual(moment) is unusual


@pytest.fixture
def of(db):
    return partnership()


@pytest.fixture
def lead(of):
    return acting(Role.SAFEGUARDING_LEAD, of.council)


@pytest.fixture
def unit(of):
    return acting(Role.BUSINESS_MANAGER, of.hub)


@pytest.fixture
def piece(of, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return rows.evidence(rows.review(of.hub), of.council, Audience.HUB, held=rows.held(of.council, Audience.HUB))


def test_a_page_is_recorded_once_a_day_for_each_reader(unit, piece, of):
    for _ in range(3):
        note_read(row=piece, by=unit)
    note_read(row=piece, by=replace(unit, now=NOW + timedelta(days=1)))
    note_read(row=piece, by=acting(Role.CHECKER, of.hub))

    assert Event.objects.filter(act="read", subject_ref=piece.ref).count() == 3


def test_reading_within_the_agency_is_not_recorded(lead, piece):
    note_read(row=piece, by=lead)
    note_file_opened(held=piece.held, by=lead)

    assert Event.objects.count() == 0


def test_every_file_that_another_agency_opens_is_recorded_with_the_leave(of, piece, lead):
    scrutineer = acting(Role.SCRUTINEER, of.scrutiny)
    given = grant(person_of(scrutineer), of.council, sample=[piece.ref], decided_by=person_of(lead), decided_at=NOW)
    looker = actor_of(person_of(scrutineer), now=NOW)
    piece.held.behind = frozenset({piece.ref})

    for _ in range(2):
        note_file_opened(held=piece.held, by=looker)

    found = who_looked(piece, lead, files=[piece.held])
    assert found is not None
    assert [(one.who, one.is_file, one.leave) for one in found] == [
        ("Independent scrutineer, Independent Scrutiny", True, (given.ref,))
    ] * 2


def person_of(actor):
    return Person.objects.get(pk=actor.person_id)


def test_unusual_times_stand_first_and_then_the_newest(of, piece, lead, unit):
    for days in (2, 1, 0):
        note_read(row=piece, by=replace(unit, now=NOW - timedelta(days=days)))

    found = who_looked(piece, lead)

    assert found is not None
    assert [(one.at, one.is_unusual) for one in found] == [
        (NOW - timedelta(days=1), True),
        (NOW - timedelta(days=2), True),
        (NOW, False),
    ]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.BUSINESS_MANAGER, "hub"),
        (Role.SAFEGUARDING_LEAD, "health"),
        (Role.CONTRIBUTOR, "council"),
        (Role.SCRUTINEER, "scrutiny"),
    ],
)
def test_who_looked_is_told_to_nobody_but_the_lead_and_the_director_of_the_agency(of, piece, lead, role, body):
    assert who_looked(piece, acting(role, getattr(of, body), email="one@example.org")) is None
    assert who_looked(piece, lead) == ()
    assert who_looked(piece, acting(Role.LEADER, of.council)) == ()


def test_the_officer_learns_who_looked_at_unusual_times_and_never_at_what(of, piece, unit):
    note_read(row=piece, by=replace(unit, now=SATURDAY))
    note_read(row=piece, by=unit)
    note_read(row=piece, by=replace(unit, now=SATURDAY - timedelta(days=14)))
    officer = acting(Role.DATA_PROTECTION, of.hub)

    found = unusual_looks(officer)

    assert [(one.who, one.agency, one.times) for one in found] == [
        ("Business manager, Wexcombe Safeguarding Partnership", "Wexcombe Council", 1)
    ]
    assert piece.ref not in repr(found)
    assert unusual_looks(unit) == ()


def test_one_look_at_night_is_not_lost_among_many_by_day(piece, lead, unit, django_assert_max_num_queries):
    night = NOW.replace(hour=1)
    note_read(row=piece, by=replace(unit, now=night))
    for days in range(1, 61):
        note_read(row=piece, by=replace(unit, now=NOW + timedelta(days=days)))

    # The question who they were is not asked anew for each look.
    with django_assert_max_num_queries(2):
        found = who_looked(piece, replace(lead, now=NOW + timedelta(days=61)))

    assert found is not None
    assert len(found) == 61
    assert night in [one.at for one in found if one.is_unusual]


def test_a_look_of_more_than_a_year_ago_is_not_told(piece, lead, unit):
    for days in (364, 366):
        note_read(row=piece, by=replace(unit, now=NOW - timedelta(days=days)))

    found = who_looked(piece, lead)

    assert found is not None
    assert [one.at for one in found] == [NOW - timedelta(days=364)]


def test_the_leave_of_a_look_is_not_told_once_its_details_are_erased(piece, lead, of):
    looker = acting(Role.SCRUTINEER, of.scrutiny)
    given = grant(person_of(looker), of.council, sample=[piece.ref], decided_by=person_of(lead), decided_at=NOW)
    piece.held.behind = frozenset({piece.ref})
    note_file_opened(held=piece.held, by=actor_of(person_of(looker), now=NOW))

    def told():
        return [one.leave for one in who_looked(piece, lead, files=[piece.held]) or ()]

    before = told()
    Payload.objects.update(salt="", body="")

    assert (before, told()) == ([(given.ref,)], [()])


def test_a_look_is_told_of_the_agency_that_the_reader_was_in(of, piece, lead, unit):
    administrator = acting(Role.ADMINISTRATOR, of.hub)
    note_read(row=piece, by=replace(unit, now=SATURDAY))
    leave(person=person_of(unit), by=administrator)
    join(person=person_of(unit), agency=of.health, role=Role.SAFEGUARDING_LEAD, by=administrator)
    Person.objects.filter(pk=unit.person_id).update(is_active=True)
    later = actor_of(person_of(unit), now=SATURDAY + timedelta(days=7))
    note_read(row=piece, by=later)

    was = "Business manager, Wexcombe Safeguarding Partnership"
    now = "Agency safeguarding lead, Northmoor Community Health"
    found = who_looked(piece, replace(lead, now=later.now))
    told = unusual_looks(replace(acting(Role.DATA_PROTECTION, of.hub), now=later.now), days=8)
    assert found is not None
    assert [one.who for one in found] == [now, was]
    assert {(one.who, one.times) for one in told} == {(was, 1), (now, 1)}
