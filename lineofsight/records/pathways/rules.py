"""The way of a pathway: which steps are on it, which are blocked, what may be recorded now. Plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lineofsight.library.pathway import Pathway, Step
from lineofsight.library.words import day_words
from lineofsight.partnership.moves import Conflict


class StepKind(StrEnum):
    """What a row of a run says: a step was done or left out, a day was said at the start, or the whole was stopped."""

    DONE = "done"
    LEFT_OUT = "left out"
    ASKED = "asked"
    STOPPED = "stopped"


class CallState(StrEnum):
    """Where an agency's being asked to take part stands."""

    OPEN = "open"
    TAKEN_ON = "taken on"
    DECLINED = "declined"


CALL_MOVES = frozenset({(CallState.OPEN, CallState.TAKEN_ON), (CallState.OPEN, CallState.DECLINED)})


class NotNow(Conflict):
    """A step that cannot be recorded now (409). The sentence says why, and what comes first."""


class CannotBe(ValueError):
    """A day, an answer or a child that cannot be (422). The sentence says what to enter."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done, or left out with a reason.

    opens: the later steps that its code brings onto the way. It is told to every agency; the code is not.
    number: what the step asks for, where it does. It moves the days of other steps, so it goes with them.
    """

    step: str
    day: date
    opens: frozenset[str] = frozenset()
    is_left_out: bool = False
    ends: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """One child on a pathway: when it started, the days asked for at the start, what was done since, in order."""

    pathway: Pathway
    started: date
    asked: tuple[tuple[str, date], ...] = ()
    done: tuple[Done, ...] = ()
    ended: date | None = None
    _by_step: dict[str, tuple[Done, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[Done, ...]] = {}
        for one in self.done:
            found[one.step] = (*found.get(one.step, ()), one)
        object.__setattr__(self, "_by_step", found)

    def of(self, step: str) -> tuple[Done, ...]:
        """What was done at a step, the earliest first."""
        return self._by_step.get(step, ())

    def is_settled(self, step: str) -> bool:
        """Whether nothing waits for a step any more: it was done, left out, or is not on the way."""
        return bool(self.of(step)) or self.is_off(step)

    def is_off(self, step: str) -> bool:
        """Whether the answers of earlier steps have taken a step off the way."""
        conditions = self.pathway.step(step).when
        return bool(conditions) and all(
            self.is_settled(one.step) and not any(step in done.opens for done in self.of(one.step))
            for one in conditions
        )

    def blocked_by(self, step: str) -> tuple[str, ...]:
        """The steps that must be settled first, in the order of the pathway."""
        waits = {one for one in self.pathway.step(step).after if not self.is_settled(one)}
        conditions = self.pathway.step(step).when
        if conditions and not any(step in done.opens for one in conditions for done in self.of(one.step)):
            waits |= {one.step for one in conditions if not self.is_settled(one.step)}
        return tuple(one.id for one in self.pathway.steps if one.id in waits)

    def is_open(self, step: str) -> bool:
        """Whether a step can be recorded now."""
        if self.ended is not None or self.is_off(step) or self.blocked_by(step):
            return False
        done = self.of(step)
        return not done or (self.pathway.step(step).repeats and not done[-1].is_left_out)

    def open_steps(self) -> Iterator[Step]:
        """The steps that can be recorded now, in order."""
        return (step for step in self.pathway.steps if self.is_open(step.id))


def check_step(course: Course, step: Step, *, code: str, day: date, codes: Iterable[str]) -> None:
    """Raise NotNow unless a step can be recorded now; CannotBe for a code that is none of `codes`, or for its day."""
    _check_open(course, step)
    known = tuple(codes)
    if code not in (known or ("",)):
        raise CannotBe(f"«{code or 'nothing'}» is no answer to this step. Choose one of those on the page.")
    if day < course.started:
        raise CannotBe(f"This pathway started on {day_words(course.started)}. The day of a step is not before that.")


def check_number(step: Step, number: int) -> None:
    """Raise CannotBe for a number that a step does not ask for, or that is too small or too great."""
    asked = step.number
    if asked is None and number:
        raise CannotBe("This step asks for no number.")
    if asked is not None and not asked.least <= number <= asked.most:
        raise CannotBe(f"Enter a number of {asked.unit} from {asked.least} to {asked.most}. {asked.hint}")


def check_left_out(course: Course, step: Step, *, reason: str) -> None:
    """Raise NotNow unless a step can be left out now; CannotBe for another reason than those of the library."""
    _check_open(course, step)
    if course.of(step.id):
        raise NotNow("This step was done before; it cannot be left out.")
    if reason not in step.not_required:
        raise CannotBe("This step is not left out for that reason. Choose one of those on the page, or record it.")


def check_stopped(course: Course, *, reason: str, day: date) -> None:
    """Raise NotNow for a pathway that has ended; CannotBe for another reason than the library's, or a day before."""
    if course.ended is not None:
        raise NotNow(f"This pathway ended on {day_words(course.ended)} already.")
    if reason not in course.pathway.stops:
        raise CannotBe("This pathway is not stopped for that reason. Choose one of those on the page.")
    if day < course.started:
        raise CannotBe(f"This pathway started on {day_words(course.started)}. It does not end before that.")


def _check_open(course: Course, step: Step) -> None:
    if course.ended is not None:
        raise NotNow(f"This pathway ended on {day_words(course.ended)}. Nothing is recorded on it any more.")
    if course.is_off(step.id):
        raise NotNow("This step is not on the way that was decided.")
    blocked = course.blocked_by(step.id)
    if blocked:
        first = ", ".join(f"«{course.pathway.step(id).title}»" for id in blocked)
        raise NotNow(f"Something comes first: {first}.")
    if not course.is_open(step.id):
        raise NotNow("This step was recorded already.")


def consequence(pathway: Pathway, step: Step, code: str) -> tuple[frozenset[str], bool]:
    """What recording a step with a code brings onto the way, and whether it ends the pathway."""
    opens = frozenset(
        one.id for one in pathway.steps for when in one.when if when.step == step.id and code in when.codes
    )
    return opens, step.ends or code in step.ends_with


def with_done(course: Course, done: Done) -> Course:
    """The course after one more thing was done; ended where that ends it."""
    ended = done.day if done.ends else course.ended
    return Course(course.pathway, course.started, course.asked, (*course.done, done), ended)
