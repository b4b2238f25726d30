"""Whoever signs the next edition is shown how their agency saw a sentence differently in the last one."""

import pytest
from django.test import Client

from lineofsight.partnership.models import Person
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.actions.signatures import sign
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState, Verdict
from lineofsight.publication.signing import to_sign
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db
VIEW = "It includes visits by telephone."


@pytest.fixture
def following(edition, statement, author, lead):
    """The next edition, after one that was published with a different view of the council."""
    facts = {"verdict": Verdict.DIFFERENT, "view": VIEW}
    sign(edition=edition, wordings=[statement.current], by=lead, **facts)
    frozen = {"content": content_of(edition, author).to_json().decode(), "state": EditionState.PUBLISHED}
    Edition.objects.filter(pk=edition.pk).update(**frozen)
    return actions.open_edition(review=edition.review, by=author)


def test_the_view_is_brought_forward(following, lead):
    (item,) = to_sign(following, lead)

    assert (item.view_before, item.is_signed) == (VIEW, False)


def test_control_of_an_agency_that_agreed_nothing_is_brought_forward(edition, statement, author, lead):
    sign(edition=edition, wordings=[statement.current], by=lead)
    frozen = {"content": content_of(edition, author).to_json().decode(), "state": EditionState.PUBLISHED}
    Edition.objects.filter(pk=edition.pk).update(**frozen)

    (item,) = to_sign(actions.open_edition(review=edition.review, by=author), lead)

    assert item.view_before == ""


@pytest.fixture
def page(following, lead, monkeypatch) -> tuple[Client, str]:
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    return browser(Person.objects.get(ref=lead.ref)), f"/summaries/{following.ref}/sign"


def test_one_tick_for_all_does_not_take_it_away(page, following, lead):
    client, address = page
    shown = client.get(address).content.decode()
    wording = to_sign(following, lead)[0].statement.current.ref
    assert f"In the last edition you saw this differently: «{VIEW}»" in shown
    assert f'id="different-{wording}" name="answer-{wording}" value="different view" checked' in shown

    # As the browser sends it: what is chosen on the sentence stands over the tick for all.
    sent = {"answer-all": "agree", f"answer-{wording}": "different view", f"view-{wording}": VIEW, "read": wording}
    client.post(address, sent | {"sure": "on"})

    (item,) = to_sign(following, lead)
    assert item.is_signed
    assert VIEW in content_of(following, lead).to_json().decode()


def test_a_view_that_was_chosen_and_not_written_is_asked_for_at_its_own_box(page, following, lead):
    client, address = page
    (item,) = to_sign(following, lead)
    wording, number = item.statement.current.ref, item.statement.position
    sent = {f"answer-{wording}": "different view", f"view-{wording}": " ", "read": wording}

    answer = client.post(address, sent)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#view-{wording}"' in shown
    assert f"Write your different view on sentence {number}" in shown
    assert f'aria-describedby="view-{wording}-error"' in shown
    # The control: where nothing is wrong, no box says so.
    assert "-error" not in client.get(address).content.decode()


def test_a_view_that_was_written_without_its_choice_is_not_lost_to_the_tick_for_all(page, following):
    client, address = page
    wording = following.review.statements.get().current.ref
    sent = {"answer-all": "agree", f"view-{wording}": VIEW, "read": wording}

    asked = client.post(address, sent).content.decode()
    # The control: with nothing written, the tick for all agrees.
    agreed = client.post(address, sent | {f"view-{wording}": ""}).content.decode()

    assert VIEW in asked
    assert VIEW not in agreed
