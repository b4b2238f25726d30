"""The page on which the business unit records that an agency agreed to what is said about it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.actions.signatures import sign_on_behalf
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.rules import EditionState
from lineofsight.web.summaries.views import _not_before, _told
from tests.factories import declared_rows, rows
from tests.factories.partnership import NOW, TODAY, acting, member
from tests.web.browsers import browser as signed_in

pytestmark = pytest.mark.django_db
MINUTE = {
    "agreed_by": "head of service",
    "agreed_where": "executive meeting, item 4",
    "agreed_date-day": "19",
    "agreed_date-month": "6",
    "agreed_date-year": "2026",
}


def test_the_unit_records_an_agreement_for_the_words_that_it_read(unit, lead, bodies, review):
    rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    edition = rows.edition(review, bodies.hub)
    link = re.search(
        r'href="(/summaries/[^"]+sign-on-behalf[^"]+)"', unit.get(f"/summaries/{edition.ref}").content.decode()
    )
    page = unit.get(link[1]).content.decode()
    read = re.findall(r'name="read" value="([^"]+)"', page)
    file = SimpleUploadedFile("minute.txt", b"4. Agreed.\n")

    without = unit.post(link[1], {**MINUTE, "read": read, "agreed_where": ""})
    unread = unit.post(link[1], MINUTE)
    done = unit.post(link[1], {**MINUTE, "read": read, "file": file})

    assert "Every plan is read with the child." in page
    assert (without.status_code, unread.status_code, done.status_code) == (422, 422, 302)
    signed = SignOff.objects.get()
    assert (signed.agency, signed.role, signed.held.name) == (bodies.council, "head of service", "minute.txt")
    assert lead.get(link[1]).status_code == 403


def test_who_was_signed_for_signs_itself_and_nobody_waits_for_its_days(unit, lead, bodies, review):
    rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    edition = rows.edition(review, bodies.hub)
    address = f"/summaries/{edition.ref}/sign-on-behalf?agency={bodies.council.ref}"
    read = re.findall(r'name="read" value="([^"]+)"', unit.get(address).content.decode())
    unit.post(address, {**MINUTE, "read": read})

    asked = lead.get(f"/summaries/{edition.ref}/sign").content.decode()
    done = lead.post(f"/summaries/{edition.ref}/sign", {"read": read, "answer-all": "agree", "sure": "on"})

    assert "It was signed on your behalf. Sign it yourself" in asked
    assert f'href="/summaries/{edition.ref}/object"' in asked
    assert done.status_code == 302
    by_itself, on_behalf = SignOff.objects.order_by("-id")
    assert (by_itself.agreed_date, on_behalf.agreed_date is None) == (None, False)
    assert "may object until" not in unit.get(f"/summaries/{edition.ref}/gate").content.decode()
    # Control: what it has signed itself is not asked of it again.
    assert "Sign it yourself" not in lead.get(f"/summaries/{edition.ref}/sign").content.decode()


@pytest.mark.parametrize("has_account", [True, False])
def test_the_unit_is_told_to_ring_an_agency_only_where_nobody_there_signs(unit, bodies, review, has_account, request):
    if has_account:
        request.getfixturevalue("lead")
    rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    edition = rows.edition(review, bodies.hub)
    address = f"/summaries/{edition.ref}/sign-on-behalf?agency={bodies.council.ref}"
    read = re.findall(r'name="read" value="([^"]+)"', unit.get(address).content.decode())

    told = unit.post(address, {**MINUTE, "read": read}, follow=True).content.decode()

    assert ("has an account: tell it by mail" in told) is not has_account
    assert ("sees it and can object" in told) is has_account


def test_no_page_says_that_all_is_done_while_an_agency_may_still_object(unit, lead, bodies, review):
    rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    edition = rows.edition(review, bodies.hub)
    address = f"/summaries/{edition.ref}/sign-on-behalf?agency={bodies.council.ref}"
    read = re.findall(r'name="read" value="([^"]+)"', unit.get(address).content.decode())
    unit.post(address, {**MINUTE, "read": read})

    def pages() -> list[str]:
        # What keeps the Summary as a whole back is another matter: here it is only whether anybody may object.
        edition_page = _told(EditionState.LOCKED, _not_before(edition, reader))
        return [edition_page, unit.get(f"/summaries/{edition.ref}/ready").content.decode()]

    reader = job("reader", now=NOW)
    waits = pages()
    lead.post(f"/summaries/{edition.ref}/sign", {"read": read, "answer-all": "agree", "sure": "on"})
    over = pages()

    assert all("may object until" in page for page in waits)
    assert not any("Every sentence passes" in page or "They all can.<" in page for page in waits)
    assert not any("may object until" in page for page in over)
    assert over[0].startswith("Every sentence passes")


def approved_on_behalf(bodies, review) -> Edition:
    """An edition of one sentence that passes every check but one: it was signed on behalf on the day of the clock."""
    said = rows.statement(review, bodies.council, Audience.PARTNERSHIP, text="The council now holds a weekly meeting.")
    facts = {"state": "accepted", "kind": "document", "valid_until": TODAY + timedelta(days=90)}
    rows.open_item(review, bodies.hub)
    rows.behind(said, rows.evidence(review, bodies.council, Audience.PARTNERSHIP, **facts))
    author = acting(Role.BUSINESS_MANAGER, bodies.hub)
    edition = actions.open_edition(review=review, by=author)
    declared_rows.declare_all(edition, bodies.hub)
    agreed = Minute("head of service", "executive meeting, item 4", TODAY)
    sign_on_behalf(edition=edition, agency=bodies.council, wordings=[said.current], agreed=agreed, by=author)
    actions.lock_edition(edition=edition, by=author)
    actions.check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    return edition


def test_everybody_on_the_way_reads_from_which_day_it_can_be_published(browser, bodies, review, clock, monkeypatch):
    monkeypatch.setattr("lineofsight.web.route.proved_recently", lambda request: True)
    edition = approved_on_behalf(bodies, review)
    publishes = member(Role.PUBLISHER, bodies.hub)
    partner, publisher = browser(Role.EXECUTIVE, "council"), signed_in(publishes)
    address = f"/summaries/{edition.ref}"
    told = "It can be published from 30 June 2026: Wexcombe Council may object until 29 June 2026 to 1 sentence"

    asked = partner.get(address).content.decode()
    approved = partner.post(f"{address}/move", {"target": "approved"}, follow=True).content.decode()
    page, home = publisher.get(address).content.decode(), publisher.get("/").content.decode()
    refused = publisher.post(f"{address}/move", {"target": "published"})

    assert all(told in words for words in (asked, approved, page, home))
    assert "1 signed on its behalf: it may object until 29 June 2026" in page
    assert "Publish this edition" not in page
    assert ("Nothing waits for you." in home, "Publish it" in home) == (True, False)
    assert refused.status_code == 409
    assert "which may object until 29 June 2026" in refused.content.decode()
    assert f"{address}/gate" in refused.content.decode()
    assert "Only signatures are missing" not in publisher.get(f"{address}/gate").content.decode()

    # Control: once the last day is over it is work of the publisher, and it is published.
    clock.move(days=8)
    publisher = signed_in(publishes)
    page, home = publisher.get(address).content.decode(), publisher.get("/").content.decode()
    assert ("Publish this edition" in page, "Publish it" in home, "may object" in page) == (True, True, False)
    assert publisher.post(f"{address}/move", {"target": "published"}).status_code == 302
