"""A scrutiny panel on one page, and an advice line: booked, decided, chased, corrected, closed."""

import json

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.registers.models import Chased, Entry, Meeting, Recording
from lineofsight.trail.models import Event
from tests.web.pages import sent, words_at, words_of
from tests.web.registers.panel import DAY, DECIDED, QUORATE

pytestmark = pytest.mark.django_db
CAN_BE_DONE = ("Decide item 1", "Say who is there", "Close the meeting")
FOLLOWS = {
    "what_1": "visit",
    "by_1": "worker",
    "due_1-day": "26",
    "due_1-month": "6",
    "due_1-year": "2026",
    "words_1": "",
}
CALL = {"caller": "teacher", "topic": "neglect", "waited": "3", "minutes": "9", "advice": "early-help"}


@pytest.fixture
def meeting(lead) -> Meeting:
    assert sent(lead, "/registers/new?of=scrutiny-panel", **DAY).status_code == 302
    return Meeting.objects.get()


@pytest.fixture
def item(lead, meeting, child) -> Entry:
    booked = sent(lead, f"/meetings/{meeting.ref}/book", child=child.ref, because="drift", stage="before")
    assert booked.status_code == 302
    assert sent(lead, f"/meetings/{meeting.ref}/present", version=1, present=QUORATE).status_code == 302
    return Entry.objects.get()


def test_an_item_is_booked_decided_on_the_meeting_s_page_and_its_action_chased_until_it_is_done(
    lead, meeting, item, child
):
    page = words_at(lead, f"/meetings/{meeting.ref}")
    assert child.shown in page
    assert "Record decision on item 1" in page

    assert sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, **FOLLOWS).status_code == 302

    page = words_at(lead, f"/meetings/{meeting.ref}")
    assert "Agreed, with actions" in page
    assert "Visit and see the child alone" in page
    assert "Due in 4 days" in page
    first = words_at(lead, "/")
    assert "Scrutiny panel, 22 June 2026" in first
    assert "Scrutiny panel: visit and see the child alone" in first
    chased = Chased.objects.get()
    # Two children may be on one register: whom it is about stands beside it, and that it was shown is recorded.
    assert f"Scrutiny panel: visit and see the child alone: {child.shown}" in first
    seen = [row.payload.body for row in Event.objects.filter(act="children.read") if '"My work"' in row.payload.body]
    assert [child.ref in body for body in seen] == [True]
    asked = words_at(lead, f"/chased/{chased.ref}/done")
    assert f"Which child {child.shown}" in asked
    assert "By when Due in 4 days" in asked
    assert f'href="/entries/{item.ref}"' in lead.get(f"/chased/{chased.ref}/done").content.decode()
    assert sent(lead, f"/chased/{chased.ref}/done", version=1, **DAY).status_code == 302
    assert "Nothing is chased." in words_at(lead, f"/entries/{item.ref}")
    acts = Event.objects.filter(subject_ref=item.ref).exclude(act="read").values_list("act", flat=True)
    assert list(acts) == ["entry.made", "entry.recorded"]


def test_a_meeting_says_who_is_missing_for_a_quorum(lead, meeting):
    sent(lead, f"/meetings/{meeting.ref}/present", version=1, present=["chair", "head"])
    assert "Not quorate: Legal adviser missing." in words_at(lead, f"/meetings/{meeting.ref}")

    sent(lead, f"/meetings/{meeting.ref}/present", version=2, present=["chair", "head", "legal"])
    page = words_at(lead, f"/meetings/{meeting.ref}")
    assert "Quorate." in page
    assert "Not quorate" not in page


def test_an_item_is_decided_and_a_meeting_closed_without_a_quorum_only_with_a_reason(lead, meeting, item):
    sent(lead, f"/meetings/{meeting.ref}/present", version=2, present=["chair", "head"])

    page = words_at(lead, f"/meetings/{meeting.ref}")
    shown = lead.get(f"/entries/{item.ref}/record")
    decided = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED)
    closed = sent(lead, f"/meetings/{meeting.ref}/close", version=3, **{f"item_{item.ref}": "leave"})

    assert "Record decision on item 1" not in page
    assert (shown.status_code, decided.status_code, closed.status_code) == (409, 422, 422)
    assert "Not quorate: Legal adviser missing." in words_of(decided.content.decode())
    assert "Not quorate: Legal adviser missing. Say why it ends without." in words_of(closed.content.decode())
    assert not Recording.objects.exists()

    why = {"present": ["chair", "head"], "why": "The legal adviser was ill and had written."}
    sent(lead, f"/meetings/{meeting.ref}/present", version=3, **why)

    assert sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED).status_code == 302
    page = words_at(lead, f"/meetings/{meeting.ref}")
    assert "It went on without: «The legal adviser was ill and had written.»" in page
    meeting.refresh_from_db()
    assert sent(lead, f"/meetings/{meeting.ref}/close", version=meeting.version, why="").status_code == 302


def test_a_meeting_is_neither_decided_nor_closed_before_its_day_by_any_address(lead, meeting, item, child):
    sent(lead, "/registers/new?of=scrutiny-panel", **DAY | {"on-day": "1", "on-month": "7"})
    ahead = Meeting.objects.latest("id")
    sent(lead, f"/meetings/{ahead.ref}/book", child=child.ref, because="home", stage="order")
    booked = Entry.objects.latest("id")

    page = words_at(lead, f"/meetings/{ahead.ref}")
    answers = [
        sent(lead, f"/meetings/{ahead.ref}/present", version=1, present=QUORATE),
        sent(lead, f"/entries/{booked.ref}/record", version=1, **DECIDED),
        sent(lead, f"/meetings/{ahead.ref}/close", version=1, why="None came.", **{f"item_{booked.ref}": "leave"}),
    ]

    assert "1 item is booked. It is held on 1 July 2026." in page
    assert [one for one in CAN_BE_DONE if one in page] == []
    assert [one.status_code for one in answers] == [422, 422, 422]
    assert all("held on 1 July 2026" in words_of(one.content.decode()) for one in answers)
    ahead.refresh_from_db()
    assert (ahead.state, ahead.present) == ("open", "")
    # Control: the meeting of today, with the same words, decides.
    assert sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED).status_code == 302


def test_the_next_meeting_is_in_my_work_from_two_weeks_before(lead):
    for day, month in (("6", "7"), ("7", "7")):
        sent(lead, "/registers/new?of=scrutiny-panel", **DAY | {"on-day": day, "on-month": month})

    first = words_at(lead, "/")

    assert "Scrutiny panel, 6 July 2026" in first
    assert "The next meeting: no items booked." in first
    assert "Scrutiny panel, 7 July 2026" not in first


def test_what_waits_for_a_meeting_is_decided_in_none(lead, meeting, item):
    sent(lead, f"/meetings/{meeting.ref}/close", version=2, **{f"item_{item.ref}": "carry"})
    item.refresh_from_db()

    decided = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED)

    assert decided.status_code == 409
    assert "It waits for a meeting: when one is opened it is on it." in words_at(lead, f"/entries/{item.ref}")
    assert not Recording.objects.exists()


def test_an_action_is_not_due_before_its_meeting_and_every_fault_of_it_is_named_at_once(lead, meeting, item, child):
    early = FOLLOWS | {"due_1-day": "15", "by_1": ""}

    answer = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, **early)

    told = words_of(answer.content.decode())
    assert answer.status_code == 422
    assert "Action 1: choose by which role." in told
    assert "cannot be before 22 June 2026, when it was decided" in told
    # Which item it is stands on the page.
    assert f"{child.shown} · The plan is not being carried out in time" in told
    # Control: due on the day itself.
    on_the_day = FOLLOWS | {"due_1-day": "22"}
    assert sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, **on_the_day).status_code == 302


def test_what_was_asked_for_before_stands_at_the_item_of_the_same_child_alone(lead, meeting, item, child):
    sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, **FOLLOWS)
    sent(lead, f"/meetings/{meeting.ref}/close", version=2)
    sent(lead, "/registers/new?of=scrutiny-panel", **DAY, again="again")
    second = Meeting.objects.latest("id")
    sent(lead, f"/meetings/{second.ref}/book", child=child.ref, because="home", stage="order")

    assert "Asked for before Visit and see the child alone" in words_at(lead, f"/meetings/{second.ref}")
    # Control: at the first item nothing had been asked for before.
    assert "Asked for before" not in words_at(lead, f"/meetings/{meeting.ref}")


def test_closing_with_an_undecided_item_asks_what_becomes_of_it_and_carries_it_to_the_next_meeting(lead, meeting, item):
    refused = sent(lead, f"/meetings/{meeting.ref}/close", version=2)
    assert refused.status_code == 422
    assert "is not decided. Choose what becomes of it." in words_of(refused.content.decode())

    closed = sent(lead, f"/meetings/{meeting.ref}/close", version=2, **{f"item_{item.ref}": "carry"})

    assert closed.status_code == 302
    item.refresh_from_db()
    assert (item.state, item.carried, item.meeting) == ("booked", 1, None)
    sent(lead, "/registers/new?of=scrutiny-panel", **DAY, again="again")
    item.refresh_from_db()
    assert item.meeting == Meeting.objects.latest("id")


def test_a_decision_is_corrected_with_a_reason_and_what_stood_there_stays(lead, meeting, item):
    sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED)
    item.refresh_from_db()

    refused = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED | {"decision": "changed"})
    taken = sent(
        lead,
        f"/entries/{item.ref}/record",
        version=item.version,
        **DECIDED | {"decision": "changed", "reason": "typed-wrong"},
    )

    assert (refused.status_code, taken.status_code) == (422, 302)
    kept = [json.loads(one.body)["decision"] for one in Recording.objects.order_by("number")]
    assert kept == ["agreed-with-actions", "changed"]
    assert "It was typed wrong" in words_at(lead, f"/entries/{item.ref}")


def test_what_was_begun_of_an_action_is_asked_for_and_nothing_typed_is_lost(lead, item):
    answer = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, what_1="visit", words_1="Soon")

    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Action 1: choose by which role." in told
    assert 'value="Soon"' in told
    assert not Recording.objects.exists()


def test_two_who_decide_at_once_cannot_both_succeed(lead, item):
    first = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED)
    second = sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED | {"reason": "typed-wrong"})

    assert (first.status_code, second.status_code) == (302, 409)


def test_a_closed_meeting_takes_nothing_more(lead, meeting, child):
    sent(lead, f"/meetings/{meeting.ref}/close", version=1, why="Nobody could come.")

    booked = sent(lead, f"/meetings/{meeting.ref}/book", child=child.ref, because="drift", stage="before")

    assert booked.status_code == 409
    assert not Entry.objects.exists()


def test_a_call_is_logged_without_a_child_and_its_follow_up_chased(lead):
    logged = sent(
        lead, "/registers/new?of=advice-line", **DAY, **CALL, **FOLLOWS | {"what_1": "ring-back", "by_1": "adviser"}
    )

    assert logged.status_code == 302
    page = words_at(lead, "/registers?of=advice-line")
    assert "Teacher or early-years worker · Neglect · Offer early help" in page
    # A bare number says nothing: it stands with its question.
    assert "How many minutes until it was answered? 3 · How many minutes did it take? 9" in page
    assert "Ring back" in page
    assert Entry.objects.get().subject is None


def test_a_call_of_tomorrow_and_one_that_took_a_week_are_refused(lead):
    tomorrow = sent(lead, "/registers/new?of=advice-line", **DAY | {"on-day": "23"}, **CALL)
    long = sent(lead, "/registers/new?of=advice-line", **DAY, **CALL | {"minutes": "6000"})

    assert (tomorrow.status_code, long.status_code) == (422, 422)
    assert "The day must be today or in the past." in tomorrow.content.decode()
    assert "enter 600 at most" in long.content.decode()


def test_another_agency_sees_neither_the_meeting_nor_its_items(meeting, item, health, browser):
    assert health.get(f"/meetings/{meeting.ref}").status_code == 404
    assert health.get(f"/entries/{item.ref}").status_code == 404
    assert browser(Role.BUSINESS_MANAGER, "hub").get(f"/meetings/{meeting.ref}").status_code in (403, 404)


def test_who_is_near_some_children_alone_neither_opens_nor_closes_a_meeting(lead, meeting, item, browser):
    manager = browser(Role.TEAM_MANAGER, "council")

    opened = sent(manager, "/registers/new?of=scrutiny-panel", **DAY)
    closed = sent(manager, f"/meetings/{meeting.ref}/close", version=1)

    assert (opened.status_code, closed.status_code) == (409, 409)
    meeting.refresh_from_db()
    assert meeting.state == "open"
    assert "A child whom you do not see" not in words_at(manager, f"/meetings/{meeting.ref}")


def test_an_analyst_reads_and_does_not_write(meeting, item, browser):
    analyst = browser(Role.ANALYST, "council")

    assert analyst.get(f"/entries/{item.ref}").status_code == 200
    assert sent(analyst, f"/entries/{item.ref}/record", version=1, **DECIDED).status_code == 403


def test_who_does_not_keep_a_register_is_told_who_does(browser, health):
    assert health.get("/registers/new?of=scrutiny-panel").status_code == 200
    assert "keeps no register" in words_at(health, "/registers/new?of=scrutiny-panel")
    officer = browser(Role.REVIEWING_OFFICER, "council")
    assert officer.get("/registers/new?of=scrutiny-panel").status_code == 409


def test_a_register_goes_into_a_file_with_the_words_of_its_codes(lead, item, child):
    sent(lead, f"/entries/{item.ref}/record", version=item.version, **DECIDED, **FOLLOWS)

    file = lead.get("/registers/download?of=scrutiny-panel").content.decode("utf-8-sig")

    assert "The plan is not being carried out in time" in file
    assert "Agreed, with actions" in file
    assert file.strip().endswith(",1,1")
    assert child.shown not in file
