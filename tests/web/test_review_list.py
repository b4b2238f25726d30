"""The list of reviews: what goes on stands first, then the latest that was completed."""

from datetime import date

import pytest

from lineofsight.partnership.rules import Role
from tests.factories import rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser
from tests.web.pages import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]


def test_the_newest_review_stands_first_whenever_it_was_brought_in():
    of = partnership()
    for name, day in (("Of last year", date(2025, 2, 17)), ("Goes on", None), ("Of old", date(2024, 6, 12))):
        rows.review(of.hub, name=name, completed_date=day)

    told = page(browser(member(Role.BUSINESS_MANAGER, of.hub)), "/reviews")

    assert sorted(("Goes on", "Of last year", "Of old"), key=told.index) == ["Goes on", "Of last year", "Of old"]
