"""Why something was late: given by whoever works with the child, beside what was late, which stays as it is."""

import csv
import io
import re
from html import unescape

import pytest

from lineofsight.library.late_reason import LateReason
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.practice.models import WhyLate
from lineofsight.trail.models import Event
from tests.factories.partnership import member
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import signed_in
from tests.web.sight.listed import OVERDUE_10, SINCE_START

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="how a reason is told; that it is kept once, by whom, and counted is tried by the tests named here",
    but=(
        "test_the_last_reason_stands_and_it_can_be_taken_back",
        "test_whoever_says_it_second_is_told_that_somebody_was_first",
        "test_whoever_does_not_work_with_the_child_says_nothing",
        "test_a_leader_reads_for_how_many_of_the_late_a_reason_was_given_and_which",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
ABSENT = "The worker was absent, and nobody stood in"


@pytest.fixture
def child(council):
    return council.child(visits=[SINCE_START, OVERDUE_10], team="North 1", worker="NORTHERN")


def near(lead, bodies, role: Role, of: str):
    person = member(role, bodies.council)
    assert lead.post("/sight/posts", {"person": person.ref, "of": of}).status_code == 302
    return signed_in(person)


@pytest.fixture
def manager(child, lead, bodies):
    return near(lead, bodies, Role.TEAM_MANAGER, "team North 1")


@pytest.fixture
def practitioner(child, lead, bodies):
    return near(lead, bodies, Role.PRACTITIONER, "worker NORTHERN")


def address(client) -> str:
    """Where the list leads to say why the first row is late."""
    return unescape(re.search(r'href="(/sight/children/[^"]*/why-late[^"]*)"', page(client, "/sight")).group(1))


def test_a_reason_stands_beside_what_is_overdue_and_changes_nothing_of_it(child, practitioner, lead):
    where = address(practitioner)

    answer = practitioner.post(where, {"reason": "worker-absent"})

    assert answer.status_code == 302
    told = words_of(page(lead, "/sight"))
    assert f"Why: {ABSENT} (practitioner or guardian)" in told
    assert "Overdue by 10 days" in told
    assert ABSENT in words_of(page(lead, f"/sight/children/{child.ref}"))
    event = Event.objects.get(act="why late.given")
    assert (event.sens, event.agency_code) == ("S3", "council")


def test_the_reason_is_a_column_of_the_file(child, practitioner, lead):
    practitioner.post(address(practitioner), {"reason": "worker-absent"})

    text = lead.get("/sight/download").content.decode("utf-8-sig")

    (row,) = [one for one in csv.DictReader(io.StringIO(text)) if one["reason_late"]]
    assert (row["status"], row["reason_late"], row["reason_given_as"]) == (
        "overdue",
        f"{ABSENT}.",
        "Practitioner or guardian",
    )


def test_a_managers_decision_is_given_by_a_manager_alone_and_carries_the_role(practitioner, manager):
    where = address(practitioner)

    refused = practitioner.post(where, {"reason": "managers-decision"})
    answer = manager.post(where, {"reason": "managers-decision"})

    assert refused.status_code == 422
    assert 'value="managers-decision"' not in refused.content.decode()
    assert answer.status_code == 302
    assert WhyLate.objects.get().by_role == "Team manager"
    assert "Why: A manager decided that it be done later (team manager)" in words_of(page(practitioner, "/sight"))


def test_the_last_reason_stands_and_it_can_be_taken_back(manager):
    where = address(manager)
    manager.post(where, {"reason": "child-away"})
    first = re.search(r'name="after"[^>]*value="(\w+)"', page(manager, where)).group(1)
    manager.post(where, {"reason": "family-moved", "after": first})
    second = WhyLate.objects.order_by("id").last().ref
    assert "Why: The family had moved" in words_of(page(manager, "/sight"))

    manager.post(where, {"reason": "none", "after": second})

    assert "Why: " not in words_of(page(manager, "/sight"))
    assert [one.code for one in WhyLate.objects.order_by("id")] == ["child-away", "family-moved", ""]


def test_whoever_says_it_second_is_told_that_somebody_was_first(manager, practitioner):
    where = address(manager)
    practitioner.post(where, {"reason": "child-away"})

    assert manager.post(where, {"reason": "family-moved", "after": ""}).status_code == 409
    assert WhyLate.objects.get().code == "child-away"


def test_nothing_is_said_of_what_is_not_late(child, manager):
    where = f"/sight/children/{child.ref}/why-late?rule=cla-visit&since=2025-10-01&from=2020-01-01"

    answer = manager.post(where, {"reason": "child-away"})

    assert answer.status_code == 422
    assert "not late any more" in answer.content.decode()
    assert "There is nothing to give a reason for." in words_of(page(manager, where))
    assert not WhyLate.objects.exists()


@pytest.mark.parametrize("sent", ["", "bad-worker"])
def test_a_reason_that_is_not_of_the_library_is_refused(manager, sent):
    assert manager.post(address(manager), {"reason": sent}).status_code == 422
    assert not WhyLate.objects.exists()


@pytest.mark.parametrize("role, wanted", [(Role.ANALYST, 403), (Role.REVIEWING_OFFICER, 404), (Role.LEADER, 404)])
def test_whoever_does_not_work_with_the_child_says_nothing(child, manager, browser, role, wanted):
    where = address(manager)

    assert browser(role, "council").post(where, {"reason": "child-away"}).status_code == wanted
    assert not WhyLate.objects.exists()


def test_no_reason_of_the_library_blames_a_child_or_a_family():
    says = [shelf().newest(LateReason, id).says for id in shelf().ids("late-reasons")]

    assert len(says) == 9
    assert not [words for words in says if re.search(r"refused|failed|engage|DNA|not brought|non-", words)]


def test_a_leader_reads_for_how_many_of_the_late_a_reason_was_given_and_which(bodies, manager, browser):
    """What was overdue on 12 June is late in a month that is not over; the visit of November was on its last month."""
    reason = {"reason": "child-away"}
    child_page = page(manager, "/sight?show=everything&about=all")
    where = [unescape(one) for one in re.findall(r'href="(/sight/children/[^"]*/why-late[^"]*)"', child_page)]
    reviews = next(one for one in where if "rule=cla-review" in one)

    assert manager.post(reviews, reason).status_code == 302

    told = words_of(page(browser(Role.LEADER, "council"), "/sight/shares?family=cla-review"))
    assert re.search(r"For 1 of \d+ that were late or not done somebody has said why", told)
    assert "The child or the family was away. 1" in told


def test_control_a_reason_does_not_change_one_number_of_the_shares(manager, browser):
    leader = browser(Role.LEADER, "council")

    def numbers() -> str:
        return words_of(page(leader, "/sight/shares?family=cla-visit")).split("why it was late")[0]

    before = numbers()
    manager.post(address(manager), {"reason": "child-away"})

    assert numbers() == before
