"""Leave to look through the browser's door: asked, given, used, told on «Why can I see this?», and ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lineofsight.partnership.models import Grant
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import grant, member, partnership
from tests.web.browsers import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved_now")]


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def piece(of):
    review = rows.review(of.hub)
    held = rows.held(of.council, Audience.HUB, name="plans.txt")
    return rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted", held=held)


@pytest.fixture
def scrutineer(of):
    return member(Role.SCRUTINEER, of.scrutiny)


@pytest.fixture
def lead(of):
    return member(Role.SAFEGUARDING_LEAD, of.council)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def test_a_file_is_opened_by_leave_that_was_asked_for_given_and_not_yet_ended(of, piece, scrutineer, lead):
    looker, owner = browser(scrutineer), browser(lead)
    file, evidence = f"/files/{piece.held.ref}", f"/evidence/{piece.ref}"
    words = {"purpose": "Do the plans say so?", "sample": "evidence", "days": "14"}

    page(looker, file, status=403)
    before = page(looker, evidence)
    asked = looker.post(f"{evidence}/ask-to-look", words)
    page(looker, file, status=403)
    waiting = page(owner, "/")
    given = owner.post(f"/grants/{Grant.objects.get().ref}/decide", {"answer": "yes", "version": "1"})
    page(looker, file)
    mine, theirs = page(looker, "/grants"), page(owner, f"/access/why/evidence/{piece.ref}")
    ended = owner.post(f"/grants/{Grant.objects.get().ref}/end", {"reason": "It was seen.", "version": "2"})
    page(looker, file, status=403)

    assert "Ask to open it" in before
    assert (asked.status_code, given.status_code, ended.status_code) == (302, 302, 302)
    assert "asks for leave to open files of your agency" in waiting
    assert "14 days left" in mine
    assert "End now" in theirs
    assert "Do the plans say so?" in theirs
    assert "Who looked, in the last year (1)" in theirs
    assert "Opened its file" in theirs
    assert "Ended early" in page(looker, "/grants")


def test_leave_whose_days_are_over_opens_nothing_and_says_so(of, piece, scrutineer, lead):
    looker = browser(scrutineer)
    given = grant(
        scrutineer,
        of.council,
        sample=[piece.review.ref],
        decided_by=lead,
        decided_at=timezone.now() - timedelta(days=14, minutes=1),
    )

    page(looker, f"/files/{piece.held.ref}", status=403)

    assert "It ended by itself" in page(looker, f"/grants/{given.ref}")


def test_a_request_without_a_purpose_or_for_too_long_keeps_every_word(piece, scrutineer):
    looker = browser(scrutineer)

    sent = looker.post(f"/evidence/{piece.ref}/ask-to-look", {"purpose": "To read ten.", "days": "30"})

    assert sent.status_code == 422
    text = sent.content.decode()
    assert "Enter a number of days, from 1 to 14." in text
    assert "Choose which files you ask for." in text
    assert "To read ten." in text


def test_the_officer_reads_that_leave_was_given_and_opens_no_grant(of, piece, scrutineer, lead):
    given = grant(scrutineer, of.council, sample=[piece.ref], decided_by=lead, decided_at=timezone.now())
    officer = browser(member(Role.DATA_PROTECTION, of.hub))

    listed = page(officer, "/grants")

    assert "Wexcombe Council" in listed
    assert "Holds" in listed
    assert given.purpose not in listed
    page(officer, f"/grants/{given.ref}", status=404)


def test_a_file_of_the_business_unit_is_open_to_the_scrutineer(of, scrutineer):
    source = rows.held(of.hub, Audience.HUB, name="inspection.txt")

    page(browser(scrutineer), f"/files/{source.ref}")


def test_the_page_of_what_is_kept_tells_its_lead_who_of_the_others_read_it(of, lead):
    kept = rows.evidence(rows.review(of.hub), of.council, Audience.HUB)
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    why = f"/access/why/evidence/{kept.ref}"

    before = page(browser(lead), why)
    page(unit, f"/evidence/{kept.ref}")
    unit.head(f"/evidence/{kept.ref}")

    assert "Nobody of another agency has opened this" in before
    assert "Who looked, in the last year (1)" in page(browser(lead), why)
    assert "Who looked" not in page(unit, why)
