"""What somebody is typing is theirs alone, is kept once, and goes when it is saved, discarded or over."""

from datetime import timedelta

import pytest
from django.db import connection

from lineofsight.assurance.actions.drafts import (
    KEPT_FOR,
    DraftTooLong,
    discard_draft,
    keep_draft,
    remove_ended_drafts,
)
from lineofsight.assurance.models import Draft
from lineofsight.assurance.queries.drafts import draft_of, drafts_in
from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.models import Event
from tests.factories.partnership import NOW, acting, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(bodies):
    return acting(Role.CONTRIBUTOR, bodies.council)


@pytest.fixture
def manager(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


def keep(statement, by, text="Every plan is", **facts):
    given = {"began_sha": statement.current.sha, "named": "Q1:abc", "not_names": ["Jo"]} | facts
    keep_draft(statement=statement, text=text, by=by, **given)


def test_a_draft_comes_back_as_it_was_left(statement, writer):
    keep(statement, writer, text="Every plan {F1}\n is")

    found = draft_of(statement, writer)

    assert (found.text, found.named, found.not_names) == ("Every plan {F1}\n is", "Q1:abc", ("Jo",))
    assert (found.began_sha, found.at) == (statement.current.sha, NOW)


def test_keeping_it_again_replaces_it_and_leaves_one(statement, writer):
    keep(statement, writer)
    keep(statement, writer)
    keep(statement, writer, text="Every plan is read")

    assert [row.text for row in Draft.objects.all()] == ["Every plan is read"]


def test_a_draft_leaves_no_event_and_changes_no_sentence(statement, writer):
    keep(statement, writer)

    statement.refresh_from_db()
    assert (Event.objects.count(), statement.version) == (0, 1)


def test_two_people_have_a_draft_each_and_neither_sees_the_other(statement, writer, manager):
    keep(statement, writer, text="The writer's own.")
    keep(statement, manager, text="The manager's own.")

    assert (draft_of(statement, writer).text, draft_of(statement, manager).text) == (
        "The writer's own.",
        "The manager's own.",
    )
    assert list(drafts_in(statement.review, manager)) == [statement.pk]


@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_row_security_hides_a_draft_even_from_whoever_writes_for_any_agency(statement, writer, manager):
    keep(statement, writer)

    with scope(manager, writes=False):
        seen_by_manager = Draft.objects.count()
    with scope(writer, writes=False):
        seen_by_writer = Draft.objects.count()

    assert connection.vendor == "postgresql"
    assert (seen_by_manager, seen_by_writer) == (0, 1)


def test_a_discarded_draft_is_gone_and_nobody_elses(statement, writer, manager):
    keep(statement, writer)
    keep(statement, manager)

    with scope(writer, writes=True):
        discard_draft(statement=statement, by=writer)
        discard_draft(statement=statement, by=writer)

    assert draft_of(statement, writer) is None
    assert draft_of(statement, manager) is not None


def test_a_draft_ends_by_itself_and_is_then_taken_away(statement, writer, bodies):
    keep(statement, writer)
    later = actor(Role.CONTRIBUTOR, bodies.council, now=NOW + KEPT_FOR)
    later = type(later)(**{**later.__dict__, "person_id": writer.person_id})

    offered = draft_of(statement, later)
    with scope(job("digests", now=NOW + KEPT_FOR - timedelta(seconds=1)), writes=True):
        early = remove_ended_drafts(by=job("digests", now=NOW + KEPT_FOR - timedelta(seconds=1)))
    with scope(job("digests", now=NOW + KEPT_FOR), writes=True):
        taken = remove_ended_drafts(by=job("digests", now=NOW + KEPT_FOR))

    assert (offered, early, taken, Draft.objects.count()) == (None, 0, 1, 0)


def test_more_than_anybody_types_is_refused_in_a_sentence(statement, writer):
    with pytest.raises(DraftTooLong, match="has 8001 characters and may have 8000"):
        keep(statement, writer, text="x" * 8001)

    assert not Draft.objects.exists()


def test_whoever_may_not_change_a_sentence_keeps_no_draft_of_it(statement, bodies):
    for who in (acting(Role.SCRUTINEER, bodies.scrutiny), acting(Role.CONTRIBUTOR, bodies.health)):
        with pytest.raises(Forbidden):
            keep(statement, who)
