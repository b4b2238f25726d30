"""What one settles for oneself: how often mails come, and a calendar behind a secret that can be ended."""

import re

import pytest
from django.test import Client

from lineofsight.mails.models import MailChoice
from lineofsight.partnership.calendars import MOST_TRIES
from lineofsight.partnership.models import CalendarFeed, Membership
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db


def test_somebody_chooses_how_often_the_digest_comes_and_the_second_of_two_savers_is_told(lead):
    first = lead.post("/account/mails", {"rhythm": "weekly", "version": "0"})
    stale = lead.post("/account/mails", {"rhythm": "none", "version": "0"})
    wrong = lead.post("/account/mails", {"rhythm": "hourly", "version": "1"})

    assert (first.status_code, stale.status_code, wrong.status_code) == (302, 409, 422)
    assert MailChoice.objects.get().rhythm == "weekly"
    assert re.search(r'value="weekly"[^>]* checked', lead.get("/account/mails").content.decode())


def made(client) -> str:
    page = client.post("/account/calendar").content.decode()
    return re.search(r"http://testserver(/calendar/[^<\s]+\.ics)", page)[1]


@pytest.fixture
def address(lead, review) -> str:
    return made(lead)


def test_a_calendar_program_reads_days_and_references_and_nothing_else(address, review):
    answer = Client().get(address)

    said = answer.content.decode()
    events = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", said, re.DOTALL)
    action = review.actions.order_by("number").first()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert len(events) == 2
    assert f"SUMMARY:Update due: {action.ref[:3].upper()}-{action.ref[3:6].upper()}\r\n" in said
    assert f"DTSTART;VALUE=DATE:{action.due_date:%Y%m%d}\r\n" in said
    for word in ("Send the list", "Train", "Wexcombe", review.name, "DTSTART:"):
        assert word not in said


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(lead, address):
    token = address.split("/")[2].removesuffix(".ics")

    assert token not in lead.get("/account/calendar").content.decode()
    assert token not in str(CalendarFeed.objects.values().get())
    assert token not in str(list(Event.objects.values("act", "payload__body")))


def test_an_address_that_was_ended_leads_nowhere_and_both_stand_in_the_trail(lead, address):
    before = Client().get(address)

    lead.post("/account/calendar/end")

    assert (before.status_code, Client().get(address).status_code) == (200, 404)
    told = Event.objects.filter(act__startswith="calendar.").order_by("id")
    assert [event.act for event in told] == ["calendar.made", "calendar.ended"]


def test_a_new_address_ends_the_one_before(lead, address):
    again = made(lead)

    assert (Client().get(address).status_code, Client().get(again).status_code) == (404, 200)
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1


def test_the_address_of_somebody_who_left_leads_nowhere(address):
    Membership.objects.update(until_date=TODAY)

    assert Client().get(address).status_code == 404


def test_whoever_asks_too_often_is_told_to_wait_and_an_hour_later_is_answered(address, clock):
    answers = [Client().get(address).status_code for _ in range(MOST_TRIES + 1)]
    clock.move(hours=1, seconds=1)

    assert answers == [200] * MOST_TRIES + [429]
    assert Client().get(address).status_code == 200


def test_nobody_reads_more_by_it_than_its_person_does(bodies, browser, review):
    health = made(browser(Role.SAFEGUARDING_LEAD, "health"))

    said = Client().get(health).content.decode()

    assert not {action.ref for action in review.actions.all()} & set(re.findall(r"UID:\w+-(\w+)@", said))


def test_control_an_address_that_nobody_made_leads_nowhere(db):
    assert Client().get("/calendar/guessed.ics").status_code == 404
