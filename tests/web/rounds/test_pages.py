"""The pages of a round through the browser's door."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import Action, Recommendation, Round, RoundAnswer, RoundItem, RoundShare
from lineofsight.assurance.rules.chain import UpdateState
from lineofsight.partnership.rules import Role
from tests.factories import chain_rows, round_rows, rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db


def day(name: str, text: str) -> dict[str, str]:
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), text.split(), strict=True))


WINDOW = {**day("opens_date", "22 6 2026"), **day("due_date", "3 7 2026")}
AS_AT = day("as_at_date", "22 6 2026")


def lists(review) -> dict[str, list[str]]:
    actions = list(Action.objects.filter(review=review).values_list("ref", flat=True))
    theirs = Recommendation.objects.get(title="Ring before a birth").ref
    return {"asked-1": [theirs], "asked-2": actions}


@pytest.fixture
def opened(bodies, review) -> Round:
    """A round in which the council is asked about two actions."""
    collecting = round_rows.collecting(review, bodies.hub)
    share = round_rows.share(collecting, bodies.council)
    for action in Action.objects.filter(review=review).order_by("number"):
        round_rows.item(share, action)
    other = round_rows.share(collecting, bodies.health)
    round_rows.item(other, Recommendation.objects.get(title="Ring before a birth"))
    return collecting


def test_the_unit_sees_who_is_asked_what_before_anything_is_opened(unit, review):
    address = f"/reviews/{review.ref}/rounds/new"

    form = unit.get(address).content.decode()
    shown = unit.post(address, {**WINDOW, **lists(review), "guidance": "Say how many."})
    before = Round.objects.count()
    done = unit.post(address, {**WINDOW, **lists(review), "guidance": "Say how many.", "confirmed": "yes"})

    # Two actions, and two recommendations of which nobody has said whether they are accepted.
    assert form.count(" checked") == 4
    assert "2 agencies are asked about 3 things, 22 June to 3 July 2026." in shown.content.decode()
    assert (before, done.status_code, RoundItem.objects.count()) == (0, 302, 3)
    page = unit.get(done["Location"]).content.decode()
    assert "0 of 3 (0%) answered." in page
    assert "Northmoor Community Health and Wexcombe Council have answered nothing." in page


def test_a_round_that_ends_before_it_begins_is_answered_by_a_sentence_and_nothing_is_lost(unit, review):
    typed = {**WINDOW, **day("due_date", "1 6 2026"), **lists(review), "guidance": "Say how many."}

    answer = unit.post(f"/reviews/{review.ref}/rounds/new", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The last day must be on or after the first day." in page
    assert "Say how many." in page


def test_the_lead_answers_one_item_and_re_confirms_another_in_one_press(lead, opened):
    first, second = Action.objects.order_by("number")
    chain_rows.update(second, state=UpdateState.ACCEPTED, text="Nine have been trained.")
    items = {item.action_id: item for item in RoundItem.objects.all()}
    share = RoundShare.objects.get(agency__code="council")

    sent = lead.post(
        f"/asked/{items[first.pk].ref}/answer", {"kind": "update", "text": "It goes out.", "version": "0", **AS_AT}
    )
    pressed = lead.post(f"/asked/{items[second.pk].ref}/unchanged", {"version": "0"})

    assert (sent.status_code, pressed.status_code) == (302, 302)
    page = lead.get(f"/shares/{share.ref}").content.decode()
    assert "2 of 2 (100%) answered." in page
    assert "Re-confirmed unchanged." in page
    assert "Nine have been trained." in page


def test_nothing_to_report_without_a_reason_is_asked_for_one(lead, opened):
    item = RoundItem.objects.first()

    answer = lead.post(f"/asked/{item.ref}/answer", {"kind": "nothing to report", "version": "0", **AS_AT})

    assert answer.status_code == 422
    assert "Say why there is nothing to report." in answer.content.decode()


def test_who_answers_second_gets_both_texts_and_can_keep_theirs(lead, unit, opened):
    item = RoundItem.objects.first()
    form = {"kind": "update", "text": "It goes out on Mondays.", "version": "0", **AS_AT}
    lead.post(f"/asked/{item.ref}/answer", form)

    second = lead.post(f"/asked/{item.ref}/answer", {**form, "text": "It stopped.", "key": "the-key-of-the-form"})
    kept = lead.post(f"/asked/{item.ref}/answer", {"choice": "theirs", "text": "It stopped."})
    joined = lead.post(f"/asked/{item.ref}/answer", {**form, "choice": "join", "text": "Both.", "version": "1"})

    page = second.content.decode()
    assert (second.status_code, kept.status_code, joined.status_code) == (409, 302, 302)
    assert "Two people changed this" in page
    assert "It stopped." in page
    assert 'name="key" value="the-key-of-the-form"' in page, "the words that a browser keeps are known by it"
    assert "Mondays" in page
    assert [one.text for one in RoundAnswer.objects.order_by("number")] == ["It goes out on Mondays.", "Both."]
    share = lead.get(f"/shares/{item.share.ref}").content.decode()
    assert share.index("Both.") < share.index("Earlier in this round (1)") < share.index("It goes out on Mondays.")


def test_the_unit_records_an_answer_with_its_minute_and_the_agency_reads_both(unit, lead, opened):
    item = RoundItem.objects.filter(agency__code="council").first()
    form = {
        "kind": "update",
        "text": "It goes out.",
        "version": "0",
        **AS_AT,
        "agreed_by": "head of service",
        "agreed_where": "executive meeting, item 4",
        **day("agreed_date", "19 6 2026"),
    }

    without = unit.post(f"/asked/{item.ref}/on-behalf", {**form, "agreed_where": ""})
    done = unit.post(
        f"/asked/{item.ref}/on-behalf",
        {**form, "file": SimpleUploadedFile("minute.txt", b"4. The list goes out. Agreed.\n")},
    )

    assert (without.status_code, done.status_code) == (422, 302)
    page = lead.get(f"/shares/{item.share.ref}").content.decode()
    assert "Agreed by head of service on 19 June 2026: executive meeting, item 4" in page
    minute = RoundAnswer.objects.get().held
    assert b"Agreed" in b"".join(lead.get(f"/files/{minute.ref}").streaming_content)


def test_a_form_that_speaks_of_an_answer_that_was_never_given_is_answered_by_a_sentence(lead, opened):
    item = RoundItem.objects.first()
    form = {"kind": "update", "text": "It goes out on Mondays.", "version": "4", **AS_AT}

    answer = lead.post(f"/asked/{item.ref}/answer", form)

    assert (answer.status_code, RoundAnswer.objects.count()) == (409, 0)
    assert "It goes out on Mondays." in answer.content.decode()


def test_the_reminder_names_numbers_and_no_title(unit, opened):
    page = unit.get(f"/rounds/{opened.ref}/reminders").content.decode()

    assert "Not yet answered: action 1, action 2." in page
    assert "Answer by 3 July 2026." in page
    assert "Send the list" not in page


def test_more_time_stands_beside_the_day_with_its_reason(unit, opened):
    share = RoundShare.objects.get(agency__code="health")
    address = f"/shares/{share.ref}/more-time"
    given = {**day("new_date", "10 7 2026"), "reason": "Half-term.", "version": "1"}

    earlier = unit.post(address, {**given, **day("new_date", "1 7 2026")})
    done = unit.post(address, given)
    stale = unit.post(address, {**given, **day("new_date", "12 7 2026"), "reason": "A long reason to be kept."})

    assert (earlier.status_code, done.status_code, stale.status_code) == (422, 302, 409)
    assert "From 3 July 2026 to 10 July 2026: Half-term." in unit.get(f"/shares/{share.ref}").content.decode()
    assert "A long reason to be kept." in stale.content.decode()


def test_once_every_last_day_is_past_the_next_step_is_to_close_and_before_it_to_remind(unit, opened):
    before = unit.get(f"/rounds/{opened.ref}").content.decode()
    RoundShare.objects.update(due_date=TODAY - timedelta(days=1))
    after = unit.get(f"/rounds/{opened.ref}").content.decode()
    RoundShare.objects.filter(agency__code="health").update(due_date=TODAY)
    one_has_time = unit.get(f"/rounds/{opened.ref}").content.decode()

    step = "every last day is past. Close the round, or give more time"
    assert (step in before, step in after, step in one_has_time) == (False, True, False)
    assert "Remind the agencies" in before
    assert "Remind the agencies" in one_has_time


def test_closing_names_what_was_not_answered_and_an_answer_afterwards_says_who_can_do_what(unit, lead, opened):
    page = unit.get(f"/rounds/{opened.ref}/close").content.decode()
    asked = unit.post(f"/rounds/{opened.ref}/close", {"version": "1"})
    done = unit.post(f"/rounds/{opened.ref}/close", {"version": "1", "sure": "on"})
    item = RoundItem.objects.filter(agency__code="council").first()

    late = lead.post(f"/asked/{item.ref}/answer", {"kind": "update", "text": "So.", "version": "0", **AS_AT})

    assert "Northmoor Community Health, silent (1)" in page
    assert "Wexcombe Council has time until 3 July 2026." in page
    assert asked.status_code == 422
    assert "Tick that you close it although answers are missing" in asked.content.decode()
    assert done.status_code == 302
    assert "Not answered when it closed (3)" in unit.get(f"/rounds/{opened.ref}").content.decode()
    assert late.status_code == 409
    assert "Round 1 is closed, so nothing more is taken. The business manager can open another" in late.content.decode()


@pytest.mark.parametrize(
    "role, agency, status",
    [
        (Role.SAFEGUARDING_LEAD, "health", 404),
        (Role.CONTRIBUTOR, "council", 403),
        (Role.BUSINESS_MANAGER, "hub", 403),
        (Role.SCRUTINEER, "scrutiny", 403),
    ],
)
def test_nobody_but_its_safeguarding_lead_answers_for_an_agency_as_itself(browser, opened, role, agency, status):
    item = RoundItem.objects.filter(agency__code="council").first()

    assert browser(role, agency).get(f"/asked/{item.ref}/answer").status_code == status


def test_a_contributor_is_led_to_write_a_draft_for_the_lead(browser, opened):
    share = RoundShare.objects.get(agency__code="council")
    contributor = browser(Role.CONTRIBUTOR, "council")

    page = contributor.get(f"/rounds/{opened.ref}", follow=True).content.decode()

    assert "Write a draft for your safeguarding lead" in page
    assert f"What {share.agency.name} is asked" in page


def test_what_waits_for_a_lead_and_for_the_unit_stands_on_their_first_page(unit, lead, opened):
    assert "Answer 2 items of your agency" in lead.get("/").content.decode()
    assert "0 of 3 answered, 2 silent" in unit.get("/").content.decode()


def test_a_list_of_many_rounds_asks_the_database_no_more_often_than_one_of_one(unit, bodies, review, opened):
    unit.get("/rounds")  # the session is begun once, and not with every request
    with CaptureQueriesContext(connection) as one:
        unit.get("/rounds")
    for _ in range(4):
        share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)
        round_rows.answer(round_rows.item(share, Action.objects.first()))
    with CaptureQueriesContext(connection) as many:
        page = unit.get("/rounds").content.decode()

    assert page.count("Round ") >= 5
    # What the answers carry is asked for once, and only where there are any.
    assert len(many) <= len(one) + 1


def test_the_form_of_a_first_answer_carries_a_number_and_can_be_sent_as_it_came(lead, opened):
    item = RoundItem.objects.first()
    page = lead.get(f"/asked/{item.ref}/answer").content.decode()

    assert 'name="version" id="id_version" value="0"' in page


def test_a_pack_that_came_back_is_the_next_thing_and_its_agency_is_not_called_silent(bodies, unit, opened):
    share = opened.shares.get(agency=bodies.health)
    asked = share.items.get()
    before = unit.get(f"/rounds/{opened.ref}").content.decode().split(f"/shares/{share.ref}")[1].split("</tr>")[0]
    assert "Nothing answered yet" in before

    came = round_rows.reading(round_rows.pack(share, about=asked), rows.held(bodies.hub), about=asked)

    page = unit.get(f"/rounds/{opened.ref}").content.decode()
    row = page.split(f"/shares/{share.ref}")[1].split("</tr>")[0]
    assert "Its pack came back and waits to be looked through" in row
    assert "Silent" not in row
    assert f"The pack of {bodies.health.name} came back." in page
    assert f'href="/packs/{came.ref}"' in page
    assert f'href="/packs/{came.ref}"' in unit.get(f"/shares/{share.ref}").content.decode()


def test_once_its_last_day_is_past_a_share_says_so(bodies, unit, opened):
    share = opened.shares.get(agency=bodies.health)
    assert "Answer by" in unit.get(f"/shares/{share.ref}").content.decode()

    RoundShare.objects.filter(pk=share.pk).update(due_date=TODAY - timedelta(days=1))

    assert "Its last day was" in unit.get(f"/shares/{share.ref}").content.decode()
