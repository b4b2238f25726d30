"""Words that arrive without a session stand in the page that answers, all of them, and are sent after signing in."""

import re
from html import unescape

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineofsight.assurance.models import Evidence
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import member, partnership

pytestmark = pytest.mark.django_db
WRITTEN = {
    "title": "Minutes of the panel",
    "kind": "document",
    "shows": "1",
    "note": "The panel read every plan of the month.",
    "valid_until-day": "1",
    "valid_until-month": "3",
    "valid_until-year": "2027",
}


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def lead(of):
    return member(Role.SAFEGUARDING_LEAD, of.council)


@pytest.fixture
def address(of):
    statement = rows.statement(rows.review(of.hub), of.council, Audience.PARTNERSHIP)
    return f"/statements/{statement.ref}/evidence"


def strict(person=None) -> Client:
    """A browser as there is: what does not come with its token is turned away."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    if person is not None:
        client.force_login(person, backend=configured.AUTHENTICATION_BACKENDS[0])
    return client


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


def fields(page) -> dict[str, str]:
    """What the form of the page would send, its token included."""
    form = page.content.decode().split('<form method="post"')[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def signed_out_elsewhere(client: Client) -> None:
    client.session.flush()


def test_what_was_typed_is_on_the_page_that_says_so_with_title_choices_and_the_name_of_the_file(lead, address):
    client = strict(lead)
    sent = {**WRITTEN, "csrfmiddlewaretoken": token(client.get(address))}
    signed_out_elsewhere(client)

    answer = client.post(address, {**sent, "file": SimpleUploadedFile("minutes.txt", b"1. Read.")})
    page = answer.content.decode()

    assert answer.status_code == 401
    assert "You were signed out" in page
    for words in ("Minutes of the panel", "document", "The panel read every plan of the month.", "1 3 2027"):
        assert f">{words}</dd>" in page
    assert "The file «minutes.txt» is not kept." in page
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("cookies_are_gone", [False, True])
def test_signed_in_again_the_words_are_read_once_more_and_sent(lead, address, cookies_are_gone):
    client = strict(lead)
    sent = {**WRITTEN, "csrfmiddlewaretoken": token(client.get(address))}
    signed_out_elsewhere(client)
    if cookies_are_gone:
        client.cookies.clear()
    out = client.post(address, sent)
    # Signing in gives another token, as it does in a browser: what the page holds is an old one then.
    client.force_login(lead, backend=configured.AUTHENTICATION_BACKENDS[0])
    del client.cookies[configured.CSRF_COOKIE_NAME]

    again = client.post(address, fields(out))
    nothing_yet = Evidence.objects.exists()
    done = client.post(address, fields(again))

    assert (out.status_code, again.status_code, nothing_yet, done.status_code) == (401, 403, False, 302)
    assert "Send it now" in again.content.decode()
    kept = Evidence.objects.get()
    assert (kept.title, kept.kind, kept.note) == ("Minutes of the panel", "document", WRITTEN["note"])
    assert str(kept.valid_until) == "2027-03-01"


def test_the_file_is_asked_for_again_where_the_words_are_sent(lead, address):
    client = strict(lead)
    sent = {**WRITTEN, "csrfmiddlewaretoken": token(client.get(address))}
    signed_out_elsewhere(client)
    out = client.post(address, {**sent, "file": SimpleUploadedFile("minutes.txt", b"1. Read.")})
    client.force_login(lead, backend=configured.AUTHENTICATION_BACKENDS[0])
    del client.cookies[configured.CSRF_COOKIE_NAME]

    again = client.post(address, fields(out))
    file = SimpleUploadedFile("minutes.txt", b"1. Every plan was read.")
    done = client.post(address, {**fields(again), "file": file})

    assert "Choose «minutes.txt» again" in again.content.decode()
    assert re.search(r'<input class="govuk-file-upload" type="file"[^>]* name="file"', again.content.decode())
    assert done.status_code == 302
    assert Evidence.objects.get().held.name == "minutes.txt"


def test_after_an_idle_time_too_every_form_keeps_its_words(lead, address, settings):
    client = strict(lead)
    sent = {**WRITTEN, "csrfmiddlewaretoken": token(client.get(address))}
    settings.IDLE_SECONDS = -1

    answer = client.post(address, sent)

    assert answer.status_code == 401
    assert "Minutes of the panel" in answer.content.decode()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_words_of_a_page_that_is_not_ours_are_never_offered_to_be_sent(lead, address, origin):
    client = strict(lead)
    client.get(address)
    client.defaults["HTTP_ORIGIN"] = origin

    answer = client.post(address, WRITTEN)

    assert answer.status_code == 403
    assert "Send it now" not in answer.content.decode()
    assert 'value="Minutes of the panel"' not in answer.content.decode()


def test_a_password_never_stands_on_a_page_again():
    answer = strict().post("/sign-in/", {"login": "somebody", "password": "slate otter lantern"})

    assert answer.status_code == 403
    assert "slate otter lantern" not in answer.content.decode()


def test_nothing_typed_leads_to_the_page_to_sign_in_as_before(address):
    answer = Client().post(address, {"key": "one"})

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
