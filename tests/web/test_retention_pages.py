"""The data-protection officer's page of what is kept: counts, rules and decisions, and no content of any of it."""

from datetime import date, timedelta

import pytest

from lineofsight.files.models import Held
from lineofsight.partnership.models import AccessQuestion, DeletionAsked, RetentionDecision
from lineofsight.partnership.rules import Audience, Role
from lineofsight.records.identities.models import Subject
from tests.factories import record_rows, rows
from tests.factories.partnership import access_question, member, partnership
from tests.web.browsers import browser
from tests.web.pages import sent, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved_now")]
WORDS = "Why was this opened on a Sunday?"
ADDRESS = "/retention/decide?of=questions+about+access"


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def officer(of):
    return browser(member(Role.DATA_PROTECTION, of.hub))


@pytest.fixture
def old(of):
    asked = access_question(member(Role.CONTRIBUTOR, of.council), of.council, asks=WORDS)
    by = member(Role.DATA_PROTECTION, of.hub, email="before@hub.example")
    AccessQuestion.objects.filter(pk=asked.pk).update(
        answer="A sample.", answered_by=by, answered_at=asked.recorded_at - timedelta(days=4000)
    )
    return asked


def before(officer) -> str:
    page = officer.get(ADDRESS).content.decode()
    return page.split('name="before"')[1].split('value="')[1].split('"')[0]


def test_the_page_counts_what_is_due_by_kind_with_its_rule_and_shows_no_word_of_it(officer, old):
    page = text(officer.get("/retention"))

    assert "1 kind waits for a decision" in page
    assert "Kept for 2 years from the day of the answer, then deleted" in page
    assert WORDS not in page
    home = text(officer.get("/"))
    assert "Past their time, and not decided (1)" in home
    assert "1 kind of what is kept waits for a decision." in home
    assert "Nothing waits" not in home


def test_the_officer_deletes_what_is_due_and_the_page_says_so(officer, old):
    answer = sent(officer, ADDRESS, before=before(officer), outcome="delete", reason="Over.")

    assert answer.status_code == 302
    assert not AccessQuestion.objects.exists()
    page = text(officer.get("/retention"))
    assert "1 deleted. Over." in page
    assert "Nothing waits for a decision" in page


def test_who_has_not_proved_again_who_they_are_deletes_nothing(officer, old, monkeypatch):
    day = before(officer)
    monkeypatch.setattr("lineofsight.web.route.proved_recently", lambda request: False)

    answer = sent(officer, ADDRESS, before=day, outcome="delete", reason="Over.")

    assert answer.status_code == 403
    assert "Enter a code first: your words are here" in text(answer)
    assert 'value="Over."' in answer.content.decode()
    assert AccessQuestion.objects.exists()


def test_keeping_needs_a_day(officer, old):
    refused = sent(officer, ADDRESS, before=before(officer), outcome="keep", reason="An inquiry.")

    assert refused.status_code == 422
    assert "Enter until when they are kept." in text(refused)
    assert not RetentionDecision.objects.exists()


def test_what_would_go_and_what_stays_is_read_before_and_its_receipt_after(of, officer):
    goes, stays = rows.held(of.council, name="a secret name.txt"), rows.held(of.council, name="b.txt")
    rows.evidence(rows.review(of.hub, name="A review"), of.council, held=stays, audience=Audience.PARTNERSHIP)
    Held.objects.update(recorded_at=goes.recorded_at - timedelta(days=9000))
    address = "/retention/decide?of=files"
    page = officer.get(address).content.decode()
    mark = page.split('name="mark"')[1].split('value="')[1].split('"')[0]

    shown = text(officer.get(address))
    assert "What would go (1)" in shown
    assert "What would stay, and why (1)" in shown
    assert "E1 of A review, which waits to be checked" in shown
    assert "secret" not in shown

    day = page.split('name="before"')[1].split('value="')[1].split('"')[0]
    stale = sent(officer, address, before=day, mark="another", outcome="delete", reason="Over.")
    assert stale.status_code == 422
    assert "has changed since you opened this page" in text(stale)
    assert sent(officer, address, before=day, mark=mark, outcome="delete", reason="Over.").status_code == 302

    receipt = text(officer.get("/retention"))
    assert "1 deleted, 1 stayed. Over." in receipt
    assert goes.ref in receipt
    assert "E1 of A review, which waits to be checked" in receipt


def test_whoever_had_the_file_reads_that_it_is_gone_and_when(of, officer):
    held = rows.held(of.council, name="a secret name.txt")
    evidence = rows.evidence(
        rows.review(of.hub), of.council, held=held, audience=Audience.PARTNERSHIP, state="withdrawn"
    )
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    assert "a secret name.txt" in text(lead.get(f"/evidence/{evidence.ref}"))
    Held.objects.update(recorded_at=held.recorded_at - timedelta(days=9000))
    page = officer.get("/retention/decide?of=files").content.decode()
    day, mark = (page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("before", "mark"))
    sent(officer, "/retention/decide?of=files", before=day, mark=mark, outcome="delete", reason="Over.")

    shown, opened = text(lead.get(f"/evidence/{evidence.ref}")), lead.get(f"/files/{held.ref}")

    assert "The file was deleted on" in shown
    assert "secret" not in shown
    assert (opened.status_code, "This file is gone" in text(opened)) == (410, True)


def test_an_unknown_kind_is_not_found_and_one_that_is_not_due_leads_back(officer):
    assert officer.get("/retention/decide?of=everything").status_code == 404
    assert officer.get(ADDRESS).status_code == 302


@pytest.fixture
def child(of):
    found = record_rows.subject(record_rows.delivery(of.council), pseudonym="k" * 26, shown="KX4-72M")
    record_rows.fact(found, day=date(1987, 5, 4))
    return found


def asking(officer) -> None:
    page = officer.get("/retention/decide?of=children").content.decode()
    day, mark = (page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("before", "mark"))
    answer = sent(officer, "/retention/decide?of=children", before=day, mark=mark, outcome="delete", reason="Over.")
    assert answer.status_code == 302


def test_a_child_goes_once_the_director_has_read_what_goes_and_agreed(of, officer, child):
    director = browser(member(Role.LEADER, of.council))
    assert "Ask the agency to agree that the one that goes can be deleted" in text(
        officer.get("/retention/decide?of=children")
    )
    asking(officer)
    assert "What was asked of agencies (1 waits)" in text(officer.get("/retention"))
    assert Subject.objects.exists()

    home = director.get("/").content.decode()
    address = f"/retention/asked/{DeletionAsked.objects.get().ref}"
    assert address in home
    shown = text(director.get(address))
    assert "Records of a child, the last entry in May 1987" in shown
    assert child.shown not in shown
    assert text(sent(director, address, answer="no")).count("Say why they are kept.") >= 1
    assert sent(director, address, answer="yes").status_code == 302

    assert not Subject.objects.exists()
    assert director.get(address).status_code == 409
    receipt = text(officer.get("/retention"))
    assert "1 deleted. Over." in receipt
    assert child.ref in receipt
    assert child.shown not in receipt


def test_whoever_cannot_answer_finds_nothing_and_the_officer_who_asked_may_not(of, officer, child):
    asking(officer)
    address = f"/retention/asked/{DeletionAsked.objects.get().ref}"

    assert browser(member(Role.LEADER, of.health)).get(address).status_code == 404
    assert browser(member(Role.SAFEGUARDING_LEAD, of.council)).get(address).status_code == 404
    assert officer.get(address).status_code == 403
    assert Subject.objects.exists()


def test_what_has_changed_since_it_was_asked_is_told_and_cannot_be_agreed_to(of, officer, child):
    asking(officer)
    record_rows.span(child, start=date(1987, 5, 4))
    director = browser(member(Role.LEADER, of.council))
    address = f"/retention/asked/{DeletionAsked.objects.get().ref}"

    assert "What would go has changed since this was asked" in text(director.get(address))
    refused = sent(director, address, answer="yes")

    assert (refused.status_code, Subject.objects.exists()) == (422, True)
    assert "They read it again, and ask anew" in text(refused)
