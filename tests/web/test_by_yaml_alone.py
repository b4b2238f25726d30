"""The files of three pages of docs/how-to, on a partnership's own shelf: on the pages with no line of Python."""

import pytest

from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.registers.models import Challenge, Chased, Entry, Meeting
from lineofsight.records.stated.models import StatedReturn
from tests.factories.partnership import acting, agency, member, partnership
from tests.factories.sight_rows import returned
from tests.library.followed import saved
from tests.web.pages import words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = pytest.mark.django_db


def found(client, words: str, kind: str) -> str:
    """What a search says among one kind of thing."""
    return words_of(client.post("/search", {"words": words, "kind": kind}).content.decode())


def test_it_is_raised_answered_and_walled_by_yaml_alone(tmp_path, settings):
    settings.LOS_SHELF = str(saved("add-a-challenge.md", tmp_path))
    bodies = partnership()
    school = agency("school", "Fell Academy", AgencyKind.EDUCATION)
    raiser = signed_in(member(Role.SAFEGUARDING_LEAD, school))
    council = signed_in(member(Role.SAFEGUARDING_LEAD, bodies.council))
    form = {"concern": "attendance", "wanted": "A plan is made.", "key": "one"}

    assert "Challenge by a school" in words_of(raiser.get("/challenges/new?kind=school-challenge").content.decode())
    assert raiser.post("/challenges/new?kind=school-challenge", form).status_code == 302

    made = Challenge.objects.get()
    page = words_of(council.get(f"/challenges/{made.ref}").content.decode())
    assert "With the team: due in" in page
    assert "What is done about attendance" in page
    answer = {"version": 1, "answer": "agreed", "key": "two"}
    assert council.post(f"/challenges/{made.ref}/step?do=answer", answer).status_code == 302
    third = acting(Role.ANALYST, bodies.health)
    with scope(third, writes=False):
        assert not Challenge.objects.visible_to(third).exists()
    assert shelf().ids("challenges") >= {"school-challenge"}


def test_a_meeting_is_held_and_its_action_chased_by_yaml_alone(tmp_path, settings):
    settings.LOS_SHELF = str(saved("add-a-register.md", tmp_path))
    bodies = partnership()
    child = returned(bodies.council).child()
    lead = signed_in(member(Role.SAFEGUARDING_LEAD, bodies.council))
    day = {"on-day": "22", "on-month": "6", "on-year": "2026", "key": "one"}
    assert "Placement meeting" in words_of(lead.get("/registers").content.decode())

    assert lead.post("/registers/new?of=placement-meeting", day).status_code == 302
    meeting = Meeting.objects.get()
    booked = {"child": child.ref, "because": "planned", "key": "two"}
    assert lead.post(f"/meetings/{meeting.ref}/book", booked).status_code == 302
    item = Entry.objects.get()
    there = {"present": ["chair", "fostering"], "version": 1, "key": "there"}
    assert lead.post(f"/meetings/{meeting.ref}/present", there).status_code == 302
    decided = {"decision": "agreed", "child-asked": "yes", "offered": "2", "version": 1, "key": "three"}
    follows = {"what_1": "visit", "by_1": "worker", "due_1-day": "1", "due_1-month": "7", "due_1-year": "2026"}
    assert lead.post(f"/entries/{item.ref}/record", decided | follows).status_code == 302

    page = words_of(lead.get(f"/meetings/{meeting.ref}").content.decode())
    assert "The move is agreed" in page
    assert "Visit the home with the child" in page
    assert Chased.objects.count() == 1
    assert "Placement meeting" in found(lead, "placement meeting", "register")
    head, row = lead.get("/registers/download?of=placement-meeting").content.decode("utf-8-sig").splitlines()
    assert head.startswith("day,state,")
    assert row.startswith("2026-06-22,recorded,")
    assert "The move is agreed" in row


def test_a_body_is_asked_and_answers_by_yaml_alone(tmp_path, settings):
    settings.LOS_SHELF = str(saved("add-a-return.md", tmp_path))
    bodies = partnership()
    police = agency("police", "Wexcombe Police", AgencyKind.POLICE)
    body = signed_in(member(Role.CONTRIBUTOR, police))
    address = "/stated/quarter?of=night-visits&quarter=2026-01-01"
    unit = signed_in(member(Role.BUSINESS_MANAGER, bodies.hub))

    assert "Children met at night" not in words_of(body.get("/").content.decode())
    asked = {"night-visits": [police.ref], "from_quarter": "2026-01-01", "key": "ask"}
    assert unit.post("/stated/asked", asked).status_code == 302
    assert "Children met at night, January to March 2026" in words_of(body.get("/").content.decode())
    template = body.get("/stated/template?of=night-visits&quarter=2026-01-01").content.decode("utf-8-sig")
    assert "told,Told to the council by the next morning" in template
    assert body.post(address, {"told__n": "40", "told__of": "44", "key": "one"}).status_code == 302
    page = words_of(body.get(f"/stated/{StatedReturn.objects.get().ref}").content.decode())
    assert "40 of 44" in page
    assert "Children met at night" in found(unit, "met night", "return")
    assert "Children met at night" in unit.get("/stated/download?of=night-visits").content.decode()
