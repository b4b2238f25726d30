"""The list of figures is kept while nothing is done, for each agency its own: nobody is shown another's numbers."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lineofsight.partnership.rules import Role
from lineofsight.trail.actions import record
from tests.factories import record_rows
from tests.factories.partnership import NOW
from tests.factories.sight_rows import returned
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db(transaction=True)
ALONE = "At how many visits was the child seen alone?"
BEFORE = NOW - timedelta(days=1)


def visits(of, *codes: str) -> None:
    for number, code in enumerate(codes):
        record_rows.fact(of.child(), day=date(2026, 3, 9 + number), code=code)


def done() -> None:
    with transaction.atomic():
        record("return.taken", subject="a return", by="somebody", at=BEFORE)


def told(who) -> str:
    """What the list says of visits, up to the end of its sentence."""
    return words_of(page(who, "/measures?show=all")).partition(ALONE)[2][:40]


def test_each_agency_is_told_its_own_whoever_asked_first(bodies, council, browser):
    visits(council, "seen-alone", "not-seen", "seen")
    visits(returned(bodies.health), "seen-alone", "seen-alone")
    done()
    ours, theirs = browser(Role.ANALYST, "council"), browser(Role.ANALYST, "health")
    unit = browser(Role.BUSINESS_MANAGER, "hub")

    first = [told(who) for who in (ours, theirs, unit)]

    assert first[0].startswith(" 1 of 3 (33%)")
    assert first[1].startswith(" 2 of 2 (100%)")
    assert "of 5" not in first[2]
    assert [told(who) for who in (ours, theirs, unit)] == first


def test_it_is_counted_once_and_anew_after_something_was_done(council, analyst):
    visits(council, "seen-alone", "not-seen", "seen")
    done()

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            told(analyst)
        return len(asked)

    questions()
    kept = questions()
    visits(council, "seen-alone")
    done()

    assert questions() > 5 * kept
    assert told(analyst).startswith(" 2 of 4 (50%)")
    assert questions() == kept
