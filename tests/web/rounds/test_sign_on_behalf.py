"""The page on which the business unit records that an agency agreed to what is said about it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.partnership.rules import Audience
from lineofsight.publication.models import SignOff
from tests.factories import rows

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
