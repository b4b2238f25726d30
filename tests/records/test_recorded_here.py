"""A visit recorded here by hand: there at once, corrected and taken back by later rows, and never there twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from lineofsight.library.fact import FactKind
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import last_delivery
from lineofsight.records.identities.models import Import, Subject
from lineofsight.records.practice.models import Fact, RecordedHere
from lineofsight.records.practice.nearness import give_post
from lineofsight.records.practice.queries import returns
from lineofsight.records.practice.recording import NotRecorded, add_child, correct_event, record_event, take_event_back
from lineofsight.trail.models import Event
from tests.factories.partnership import acting, member
from tests.records.merging import merge
from tests.records.readings import carries, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)


def kind(id: str = "care-visit") -> FactKind:
    return shelf().newest(FactKind, id)


@pytest.fixture
def child(council) -> Subject:
    """A child of team North with a visit in March that a return brought."""
    council.takes(reading(placed("1", MARCH), visit("1", MARCH), with_worker("1", "7", MARCH)))
    return Subject.objects.get()


@pytest.fixture
def manager(council, child):
    """The manager of the team, near the child by a post."""
    lead = acting(Role.SAFEGUARDING_LEAD, council.agency)
    person = member(Role.TEAM_MANAGER, council.agency)
    give_post(person=person, agency=council.agency, by=lead, team="North")
    return actor_of(person, now=council.analyst.now + timedelta(hours=1))


def records(child, by, day=APRIL, code="seen-alone", of="care-visit") -> RecordedHere:
    with scope(by, writes=True):
        return record_event(subject=child, kind=kind(of), day=day, code=code, by=by)


def days(council, **asked) -> list[date | None]:
    return [event.day for child in council.knows(**asked) for event in child.events]


def test_a_manager_near_the_child_records_a_visit_and_it_is_known_from_that_moment_on(council, child, manager):
    entry = records(child, manager)

    assert days(council) == [MARCH, APRIL]
    assert days(council, at=manager.now - timedelta(minutes=1)) == [MARCH]
    assert entry.by_role == "Team manager"
    event = Event.objects.get(act="event.recorded")
    assert (event.subject_ref, event.sens, event.agency_code) == (entry.ref, "S3", "council")


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.LEADER, Role.BUSINESS_MANAGER])
def test_a_role_that_works_with_no_child_records_nothing(council, child, role):
    with pytest.raises(Forbidden):
        records(child, acting(role, council.agency))

    assert days(council) == [MARCH]


def test_row_security_keeps_a_manager_from_writing_of_a_child_they_are_not_near(council, child):
    """The page finds no such child; this is what stands behind it. SQLite has no second wall."""
    stranger = actor_of(member(Role.TEAM_MANAGER, council.agency), now=council.analyst.now)
    if connection.vendor == "sqlite":
        assert not Subject.objects.visible_to(stranger).exists()
        return

    with pytest.raises(DatabaseError), transaction.atomic():
        records(child, stranger)

    assert days(council) == [MARCH]


def test_it_is_no_return_and_does_not_make_what_is_known_look_newer(council, child, manager):
    before = last_delivery(council.analyst)

    records(child, manager)

    assert last_delivery(council.analyst) == before
    assert returns(council.analyst).count() == 1
    assert Import.objects.get(source="recorded here").number == 2


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(1899, 12, 31)])
def test_a_day_that_cannot_be_is_refused_with_what_was_entered(child, manager, day):
    with pytest.raises(NotRecorded, match=f"You entered {day.day} {day:%B %Y}"):
        records(child, manager, day)

    assert not RecordedHere.objects.exists()
    assert Import.objects.count() == 1


def test_a_kind_that_the_library_does_not_give_to_hands_is_refused(child, manager):
    with pytest.raises(NotRecorded, match="is not recorded here by hand"):
        records(child, manager, of="final-order", code="")


@pytest.mark.parametrize("day, came", [(MARCH, "came with a return"), (APRIL, "is recorded here")])
def test_the_same_kind_on_the_same_day_is_refused_the_second_time(council, child, manager, day, came):
    records(child, manager)

    with pytest.raises(NotRecorded, match=came):
        records(child, manager, day, code="seen")

    assert days(council) == [MARCH, APRIL]


def test_a_return_that_holds_visits_in_full_does_not_take_back_what_it_does_not_hold(council, child, manager):
    records(child, manager)

    council.takes(reading(placed("1", MARCH), visit("1", MARCH), carried=(carries("care-visit"),)))

    assert days(council) == [MARCH, APRIL]


@pytest.mark.usefixtures("child")
def test_control_the_same_return_takes_back_what_another_return_brought(council):
    council.takes(reading(visit("1", APRIL)))

    council.takes(reading(placed("1", MARCH), visit("1", MARCH), carried=(carries("care-visit"),)))

    assert days(council) == [MARCH]


def test_a_return_that_brings_the_same_visit_stands_and_there_is_one(council, child, manager):
    entry = records(child, manager, code="seen-alone")

    council.takes(reading(visit("1", APRIL, code="seen")))

    (known,) = council.knows()
    assert [(event.day, event.code) for event in known.events] == [(MARCH, "seen-alone"), (APRIL, "seen")]
    entry.refresh_from_db()
    assert entry.state == "came with a return"
    assert Event.objects.filter(act="event.came", subject_ref=entry.ref).count() == 1


def test_once_it_came_with_a_return_a_correction_of_the_return_moves_the_one_visit(council, child, manager):
    records(child, manager)
    council.takes(reading(visit("1", APRIL, row="V")))

    council.takes(reading(visit("1", MAY, row="V")))

    assert days(council) == [MARCH, MAY]


def test_a_return_that_brings_it_under_another_reference_of_the_child_stands_too(council, child, manager):
    records(child, manager)
    council.takes(reading(placed("2", MARCH)))
    merge(council, Subject.objects.exclude(pk=child.pk).get(), child)

    council.takes(reading(visit("2", APRIL)))

    assert days(council) == [MARCH, APRIL]


def test_a_correction_is_a_later_row_and_what_was_known_before_stays_known(council, child, manager):
    entry = records(child, manager)
    later = replace(manager, now=manager.now + timedelta(hours=1))

    with scope(later, writes=True):
        correct_event(entry=entry, kind=kind(), day=MAY, code="not-seen", expected_version=1, by=later)

    assert days(council) == [MARCH, MAY]
    assert days(council, at=manager.now) == [MARCH, APRIL]
    assert Fact.objects.filter(row_key=entry.row_key).count() == 2


def test_a_second_correction_of_the_same_state_is_stale_and_writes_nothing(council, child, manager):
    entry = records(child, manager)
    facts = {"entry": entry, "kind": kind(), "code": "seen", "expected_version": 1, "by": manager}
    with scope(manager, writes=True):
        correct_event(day=MAY, **facts)

    with pytest.raises(Stale), scope(manager, writes=True), transaction.atomic():
        correct_event(day=APRIL, **facts)

    assert days(council) == [MARCH, MAY]


def test_taken_back_with_a_reason_it_is_gone_and_what_was_known_before_stays_known(council, child, manager):
    entry = records(child, manager)
    facts = {"entry": entry, "reason": "Another child.", "by": replace(manager, now=manager.now + timedelta(hours=1))}

    with scope(manager, writes=True):
        take_event_back(expected_version=1, **facts)

    assert days(council) == [MARCH]
    assert days(council, at=manager.now) == [MARCH, APRIL]
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == ("taken back", "Another child.")
    with pytest.raises(WrongState), scope(manager, writes=True):
        take_event_back(expected_version=2, **facts)


def test_an_entry_that_does_not_stand_is_changed_and_removed_by_nobody(child, manager):
    entry = records(child, manager)
    RecordedHere.objects.filter(pk=entry.pk).update(state="taken back")

    with pytest.raises(DatabaseError), transaction.atomic():
        RecordedHere.objects.filter(pk=entry.pk).update(state="stands")
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordedHere.objects.filter(pk=entry.pk).delete()


def test_a_child_who_came_in_no_return_is_taken_in_recorded_about_and_found_by_a_later_return(council):
    lead = acting(Role.SAFEGUARDING_LEAD, council.agency)
    with scope(council.analyst, writes=True):
        added = add_child(source_id="77", agency=council.agency, by=council.analyst)
    records(added, lead)

    council.takes(reading(placed("77", MARCH)))

    (known,) = council.knows()
    assert (known.child, [one.day for one in known.events]) == (added.shown, [APRIL])
    assert [one.start for one in known.spans] == [MARCH]
    assert Event.objects.filter(subject_ref=added.ref).earliest("id").act == "child.added"
    assert "77" not in {added.pseudonym, added.shown}


@pytest.mark.parametrize(
    ("source_id", "says"), [("1", "is here already, as"), (" ", "1 to 100 characters"), ("9" * 101, "1 to 100")]
)
def test_a_child_is_not_taken_in_twice_nor_without_an_id(council, child, source_id, says):
    with pytest.raises(NotRecorded, match=says), scope(council.analyst, writes=True):
        add_child(source_id=source_id, agency=council.agency, by=council.analyst)

    assert Subject.objects.count() == 1


def test_who_may_not_take_a_return_takes_no_child_in(council, manager):
    with pytest.raises(Forbidden), scope(manager, writes=True):
        add_child(source_id="77", agency=council.agency, by=manager)
