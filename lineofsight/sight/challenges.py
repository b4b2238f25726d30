"""The days of a challenge, by the standards of its stages; and its worked examples, run through the steps."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lineofsight.library.challenge import RAISED, ChallengeExample, ChallengeKind, State, Step, ToldStep
from lineofsight.library.clock import Counted
from lineofsight.records.histories import Carried, Event, History
from lineofsight.records.registers.rules.challenges import (
    Asked,
    Asker,
    Clock,
    NotYourStep,
    SayWhy,
    Stands,
    WrongStep,
    check,
)
from lineofsight.sight.plain.days import NoCalendar, is_working, later
from lineofsight.sight.plain.engine import due_for
from lineofsight.sight.shelf import InUse

FORMAL = "formal"


def begun(kind: ChallengeKind, stage: str, *, on: date, before: Clock, rules: InUse, is_urgent: bool = False) -> Clock:
    """The clock once a stage has begun. The days of the whole begin with the first formal stage and go on.

    is_urgent: the stage has the days of its `urgent` standard, where it names one.
    """
    found = kind.stage(stage)
    standard = (found.urgent if is_urgent else None) or found.standard
    due = _due(standard, found.code, on, rules) if standard else None
    whole = before.whole
    if whole is None and found.is_formal and kind.whole:
        whole = _due(kind.whole, FORMAL, on, rules)
    return Clock(due, whole)


def resumed(kind: ChallengeKind, stage: str, *, paused: date, on: date, before: Clock, rules: InUse) -> Clock:
    """The clock after a pause: later by as many working days as it stood still."""
    name = next(
        (one.calendar for id in (kind.stage(stage).standard, kind.whole) if id for one in rules.editions(id)), None
    )
    calendar = rules.calendars.get(name or "")

    def moved(due: date | None) -> date | None:
        if due is None:
            return None
        try:
            days = sum(is_working(paused + timedelta(days=1 + away), calendar) for away in range((on - paused).days))
            return later(due, days, Counted.WORKING_DAYS, calendar)
        except NoCalendar:
            return None

    return Clock(moved(before.stage), moved(before.whole))


def _due(standard: str, code: str, on: date, rules: InUse) -> date | None:
    history = History("challenge", (Event(RAISED, on, code, "a"),), (), tuple(Carried(kind) for kind in rules.kinds))
    found = due_for(history, rules.editions(standard), as_at=on, calendars=rules.calendars, alone=rules.alone)
    return found[0].due if found else None


@dataclass(frozen=True)
class _Told:
    stands: Stands = field(default_factory=Stands)
    clock: Clock = field(default_factory=Clock)
    paused: date | None = None


def disagreements(kind: ChallengeKind, example: ChallengeExample, *, rules: InUse) -> tuple[str, ...]:
    """Where a worked example is not what comes out: a sentence for each, empty when they agree."""
    told, wrong = _Told(), []
    for number, step in enumerate(example.steps, start=1):
        try:
            after = _after(kind, told, step, rules)
        except (WrongStep, NotYourStep, SayWhy) as refused:
            if not step.refused or step.refused not in str(refused):
                wrong.append(f"step {number} is refused: {refused}")
        else:
            if step.refused:
                wrong.append(f"step {number} should be refused and is not")
            told = after
    wrong += list(_differences(told, example))
    return tuple(f"Example «{example.name}»: {sentence}" for sentence in wrong)


def _differences(told: _Told, example: ChallengeExample) -> Iterator[str]:
    pairs = (
        ("state", told.stands.state, example.state),
        ("stage", told.stands.stage or None, example.stage),
        ("due", told.clock.stage, example.due),
        ("whole_due", told.clock.whole, example.whole_due),
    )
    for name, came, wanted in pairs:
        if came != wanted:
            was, said = came or "nothing", wanted or "nothing"
            yield f"«{name}» is {was} at the end; the example says {said}."


def _after(kind: ChallengeKind, told: _Told, step: ToldStep, rules: InUse) -> _Told:
    """The example after one step, made by whoever may make it."""
    is_late = told.clock.stage is not None and step.day > told.clock.stage
    stands = replace(told.stands, is_overdue=is_late and told.stands.state is State.RAISED)
    stage = step.stage or (kind.stages[0].id if step.step is Step.RAISE else "")
    asked = Asked(
        step.step,
        stage,
        reason=step.reason or "",
        answer=next(iter(kind.answers)),
        outcome=step.outcome or "",
        has_learning=False,
    )
    found = check(kind, stands, asked, _whoever_may(kind, stands, asked))
    if step.step in (Step.RAISE, Step.ESCALATE):
        clock = begun(kind, stage, on=step.day, before=told.clock, rules=rules)
        return _Told(Stands(found.target, stage, is_joined=stands.is_joined), clock)
    clock = told.clock
    if step.step is Step.RESUME and told.paused:
        clock = resumed(kind, stands.stage, paused=told.paused, on=step.day, before=clock, rules=rules)
    paused = step.day if step.step is Step.PAUSE else told.paused if found.target is State.PAUSED else None
    is_joined = stands.is_joined or step.step is Step.INVOLVE
    return _Told(Stands(found.target, stands.stage, is_joined=is_joined), clock, paused)


def _whoever_may(kind: ChallengeKind, stands: Stands, asked: Asked) -> Asker:
    """Somebody on the side whose step it is."""
    stage = kind.stage(stands.stage) if stands.stage else None
    answers = asked.step in (Step.ANSWER, Step.CLOSE) and stage is not None
    if answers and stage is not None and not (stage.is_outside and asked.step is Step.ANSWER):
        who = kind.answering(stage.id)[0]
        return Asker(who.agency.value, frozenset(who.roles), is_answering=True)
    if asked.step is Step.SAY and kind.joined_by:
        third = kind.joined_by[0]
        return Asker(third.agency.value, frozenset(third.roles), is_joining=stands.is_joined)
    return Asker(kind.raised_by[0].agency.value, frozenset(kind.raised_by[0].roles), is_raising=True)
