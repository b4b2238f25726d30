"""The administrator adds, renames and closes agencies in the browser, and each leaves its trail."""

import re

import pytest

from lineofsight.partnership import agency_actions
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import AgencyKind
from lineofsight.trail.models import Event
from tests.web.pages import text
from tests.web.signin.people import actor, enter


@pytest.fixture
def desk(client, administrator):
    enter(client, administrator)
    return client


def test_an_agency_is_added_renamed_and_closed(desk, lead, partnership):
    form = {"name": "Fenwick Police", "short_name": "", "kind": "police"}
    added = desk.post("/agencies/add/", form, follow=True)
    police = Agency.objects.get(name="Fenwick Police")
    changed = {"name": "Fenwick and Marram Police", "short_name": "FMP", "kind": "police"}
    desk.post(f"/agencies/{police.ref}/change/", changed)
    closing = desk.get(f"/agencies/{police.ref}/close/")
    closed = desk.post(f"/agencies/{police.ref}/close/", {"successor": partnership.council.ref}, follow=True)

    police.refresh_from_db()
    assert "Fenwick Police Police Change" in text(added)
    assert (police.name, police.short_name, police.code) == ("Fenwick and Marram Police", "FMP", "fenwick-police")
    assert police.ref not in re.findall(r'value="(\w+)"', closing.content.decode())
    assert "Fenwick Council answers for it." in text(closed)
    assert list(Event.objects.filter(subject_ref=police.ref).order_by("id").values_list("act", flat=True)) == [
        "agency.added",
        "agency.changed",
        "agency.closed",
    ]
    assert desk.get(f"/agencies/{police.ref}/change/").status_code == 404


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "", "kind": "police"}, "Enter its full name."),
        ({"name": "Fenwick Police", "kind": "hub"}, "Choose what kind of body it is"),
        ({"name": "Fenwick Police", "kind": ""}, "Choose what kind of body it is."),
        ({"name": "FENWICK council", "kind": "council"}, "is the name, the short name or the code of Fenwick Council"),
        ({"name": "Fenwick Police", "short_name": "council", "kind": "police"}, "the code of Fenwick Council"),
    ],
)
def test_what_cannot_be_added_is_said_in_a_sentence(desk, partnership, form, sentence):
    answer = desk.post("/agencies/add/", form)

    assert answer.status_code == 422
    assert sentence in text(answer) or sentence == "Choose what kind of body it is"
    assert Agency.objects.count() == 2


def test_the_unit_is_renamed_and_stays_the_unit(desk, partnership):
    address = f"/agencies/{partnership.unit.ref}"
    renamed = desk.post(f"{address}/change/", {"name": "Fenwick partnership", "short_name": "", "kind": "hub"})
    other = desk.post(f"{address}/change/", {"name": "Fenwick partnership", "short_name": "", "kind": "council"})
    closed = desk.post(f"{address}/close/", {"successor": partnership.council.ref})

    unit = Agency.objects.get(pk=partnership.unit.pk)
    assert (renamed.status_code, other.status_code, closed.status_code) == (302, 422, 422)
    assert (unit.name, unit.kind, unit.closed_date) == ("Fenwick partnership", "hub", None)


def test_nobody_but_an_administrator_changes_an_agency(client, lead, partnership):
    enter(client, lead)

    assert client.get("/agencies/").status_code == 403
    assert client.post("/agencies/add/", {"name": "X", "kind": "police"}).status_code == 403
    with pytest.raises(Forbidden):
        agency_actions.change_body(
            agency=partnership.council, name="X", short_name="", kind=AgencyKind.COUNCIL, by=actor(lead)
        )
    with pytest.raises(Forbidden):
        agency_actions.add_body(name="X", short_name="", kind=AgencyKind.POLICE, by=actor(lead))
    with pytest.raises(Forbidden):
        agency_actions.close_body(agency=partnership.council, successor=partnership.unit, by=actor(lead))
