"""Lists of those who work go with those of whom nothing else is known; what holds or is corrected stays."""

from datetime import date, timedelta

import pytest

from lineofsight.library.retention import Stored
from lineofsight.partnership.models import Tombstone
from lineofsight.records.workforce.models import Spell, StaffMember
from tests.desk.going.making import LONG_AGO, deleted, seen
from tests.factories import workforce_rows

pytestmark = pytest.mark.django_db


def old_list(bodies, *, until: date | None = date(2015, 1, 1), **facts):
    listed = workforce_rows.staff_list(bodies.council, taken_at=LONG_AGO)
    workforce_rows.spell(listed, workforce_rows.member(bodies.council), start=date(2014, 1, 1), until=until, **facts)
    return listed


def test_a_list_of_which_nothing_holds_goes_with_those_of_whom_nothing_else_is_known(bodies, officer):
    listed = old_list(bodies)
    known = StaffMember._base_manager.get()
    other = workforce_rows.member(bodies.council)
    workforce_rows.spell(listed, other, start=date(2014, 1, 1), until=date(2014, 2, 1))
    workforce_rows.spell(workforce_rows.staff_list(bodies.council), other)

    made = deleted(officer, Stored.STAFF_LISTS)

    assert made.deleted == 1
    assert [spell.member_id for spell in Spell._base_manager.all()] == [other.pk]
    assert list(StaffMember._base_manager.all()) == [other]
    assert {one.subject_ref for one in Tombstone.objects.all()} == {listed.ref, known.ref}
    assert type(listed)._base_manager.get(pk=listed.pk).receipt == "{}"


def test_a_list_goes_together_with_the_one_that_corrected_it(bodies, officer):
    listed = old_list(bodies)
    earlier = Spell._base_manager.get()
    later = workforce_rows.staff_list(bodies.council, taken_at=LONG_AGO + timedelta(days=30))
    workforce_rows.spell(
        later,
        earlier.member,
        start=date(2014, 1, 1),
        until=date(2015, 2, 1),
        supersedes=earlier,
        row_key=earlier.row_key,
    )

    made = deleted(officer, Stored.STAFF_LISTS)

    assert made.deleted == 2
    assert not Spell._base_manager.exists()
    assert Tombstone.objects.filter(subject_ref=listed.ref).exists()


def test_a_list_of_which_something_holds_or_is_corrected_by_a_younger_one_stays(bodies, officer):
    holds = old_list(bodies, until=None)
    corrected = old_list(bodies)
    earlier = Spell._base_manager.get(staff_list=corrected)
    workforce_rows.spell(
        workforce_rows.staff_list(bodies.council), earlier.member, supersedes=earlier, row_key=earlier.row_key
    )

    found = {one.row.pk: one.rests for one in seen(officer, Stored.STAFF_LISTS).staying}

    assert found == {
        holds.pk: ("who works here: 1 of its rows hold still, or ended within the time",),
        corrected.pk: ("later lists, which correct 1 of its rows and are kept",),
    }
