"""What is true of recommendations, actions and updates, by plain values."""

from datetime import date

import pytest

from lineofsight.assurance.rules.asking import Asked, five_questions
from lineofsight.assurance.rules.chain import (
    ACTION_MOVES,
    RECOMMENDATION_MOVES,
    UPDATE_MOVES,
    ActionState,
    RecommendationState,
    UpdateState,
    is_overdue,
    missing_for,
    moved_by_answer,
    owner_says,
    public_word,
)
from lineofsight.library.scales import PublicWord, Shows
from lineofsight.partnership.moves import Move
from lineofsight.partnership.rules import Role

DAY = date(2026, 6, 22)
BEFORE, AFTER = date(2026, 6, 21), date(2026, 6, 23)


def reached(moves: tuple[Move, ...], start: str) -> set[str]:
    """All states that can be come to from a state."""
    found, left = {start}, [start]
    while left:
        here = left.pop()
        for move in moves:
            if move.source == here and move.target not in found:
                found.add(move.target)
                left.append(move.target)
    return found


@pytest.mark.parametrize(
    "moves, start, states",
    [
        (RECOMMENDATION_MOVES, "drafted", RecommendationState),
        (ACTION_MOVES, "proposed", ActionState),
        (UPDATE_MOVES, "draft", UpdateState),
    ],
)
def test_every_state_can_be_come_to_and_no_move_is_there_twice(moves, start, states):
    pairs = [(move.source, move.target) for move in moves]

    assert reached(moves, start) == {state.value for state in states}
    assert len(pairs) == len(set(pairs))


def test_the_lead_agency_cannot_assure_or_close_its_own_and_the_scrutineer_cannot_close():
    settle = [move for move in RECOMMENDATION_MOVES if move.target in ("assured", "closed")]
    for role in Role:
        assert not any(move.may_be_made(roles=frozenset({role}), actor_agency=1, row_agency=1) for move in settle), role
    close = [move for move in settle if move.target == "closed"]
    assert not any(move.may_be_made(roles=frozenset({Role.SCRUTINEER}), actor_agency=2, row_agency=1) for move in close)


@pytest.mark.parametrize(
    "state, due, respond_by, word",
    [
        ("drafted", None, BEFORE, PublicWord.NOT_RESPONDED),
        ("drafted", None, DAY, PublicWord.NOT_YET_DUE),
        ("drafted", None, None, PublicWord.NOT_RESPONDED),
        ("drafted", AFTER, None, PublicWord.NOT_YET_DUE),
        ("drafted", AFTER, BEFORE, PublicWord.NOT_RESPONDED),
        ("part-accepted", None, None, PublicWord.NO_DAY_SET),
        ("accepted", None, BEFORE, PublicWord.NO_DAY_SET),
        ("declined", BEFORE, BEFORE, PublicWord.REJECTED),
        ("in progress", BEFORE, None, PublicWord.LATE),
        ("part-accepted", BEFORE, None, PublicWord.LATE),
        ("in progress", DAY, None, PublicWord.NOT_YET_DUE),
        ("part-accepted", AFTER, None, PublicWord.NOT_YET_DUE),
        ("implemented", BEFORE, None, PublicWord.IMPLEMENTED),
        ("closed", None, None, PublicWord.IMPLEMENTED),
    ],
)
def test_the_public_reads_one_word(state, due, respond_by, word):
    assert public_word(state=state, due_date=due, respond_by=respond_by, day=DAY) is word


@pytest.mark.parametrize("state", ["reported complete", "verified"])
def test_it_is_partly_implemented_only_once_something_of_it_is_done(state):
    late = {"state": "in progress", "due_date": BEFORE, "respond_by": None, "day": DAY}

    assert public_word(**late, actions=["proposed", state]) is PublicWord.PARTLY_IMPLEMENTED
    assert public_word(**late, actions=["proposed", "started", "cancelled"]) is PublicWord.LATE


@pytest.mark.parametrize(
    "source, says, target",
    [
        ("proposed", "agreed", "agreed"),
        ("proposed", "done", "reported complete"),
        ("paused", "begun", "started"),
        ("reported complete", "not done", "started"),
        ("started", "not done", None),
        ("started", "begun", None),
        ("started", "", None),
        ("verified", "not done", None),
        ("cancelled", "done", None),
    ],
)
def test_an_accepted_answer_moves_an_action_to_where_it_says_that_it_is(source, says, target):
    assert moved_by_answer(source, says) == target


def test_the_owners_word_does_not_change_when_somebody_outside_is_assured():
    assert owner_says("implemented") == owner_says("assured") == owner_says("closed") == "Implemented"


def test_an_action_is_overdue_after_its_day_and_not_while_it_is_paused_or_reported():
    assert not is_overdue(state="started", due_date=DAY, day=DAY)
    assert is_overdue(state="started", due_date=BEFORE, day=DAY)
    assert not is_overdue(state="paused", due_date=BEFORE, day=DAY)
    assert not is_overdue(state="reported complete", due_date=BEFORE, day=DAY)


@pytest.mark.parametrize(
    "target, facts, says",
    [
        ("planned", {}, "No action"),
        ("implemented", {"actions": ["verified", "started"]}, "1 of its 2"),
        ("evidenced", {"shows": Shows.COUNTED, "measure": "n of N"}, "«Counted»"),
        ("evidenced", {"shows": Shows.QUALITY_CHECKED}, "how we will know"),
        ("assured", {"opinion": "limited"}, "reasonable or substantial"),
    ],
)
def test_what_has_to_be_there_first_is_named(target, facts, says):
    assert says in missing_for(target, **facts)


@pytest.mark.parametrize(
    "target, facts",
    [
        ("planned", {"actions": ["proposed"]}),
        ("implemented", {"actions": ["verified", "cancelled"]}),
        ("evidenced", {"shows": Shows.QUALITY_CHECKED, "measure": "n of N"}),
        ("assured", {"opinion": "reasonable"}),
        ("closed", {}),
    ],
)
def test_nothing_is_missing_where_all_is_there(target, facts):
    assert missing_for(target, **facts) == ""


def answers(**facts) -> dict[str, bool]:
    return {question.asks: question.is_answered for question in five_questions(Asked(**facts))}


def test_a_recommendation_that_says_all_five_has_nothing_missing():
    full = Asked(
        text="The trust should record the day on which both have read the plan.",
        lead="A trust",
        owner_role="named nurse",
        due_date=DAY,
        measure="Of 30 plans, how many were read by both.",
        findings=1,
    )

    assert [question.missing for question in five_questions(full)] == [""] * 5


def test_one_that_only_asks_people_to_be_aware_is_told_each_missing_word():
    missing = [question.missing for question in five_questions(Asked(text="All should be aware of babies.", lead="P"))]

    assert "«be aware»" in missing[1]
    assert missing[0] == "Names an agency and no role. Add the role that answers for it."
    assert missing[2] == "Names no date. Add by when."
    assert all(missing)


def test_a_date_or_a_reason_in_the_words_themselves_counts():
    said = answers(text="Publish the list by 1 March, so that parents know.", lead="P", owner_role="head")

    assert said["By when?"]
    assert said["Why?"]
    assert said["Does what?"]


def test_a_vague_word_after_something_done_does_not_spoil_it():
    assert answers(text="Train every manager, and continue to promote reading.")["Does what?"]
    assert not answers(text="Continue to train every manager.")["Does what?"]
