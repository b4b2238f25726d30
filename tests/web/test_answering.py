"""One page says of every sentence which recommendation it answers, and the pages around it lead there."""

import re

import pytest

from lineofsight.assurance.models import StatementRecommendation
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import chain_rows, rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def unit(of):
    return browser(member(Role.BUSINESS_MANAGER, of.hub))


@pytest.fixture
def review(of):
    """Two recommendations, and three sentences: two of the council, one about the review itself."""
    made = rows.review(of.hub)
    for title in ("Read the plan", "Hold a meeting"):
        chain_rows.recommendation(made, of.council, title=title)
    for text in ("The council reads each plan.", "The council holds a meeting."):
        rows.statement(made, of.council, Audience.PARTNERSHIP, text=text)
    rows.statement(made, of.hub, Audience.PARTNERSHIP, text="Five answered.", kind=SentenceKind.CONTEXT)
    return made


def said() -> list[tuple[int, int]]:
    ties = StatementRecommendation.objects.filter(ended_at__isnull=True)
    return sorted(ties.values_list("statement__position", "recommendation__number"))


def fields(page: str) -> dict[str, str]:
    """What the form would send if nothing was changed."""
    chosen = {}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        picked = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = picked[1] if picked else ""
    return chosen | dict(re.findall(r'type="hidden" name="(was-[^"]+)" value="([^"]*)"', page))


def test_every_choice_of_the_page_is_saved_at_once_and_what_was_not_changed_leaves_no_trail(unit, review):
    address = f"/reviews/{review.ref}/answers"
    page = unit.get(address).content.decode()
    first, second = review.statements.order_by("position")[:2]
    one, two = review.recommendations.order_by("number")
    sent = unit.post(address, {**fields(page), first.ref: one.ref, second.ref: two.ref})
    told = unit.get(address).content.decode()
    again = unit.post(address, fields(told))

    assert "0 of 2 sentences say which recommendation they answer." in re.sub(r" \(\d+%\)", "", page)
    assert page.count("<select") == 2, "what is about the review itself answers nothing"
    assert (sent.status_code, again.status_code) == (302, 302)
    assert said() == [(1, 1), (2, 2)]
    assert "Each recommendation has a sentence that answers it." in told
    assert Event.objects.filter(act__startswith="statement.answers").count() == 2


def test_a_choice_is_taken_back_and_what_somebody_else_said_meanwhile_stays(unit, review):
    address = f"/reviews/{review.ref}/answers"
    first, second = review.statements.order_by("position")[:2]
    one, two = review.recommendations.order_by("number")
    chain_rows.answers(first, one)
    shown = fields(unit.get(address).content.decode())
    chain_rows.answers(second, two)

    unit.post(address, {**shown, first.ref: ""})

    assert said() == [(2, 2)]


def test_a_sentence_that_answers_several_is_changed_on_its_own_page_and_left_alone_here(unit, review):
    first = review.statements.order_by("position").first()
    for asked in review.recommendations.all():
        chain_rows.answers(first, asked)
    page = unit.get(f"/reviews/{review.ref}/answers").content.decode()

    unit.post(f"/reviews/{review.ref}/answers", {**fields(page), first.ref: ""})

    assert "Recommendations 1 and 2" in page
    assert f"/statements/{first.ref}/answers" in page
    assert said() == [(1, 1), (1, 2)]


def test_a_recommendation_of_another_review_is_refused_with_a_sentence_and_every_choice_kept(unit, review, of):
    other = chain_rows.recommendation(rows.review(of.hub, name="Another"), of.council)
    first, second = review.statements.order_by("position")[:2]
    one = review.recommendations.order_by("number").first()

    answer = unit.post(f"/reviews/{review.ref}/answers", {first.ref: one.ref, second.ref: other.ref})

    assert answer.status_code == 422
    assert "Choose one of the recommendations of this review." in answer.content.decode()
    assert f'value="{one.ref}" selected' in answer.content.decode()
    assert said() == []


def test_the_review_the_edition_the_recommendation_and_the_first_steps_lead_to_it(unit, review, of):
    edition = rows.edition(review, of.hub)
    asked = review.recommendations.first()
    link = f'href="/reviews/{review.ref}/answers"'

    for address in (f"/reviews/{review.ref}", f"/summaries/{edition.ref}/ready", f"/recommendations/{asked.ref}", "/"):
        assert link in unit.get(address).content.decode(), address

    chain_rows.answers(review.statements.first(), asked)
    assert "Say which recommendation each sentence answers" not in unit.get("/").content.decode()
    assert "1 of 2" in unit.get(f"/summaries/{edition.ref}/ready").content.decode()
