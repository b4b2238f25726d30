"""A round asks of a recommendation whether it is accepted, until somebody has said so by one of its ways."""

from datetime import timedelta

import pytest

from lineofsight.assurance.actions import moving
from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.models import RecommendationMove, RoundAnswer
from lineofsight.assurance.packs import pack_of
from lineofsight.assurance.queries import chain
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.assurance.rules.rounds import DECISIONS, AnswerKind, AnswerRefused, Way, kinds_asked
from tests.factories import chain_rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
MINUTE = Minute("head of nursing", "call of 2 November, with its note", TODAY - timedelta(days=2))
WORDS = "No doctor can be in post before May. A nurse reads them until then."


@pytest.fixture
def item(bodies):
    """Health is asked about a recommendation of which nobody has said whether it is accepted."""
    (asked,) = bodies.items(bodies.opened(asked=[bodies.theirs]), bodies.unit)
    return asked


def stands(bodies):
    return chain.state_of(chain.find_recommendation(bodies.unit, bodies.theirs.ref))


def by_whom(bodies, way):
    return {"by": bodies.unit, "minute": MINUTE} if way is Way.ON_BEHALF else {"by": bodies.other}


@pytest.mark.parametrize("way", [Way.BROWSER, Way.ON_BEHALF, Way.PACK])
@pytest.mark.parametrize("kind", DECISIONS)
def test_an_answer_says_whether_it_is_accepted_and_the_public_reads_why_not(bodies, item, kind, way):
    bodies.answer(item, text=WORDS, kind=kind, way=way, **by_whom(bodies, way))

    row = chain.find_recommendation(bodies.unit, bodies.theirs.ref)
    assert (chain.state_of(row), row.public_wording) == (kind, "" if kind is AnswerKind.ACCEPTED else WORDS)
    move = RecommendationMove.objects.filter(recommendation=row).last()
    assert (move.reason, move.agreed_by) == (WORDS, "head of nursing" if way is Way.ON_BEHALF else "")


def test_how_far_it_is_says_nothing_of_whether_it_is_accepted(bodies, item):
    bodies.answer(item, bodies.other, "A nurse reads them.")

    assert stands(bodies) == RecommendationState.DRAFTED
    assert queries.item_now(queries.find_item(bodies.unit, item.ref), bodies.unit).is_undecided


def test_it_is_asked_until_somebody_has_said_so_in_the_browser_and_in_the_pack(bodies, item):
    share = queries.find_share(bodies.unit, item.share.ref)
    assert set(DECISIONS) <= set(pack_of(share).items[0].kinds)

    bodies.answer(item, bodies.other, WORDS, AnswerKind.ACCEPTED)

    assert not set(DECISIONS) & set(pack_of(queries.find_share(bodies.unit, item.share.ref)).items[0].kinds)
    with pytest.raises(AnswerRefused, match=r"was said already. Say what has changed since"):
        bodies.answer(item, bodies.other, WORDS, AnswerKind.DECLINED)
    assert RoundAnswer.objects.count() == 1


def test_who_accepts_on_its_own_page_has_answered_the_round_with_that(bodies, item):
    moving.answer_recommendation(
        recommendation=bodies.theirs,
        answer=RecommendationState.ACCEPTED,
        reason="",
        public_wording="",
        expected_move=1,
        by=bodies.other,
    )

    assert RoundAnswer.objects.get(item=item).kind == AnswerKind.ACCEPTED


def test_an_action_is_neither_accepted_nor_declined_and_a_recommendation_is_not_done(bodies, item):
    action = bodies.items(bodies.opened(asked=[bodies.actions[0]]), bodies.unit)[0]

    with pytest.raises(AnswerRefused, match=r"is not a recommendation. Say how far it is"):
        bodies.answer(action, bodies.lead, WORDS, AnswerKind.DECLINED)
    with pytest.raises(AnswerRefused, match=r"is not an action. Say in your words how far it is"):
        bodies.answer(item, bodies.other, WORDS, AnswerKind.DONE)


def test_a_recommendation_with_actions_is_proposed_until_somebody_has_said_whether_it_is_accepted(bodies):
    undecided = chain_rows.recommendation(bodies.review, bodies.of.council, title="Tell the school")
    chain_rows.action(undecided, bodies.of.council, state=ActionState.STARTED, title="Ring it")

    def proposed():
        return {one.row.label for one in queries.can_be_asked(bodies.review, bodies.unit) if one.is_proposed}

    assert undecided.label in proposed()
    assert bodies.asked.label not in proposed()

    moving.answer_recommendation(
        recommendation=undecided,
        answer=RecommendationState.ACCEPTED,
        reason="",
        public_wording="",
        expected_move=1,
        by=bodies.lead,
    )

    assert undecided.label not in proposed()


@pytest.mark.parametrize(
    "of_action, is_undecided, asks_how_far, asks_to_accept",
    [(True, False, True, False), (True, True, True, False), (False, True, False, True), (False, False, False, False)],
)
def test_each_thing_is_asked_what_can_be_said_of_it(of_action, is_undecided, asks_how_far, asks_to_accept):
    kinds = kinds_asked(of_action=of_action, is_undecided=is_undecided, has_last=False)

    assert (AnswerKind.DONE in kinds, AnswerKind.DECLINED in kinds) == (asks_how_far, asks_to_accept)
    assert AnswerKind.UNCHANGED not in kinds
