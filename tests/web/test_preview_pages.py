"""Whoever checks or approves an edition reads it as it will be printed, and a checker can send it back."""

import pytest

from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.models import Edition
from tests.factories import rows
from tests.factories.partnership import NOW, member, partnership
from tests.web.browsers import browser

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="draws what was frozen; who reads it is asked on both in tests/matrix, how it goes on in tests/publication",
    but=("test_a_checker_sends_it_back_with_what_has_to_change_and_the_unit_reads_that",),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH, pytest.mark.usefixtures("proved_now")]


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def author(of):
    return member(Role.BUSINESS_MANAGER, of.hub)


@pytest.fixture
def edition(of, author):
    """One that is locked and waits for its checker."""
    review = rows.review(of.hub)
    rows.statement(review, of.council, Audience.PARTNERSHIP, text="Every plan is read.", section="Plans")
    made = actions.open_edition(review=review, by=actor_of(author, now=NOW))
    actions.lock_edition(edition=made, by=actor_of(author, now=NOW))
    return Edition.objects.get(pk=made.pk)


@pytest.mark.parametrize("role", [Role.CHECKER, Role.EXECUTIVE, Role.SCRUTINEER, Role.BUSINESS_MANAGER])
def test_it_is_read_as_it_will_be_printed_and_every_page_says_not_published(of, author, edition, role):
    reader = browser(author if role is Role.BUSINESS_MANAGER else member(role, of.scrutiny))

    assert f"/summaries/{edition.ref}/preview/" in reader.get(f"/summaries/{edition.ref}").content.decode()
    for path in ("", "all/index.html", "not-yet-done/", "changes/index.html", "how-to-read/index.html"):
        page = reader.get(f"/summaries/{edition.ref}/preview/{path}")
        assert page.status_code == 200
        assert "Not published: A review, edition 1" in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"
    assert "Every plan is read." in reader.get(f"/summaries/{edition.ref}/preview/all/").content.decode()


def test_nobody_else_reads_it_and_its_data_is_not_given_away(of, author, edition):
    unit = browser(author)
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))

    assert lead.get(f"/summaries/{edition.ref}/preview/").status_code == 403
    assert unit.get(f"/summaries/{edition.ref}/preview/content.json").status_code == 404


def test_a_checker_sends_it_back_with_what_has_to_change_and_the_unit_reads_that(of, author, edition):
    checker, unit = browser(member(Role.CHECKER, of.scrutiny)), browser(author)
    address, why = f"/summaries/{edition.ref}/reopen", "Sentence 1 points to one family."
    assert "Send it back" in checker.get(f"/summaries/{edition.ref}").content.decode()

    without = checker.post(address, {"reason": "", "version": edition.version})
    done = checker.post(address, {"reason": why, "version": edition.version})

    assert (without.status_code, done.status_code) == (422, 302)
    assert Edition.objects.get(pk=edition.pk).state == "draft"
    assert why in unit.get(f"/summaries/{edition.ref}").content.decode()
    assert why in unit.get("/").content.decode()


def test_a_checker_does_not_take_back_what_was_checked(of, edition):
    person = member(Role.CHECKER, of.scrutiny)
    actions.check_edition(edition=edition, by=actor_of(person, now=NOW))

    answer = browser(person).post(f"/summaries/{edition.ref}/reopen", {"reason": "Again.", "version": edition.version})

    assert answer.status_code in (403, 409)
    assert Edition.objects.get(pk=edition.pk).state == "checked"
