"""A visit recorded on one page, judged at once: what is said, what is refused, and who may."""

import re
from datetime import date, timedelta

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.practice.models import RecordedHere
from lineofsight.trail.models import Event
from tests.factories import record_rows
from tests.factories.partnership import TODAY, member
from tests.factories.sight_rows import KINDS, returned
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import signed_in
from tests.web.sight.listed import DUE_TODAY, OVERDUE_10, SINCE_START

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="how a visit is asked for in words; recording and correcting it are tried on both in tests/records",
    but=(
        "test_after_saving_the_childs_page_says_that_it_was_late_and_what_is_next",
        "test_the_same_day_twice_is_refused_with_a_sentence",
        "test_a_form_that_is_sent_twice_records_once",
        "test_whoever_corrects_second_is_told_that_somebody_was_first",
        "test_taken_back_with_a_reason_it_is_overdue_again",
        "test_whoever_is_not_near_records_nothing",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def child(council):
    return council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")


@pytest.fixture
def manager(child, lead, bodies):
    """Near the children of North 1."""
    person = member(Role.TEAM_MANAGER, bodies.council)
    assert lead.post("/sight/posts", {"person": person.ref, "of": "team North 1"}).status_code == 302
    return signed_in(person)


def typed(day, **answers: str) -> dict[str, str]:
    return day_of("day", day) | answers


def day_of(name: str, day) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


ALONE = {"answer_0": "yes", "answer_1": "yes"}


def record(client, child, day=YESTERDAY, kind: str = "", **answers: str):
    return client.post(f"/sight/children/{child.ref}/record{kind}", typed(day, **(answers or ALONE)))


def entry_address(client, child, what: str) -> str:
    return re.search(rf'href="(/sight/recorded/[^"]*/{what})"', page(client, f"/sight/children/{child.ref}")).group(1)


def test_after_saving_the_childs_page_says_that_it_was_late_and_what_is_next(child, manager):
    answer = record(manager, child)

    told = words_of(page(manager, answer["Location"]))
    assert answer["Location"] == f"/sight/children/{child.ref}"
    assert "Recorded. That visit was 9 days late. Next: 2 August 2026." in told
    assert "Recorded here (team manager)." in told
    assert "overdue by 10 days" not in told


def test_in_time_is_said_where_it_was(council, lead):
    due_today = council.child(visits=[SINCE_START, DUE_TODAY])

    answer = record(lead, due_today, TODAY)

    assert "That visit was in time. Next: " in words_of(page(lead, answer["Location"]))


def test_where_the_records_do_not_hold_visits_it_is_said_that_nobody_can_tell(bodies, lead):
    child = returned(bodies.council, kinds=[kind for kind in KINDS if kind != "care-visit"]).child()

    answer = record(lead, child)

    assert "Whether it was in time is not known, because" in words_of(page(lead, answer["Location"]))


def test_a_day_ahead_is_refused_with_what_was_entered_and_every_answer_is_kept(child, manager):
    answer = record(manager, child, TODAY + timedelta(days=39))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "The visit date must be today or in the past. You entered 31 July 2026." in words_of(text)
    assert 'value="31"' in text
    assert text.count("checked") == 2
    assert not RecordedHere.objects.exists()


@pytest.mark.parametrize(
    "answers, sentence",
    [({"answer_1": "yes"}, "Choose yes or no."), ({"answer_0": "yes"}, "Choose yes or no.")],
)
def test_a_question_that_is_not_answered_is_asked_again(child, manager, answers, sentence):
    answer = record(manager, child, **answers)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_where_the_child_was_not_seen_nobody_is_asked_whether_alone(child, manager):
    answer = record(manager, child, answer_0="no")

    assert answer.status_code == 302
    assert "Visited, child not seen" in words_of(page(manager, answer["Location"]))


def test_a_child_not_seen_and_yet_seen_alone_is_asked_about(child, manager):
    answer = record(manager, child, answer_0="no", answer_1="yes")

    assert answer.status_code == 422
    assert "You answered no to «Was the child seen?». Which of the two is right?" in words_of(answer.content.decode())
    assert not RecordedHere.objects.exists()
    assert record(manager, child, answer_0="no", answer_1="no").status_code == 302


def test_a_day_long_before_the_child_was_born_is_refused(council, lead):
    child = council.child(visits=[SINCE_START], born=date(2019, 11, 1))

    answer = record(lead, child, date(2018, 10, 31))

    assert answer.status_code == 422
    assert "This child was born in November 2019." in words_of(answer.content.decode())
    assert record(lead, child, date(2018, 11, 1)).status_code == 302


def test_the_same_day_twice_is_refused_with_a_sentence(child, manager):
    record(manager, child)

    again = record(manager, child)

    assert again.status_code == 422
    assert "A visit on 21 June 2026 is recorded here already." in words_of(again.content.decode())


def test_a_form_that_is_sent_twice_records_once(child, manager):
    form = typed(YESTERDAY, **ALONE) | {"key": "the same"}

    answers = [manager.post(f"/sight/children/{child.ref}/record", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert RecordedHere.objects.count() == 1
    assert Event.objects.filter(act="event.recorded").count() == 1


def test_another_kind_is_recorded_by_the_same_page_as_the_library_says(child, manager):
    text = page(manager, f"/sight/children/{child.ref}/record?kind=supervision")

    answer = record(manager, child, kind="?kind=supervision", answer_0="no")

    assert "Was anything challenged?" in text
    assert "Supervision date" in text
    assert answer.status_code == 302
    assert RecordedHere.objects.get().kind == "supervision"
    assert "Without challenge" in words_of(page(manager, f"/sight/children/{child.ref}"))


def test_the_page_asks_for_the_first_kind_that_would_answer_something_open(child, manager):
    assert "Record a visit" in words_of(page(manager, f"/sight/children/{child.ref}/record"))


def test_what_was_recorded_is_corrected_and_the_page_tells_both(child, manager):
    record(manager, child)
    address = entry_address(manager, child, "correct")
    form = page(manager, address)
    assert 'value="21"' in form

    answer = manager.post(address, typed(TODAY, answer_0="no") | {"version": "1"})

    told = words_of(page(manager, answer["Location"]))
    assert "That visit was 10 days late" in told
    assert (
        "was 21 June 2026 (the child was seen, and alone); now 22 June 2026 (visited, child not seen)"
        in told.replace("Was 21", "was 21")
    )


def test_whoever_corrects_second_is_told_that_somebody_was_first(child, manager):
    record(manager, child)
    address = entry_address(manager, child, "correct")
    manager.post(address, typed(TODAY, **ALONE) | {"version": "1"})

    late = manager.post(address, typed(YESTERDAY - timedelta(days=1), **ALONE) | {"version": "1"})

    assert late.status_code == 409


def test_taken_back_with_a_reason_it_is_overdue_again(child, manager):
    record(manager, child)
    address = entry_address(manager, child, "take-back")

    without = manager.post(address, {"reason": "", "version": "1"})
    answer = manager.post(address, {"reason": "Recorded for another child.", "version": "1"})

    assert without.status_code == 422
    assert "Say why it is taken back." in without.content.decode()
    told = words_of(page(manager, answer["Location"]))
    assert "overdue by 10 days" in told
    assert "taken back by whoever works with the child" in told


@pytest.mark.parametrize("role, wanted", [(Role.ANALYST, 403), (Role.LEADER, 404), (Role.TEAM_MANAGER, 404)])
def test_whoever_is_not_near_records_nothing(child, browser, role, wanted):
    assert record(browser(role, "council"), child).status_code == wanted
    assert not RecordedHere.objects.exists()


def test_each_row_of_the_list_leads_to_recording_its_own_kind(child, manager):
    text = page(manager, "/sight")

    assert f"/sight/children/{child.ref}/record?kind=care-visit" in text
    assert "Record a visit" in words_of(text)


def test_control_an_analyst_is_offered_nothing_to_record(child, analyst):
    assert "/record?" not in page(analyst, "/sight")
    assert '/record"' not in page(analyst, f"/sight/children/{child.ref}")


def test_a_kind_recorded_here_in_full_is_judged_though_no_return_holds_it(bodies, lead):
    child = returned(bodies.council, kinds=[kind for kind in KINDS if kind != "care-visit"]).child()
    say = {"kind": "care-visit", "since-day": "1", "since-month": "10", "since-year": "2025"}

    answer = lead.post("/sight/recorded-here", say)

    assert answer.status_code == 302
    assert "1 kind of event is recorded here in full." in words_of(page(lead, "/sight/recorded-here"))
    told = words_of(page(lead, record(lead, child, SINCE_START)["Location"]))
    assert "That visit was in time." in told
    assert Event.objects.filter(act="kind.recorded here").count() == 1


def test_what_was_said_of_a_kind_can_be_said_otherwise(bodies, lead):
    returned(bodies.council, kinds=[kind for kind in KINDS if kind != "care-visit"]).child()
    lead.post("/sight/recorded-here", {"kind": "care-visit", **day_of("since", SINCE_START)})
    assert "Overdue by" in page(lead, "/sight")

    lead.post("/sight/recorded-here", {"kind": "care-visit"})

    assert "Overdue by" not in page(lead, "/sight")
    assert "No kind of event is recorded here in full." in words_of(page(lead, "/sight/recorded-here"))


def test_a_kind_is_not_recorded_in_full_from_a_day_ahead(lead):
    answer = lead.post("/sight/recorded-here", {"kind": "care-visit", **day_of("since", TODAY + timedelta(days=1))})

    assert answer.status_code == 422
    assert "The first day must be today or in the past." in answer.content.decode()


NINE_DAYS_LATE = "A manager's decision on what to do Done 9 days late"


def told_of_risk(bodies, lead, *declared: str) -> str:
    """What the child's page says of one for whom risk rose, decided nine days late, once these kinds are kept here."""
    child = returned(bodies.council).child()
    record_rows.fact(child, kind="risk-risen", day=TODAY - timedelta(days=20))
    record_rows.fact(child, kind="risk-decided", day=TODAY - timedelta(days=10), code="discussion")
    for kind in declared:
        answer = lead.post("/sight/recorded-here", {"kind": kind, **day_of("since", SINCE_START)})
        assert answer.status_code == 302
    return words_of(page(lead, f"/sight/children/{child.ref}"))


def test_a_kind_that_is_a_step_of_a_pathway_is_kept_here_in_full_and_its_first_late_one_is_late(bodies, lead):
    told = told_of_risk(bodies, lead, "risk-decided")

    assert NINE_DAYS_LATE in told
    assert "Decision after risk has risen A step of: When risk to a child rises since" in words_of(
        page(lead, "/sight/recorded-here")
    )


def test_control_of_a_step_that_nobody_keeps_in_full_the_first_late_one_is_not_known(bodies, lead):
    assert NINE_DAYS_LATE not in told_of_risk(bodies, lead)


def test_a_kind_that_only_returns_bring_is_not_kept_here(lead):
    answer = lead.post("/sight/recorded-here", {"kind": "final-order-made", **day_of("since", SINCE_START)})

    assert answer.status_code == 422
