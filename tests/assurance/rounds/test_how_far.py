"""An accepted answer says how far an action is, by whichever way it came; and the unit records what others decided."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions import moving, updates
from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.actions.moving import PublicWordingNeeded
from lineofsight.assurance.models import ActionMove, RoundAnswer
from lineofsight.assurance.queries import chain
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.assurance.rules.rounds import AnswerKind, AnswerRefused, Way
from lineofsight.partnership.moves import NotYours
from lineofsight.partnership.policy import Forbidden
from tests.factories import chain_rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
MINUTE = Minute("head of nursing", "call of 2 November, with its note", TODAY - timedelta(days=2))


@pytest.fixture
def theirs(bodies):
    """An action of an agency that nobody signs in for, proposed and asked about in a round."""
    action = chain_rows.action(
        bodies.theirs, bodies.of.health, state=ActionState.PROPOSED, title="Put a doctor in post"
    )
    return action, bodies.opened(asked=[action])


def answered(bodies, theirs, kind, text="The doctor started."):
    _, collecting = theirs
    (item,) = bodies.items(collecting, bodies.unit)
    return bodies.answer(item, bodies.unit, text=text, kind=kind, way=Way.ON_BEHALF, minute=MINUTE)


def accept(answer, by):
    updates.accept_update(update=answer.update, expected_version=answer.update.version, by=by)


@pytest.mark.parametrize(
    "kind, state",
    [
        (AnswerKind.DONE, "reported complete"),
        (AnswerKind.BEGUN, "started"),
        (AnswerKind.AGREED, "agreed"),
        (AnswerKind.NOT_DONE, "proposed"),
        (AnswerKind.UPDATE, "proposed"),
    ],
)
def test_an_accepted_answer_moves_the_action(bodies, theirs, kind, state):
    answer = answered(bodies, theirs, kind)
    assert chain.state_of(bodies.action(theirs[0])) == "proposed"

    accept(answer, bodies.unit)

    assert chain.state_of(bodies.action(theirs[0])) == state


def test_the_move_says_whose_word_it_is_and_of_which_day(bodies, theirs):
    accept(answered(bodies, theirs, AnswerKind.DONE), bodies.unit)

    move = ActionMove.objects.get(action=theirs[0], target="reported complete")
    assert move.reason == f"{bodies.of.health.name} says, as at 22 June 2026: done. Its answer was accepted."


def test_what_is_re_confirmed_says_what_it_said_before(bodies, theirs):
    accept(answered(bodies, theirs, AnswerKind.DONE), bodies.unit)

    again = answered(bodies, theirs, AnswerKind.UNCHANGED)

    assert (again.update.says, again.text) == ("done", "The doctor started.")


def test_it_needs_words_beside_how_far_it_is(bodies, theirs):
    with pytest.raises(AnswerRefused, match="Say what was done"):
        answered(bodies, theirs, AnswerKind.DONE, text=" ")


def test_the_unit_records_what_an_agency_decided_with_its_minute(bodies, theirs):
    action, _ = theirs
    facts = {"target": ActionState.AGREED, "expected_move": 1, "by": bodies.unit}
    with pytest.raises(NotYours):
        moving.move_action(action=bodies.action(action), **facts)

    moving.move_action(action=bodies.action(action), minute=MINUTE, **facts)

    move = ActionMove.objects.get(action=action, number=2)
    assert (move.target, move.agreed_by, move.agreed_date) == ("agreed", "head of nursing", MINUTE.agreed_date)


@pytest.mark.parametrize("minute", [Minute(" ", "a call", TODAY), Minute("head", "a call", TODAY + timedelta(days=1))])
def test_without_a_minute_that_says_who_and_when_nothing_is_recorded(bodies, theirs, minute):
    facts = {"target": ActionState.AGREED, "expected_move": 1, "by": bodies.unit}
    with pytest.raises(AnswerRefused):
        moving.move_action(action=bodies.action(theirs[0]), minute=minute, **facts)

    assert not ActionMove.objects.filter(action=theirs[0], number=2).exists()


def test_the_database_refuses_half_a_minute(bodies, theirs):
    whole = {"agreed_by": "head", "agreed_where": "a call", "agreed_date": TODAY}
    for missing in ({"agreed_where": ""}, {"agreed_date": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _move(bodies, theirs, **(whole | missing))
    assert _move(bodies, theirs, **whole)


def _move(bodies, theirs, **facts):
    given = {"source": "proposed", "target": "agreed", "role": "unit", "by_ref": bodies.unit.ref}
    return ActionMove.objects.create(
        action=theirs[0], agency=bodies.of.hub, number=2, recorded_at=bodies.unit.now, **given, **facts
    )


def test_only_the_unit_records_for_others(bodies, theirs):
    facts = {"target": ActionState.AGREED, "expected_move": 1, "minute": MINUTE}
    for other in (bodies.lead, bodies.scrutineer):
        with pytest.raises((Forbidden, NotYours)):
            moving.move_action(action=theirs[0], by=other, **facts)


def test_an_answer_to_a_recommendation_is_recorded_and_the_round_counts_it(bodies):
    collecting = bodies.opened(asked=[bodies.theirs])
    row = chain.find_recommendation(bodies.unit, bodies.theirs.ref)
    facts = {"recommendation": row, "expected_move": 1, "by": bodies.unit, "minute": MINUTE, "reason": "No money."}
    with pytest.raises(PublicWordingNeeded):
        moving.answer_recommendation(answer=RecommendationState.DECLINED, public_wording="", **facts)

    moving.answer_recommendation(answer=RecommendationState.DECLINED, public_wording="We do not.", **facts)

    assert chain.state_of(chain.find_recommendation(bodies.unit, bodies.theirs.ref)) == "declined"
    answer = RoundAnswer.objects.get(item__share__round=collecting)
    assert (answer.way, answer.agreed_by, answer.text) == ("on behalf", "head of nursing", "We do not.")
