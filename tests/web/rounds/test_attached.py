"""Whoever answers in a round attaches the file that shows it, in the same form: it is offered as evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.assurance.models import (
    Action,
    Evidence,
    Recommendation,
    RoundAnswer,
    RoundItem,
    Update,
    UpdateEvidence,
)
from lineofsight.files.models import Held
from lineofsight.partnership.rules import Audience
from tests.factories import round_rows, rows

pytestmark = pytest.mark.django_db
SAID = "Managers read each list on Monday."
DAY = {"as_at_date-day": "22", "as_at_date-month": "6", "as_at_date-year": "2026"}


def note(content: str = "Minutes of 4 May.") -> SimpleUploadedFile:
    return SimpleUploadedFile("minutes.txt", content.encode())


@pytest.fixture
def share(bodies, review):
    return round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)


@pytest.fixture
def of_action(share) -> RoundItem:
    return round_rows.item(share, Action.objects.order_by("number").first())


@pytest.fixture
def of_sentence(share, bodies, review) -> RoundItem:
    return round_rows.item(share, rows.statement(review, bodies.council, Audience.PARTNERSHIP, text="Lists are read."))


def answer(browser, item: RoundItem, *, kind: str = "update", version: int = 0, text: str = SAID, **more):
    form = {"kind": kind, "text": text, "version": str(version), **DAY, **more}
    return browser.post(f"/asked/{item.ref}/answer", form)


def test_a_file_with_an_answer_about_an_action_is_evidence_beside_the_update_that_it_became(lead, unit, of_action):
    sent = answer(lead, of_action, file=note())

    made, update = Evidence.objects.get(), Update.objects.get()
    assert sent.status_code == 302
    assert (made.note, made.state, made.agency, made.shows) == (SAID, "offered", of_action.agency, 1)
    assert (made.held.name, made.held.audience) == ("minutes.txt", Audience.HUB)
    assert RoundAnswer.objects.get().evidence == made
    assert list(UpdateEvidence.objects.values_list("update", "evidence")) == [(update.pk, made.pk)]
    assert "Offered as" in lead.get(f"/shares/{of_action.share.ref}").content.decode()
    assert made.title in unit.get(f"/updates/{update.ref}/judge").content.decode()


def test_control_an_answer_about_an_action_without_a_file_offers_nothing(lead, of_action):
    answer(lead, of_action)

    assert (Update.objects.count(), Evidence.objects.count(), UpdateEvidence.objects.count()) == (1, 0, 0)


def test_a_file_with_what_shows_a_sentence_stands_behind_the_sentence(lead, of_sentence):
    answer(lead, of_sentence, kind="shown", file=note())

    made = Evidence.objects.get()
    assert made.held.name == "minutes.txt"
    assert list(made.supports.values_list("statement", flat=True)) == [of_sentence.statement_id]


@pytest.mark.parametrize(("kind", "about"), [("update", "of_action"), ("shown", "of_sentence")])
def test_a_second_answer_goes_on_with_the_file_that_was_attached_and_another_takes_its_place(
    lead, request, kind, about
):
    item = request.getfixturevalue(about)
    answer(lead, item, kind=kind, file=note())
    answer(lead, item, kind=kind, version=1, text="They read it on Tuesday.")
    answer(lead, item, kind=kind, version=2, text="They read it on Tuesday.", file=note("Minutes of 1 June."))

    first, second, third = Evidence.objects.order_by("id")
    assert [one.state for one in (first, second, third)] == ["superseded", "superseded", "offered"]
    assert first.held == second.held != third.held
    assert [one.evidence for one in RoundAnswer.objects.order_by("number")] == [first, second, third]
    if kind == "update":
        assert [list(one.evidence.values_list("evidence", flat=True)) for one in Update.objects.order_by("id")] == [
            [first.pk],
            [second.pk],
            [third.pk],
        ]


def test_a_file_that_the_guard_refuses_leaves_nothing_and_every_word_stands_in_the_page(lead, of_action):
    refused = answer(lead, of_action, file=SimpleUploadedFile("tool.exe", b"MZ\x90\x00 a program"))

    page = refused.content.decode()
    assert refused.status_code == 422
    assert f"{SAID}</textarea>" in page
    assert "Choose the file again: what you wrote is kept, the file is not." in page
    assert [row.objects.count() for row in (Held, Evidence, RoundAnswer)] == [0, 0, 0]


def test_a_file_with_nothing_to_report_is_asked_about_and_none_is_kept(lead, of_action):
    refused = answer(lead, of_action, kind="nothing to report", file=note())

    assert refused.status_code == 422
    assert "A file shows what is done." in refused.content.decode()
    assert [row.objects.count() for row in (Held, Evidence, RoundAnswer)] == [0, 0, 0]


def test_of_a_recommendation_and_on_behalf_no_file_that_shows_it_is_asked(lead, unit, share, of_action):
    of_recommendation = round_rows.item(share, Recommendation.objects.filter(agency=share.agency).first())
    own, behalf = (f"/asked/{of_action.ref}/{where}" for where in ("answer", "on-behalf"))

    asked = "A file that shows it"
    assert asked in lead.get(own).content.decode()
    assert asked not in lead.get(f"/asked/{of_recommendation.ref}/answer").content.decode()
    assert asked not in unit.get(behalf).content.decode()
