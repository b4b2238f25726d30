"""The leaders' page: what stands in its lists, what is asked about it, and what it costs."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import FigureRecord, HolderQuestion, Supports
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.chain import RecommendationState
from lineofsight.desk.home.overview import late_of_own
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.canonical import canonical
from lineofsight.trail.models import Event
from tests.factories import chain_rows, register_rows, rows, voice_rows
from tests.factories.partnership import NOW, TODAY, acting, member
from tests.web.pages import sent, text
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db


def busy(bodies, *, many: int = 9):
    """More than seven of each list: late and without an owner, unchecked, and a figure that fell."""
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    asked = chain_rows.recommendation(review, bodies.council)
    for at in range(many):
        days = timedelta(days=at + 1)
        title = f"Write down who reads the plan with the child, and who tells the school, number {at}"
        chain_rows.action(asked, bodies.council, due_date=TODAY - days, title=title)
        words = f"Every plan of team {at} is read with the child before it is agreed, and the child has a copy of it."
        said = rows.statement(review, bodies.council, Audience.HUB, text=words)
        rows.behind(said, rows.evidence(review, bodies.council, state=EvidenceState.ACCEPTED))
        for n, days_ago in ((8, 60), (5, 0)):
            frozen(review, bodies.council, n, days_ago, group=f"Team {at}")
    return review


def frozen(review, agency, n: int, days_ago: int, *, group: str) -> FigureRecord:
    """n of ten, as an agency froze it so many days ago."""
    made = rows.figure(n=n, of=10, group=group, as_at_date=TODAY - timedelta(days=days_ago))
    made = replace(made, measure_id="statements-with-current-evidence")
    return FigureRecord.objects.create(
        review=review,
        agency=agency,
        audience=Audience.PARTNERSHIP,
        measure_id=made.measure_id,
        n=n,
        of=10,
        as_at_date=made.as_at_date,
        definition_sha=made.definition_sha,
        snapshot_sha=made.snapshot_sha,
        body=canonical(made.as_dict()).decode(),
        **rows.WRITTEN,
    )


@pytest.fixture
def partner(browser):
    """A safeguarding partner."""
    return browser(Role.EXECUTIVE, "health")


@pytest.mark.sqlite_only
def test_each_list_holds_seven_and_leads_to_the_rest(bodies, partner):
    busy(bodies)

    page = text(partner.get("/overview"))

    assert "9 things are late; 9 getting worse; 9 looked at by nobody outside; 9 without an owner." in page
    assert page.count("See all 9") == 4
    # Seven in each of the four, and «Next for you».
    assert page.count("Ask about this") == 29
    assert "before 8 of 10" in page
    assert text(partner.get("/overview?all=late")).count("Ask about this") == 10
    assert partner.get("/overview?all=nothing").status_code == 404


def test_an_empty_list_says_so_with_its_day_and_one_that_cannot_be_computed_is_not_empty(partner):
    page = text(partner.get("/overview"))

    assert "Nothing of what is counted here is late, as at" in page
    assert "each agency counts for itself: it is not in this figure" in page
    assert "Not known yet." in page
    assert "nobody can say yet what is getting worse" in page
    assert "nobody was asked in twelve months" in page


def test_a_director_sees_their_own_agency_and_a_partner_what_was_submitted(bodies, browser, partner):
    busy(bodies, many=1)
    for body in (bodies.council, bodies.health):
        register_rows.asked(body, bodies.hub, "cannabis-assessment")
    own, other = browser(Role.LEADER, "council"), browser(Role.LEADER, "health")

    # Each agency's own quarter that nobody stated is late as well, and theirs to know.
    assert "2 things are late" in text(own.get("/overview"))
    assert "1 thing is late" in text(partner.get("/overview"))
    other_page = text(other.get("/overview"))
    assert "1 thing is late" in other_page
    assert "Write down who reads the plan" not in other_page


def test_a_partner_asks_the_holder_who_answers_and_both_read_it(bodies, browser, partner):
    busy(bodies, many=1)
    line = re.findall(r"ask\?line=([^\"]+)", partner.get("/overview").content.decode())[0]
    due = TODAY + timedelta(days=7)
    form = {"asks": "What will be done by when?", "by-day": due.day, "by-month": due.month, "by-year": due.year}

    assert sent(partner, f"/overview/ask?line={line}", **form | {"by-year": due.year + 1}).status_code == 422
    assert sent(partner, f"/overview/ask?line={line}", **form).status_code == 302

    question = HolderQuestion.objects.get()
    assert (question.agency, question.answer_by_date) == (bodies.council, due)
    lead = browser(Role.SAFEGUARDING_LEAD, "council")
    assert "What will be done by when?" in text(lead.get("/"))
    assert browser(Role.SAFEGUARDING_LEAD, "health").get(f"/questions/{question.ref}").status_code == 404
    assert sent(partner, f"/questions/{question.ref}/answer", version=1, answer="Soon.").status_code == 403
    assert sent(lead, f"/questions/{question.ref}/answer", version=1, answer="Two of three by May.").status_code == 302
    assert "Two of three by May." in text(partner.get(f"/questions/{question.ref}"))
    assert partner.get("/overview/ask?line=late:gone").status_code == 404


def test_what_changed_is_told_since_the_last_look_on_an_earlier_day(bodies, clock):
    review, somebody = busy(bodies, many=1), member(Role.EXECUTIVE, bodies.health)
    assert "You have not looked on an earlier day" in text(signed_in(somebody).get("/overview"))
    clock.move(days=1)
    rows.behind(
        rows.statement(review, bodies.health, Audience.HUB),
        rows.evidence(review, bodies.health, state=EvidenceState.ACCEPTED),
    )

    for _ in range(2):
        assert "1 new, 0 settled" in text(signed_in(somebody).get("/overview"))

    assert Event.objects.filter(act="list.seen").count() == 2


@pytest.mark.sqlite_only
def test_the_page_asks_the_database_at_most_sixteen_questions(bodies, partner):
    busy(bodies)
    partner.get("/overview")
    with CaptureQueriesContext(connection) as signing_in:
        partner.get("/help")

    with CaptureQueriesContext(connection) as whole:
        partner.get("/overview")

    assert len(whole) - len(signing_in) <= 16, [one["sql"][:160] for one in whole.captured_queries]


@pytest.mark.sqlite_only
def test_a_late_question_and_late_complaints_stand_in_the_list_of_what_is_late(bodies, browser):
    voice_rows.question(bodies.council, asks="Who sees them?", answer_by_date=TODAY - timedelta(days=1))
    register_rows.asked(bodies.council, bodies.hub, "cannabis-assessment")
    late = TODAY - timedelta(days=3)
    voice_rows.complaint(bodies.council, member(Role.PRACTITIONER, bodies.council), began_date=late, due_date=late)

    page = text(browser(Role.LEADER, "council").get("/overview"))

    # And the quarter that nobody stated.
    assert "3 things are late" in page
    assert "1 of 1 open complaint not answered by their day." in page


def test_a_recommendation_that_was_accepted_and_is_not_done_by_its_day_is_late(bodies, browser):
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    accepted, past = RecommendationState.ACCEPTED, TODAY - timedelta(days=40)
    chain_rows.recommendation(review, bodies.council, state=accepted, due_date=past, title="Share the list")
    chain_rows.recommendation(review, bodies.council, state=accepted, due_date=TODAY, title="Read the plan")

    late = [line.text for line in late_of_own(acting(Role.LEADER, bodies.council))]

    assert [line for line in late if "Recommendation" in line] == ["Recommendation 1: Share the list"]


def test_what_people_said_in_evidence_is_not_called_nobody_was_asked(bodies, browser):
    partner = browser(Role.EXECUTIVE, "health")
    nobody = "What children and families say: nobody was asked in twelve months"
    assert nobody in text(partner.get("/overview"))

    facts = {"kind": "experience", "state": EvidenceState.ACCEPTED}
    rows.evidence(rows.review(bodies.hub, Audience.PARTNERSHIP), bodies.council, Audience.PARTNERSHIP, **facts)

    assert nobody not in text(partner.get("/overview"))
    assert "1 piece of evidence tells what people said" in text(browser(Role.EXECUTIVE, "council").get("/voice"))


def test_a_figure_that_the_unit_froze_is_told_to_the_director_whose_sentence_it_stands_behind(bodies, browser):
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    for agency in (bodies.council, bodies.health):
        said = rows.statement(review, agency, Audience.PARTNERSHIP, text=f"Every plan is read in {agency.name}.")
        for n, days_ago in ((8, 60), (5, 0)):
            figure = frozen(review, bodies.hub, n, days_ago, group=f"Plans of {agency.code}")
            facts = {"figure": figure, "kind": EvidenceKind.COUNT, "state": EvidenceState.ACCEPTED}
            rows.behind(said, rows.evidence(review, bodies.hub, Audience.PARTNERSHIP, **facts))

    director = browser(Role.LEADER, "council")
    readers = {bodies.council: director, bodies.health: browser(Role.LEADER, "health")}
    for agency, other in ((bodies.council, bodies.health), (bodies.health, bodies.council)):
        page = text(readers[agency].get("/overview"))
        assert f"Plans of {agency.code} 5 of 10," in page
        assert f"Plans of {other.code}" not in page
        assert "stands as evidence yet" not in page

    # Without a sentence of theirs it is nobody's figure but the unit's.
    Supports.objects.filter(statement__agency=bodies.council).update(ended_at=NOW, ended_reason="Mistaken.")
    page = text(director.get("/overview"))
    assert "Plans of council" not in page
    assert "stands as evidence yet" in page
