"""Every challenge and register of the library through random histories, legal and illegal."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.challenge import ChallengeKind, State, Step
from lineofsight.library.register import RegisterKind
from lineofsight.library.shelf import load
from lineofsight.records.registers.rules.challenges import (
    TRANSITIONS,
    Asked,
    Asker,
    Clock,
    NotYourStep,
    SayWhy,
    Stands,
    WrongStep,
    check,
    stages_after,
    steps_for,
)
from lineofsight.records.registers.rules.entries import BadAnswers, missing_roles, taken
from lineofsight.sight.challenges import begun, resumed
from lineofsight.sight.shelf import in_use

SHELF = load()
RULES = in_use(SHELF)
KINDS = SHELF.all_newest(ChallengeKind)
REGISTERS = SHELF.all_newest(RegisterKind)
START = date(2026, 1, 5)


def askers(kind: ChallengeKind) -> list[Asker]:
    """Both sides, whoever raised it, the third agency, and somebody of none of them."""
    raises, answers = kind.raised_by[0], kind.answering(kind.stages[0].id)[0]
    return [
        Asker(raises.agency, frozenset(raises.roles), is_raising=True, is_raiser=True),
        Asker(answers.agency, frozenset(answers.roles), is_answering=True),
        Asker(answers.agency, frozenset({"contributor"}), is_answering=True),
        *(Asker(third.agency, frozenset(third.roles), is_joining=True) for third in kind.joined_by[:1]),
        Asker("independent", frozenset({"scrutineer"})),
    ]


def histories(kind: ChallengeKind):
    """Steps in any order, by anybody, with words of the library and words that are none."""
    reasons = ["", "no-such-reason", *kind.reasons_to_pass_over, *kind.reasons_to_pause]
    return st.lists(
        st.tuples(
            st.sampled_from(list(Step)),
            st.sampled_from(["", "no-such-stage", *(stage.id for stage in kind.stages)]),
            st.sampled_from(reasons),
            st.sampled_from(["", *kind.outcomes]),
            st.sampled_from([None, True, False]),
            st.integers(0, len(askers(kind)) - 1),
            st.integers(0, 12),
        ),
        max_size=14,
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_is_tried_a_challenge_only_goes_where_it_may_and_its_days_never_run_backwards(kind, data):
    stands, clock, day, paused, raised = Stands(), Clock(), START, None, 0
    for step, stage, reason, outcome, learning, who, away in data.draw(histories(kind)):
        day += timedelta(days=away)
        late = clock.stage is not None and day > clock.stage and stands.state is State.RAISED
        stands = Stands(stands.state, stands.stage, late, stands.is_joined)
        asker = askers(kind)[who]
        offered = steps_for(kind, stands, asker) if stands.state else (Step.RAISE,)
        asked = Asked(
            step, stage, reason=reason, answer=next(iter(kind.answers)), outcome=outcome, has_learning=learning
        )
        try:
            found = check(kind, stands, asked, asker)
        except (WrongStep, NotYourStep, SayWhy):
            continue
        # What was taken is one of the transitions, was offered, and by somebody who takes part.
        assert found in TRANSITIONS
        assert found.source is stands.state
        assert step in offered
        assert asker.is_raising or asker.is_answering or (asker.is_joining and step is Step.SAY)
        assert stands.state is not State.CLOSED
        if step is Step.ANSWER and not kind.stage(stands.stage).is_outside:
            assert not asker.is_raiser
        before = clock
        if step in (Step.RAISE, Step.ESCALATE):
            raised += step is Step.RAISE
            assert step is Step.RAISE or stage in {one.id for one in stages_after(kind, stands.stage)}
            if step is Step.ESCALATE and paused is not None:
                clock = resumed(kind, stands.stage, paused=paused, on=day, before=clock, rules=RULES)
            clock = begun(kind, stage, on=day, before=clock, rules=RULES)
            stands = Stands(found.target, stage, is_joined=stands.is_joined)
        else:
            if step is Step.RESUME:
                clock = resumed(kind, stands.stage, paused=paused, on=day, before=clock, rules=RULES)
            assert not (step is Step.INVOLVE and stands.is_joined)
            stands = Stands(found.target, stands.stage, is_joined=stands.is_joined or step is Step.INVOLVE)
            # Neither the third agency nor asking it moves anything.
            assert step not in (Step.INVOLVE, Step.SAY) or (found.target is found.source and clock == before)
        paused = day if step is Step.PAUSE else paused if stands.state is State.PAUSED else None
        if before.whole is not None:
            assert clock.whole is not None
            assert clock.whole >= before.whole
        if clock.stage is not None and step in (Step.RAISE, Step.ESCALATE):
            assert clock.stage > day
    assert raised <= 1


def test_control_a_challenge_that_was_closed_takes_no_step_at_all():
    for kind in KINDS:
        for asker in askers(kind):
            assert steps_for(kind, Stands(State.CLOSED, kind.stages[0].id), asker) == ()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_stage_can_be_reached_and_from_everywhere_a_challenge_can_end(kind):
    raiser, other = askers(kind)[:2]

    for stage in kind.stages:
        for state in (State.RAISED, State.ANSWERED, State.PAUSED):
            assert Step.RESOLVE in steps_for(kind, Stands(state, stage.id), raiser)
        assert Step.CLOSE in steps_for(kind, Stands(State.RESOLVED, stage.id), other)
    assert {one.id for one in stages_after(kind, kind.stages[0].id)} == {one.id for one in kind.stages[1:]}


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 200_000), st.dates(), st.text(max_size=12), st.just("yes")
)


@pytest.mark.parametrize("kind", REGISTERS, ids=lambda kind: kind.id)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_a_register_keeps_codes_numbers_days_yes_and_no_alone(kind, data):
    given_ = {}
    for question in kind.recorded:
        right = st.sampled_from(list(question.codes)) if question.codes else ANYTHING
        given_[question.id] = data.draw(st.one_of(right, right, ANYTHING))
    if data.draw(st.booleans()):
        given_["no-such-question"] = "x"
    try:
        kept = taken(kind.recorded, given_)
    except BadAnswers:
        return

    assert set(kept) <= {question.id for question in kind.recorded}
    for question in kind.recorded:
        value = kept.get(question.id)
        assert value is not None or not question.is_needed
        if question.codes and value is not None:
            assert value in question.codes
        elif isinstance(value, str):
            date.fromisoformat(value)


@pytest.mark.parametrize("kind", [one for one in REGISTERS if one.quorum], ids=lambda kind: kind.id)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_whoever_comes_in_addition_never_ends_a_quorum(kind, data):
    roles = sorted(kind.roles)
    some = data.draw(st.sets(st.sampled_from(roles)))
    more = some | data.draw(st.sets(st.sampled_from(roles)))

    assert set(missing_roles(kind, more)) <= set(missing_roles(kind, some))
    assert missing_roles(kind, roles) == ()
    assert missing_roles(kind, ()) != ()


@pytest.mark.parametrize("number", ["9" * 5_000, "²", "one"])
def test_what_is_no_number_that_can_be_kept_is_answered_in_our_words(number):
    line = next(one for one in REGISTERS if one.id == "advice-line")
    waited = next(one for one in line.recorded if one.id == "waited")

    with pytest.raises(BadAnswers) as refused:
        taken((waited,), {"waited": number})

    assert refused.value.wrong == {"waited": f"«{waited.asks}»: enter a whole number."}
