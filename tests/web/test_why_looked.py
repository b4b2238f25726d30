"""The data-protection officer asks somebody from the list of who looked; the answer is kept, in the trail too."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from lineofsight.partnership.looking import note_read
from lineofsight.partnership.models import AccessQuestion
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.reads import is_unusual
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import NOW, member, partnership, why_asked
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def evidence(of):
    return rows.evidence(rows.review(of.hub), of.council, audience=Audience.HUB)


def last_night() -> datetime:
    """Half past two in the night before now: at an unusual time, in the last week."""
    return (timezone.now() - timedelta(days=1)).replace(hour=2, minute=30)


@pytest.fixture
def scrutineer(of, evidence):
    """Who read what the council submitted, in the night."""
    person = member(Role.SCRUTINEER, of.scrutiny)
    note_read(row=evidence, by=actor_of(person, now=last_night()))
    return person


def test_the_officer_asks_from_the_list_and_whoever_looked_answers_once(of, evidence, scrutineer):
    officer = browser(member(Role.DATA_PROTECTION, of.hub))
    reader = browser(scrutineer)
    listed = officer.get("/access/looks").content.decode()
    ask = re.search(r'href="(/access/looks/[^"]+/ask)"', listed)[1]

    sent = officer.post(ask, {"asks": "What was it for?"})
    waits = reader.get("/").content.decode()
    say = re.search(r'href="(/access/looks/asked/[^"]+)"', waits)[1]
    empty = reader.post(say, {"version": 1, "answer": " "})
    done = reader.post(say, {"version": 1, "answer": "I prepared an opinion."})
    again = reader.post(say, {"version": 2, "answer": "Another."})

    made = AccessQuestion.objects.get()
    assert is_unusual(made.read_at)
    assert "1 look at night or at a weekend" in listed
    assert evidence.title not in listed
    assert "What was it for?" in waits
    assert (sent.status_code, empty.status_code, done.status_code, again.status_code) == (302, 422, 302, 409)
    assert (made.about, made.answer) == ("why they looked", "I prepared an opinion.")
    assert "I prepared an opinion." in officer.get(f"/access/questions/{made.ref}").content.decode()
    assert "What was it for?" not in reader.get("/").content.decode()
    kept = Event.objects.filter(act__startswith="access.why").order_by("id").select_related("payload")
    assert [(one.act, one.actor_ref == scrutineer.ref) for one in kept] == [
        ("access.why_asked", False),
        ("access.why_said", True),
    ]
    assert json.loads(kept[1].payload.body)["answer"] == "I prepared an opinion."


def test_nobody_else_asks_answers_or_reads_it(of, evidence, scrutineer):
    officer = member(Role.DATA_PROTECTION, of.hub)
    made = why_asked(officer, of.council, scrutineer)
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    look = Event.objects.get(act="read").ref

    assert lead.get("/access/looks").status_code == 403
    assert lead.post(f"/access/looks/{look}/ask", {"asks": "Why?"}).status_code == 404
    assert lead.get(f"/access/questions/{made.ref}").status_code == 404
    assert lead.post(f"/access/looks/asked/{made.ref}", {"version": 1, "answer": "x"}).status_code == 404
    assert browser(officer).post(f"/access/looks/asked/{made.ref}", {"version": 1, "answer": "x"}).status_code == 404
    # What is asked of somebody else is nothing that an officer answers in their place.
    address = f"/access/questions/{made.ref}/answer"
    second = browser(member(Role.DATA_PROTECTION, of.hub, email="second@hub.example"))
    assert second.post(address, {"version": 1, "answer": "x"}).status_code == 403
    assert not AccessQuestion.objects.exclude(answer="").exists()


def test_of_who_has_no_role_here_any_more_nobody_can_ask(of, evidence, scrutineer):
    officer = browser(member(Role.DATA_PROTECTION, of.hub))
    ask = f"/access/looks/{Event.objects.get(act='read').ref}/ask"
    begun = scrutineer.memberships.get().from_date
    scrutineer.memberships.update(until_date=begun + timedelta(days=1))

    answer = officer.post(ask, {"asks": "Why?"})

    assert answer.status_code == 422
    assert "nobody can answer" in answer.content.decode()
    assert not AccessQuestion.objects.exists()


@pytest.mark.postgres_only
def test_row_security_shows_it_to_whoever_is_asked_and_the_officers_alone(of, scrutineer):
    officer, other = member(Role.DATA_PROTECTION, of.hub), member(Role.BUSINESS_MANAGER, of.hub)
    why_asked(officer, of.council, scrutineer)

    def seen_by(person) -> int:
        with scope(actor_of(person, now=NOW), writes=False):
            return AccessQuestion.objects.count()

    assert [seen_by(one) for one in (scrutineer, officer, other)] == [1, 1, 0]
