"""Looking at children is recorded, also within their own agency."""

import pytest

from lineofsight.partnership.looking import note_children_read, note_read
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.trail.models import Event
from tests.factories.partnership import acting
from tests.records.readings import born, reading

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.ANALYST])
def test_who_opens_the_page_of_a_child_of_their_own_agency_is_recorded_once_a_day(council, role):
    council.takes(reading(born("1")))
    reader = acting(role, council.agency, email="reader@council.example")

    with scope(reader, writes=False):
        child = Subject.objects.visible_to(reader).get()
        note_read(row=child, by=reader)
        note_read(row=child, by=reader)

    told = Event.objects.get(act="read")
    assert (told.subject_ref, told.actor_ref, told.sens) == (child.ref, reader.ref, "S3")


def test_a_list_of_children_is_recorded_with_how_many_and_what_for(council):
    note_children_read(what="visits that are overdue", children=["b" * 26, "a" * 26, "a" * 26, ""], by=council.analyst)

    told = Event.objects.get(act="children.read")
    assert '"n":2' in told.payload.body
    assert f'["{"a" * 26}","{"b" * 26}"]' in told.payload.body
    assert "a" * 26 not in (told.subject_ref, told.commitment)
    assert told.agency_code == "council"
