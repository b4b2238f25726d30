"""Whoever was signed out while they wrote finds their words again, and nobody else does."""

import re

import pytest
from django.test import Client

from lineofsight.assurance.models import Draft, Statement
from lineofsight.partnership.rules import Role
from tests.factories.partnership import member
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(given, settings) -> Client:
    """The lead of the council, whose session is over with the next request."""
    given.page(given.lead)
    settings.IDLE_SECONDS = -1
    return given.lead


def test_words_that_arrive_after_the_session_ended_are_kept_as_a_draft_and_not_saved(given, ended):
    answer = given.write(ended, given.second, "Half a sentence of mine")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?ended=1&kept=1&next=%2Fsummaries%2F")
    assert Draft.objects.get().text == "Half a sentence of mine"
    assert Statement.objects.get(pk=given.second.pk).current.text == "Managers read each plan with the worker."


def test_the_page_to_sign_in_says_that_they_are_kept_and_leads_back_to_them(given, ended, settings):
    answer = given.write(ended, given.second, "Half a sentence of mine")
    page = ended.get(answer["Location"]).content.decode()
    settings.IDLE_SECONDS = 1800

    back = re.search(r"next=([^&]+)", answer["Location"])[1].replace("%2F", "/").replace("%3F", "?")
    again = browser(Draft.objects.get().person).get(back.replace("%3D", "=").replace("%26", "&")).content.decode()

    assert "Your words are kept. Sign in to go on." in page
    assert "Half a sentence of mine</textarea>" in again


def test_a_sentence_of_another_agency_and_any_other_form_keep_no_draft(given, ended):
    theirs = given.write(ended, given.theirs, "Half")
    other = browser(member(Role.CONTRIBUTOR, given.of.council)).post(f"/statements/{given.first.ref}/change", {})

    # It is no draft of theirs; the page that answers holds what they wrote.
    assert (theirs.status_code, other["Location"]) == (401, "/sign-in/?ended=1")
    assert "Half" in theirs.content.decode()
    assert not Draft.objects.exists()


def test_a_form_that_did_not_come_from_our_page_keeps_nothing(given, ended):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ended.cookies

    answer = given.write(strict, given.second, "Put there by somebody else")

    assert answer["Location"] == "/sign-in/?ended=1"
    assert not Draft.objects.exists()


def test_a_pause_of_typing_without_a_session_is_told_and_no_page_comes_into_the_page(given, ended):
    first = given.write(ended, given.second, "Half a sentence of mine", do="draft", htmx=True)
    second = given.write(ended, given.second, "Half a sentence of mine", do="draft", htmx=True)

    assert (first.status_code, second.status_code) == (401, 401)
    assert (first.content, second.content) == (b"", b"")
    assert Draft.objects.get().text == "Half a sentence of mine"
