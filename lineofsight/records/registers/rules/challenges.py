"""Which step of a challenge may be made, by whom, and where it leads. Plain values; the stages stand in the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.challenge import ChallengeKind, Stage, State, Step
from lineofsight.library.who import is_among
from lineofsight.partnership.moves import Conflict

LONGEST = 200
"""What should happen, in so many letters at most."""


class Side(StrEnum):
    """Whose step it is."""

    RAISES = "raises"
    ANSWERS = "answers"
    JOINS = "joins"


@dataclass(frozen=True, slots=True)
class Clock:
    """The last days in time: of the stage, and of all formal stages together. None: no rule gives one.

    Whoever can count working days hands it down: the records know no calendar.
    """

    stage: date | None = None
    whole: date | None = None


@dataclass(frozen=True)
class Transition:
    """One allowed step: from where, to where, and whose it is. `source` None: there is no challenge yet."""

    source: State | None
    step: Step
    target: State
    side: Side


OPEN = (State.RAISED, State.PAUSED, State.ANSWERED)
TRANSITIONS = (
    Transition(None, Step.RAISE, State.RAISED, Side.RAISES),
    Transition(State.RAISED, Step.ANSWER, State.ANSWERED, Side.ANSWERS),
    Transition(State.ANSWERED, Step.RESOLVE, State.RESOLVED, Side.RAISES),
    Transition(State.ANSWERED, Step.ESCALATE, State.RAISED, Side.RAISES),
    Transition(State.RAISED, Step.ESCALATE, State.RAISED, Side.RAISES),
    Transition(State.PAUSED, Step.ESCALATE, State.RAISED, Side.RAISES),
    # The side that is challenged cannot make the days stand still.
    Transition(State.RAISED, Step.PAUSE, State.PAUSED, Side.RAISES),
    Transition(State.PAUSED, Step.RESUME, State.RAISED, Side.RAISES),
    Transition(State.RAISED, Step.RESOLVE, State.RESOLVED, Side.RAISES),
    Transition(State.PAUSED, Step.RESOLVE, State.RESOLVED, Side.RAISES),
    # Whoever answered signs how it ended.
    Transition(State.RESOLVED, Step.CLOSE, State.CLOSED, Side.ANSWERS),
    # Whoever raised it asks a third agency to take part. That one says its view, as often as it must; it moves nothing.
    *(Transition(state, Step.INVOLVE, state, Side.RAISES) for state in OPEN),
    *(Transition(state, Step.SAY, state, Side.JOINS) for state in OPEN),
)


@dataclass(frozen=True)
class Stands:
    """Where a challenge stands.

    `is_overdue`: the last day of the stage has passed without an answer. `is_joined`: a third agency takes part.
    """

    state: State | None = None
    stage: str = ""
    is_overdue: bool = False
    is_joined: bool = False


@dataclass(frozen=True)
class Asker:
    """Who asks: on which sides their agency stands, of what kind it is, their roles, and whether they raised it."""

    agency: str
    roles: frozenset[str]
    is_raising: bool = False
    is_answering: bool = False
    is_joining: bool = False
    is_raiser: bool = False


@dataclass(frozen=True)
class Asked:
    """A step that somebody wants to make, with what it says."""

    step: Step
    stage: str = ""
    reason: str = ""
    answer: str = ""
    outcome: str = ""
    has_learning: bool | None = None


class WrongStep(Conflict):
    """The step cannot be made from here (409). Says where the challenge stands and what can be done."""


class NotYourStep(Conflict):
    """The step can be made, and not by this person (409). Says who can."""


class SayWhy(ValueError):
    """Something is missing from the step, or is no word of the library (422)."""


def transition(stands: Stands, step: Step) -> Transition:
    """The allowed step from where a challenge stands. Raises WrongStep."""
    for one in TRANSITIONS:
        if (one.source, one.step) == (stands.state, step):
            return one
    onward = sorted({one.step.value for one in TRANSITIONS if one.source is stands.state})
    can = f"What can be done now: {', '.join(onward)}." if onward else "It cannot be changed any more."
    state = stands.state.value if stands.state else "not there yet"
    raise WrongStep(f"This challenge is {state}, so nobody can {step.value} it. {can}")


def may_make(kind: ChallengeKind, stands: Stands, step: Transition, who: Asker) -> bool:
    """Whether it is this person's step."""
    raises = who.is_raising and is_among(kind.raised_by, agency=who.agency, roles=who.roles)
    if step.side is Side.RAISES:
        return raises
    if step.side is Side.JOINS:
        return who.is_joining and is_among(kind.joined_by, agency=who.agency, roles=who.roles)
    if kind.stage(stands.stage).is_outside and step.step is Step.ANSWER:
        return raises
    answering = kind.answering(stands.stage)
    # Nobody answers their own challenge, whatever roles they have.
    return who.is_answering and not who.is_raiser and is_among(answering, agency=who.agency, roles=who.roles)


def steps_for(kind: ChallengeKind, stands: Stands, who: Asker) -> tuple[Step, ...]:
    """The steps that this person may make now, the likeliest first."""
    return tuple(
        one.step
        for one in TRANSITIONS
        if one.source is stands.state
        and may_make(kind, stands, one, who)
        and (one.step is not Step.ESCALATE or stages_after(kind, stands.stage))
        and (one.step is not Step.PAUSE or kind.reasons_to_pause)
        and (one.step is not Step.INVOLVE or (kind.joined_by and not stands.is_joined))
    )


def stages_after(kind: ChallengeKind, stage: str) -> tuple[Stage, ...]:
    """The stages to which it can still go."""
    ids = [one.id for one in kind.stages]
    return kind.stages[ids.index(stage) + 1 :]


def passes_over(kind: ChallengeKind, stands: Stands, target: str) -> bool:
    """Whether going to a stage leaves one out: one that lies between, or the present one before its answer is late."""
    ids = [one.id for one in kind.stages]
    at = ids.index(stands.stage) if stands.stage else -1
    is_waiting = stands.state in (State.RAISED, State.PAUSED) and not stands.is_overdue
    return is_waiting or ids.index(target) > at + 1


def check(kind: ChallengeKind, stands: Stands, asked: Asked, who: Asker) -> Transition:
    """The step, allowed in every way. Raises WrongStep, NotYourStep, SayWhy."""
    found = transition(stands, asked.step)
    if not may_make(kind, stands, found, who):
        raise NotYourStep(f"It is not for you to {asked.step.value} this challenge. {_who_can(found, who)}")
    if asked.step in (Step.RAISE, Step.ESCALATE):
        onward = kind.stages if found.source is None else stages_after(kind, stands.stage)
        _one_of({one.id: one.title for one in onward}, asked.stage, "the stage")
        if found.source is None and kind.stage(asked.stage).is_outside:
            raise SayWhy("A challenge begins inside. Choose a stage before the body outside.")
        if passes_over(kind, stands, asked.stage):
            _one_of(kind.reasons_to_pass_over, asked.reason, "why a stage is passed over")
    elif asked.step is Step.INVOLVE:
        if not kind.joined_by:
            raise WrongStep("In a challenge of this kind no third agency takes part.")
        if stands.is_joined:
            raise WrongStep("A third agency takes part already. There is one at most, and it stays.")
    elif asked.step is Step.PAUSE:
        _one_of(kind.reasons_to_pause, asked.reason, "why the days stand still")
    elif asked.step is Step.ANSWER:
        _one_of(kind.answers, asked.answer, "what the answer is")
    elif asked.step is Step.RESOLVE:
        _one_of(kind.outcomes, asked.outcome, "how it ended")
        if asked.has_learning is None:
            raise SayWhy("Say whether there is something to learn from it.")
    return found


def _one_of(known: Mapping[str, str], code: str, what: str) -> None:
    if code not in known:
        raise SayWhy(f"Choose {what}.")


def _who_can(step: Transition, who: Asker) -> str:
    if step.side is Side.RAISES:
        return "Who can: the agency that raised it."
    if step.side is Side.JOINS:
        return "Who can: the third agency that was asked to take part."
    if who.is_raiser:
        return "You raised it: somebody else answers."
    return "Who can: whoever answers at this stage, in the agency that was asked."
