"""The pages of a challenge: raised on a sentence or an update, answered by its agency, closed by the scrutineer."""

import re

import pytest

from lineofsight.assurance.models import HolderQuestion
from lineofsight.partnership.rules import Audience, Role
from tests.factories import chain_rows, rows, voice_rows
from tests.web.pages import sent, text

pytestmark = pytest.mark.django_db
DOUBT = "Three plans that we read had no copy for the child."


@pytest.fixture
def scrutineer(browser):
    return browser(Role.SCRUTINEER, "scrutiny")


@pytest.fixture
def statement(bodies):
    return rows.statement(rows.review(bodies.hub), bodies.council, Audience.PARTNERSHIP)


def challenged(scrutineer, address: str) -> HolderQuestion:
    seen = re.search(r'name="basis"[^>]*value="([^"]+)"', scrutineer.get(address).content.decode())
    assert seen is not None
    assert sent(scrutineer, address, asks=DOUBT, basis=seen[1]).status_code == 302
    return HolderQuestion.objects.get()


def test_a_sentence_is_challenged_answered_and_closed_and_each_page_says_so(statement, scrutineer, browser):
    lead, page = browser(Role.SAFEGUARDING_LEAD, "council"), f"/statements/{statement.ref}"
    made = challenged(scrutineer, f"{page}/challenge")

    assert "Not answered yet" in text(lead.get(page))
    assert DOUBT in text(lead.get("/"))
    assert sent(lead, f"/questions/{made.ref}/answer", version=1, answer="They have one now.").status_code == 302
    assert "They have one now." in text(scrutineer.get(page))
    closing = {"version": 2, "outcome": "stands", "closing": "Two still have none."}
    assert sent(lead, f"/questions/{made.ref}/close", **closing).status_code == 403
    assert sent(scrutineer, f"/questions/{made.ref}/close", **closing).status_code == 302
    assert "It stands: Two still have none." in text(lead.get(page))
    assert "Say that it is resolved after all" in text(scrutineer.get(f"/questions/{made.ref}"))
    assert "Say that it is resolved after all" not in text(lead.get(f"/questions/{made.ref}"))


def test_the_list_leads_each_to_what_is_theirs_to_do(statement, scrutineer, browser):
    question = challenged(scrutineer, f"/statements/{statement.ref}/challenge")
    lead = browser(Role.SAFEGUARDING_LEAD, "council")
    first = text(scrutineer.get("/questions")), text(lead.get("/questions"))
    answer = {"answer": "Ten records were read.", "version": question.version}

    assert sent(lead, f"/questions/{question.ref}/answer", **answer).status_code == 302

    after = text(scrutineer.get("/questions"))
    assert ("We wait for" in first[0], "Answer it" in first[0]) == (True, False)
    assert "Answer it" in first[1]
    assert "1 was answered, and you have not closed it." in after
    assert "Read the answer, and close it" in after
    assert "Read the answer, and close it" not in text(lead.get("/questions"))


def test_before_the_days_have_passed_the_form_offers_only_to_resolve(statement, scrutineer):
    made = challenged(scrutineer, f"/statements/{statement.ref}/challenge")
    page = text(scrutineer.get(f"/questions/{made.ref}/close"))

    assert "Resolved: it was answered" in page
    assert "It stands: I see it differently" not in page
    kept = sent(scrutineer, f"/questions/{made.ref}/close", version=1, outcome="stands", closing="No.")
    assert kept.status_code == 422


def test_a_page_that_was_read_before_the_words_changed_challenges_nothing(statement, scrutineer):
    address = f"/statements/{statement.ref}/challenge"

    answer = sent(scrutineer, address, asks=DOUBT, basis="0" * 64)

    assert answer.status_code == 409
    assert DOUBT in text(answer)
    assert not HolderQuestion.objects.exists()


def test_an_update_is_challenged_on_the_page_of_its_action(bodies, scrutineer, browser):
    action = chain_rows.action(chain_rows.recommendation(rows.review(bodies.hub), bodies.council), bodies.council)
    update = chain_rows.update(action, Audience.HUB, state="submitted")
    assert f"/updates/{update.ref}/challenge" in scrutineer.get(f"/actions/{action.ref}").content.decode()
    lead = browser(Role.SAFEGUARDING_LEAD, "council")
    assert f"/updates/{update.ref}/challenge" not in lead.get(f"/actions/{action.ref}").content.decode()

    challenged(scrutineer, f"/updates/{update.ref}/challenge")

    assert DOUBT in text(lead.get(f"/actions/{action.ref}"))
    assert "challenges" in text(scrutineer.get("/questions"))


def test_a_plain_question_is_not_closed(bodies, scrutineer):
    plain = voice_rows.question(bodies.council)
    form = {"version": 1, "outcome": "resolved", "closing": "No."}

    assert scrutineer.get(f"/questions/{plain.ref}/close").status_code == 302
    assert sent(scrutineer, f"/questions/{plain.ref}/close", **form).status_code == 409
