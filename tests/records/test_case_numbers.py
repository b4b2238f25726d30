"""The council's case number beside the pseudonym: for whoever works with the child, where the key is, kept nowhere."""

import logging
from datetime import date

import pytest
from django.test import Client

from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.actions import change_key
from lineofsight.records.identities.case_numbers import NoSuchChild, child_with_number, list_file, numbers_of
from lineofsight.records.identities.keys import key_file
from lineofsight.records.identities.models import Subject
from lineofsight.records.taken import TakenSpan
from lineofsight.trail.models import Event
from tests.factories.partnership import acting, member
from tests.records.merging import merge
from tests.records.readings import carries, placed, reading, visit, with_worker
from tests.records.stored_words import words_of_the_database
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "CASE-QZ-90017", "CASE-QZ-90018"
MARCH = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def no_setting_up(monkeypatch, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "trail-keys"
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)


@pytest.fixture
def child(council) -> Subject:
    plan = TakenSpan(NUMBER, "need-plan", MARCH, row="plan")
    rows = (placed(NUMBER, MARCH), visit(NUMBER, MARCH), with_worker(NUMBER, "7", MARCH), plan)
    council.takes(reading(*rows, carried=(carries("care-visit"), carries("need-visit"))))
    return Subject.objects.get()


@pytest.fixture
def lead(council):
    return acting(Role.SAFEGUARDING_LEAD, council.agency)


@pytest.fixture
def listed(council, child):
    list_file(council.agency).write_text(f"{OTHER}\n{NUMBER}\n\n{'9' * 100}\n")


def seen(actor, child) -> dict[str, str]:
    with scope(actor, writes=False):
        return dict(numbers_of(actor, [child.shown]))


def finds(actor, number: str) -> Subject:
    with scope(actor, writes=True):
        return child_with_number(number=number, by=actor)


@pytest.mark.usefixtures("listed")
def test_beside_the_pseudonym_stands_the_number_of_the_councils_own_list(child, lead):
    assert seen(lead, child) == {child.shown: NUMBER}


def test_control_without_a_list_or_without_the_key_no_number_is_seen(council, child, lead):
    assert seen(lead, child) == {}
    list_file(council.agency).write_text(NUMBER)
    assert seen(lead, child) == {child.shown: NUMBER}

    key_file(council.agency).unlink()

    assert seen(lead, child) == {}


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("role", [Role.LEADER, Role.CONTRIBUTOR, Role.TEAM_MANAGER])
def test_whoever_does_not_see_the_child_sees_no_number(council, child, role):
    assert seen(acting(role, council.agency), child) == {}


@pytest.mark.usefixtures("listed")
def test_an_analyst_reads_pseudonyms_alone(council, child):
    assert seen(council.analyst, child) == {}


@pytest.mark.usefixtures("listed")
def test_after_a_new_key_the_number_is_seen_before_and_after_the_children_came_again(council, child, lead):
    with scope(council.analyst, writes=True):
        change_key(agency=council.agency, by=council.analyst)
    assert seen(lead, child) == {child.shown: NUMBER}

    council.takes(reading(placed(NUMBER, MARCH), visit(NUMBER, MARCH)))

    child.refresh_from_db()
    assert seen(lead, child) == {child.shown: NUMBER}


def test_a_number_leads_to_the_child_and_the_looking_is_recorded_without_it(child, lead):
    assert finds(lead, f" {NUMBER} ") == child
    event = Event.objects.get(act="child.looked_up")
    assert (event.subject_ref, event.sens) == (child.ref, "S3")


def test_a_number_of_a_merged_reference_leads_to_the_child_as_it_is_read(council, child, lead):
    council.takes(reading(placed(OTHER, MARCH)))
    other = Subject.objects.exclude(pk=child.pk).get()
    merge(council, other, child)

    assert finds(lead, OTHER) == child


@pytest.mark.parametrize("number", ["CASE-QZ-1", "0"])
@pytest.mark.usefixtures("child")
def test_a_number_that_no_child_has_is_said_to_lead_nowhere(lead, number):
    with pytest.raises(NoSuchChild):
        finds(lead, number)


def test_a_child_whom_one_does_not_see_is_not_found_and_an_analyst_may_not_ask(council, child):
    with pytest.raises(NoSuchChild):
        finds(acting(Role.TEAM_MANAGER, council.agency), NUMBER)
    with pytest.raises(Forbidden):
        finds(council.analyst, NUMBER)
    assert not Event.objects.filter(act="child.looked_up").exists()


def number_stands(words) -> list[str]:
    return [where for where, text in words if NUMBER.casefold() in text.casefold()]


@pytest.mark.usefixtures("listed")
def test_after_finding_looking_and_failing_the_number_stands_in_no_database_or_log(council, child, lead, caplog):
    client: Client = signed_in(member(Role.SAFEGUARDING_LEAD, council.agency, email="second@council.example"))
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/sight/find", {"number": NUMBER, "key": "once"})
        page = client.get(answer["Location"]).content.decode()
        failed = client.post("/sight/find", {"number": f"{NUMBER}-X"})
        listing = client.get("/sight?show=everything&about=all").content.decode()

    assert answer.status_code == 302
    assert failed.status_code == 422
    assert NUMBER in page
    assert NUMBER in listing
    assert NUMBER not in answer["Location"]
    assert number_stands(words_of_the_database()) == []
    assert number_stands([("the log", caplog.text)]) == []
    assert caplog.text


@pytest.mark.usefixtures("listed")
def test_what_is_taken_away_holds_the_number_for_whoever_sees_it_on_the_page_alone(council, child):
    def file_of(role: Role) -> str:
        who = signed_in(member(role, council.agency, email=f"takes-{role.name.lower()}@council.example"))
        return who.get("/sight/download").content.decode("utf-8-sig")

    lead, analyst = file_of(Role.SAFEGUARDING_LEAD), file_of(Role.ANALYST)

    assert lead.splitlines()[0].endswith("case_number")
    assert NUMBER in lead
    assert child.shown in analyst
    assert NUMBER not in analyst
    assert "case_number" not in analyst


def test_control_a_number_that_is_stored_is_found(council, child):
    child.merges.create(
        agency=council.agency, into=_another(council), reason=NUMBER, by_ref="x", recorded_at=council.analyst.now
    )

    assert number_stands(words_of_the_database()) == ["identities_merge"]


def _another(council) -> Subject:
    council.takes(reading(placed("2", MARCH)))
    return Subject.objects.order_by("id").last()
