"""Evidence that was put behind an action, or beside an update, by mistake is taken away; the tick stays to be read."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lineofsight.assurance.actions.evidence import NotBehind, NotSaidWhy, tie_to_action, tie_to_update, untie
from lineofsight.assurance.queries import action_list, behind, challenges, versions
from lineofsight.assurance.queries import chain as asking
from lineofsight.assurance.rules import EvidenceState
from lineofsight.library.scales import Shows
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, actor

WHY = "It is about another team."
BOTH = pytest.mark.parametrize("tick", ["on_action", "on_update"], indirect=True)


@pytest.fixture
def recommendation(review, bodies):
    return chain_rows.recommendation(review, bodies.council)


@pytest.fixture
def action(recommendation, bodies):
    return chain_rows.action(recommendation, bodies.council)


@pytest.fixture
def piece(review, bodies):
    kept = {"state": EvidenceState.ACCEPTED, "shows": Shows.QUALITY_CHECKED}
    return rows.evidence(review, bodies.council, Audience.PARTNERSHIP, **kept)


@pytest.fixture
def tick(request, action, piece):
    if request.param == "on_action":
        return chain_rows.behind_action(action, piece)
    return chain_rows.beside_update(chain_rows.update(action, Audience.PARTNERSHIP, state="accepted"), piece)


def basis(action, by):
    return behind.basis_of_action(asking.find_action(by, action.ref), day=TODAY)


def bare(by, review) -> int:
    """How many open actions have no evidence, as the list of actions counts them."""
    narrowing = action_list.Narrowing(review=review.ref, view="bare")
    return action_list.listed(by, narrowing, day=TODAY).total


@BOTH
def test_the_action_no_longer_rests_on_it_and_another_still_does(
    review, recommendation, action, bodies, piece, tick, lead
):
    other = chain_rows.action(recommendation, bodies.council, title="Another")
    chain_rows.behind_action(other, piece)
    before = (basis(action, lead).current, set(behind.actions_resting_on(piece, lead)), bare(lead, review))

    untie(tick=tick, reason=WHY, by=lead)

    after = (basis(action, lead).current, set(behind.actions_resting_on(piece, lead)), bare(lead, review))
    assert before == ((piece,), {action, other}, 0)
    assert after == ((), {other}, 1)


@BOTH
def test_the_tick_stays_with_who_took_it_away_when_and_why(action, tick, lead):
    untie(tick=tick, reason=f" {WHY} ", by=lead)

    standing, ended = behind.ticks_on_action(action, lead)
    assert (standing, ended) == ([], [tick])
    assert (ended[0].ended_reason, ended[0].ended_by_ref, ended[0].ended_at) == (WHY, lead.ref, lead.now)
    assert Event.objects.filter(act="evidence.untied", subject_ref=tick.thing.ref).count() == 1


@BOTH
def test_an_opinion_on_the_recommendation_lapses_with_it(recommendation, action, bodies, tick, lead, unit):
    now = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY)
    chain_rows.opinion_on(recommendation, bodies.scrutiny, basis_sha=now.basis_sha)
    before = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY).opinion

    untie(tick=tick, reason=WHY, by=lead)

    after = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY).opinion
    assert (before.has_lapsed, after.has_lapsed) == (False, True)


@pytest.mark.parametrize("tick", ["on_update"], indirect=True)
def test_what_a_challenge_to_an_update_points_at_changes_with_it(tick, lead):
    def sha() -> str:
        return challenges.update_sha(challenges._updates(lead).get(pk=tick.update_id), day=TODAY)

    before = sha()
    untie(tick=tick, reason=WHY, by=lead)

    assert sha() != before
    assert behind.ticked_beside(tick.update, lead) == []


@pytest.mark.parametrize("tick", ["on_action"], indirect=True)
def test_put_behind_it_again_it_stands_once_more_and_both_ticks_are_told(action, piece, tick, lead):
    untie(tick=tick, reason=WHY, by=lead)

    again = tie_to_action(evidence=piece, action=action, by=lead)

    assert behind.ticks_on_action(action, lead) == ([again], [tick])
    assert basis(action, lead).current == (piece,)
    with pytest.raises(IntegrityError), transaction.atomic():
        chain_rows.behind_action(action, piece)


def test_ticked_beside_a_draft_by_mistake_it_is_taken_away_and_can_be_ticked_again(action, piece, lead):
    draft = chain_rows.update(action)
    untie(tick=tie_to_update(evidence=piece, update=draft, by=lead), reason=WHY, by=lead)
    without = behind.ticked_beside(draft, lead)

    tie_to_update(evidence=piece, update=draft, by=lead)

    assert (without, behind.ticked_beside(draft, lead)) == ([], [piece])


@BOTH
def test_a_newer_version_is_not_carried_to_where_the_older_was_taken_away(review, bodies, piece, tick, lead):
    newer = rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED, replaces=piece)
    before = [one.row for one in versions.to_carry(newer, lead)]

    untie(tick=tick, reason=WHY, by=lead)

    assert (before, versions.to_carry(newer, lead)) == ([tick.thing], ())


@BOTH
def test_nobody_of_another_agency_takes_it_away_and_nobody_without_a_reason(tick, bodies, lead):
    for role, body in ((Role.SAFEGUARDING_LEAD, bodies.health), (Role.SCRUTINEER, bodies.scrutiny)):
        with pytest.raises(Forbidden):
            untie(tick=tick, reason=WHY, by=actor(role, body))
    with pytest.raises(NotSaidWhy):
        untie(tick=tick, reason="  ", by=lead)

    tick.refresh_from_db()
    assert tick.ended_at is None


@BOTH
def test_of_two_who_take_it_away_the_second_is_told_from_what(tick, lead, unit):
    stale = type(tick).objects.get(pk=tick.pk)
    untie(tick=tick, reason=WHY, by=lead)

    with pytest.raises(NotBehind, match=f"stands behind {tick.behind} no more"):
        untie(tick=stale, reason="Another reason.", by=unit)


@BOTH
@pytest.mark.parametrize("change", ["ended_at = NULL, ended_reason = ''", "ended_reason = 'Otherwise.'"])
def test_the_database_keeps_a_tick_that_was_taken_away_as_it_is(tick, lead, change):
    untie(tick=tick, reason=WHY, by=lead)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tick._meta.db_table} SET {change}")
