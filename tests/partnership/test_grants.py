"""Leave to look: for a purpose and a sample, given by the agency, at most 14 days, and over by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from lineofsight.partnership.grant_actions import GrantDoesNotFit, Sample, ask_for_grant, decide_grant, end_grant
from lineofsight.partnership.grant_queries import all_grants, find_grant, grant_now, grants_now, live_over
from lineofsight.partnership.grants import Granted, GrantState, SampleKind
from lineofsight.partnership.models import Grant, GrantSample
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden, can
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Act, Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import NOW, acting, grant, member, partnership

PIECE = "p" * 26


@pytest.mark.parametrize(
    ("agency", "behind", "later", "opens"),
    [
        (1, {PIECE}, timedelta(), True),
        (1, {PIECE, "q" * 26}, timedelta(days=13, hours=23), True),
        (1, {PIECE}, timedelta(days=14), False),
        (2, {PIECE}, timedelta(), False),
        (1, {"q" * 26}, timedelta(), False),
        (1, set(), timedelta(), False),
        (None, {PIECE}, timedelta(), False),
    ],
)
def test_a_grant_opens_only_its_sample_of_its_agency_until_it_ends(agency, behind, later, opens):
    given = Granted("g" * 26, 1, frozenset({PIECE}), NOW + timedelta(days=14))

    assert given.opens(agency_id=agency, behind=frozenset(behind), now=NOW + later) is opens


@pytest.fixture
def of(db):
    return partnership()


@pytest.fixture
def scrutineer(of):
    return acting(Role.SCRUTINEER, of.scrutiny)


@pytest.fixture
def lead(of):
    return acting(Role.SAFEGUARDING_LEAD, of.council)


def ask(of, by, **facts) -> Grant:
    given = {"agency": of.council, "purpose": "Do the plans say so?", "sample": [Sample(SampleKind.EVIDENCE, PIECE)]}
    return ask_for_grant(**{**given, "days": 14, **facts}, by=by)


def give(grant_, by, **facts) -> Grant:
    return decide_grant(**{"grant": grant_, "approve": True, "expected_version": grant_.version, **facts}, by=by)


def file_of(of, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    held = rows.held(of.council, Audience.HUB)
    held.behind = frozenset({PIECE})
    return held


def test_leave_that_is_only_asked_for_opens_nothing_and_leave_that_is_given_opens_its_sample(
    of, scrutineer, lead, settings, tmp_path
):
    held = file_of(of, settings, tmp_path)
    asked = ask(of, scrutineer)
    person = asked.person
    before = can(actor_of(person, now=NOW), Act.FILE_READ, held)

    give(asked, lead)

    assert before is False
    assert can(actor_of(person, now=NOW), Act.FILE_READ, held)
    held.behind = frozenset({"q" * 26})
    assert not can(actor_of(person, now=NOW), Act.FILE_READ, held)


def test_leave_ends_by_itself_without_anybody_doing_anything(of, scrutineer, lead, settings, tmp_path):
    held = file_of(of, settings, tmp_path)
    person = give(ask(of, scrutineer, days=3), lead).person
    loaded = actor_of(person, now=NOW)

    last = replace(loaded, now=NOW + timedelta(days=3, seconds=-1))
    after = replace(loaded, now=NOW + timedelta(days=3))

    assert can(last, Act.FILE_READ, held)
    assert not can(after, Act.FILE_READ, held)
    assert Grant.objects.get().state == GrantState.APPROVED


def test_leave_that_is_ended_early_opens_nothing_from_then_on(of, scrutineer, lead, settings, tmp_path):
    held = file_of(of, settings, tmp_path)
    given = give(ask(of, scrutineer), lead)

    end_grant(grant=given, expected_version=given.version, by=lead, reason="It was seen.")

    assert not can(actor_of(given.person, now=NOW), Act.FILE_READ, held)
    assert [event.act for event in Event.objects.order_by("id")] == ["grant.asked", "grant.approved", "grant.withdrawn"]


def test_leave_is_refused_with_a_reason_and_ended_with_one(of, scrutineer, lead):
    asked = ask(of, scrutineer)
    with pytest.raises(ReasonNeeded):
        give(asked, lead, approve=False)

    give(asked, lead, approve=False, reason="The audit is not finished.")

    assert Grant.objects.get().decide_reason == "The audit is not finished."
    with pytest.raises(WrongState):
        end_grant(grant=asked, expected_version=asked.version, by=lead, reason="Again.")


@pytest.mark.parametrize("facts", [{"purpose": " "}, {"sample": []}, {"days": 0}, {"days": 15}])
def test_leave_without_a_purpose_a_sample_or_a_few_days_is_not_asked_for(of, scrutineer, facts):
    with pytest.raises(GrantDoesNotFit):
        ask(of, scrutineer, **facts)

    assert (Grant.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role in (Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD)])
def test_only_a_scrutineer_asks_and_never_their_own_agency(of, scrutineer, role):
    with pytest.raises(Forbidden):
        ask(of, acting(role, of.health))
    with pytest.raises(Forbidden):
        ask(of, scrutineer, agency=of.scrutiny)


@pytest.mark.parametrize(
    ("role", "body"),
    [(Role.SAFEGUARDING_LEAD, "health"), (Role.BUSINESS_MANAGER, "hub"), (Role.CONTRIBUTOR, "council")],
)
def test_only_the_safeguarding_lead_of_the_agency_gives_leave(of, scrutineer, role, body):
    asked = ask(of, scrutineer)

    with pytest.raises(Forbidden):
        give(asked, acting(role, getattr(of, body)))


def test_who_asked_never_gives_it_though_they_lead_there_too(of):
    both = acting(Role.SCRUTINEER, of.council)
    asked = grant(member(Role.SCRUTINEER, of.scrutiny), of.council, sample=[PIECE])
    Grant.objects.filter(pk=asked.pk).update(person_id=both.person_id)
    asked.refresh_from_db()

    with pytest.raises(NotYours):
        give(asked, replace(both, roles=frozenset({Role.SCRUTINEER, Role.SAFEGUARDING_LEAD})))


def test_the_database_refuses_that_who_asked_gives_it_and_a_longer_time(of):
    person = member(Role.SCRUTINEER, of.scrutiny)
    for facts in ({"decided_by": person, "decided_at": NOW}, {"days": 15}):
        with pytest.raises(IntegrityError), transaction.atomic():
            grant(person, of.council, sample=[PIECE], **facts)


def test_what_was_refused_and_what_a_sample_names_cannot_be_changed(of, scrutineer, lead):
    asked = ask(of, scrutineer)
    give(asked, lead, approve=False, reason="No.")

    for change in (
        lambda: Grant.objects.update(state="approved"),
        lambda: GrantSample.objects.update(subject_ref="z" * 26),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_of_two_answers_the_second_is_told(of, scrutineer, lead):
    asked = ask(of, scrutineer)
    seen = Grant.objects.get()
    give(asked, lead)

    with pytest.raises(Stale):
        give(seen, lead, approve=False, reason="No.")


def test_a_grant_is_read_by_who_asked_and_by_the_agency_and_by_nobody_else(of, scrutineer, lead):
    asked = ask(of, scrutineer)
    others = [
        acting(Role.SAFEGUARDING_LEAD, of.health),
        acting(Role.CONTRIBUTOR, of.council, email="c@council.example"),
    ]

    assert [find_grant(one, asked.ref) for one in (scrutineer, lead)] == [asked, asked]
    assert [find_grant(one, asked.ref) for one in others] == [None, None]
    assert grants_now(others[0]) == ()


def test_the_officer_sees_that_leave_was_given_and_not_what_for(of, scrutineer, lead):
    give(ask(of, scrutineer, purpose="A secret purpose."), lead)
    officer = acting(Role.DATA_PROTECTION, of.hub)

    facts = all_grants(officer)

    assert [(one.agency, one.is_live) for one in facts] == [("Wexcombe Council", True)]
    assert "secret" not in repr(facts)
    assert all_grants(scrutineer) == ()


def test_live_leave_over_something_is_told_with_its_days_left(of, scrutineer, lead):
    given = give(ask(of, scrutineer, days=2), lead)

    found = live_over(lead, behind=frozenset({PIECE}))

    assert [(one.row, one.days_left) for one in found] == [(given, 2)]
    assert grant_now(given, now=NOW + timedelta(days=2)).days_left == 0
    assert live_over(lead, behind=frozenset({"q" * 26})) == ()
