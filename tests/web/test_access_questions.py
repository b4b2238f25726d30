"""«Ask about this read» and «Tell us I should not see this»: both wait for the officer, and are answered there."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lineofsight.partnership.looking import note_read
from lineofsight.partnership.models import AccessQuestion
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Act, Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import NOW, access_question, acting, member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def evidence(of):
    """What the council submitted, and the scrutineer has read since."""
    made = rows.evidence(rows.review(of.hub), of.council, audience=Audience.HUB)
    note_read(row=made, by=acting(Role.SCRUTINEER, of.scrutiny))
    return made


def acts() -> list[tuple[str, str]]:
    return list(Event.objects.filter(act__startswith="access.").order_by("id").values_list("act", "agency_code"))


def test_a_lead_asks_about_a_read_of_their_rows_and_the_officer_answers_it(of, evidence):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    officer = browser(member(Role.DATA_PROTECTION, of.hub))
    page = lead.get(f"/access/why/evidence/{evidence.ref}").content.decode()
    ask = re.search(r'href="(/access/why/evidence/[^"]+/ask\?read=[^"]+)"', page)[1]

    empty = lead.post(ask, {"asks": " "})
    sent = lead.post(ask, {"asks": "Why was this opened?"})

    made = AccessQuestion.objects.get()
    assert (empty.status_code, sent.status_code) == (422, 302)
    assert "Say what you want to know" in empty.content.decode()
    assert (made.about, made.subject_ref, made.read_at is not None) == ("a read", evidence.ref, True)
    first = officer.get("/").content.decode()
    assert "Why was this opened?" in first
    shown = officer.get(f"/access/questions/{made.ref}").content.decode()
    assert "Independent scrutineer" in shown
    assert evidence.title not in shown
    done = officer.post(f"/access/questions/{made.ref}/answer", {"version": 1, "answer": "They gave an opinion on it."})
    assert done.status_code == 302
    assert "They gave an opinion on it." in lead.get(f"/access/why/evidence/{evidence.ref}").content.decode()
    assert "Nobody waits for an answer" in officer.get("/").content.decode()
    assert acts() == [("access.asked", "council"), ("access.answered", "council")]


def test_somebody_who_sees_what_they_should_not_says_so_from_its_page(of, evidence):
    manager = browser(member(Role.BUSINESS_MANAGER, of.hub))
    address = f"/access/why/evidence/{evidence.ref}"

    page = manager.get(address).content.decode()
    sent = manager.post(f"{address}/ask", {"asks": "It names a school."})

    made = AccessQuestion.objects.get()
    assert "Tell us I should not see this" in page
    assert sent.status_code == 302
    assert (made.about, made.reader_ref, made.read_at) == ("sees too much", "", None)
    # From then on the row's own pages are gone for them; the question stands on its own.
    assert manager.get(address).status_code == 404
    assert "We wait for the data-protection officer" in manager.get(sent["Location"]).content.decode()


def test_only_whose_rows_they_are_ask_about_a_read_and_only_about_one_that_was(of, evidence):
    other = browser(member(Role.BUSINESS_MANAGER, of.hub))
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    page = lead.get(f"/access/why/evidence/{evidence.ref}").content.decode()
    ask = re.search(r'href="(/access/why/evidence/[^"]+/ask\?read=[^"]+)"', page)[1]

    assert other.get(ask).status_code == 404
    never = ask.split("=")[0] + "=20200101T000000000000"
    assert lead.post(never, {"asks": "x"}).status_code == 404
    assert "/ask?read=" not in other.get(f"/access/why/evidence/{evidence.ref}").content.decode()
    assert not AccessQuestion.objects.exists()


def test_a_question_is_read_by_whoever_asked_and_the_officer_and_answered_once(of):
    asker = member(Role.SAFEGUARDING_LEAD, of.council)
    colleague = browser(member(Role.SAFEGUARDING_LEAD, of.council, email="second@council.example"))
    officer = browser(member(Role.DATA_PROTECTION, of.hub))
    made = access_question(asker, of.council, asks="Why?")
    address = f"/access/questions/{made.ref}"

    assert browser(asker).get(address).status_code == 200
    assert colleague.get(address).status_code == 404
    assert "Why?" not in colleague.get("/access/questions").content.decode()
    assert browser(asker).post(f"{address}/answer", {"version": 1, "answer": "Because."}).status_code == 403
    assert officer.post(f"{address}/answer", {"version": 1, "answer": "Because."}).status_code == 302
    assert officer.post(f"{address}/answer", {"version": 2, "answer": "No."}).status_code == 409
    assert AccessQuestion.objects.get().answer == "Because."


@pytest.mark.postgres_only
def test_row_security_shows_a_question_to_whoever_asked_and_the_officer_alone(of):
    asker, officer = member(Role.SAFEGUARDING_LEAD, of.council), member(Role.DATA_PROTECTION, of.hub)
    access_question(asker, of.council)

    other = member(Role.BUSINESS_MANAGER, of.hub)

    def seen_by(person) -> int:
        with scope(actor_of(person, now=NOW), writes=False):
            return AccessQuestion.objects.count()

    assert [seen_by(one) for one in (asker, officer, other)] == [1, 1, 0]


def test_the_database_takes_no_answer_of_whoever_asked_and_no_half_of_one(of):
    asker = member(Role.DATA_PROTECTION, of.hub)
    made = access_question(asker, of.hub, read_at=timezone.now() - timedelta(days=1))
    whole = {"answer": "Fine.", "answered_by": asker, "answered_at": timezone.now()}

    for facts in (whole, {"answer": "Fine."}, {"reader_ref": ""}, {"read_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccessQuestion.objects.filter(pk=made.pk).update(**facts)


def told(person, evidence) -> None:
    """Given: somebody has said that they should not see a row."""
    address = f"/access/why/evidence/{evidence.ref}/ask"
    assert browser(person).post(address, {"asks": "I know the family.", "key": "k" * 40}).status_code == 302


def test_who_should_not_see_a_row_does_not_until_the_officer_has_answered(of, evidence):
    manager, other = member(Role.BUSINESS_MANAGER, of.hub), member(Role.EXECUTIVE, of.health)
    page = f"/evidence/{evidence.ref}"
    assert browser(manager).get(page).status_code == 200

    told(manager, evidence)

    asked = AccessQuestion.objects.get()
    assert browser(manager).get(page).status_code == 404
    assert evidence.title not in browser(manager).get(f"/reviews/{evidence.review.ref}/evidence").content.decode()
    assert browser(manager).get(f"/access/questions/{asked.ref}").status_code == 200
    assert browser(other).get(page).status_code == 200
    officer = browser(member(Role.DATA_PROTECTION, of.hub))
    answer = {"version": asked.version, "answer": "You may see it.", "key": "a" * 40}
    assert officer.post(f"/access/questions/{asked.ref}/answer", answer).status_code == 302
    assert browser(manager).get(page).status_code == 200


def test_the_file_behind_it_is_closed_to_them_too(of):
    review = rows.review(of.hub)
    piece = rows.evidence(review, of.hub, Audience.HUB, held=rows.held(of.hub, Audience.HUB))
    by = actor_of(member(Role.BUSINESS_MANAGER, of.hub), now=timezone.now())
    stopped = replace(by, stopped=frozenset({piece.ref}))

    class File:
        agency_id, behind = of.hub.pk, frozenset({piece.ref})

    assert can(by, Act.FILE_READ, File())
    assert not can(stopped, Act.FILE_READ, File())
    assert not can(stopped, Act.EVIDENCE_READ, piece)


def test_a_library_that_does_not_say_so_leaves_the_row_and_the_page_says_that(of, evidence, monkeypatch):
    monkeypatch.setattr("lineofsight.partnership.access_questions.stops_at_once", lambda actor: False)
    monkeypatch.setattr("lineofsight.web.why.asking.stops_at_once", lambda actor: False)
    manager = member(Role.BUSINESS_MANAGER, of.hub)
    ask = browser(manager).get(f"/access/why/evidence/{evidence.ref}/ask").content.decode()
    assert "Your access stays as it is" in ask

    told(manager, evidence)

    assert browser(manager).get(f"/evidence/{evidence.ref}").status_code == 200


def test_a_question_about_somebody_elses_read_stops_nothing(of, evidence):
    manager = member(Role.BUSINESS_MANAGER, of.hub)
    access_question(manager, of.hub, read_at=NOW)

    assert actor_of(manager, now=timezone.now()).stopped == frozenset()
