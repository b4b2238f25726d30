"""My next two weeks: by day, of one's own children alone, and as days in a calendar that tells of no child."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Carried
from lineofsight.records.practice.models import Allocation
from lineofsight.trail.models import Event, Payload
from tests.factories import record_rows
from tests.factories.partnership import TODAY, member
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import signed_in
from tests.web.sight.listed import DUE_TODAY, IN_7_DAYS, IN_20_DAYS, OVERDUE_10, OVERDUE_21, SINCE_START

pytestmark = pytest.mark.django_db
DAYS = {"overdue": OVERDUE_10, "today": DUE_TODAY, "in 7": IN_7_DAYS, "in 20": IN_20_DAYS}


@pytest.fixture
def mine(council):
    """Four children of worker NORTHERN, and one of somebody else."""
    others = council.child(visits=[SINCE_START, DUE_TODAY], team="South", worker="SOUTHERN")
    first = council.child(visits=[SINCE_START, DAYS["overdue"]], team="North 1", worker="NORTHERN")
    worker = first_worker(first)
    found = {"overdue": first, "others": others}
    for name in ("today", "in 7", "in 20"):
        child = council.child(visits=[SINCE_START, DAYS[name]])
        works(child, worker)
        found[name] = child
    return found


def first_worker(child):
    return Allocation.objects.get(subject=child).worker


def works(child, worker):
    record_rows.allocation(child, worker, team="North 1", role="social worker", start=date(2025, 10, 1))


@pytest.fixture
def practitioner(mine, lead, bodies):
    person = member(Role.PRACTITIONER, bodies.council)
    assert lead.post("/sight/posts", {"person": person.ref, "of": "worker NORTHERN"}).status_code == 302
    return signed_in(person)


def test_what_is_overdue_stands_first_then_day_by_day_and_nothing_further_ahead(mine, practitioner):
    told = words_of(page(practitioner, "/sight/my-days"))

    assert "things are due by 6 July 2026." in told
    places = [told.index("Overdue by 10 days"), told.index("Today, Monday 22 June 2026"), told.index("29 June 2026")]
    assert places == sorted(places)
    assert mine["in 7"].shown in told
    assert not re.search(r"(Sunday|Monday) 1[2-9] July 2026", told)


def test_the_latest_of_all_stands_first_and_one_record_is_offered_for_all_that_is_overdue_of_a_child(
    mine, practitioner, council
):
    # A return that tells whether a child was seen: one visit answers two rules.
    of = council.delivery
    Carried.objects.create(agency_id=of.agency_id, delivery=of, kind="child-seen", start=date(2025, 1, 1))
    works(council.child(visits=[SINCE_START, OVERDUE_21]), first_worker(mine["overdue"]))

    text = page(practitioner, "/sight/my-days")
    overdue = text[text.index(">Overdue<") : text.index("Today, ")]

    blocks = overdue.split("<h3")[1:]
    assert len({block.split("</a>")[0][-6:] for block in blocks}) == len(blocks)
    days = [[int(number) for number in re.findall(r"Overdue by (\d+) day", words_of(one))] for one in blocks]
    assert days == [sorted(one, reverse=True) for one in days]
    firsts = [one[0] for one in days]
    assert firsts == sorted(firsts, reverse=True)
    # More than one of a child, and one way to record for all that one kind answers.
    several = [block for block, late in zip(blocks, days, strict=True) if len(late) > 1]
    assert any("One record may close" in words_of(block) for block in several)
    for block in several:
        kinds = re.findall(r'/record\?kind=([\w-]+)"', block)
        assert len(kinds) == len(set(kinds))


def test_another_workers_child_is_not_in_it(mine, practitioner):
    assert mine["others"].shown not in page(practitioner, "/sight/my-days")


def test_no_pseudonym_stands_in_an_address_of_the_page(mine, practitioner):
    hrefs = re.findall(r'href="([^"]*)"', page(practitioner, "/sight/my-days"))

    assert hrefs
    assert not [href for href in hrefs for child in mine.values() if child.shown in href]


def test_whoever_has_no_post_is_told_what_to_do(mine, bodies):
    told = words_of(page(signed_in(member(Role.PRACTITIONER, bodies.council)), "/sight/my-days"))

    assert "Ask your safeguarding lead to say it." in told


def calendar_of(client) -> str:
    text = client.post("/account/calendar").content.decode()
    return re.search(r"http://testserver(/calendar/[^<\s]+\.ics)", text)[1]


def test_the_calendar_holds_the_days_and_nothing_of_any_child(mine, practitioner):
    feed = Client().get(calendar_of(practitioner)).content.decode()

    days = {TODAY, TODAY + timedelta(days=7), TODAY - timedelta(days=10)}
    assert {f"DTSTART;VALUE=DATE:{day:%Y%m%d}" for day in days} <= set(feed.split("\r\n"))
    for child in mine.values():
        assert child.shown not in feed
        assert child.ref not in feed
    assert set(re.findall(r"SUMMARY:(.*?)\r", feed)) == {"Due: see your next two weeks"}
    assert "visit" not in feed.lower()


def test_when_the_post_ends_the_days_leave_the_calendar(mine, practitioner, lead):
    where = calendar_of(practitioner)
    assert "DTSTART" in Client().get(where).content.decode()
    post = re.search(r'action="(/sight/posts/[^"]*/end)"', page(lead, "/sight/posts")).group(1)

    lead.post(post)

    assert "DTSTART" not in Client().get(where).content.decode()


def test_an_ended_address_tells_no_day(practitioner):
    where = calendar_of(practitioner)

    practitioner.post("/account/calendar/end")

    assert Client().get(where).status_code == 404


def test_whoever_sees_all_children_of_the_agency_has_none_of_their_days_in_a_calendar(mine, lead):
    assert "DTSTART" not in Client().get(calendar_of(lead)).content.decode()


def test_looking_at_the_list_is_recorded_with_whose_it_was(mine, practitioner):
    page(practitioner, "/sight/my-days")

    (look,) = Event.objects.filter(act="children.read")
    told = Payload.objects.get(event=look).body
    assert look.sens == "S3"
    assert mine["overdue"].ref in told
    assert mine["others"].ref not in told


def test_my_work_of_a_practitioner_says_what_is_overdue_and_due_in_two_weeks_and_leads_to_it(mine, practitioner):
    first = page(practitioner, "/")

    told = words_of(first)
    assert "Visits and what else your children are owed: 5 overdue and 2 due by 6 July 2026" in told
    assert 'href="/sight/my-days"' in first
    # A count names no child: who opens the list is recorded.
    assert not [child.shown for child in mine.values() if child.shown in first]


def test_control_whoever_has_no_child_of_their_own_is_told_nothing_of_any(mine, bodies):
    assert "your children are owed" not in words_of(page(signed_in(member(Role.PRACTITIONER, bodies.council)), "/"))
