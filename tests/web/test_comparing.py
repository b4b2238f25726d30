"""Two editions of a review side by side, for those who may read the gate."""

import pytest
from django.test import Client

from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from tests.factories import rows
from tests.factories.partnership import NOW, acting, member, partnership
from tests.web.signin.people import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies():
    return partnership()


@pytest.fixture
def review(bodies):
    return rows.review(bodies.hub, Audience.PUBLIC)


@pytest.fixture
def statement(review, bodies):
    return rows.statement(review, bodies.hub, kind=SentenceKind.CONTEXT, text="Five agencies have answered.")


@pytest.fixture
def first(review, statement, bodies):
    """Published, and as it was then."""
    edition = rows.edition(review, bodies.hub, Audience.PUBLIC)
    frozen = as_published(content_of(edition, job("build", now=NOW)))
    Edition.objects.update(
        state=EditionState.PUBLISHED, content=frozen.to_json().decode(), content_sha=frozen.sha, published_at=NOW
    )
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def second(first, review, statement, bodies):
    """The next one, in draft, with another word in it."""
    statement.current = rows.wording(statement, "Six agencies have answered.")
    statement.save()
    return rows.edition(review, bodies.hub)


@pytest.fixture
def client(bodies):
    manager = member(Role.BUSINESS_MANAGER, bodies.hub)
    client = Client()
    enter(client, manager)
    return client


def test_an_edition_holds_what_changed_since_the_last_one(second, bodies):
    content = content_of(second, acting(Role.BUSINESS_MANAGER, bodies.hub))

    assert content.changes.since.number == 1
    assert [change.before.wording for change in content.changes.items] == ["Five agencies have answered."]


def test_a_first_edition_has_no_changes(first, bodies):
    assert content_of(first, acting(Role.BUSINESS_MANAGER, bodies.hub)).changes is None


def test_after_the_last_one_was_withdrawn_it_is_named_and_its_words_stay_out(second, first, bodies):
    Edition.objects.filter(pk=first.pk).update(state=EditionState.WITHDRAWN)

    content = content_of(second, acting(Role.BUSINESS_MANAGER, bodies.hub))

    assert (content.changes.since, content.changes.withdrawn, content.changes.items) == (None, (1,), ())


def test_the_page_shows_before_and_now_with_the_words_that_changed(client, second):
    page = client.get(f"/summaries/{second.ref}/compare").content.decode()

    assert "What changed since edition 1" in page
    assert "Other words or figures (1)" in page
    assert "</span>Five<" in page
    assert "</span>Six<" in page


def test_either_edition_can_be_asked_for(client, first, second):
    here = client.get(f"/summaries/{second.ref}/compare/1")
    there = client.get(f"/summaries/{first.ref}/compare/2")

    assert here.status_code == there.status_code == 200
    assert "What changed since edition 1" in there.content.decode()


def test_the_first_edition_has_nothing_to_compare(client, first):
    assert "First edition: nothing to compare." in client.get(f"/summaries/{first.ref}/compare").content.decode()


def test_an_edition_that_is_not_there_is_not_found(client, second):
    assert client.get(f"/summaries/{second.ref}/compare/9").status_code == 404


def test_a_withdrawn_edition_is_named_and_its_words_are_not_shown(client, first, second):
    Edition.objects.filter(pk=first.pk).update(state=EditionState.WITHDRAWN)

    page = client.get(f"/summaries/{second.ref}/compare/1").content.decode()

    assert "Edition 1 was withdrawn" in page
    assert "Five agencies" not in page
