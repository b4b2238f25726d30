"""Objecting through the browser's door: counted on the page of signing, recorded, and refused when it is too late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.models import Objection, SignOff
from tests.factories import rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def statement(of):
    return rows.statement(rows.review(of.hub), of.council, Audience.PARTNERSHIP)


def signed(of, statement, *, days_ago: int) -> SignOff:
    """Signed for the council some days before now, by the clock of the pages."""
    when = timezone.now() - timedelta(days=days_ago)
    return SignOff.objects.create(
        edition=rows.edition(statement.review, of.hub),
        wording=statement.current,
        agency=of.council,
        verdict="agree",
        role="head of service",
        recorded_role="Business manager",
        agreed_where="Meeting, item 4",
        agreed_date=today(when),
        by_ref="unit",
        recorded_at=when,
    )


def test_the_page_of_signing_says_until_when_one_may_object_and_an_objection_unsigns(of, statement):
    made = signed(of, statement, days_ago=0)
    lead, unit = browser(member(Role.SAFEGUARDING_LEAD, of.council)), browser(member(Role.BUSINESS_MANAGER, of.hub))
    address = f"/summaries/{made.edition.ref}"

    before = lead.get(f"{address}/sign").content.decode()
    empty = lead.post(f"{address}/object", {})
    sent = lead.post(f"{address}/object", {"sentences": [made.ref], "reason": "Nobody asked us."})
    after = lead.get(f"{address}/sign").content.decode()

    assert "You may object until" in before
    assert "working day" in before
    assert empty.status_code == 422
    assert "Tick at least one sentence" in empty.content.decode()
    assert sent.status_code == 302
    assert "It counts as unsigned." in after
    assert "Nobody asked us." in unit.get(address).content.decode()
    assert "Nobody asked us" in unit.get(f"{address}/gate").content.decode()


def test_the_unit_records_that_an_agency_objects_with_its_minute(of, statement):
    made = signed(of, statement, days_ago=0)
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    page, address = f"/summaries/{made.edition.ref}", f"/summaries/{made.edition.ref}/object-on-behalf"
    of_council, day = f"{address}?agency={of.council.ref}", today(timezone.now())
    sent = {"sentences": [made.ref], "reason": "Nobody asked us.", "agreed_by": "head of service"}
    when = {"agreed_date-day": day.day, "agreed_date-month": day.month, "agreed_date-year": day.year}

    linked = of_council in unit.get(page).content.decode()
    empty = unit.post(of_council, sent)
    full = unit.post(of_council, sent | {"agreed_where": "a telephone call"} | when)

    assert linked
    assert unit.get(address).status_code == 302
    assert (empty.status_code, full.status_code) == (422, 302)
    assert "Say how it objected" in empty.content.decode()
    after = unit.get(page).content.decode()
    assert "Nobody asked us. Said by head of service: a telephone call. Recorded by business manager" in after
    assert of_council not in after


def test_an_objection_after_the_last_day_is_refused_and_says_what_can_be_done(of, statement):
    made = signed(of, statement, days_ago=20)
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    address = f"/summaries/{made.edition.ref}/object"

    page = lead.get(address).content.decode()
    late = lead.post(address, {"sentences": [made.ref], "reason": "Nobody asked us."})

    assert "can be objected to now" in page
    assert late.status_code == 409
    assert "Sign it anew with a different view" in late.content.decode()
    assert Objection.objects.count() == 0
