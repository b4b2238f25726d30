"""A kind of challenge: who may raise one, about what, before whom it comes stage by stage, and how it can end."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.fact import FactKind
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.standard import Standard
from lineofsight.library.who import Who

RAISED = "challenge-raised"
# Of whoever worries about a child now, the first line of every page about one.
NOT_A_REFERRAL = "This is not a referral."

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
FirstLine = Annotated[str, StringConstraints(pattern=rf"^{NOT_A_REFERRAL} Worried now\? .+", max_length=400)]


class State(StrEnum):
    """Where a challenge stands."""

    RAISED = "raised"
    PAUSED = "paused"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Step(StrEnum):
    """What somebody does with a challenge."""

    RAISE = "raise"
    ANSWER = "answer"
    ESCALATE = "escalate"
    PAUSE = "pause"
    RESUME = "resume"
    INVOLVE = "involve"
    SAY = "say"
    RESOLVE = "resolve"
    CLOSE = "close"


class Stage(Strict):
    """One stage: who answers at it, and within what time."""

    id: Id
    title: Words
    code: Words = Field(description="its code in the facts «challenge-raised» and «challenge-answered»")
    standard: Id | None = Field(default=None, description="the standard that gives its days; none outside")
    urgent: Id | None = Field(
        default=None, description="the standard that gives its days where it is urgent; without one nobody is asked"
    )
    answered_by: tuple[Who, ...] = Field(
        default=(), description="who records the answer, where not whoever always does"
    )
    in_person: Words = Field(description="who that is where people work, for example «the head of service»")
    is_formal: bool = Field(alias="formal", default=False, description="true where it counts towards all stages")
    is_outside: bool = Field(alias="outside", default=False, description="true for a body outside, at any time")

    @model_validator(mode="after")
    def _somebody_answers(self) -> Self:
        if self.is_outside and self.answered_by:
            raise PydanticCustomError("answered_by", "What a body outside answers is recorded by whoever raised it.")
        if not self.is_outside and self.standard is None:
            raise PydanticCustomError("standard", "A stage names the standard that gives its days.")
        return self


class ToldStep(Strict):
    """One step of a worked example. `refused`: words of the sentence with which it is turned away."""

    day: date
    step: Step
    stage: Id | None = None
    reason: Words | None = None
    outcome: Words | None = None
    refused: Words | None = None


class ChallengeExample(Strict):
    """A short story: what was done on which days, and where the challenge then stands."""

    name: Words
    says: Words
    steps: tuple[ToldStep, ...] = ()
    state: State | None = None
    stage: Id | None = None
    due: date | None = Field(default=None, description="the last day in time of the stage")
    whole_due: date | None = Field(default=None, description="the last day in time of all formal stages")


class ChallengeKind(Entry):
    """A kind of challenge with its stages in order. A body outside stands last."""

    FOLDER: ClassVar[str] = "challenges"
    EXAMPLES: ClassVar[type[Strict] | None] = ChallengeExample

    order: int = Field(ge=1, description="where it stands among the kinds")
    about: Words = Field(description="what it is for, in a sentence")
    first_line: FirstLine = Field(description="what a page begins with: «This is not a referral. Worried now? …»")
    raised_by: tuple[Who, ...] = Field(min_length=1, description="who may raise one")
    answered_by: tuple[Who, ...] = Field(default=(), description="who records an answer, where a stage names nobody")
    joined_by: tuple[Who, ...] = Field(
        default=(), description="who of a third agency says its view, where one may be asked to take part"
    )
    is_within: bool = Field(
        alias="within", default=False, description="true where the agency that raises it is the one that answers"
    )
    concerns: dict[Code, Words] = Field(min_length=1, description="what it can be about: codes, and what they mean")
    stages: tuple[Stage, ...] = Field(min_length=1, description="the stages in order")
    whole: Id | None = Field(default=None, description="the standard for all formal stages together")
    reasons_to_pass_over: dict[Code, Words] = Field(default_factory=dict, description="why a stage is passed over")
    reasons_to_pause: dict[Code, Words] = Field(default_factory=dict, description="why the days stand still")
    answers: dict[Code, Words] = Field(min_length=1, description="what an answer can be")
    refusals: tuple[Code, ...] = Field(default=(), description="the answers that say no, and want a reason in words")
    outcomes: dict[Code, Words] = Field(min_length=1, description="how one can end")

    @model_validator(mode="after")
    def _stages_fit(self) -> Self:
        ids = [stage.id for stage in self.stages]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("stages", "Two stages have the same id.")
        if any(stage.is_outside for stage in self.stages[:-1]):
            raise PydanticCustomError("stages", "A body outside stands last, and there is one at most.")
        if self.stages[0].is_outside:
            raise PydanticCustomError("stages", "A challenge begins inside: name a stage before the body outside.")
        if not self.answered_by and not all(stage.answered_by or stage.is_outside for stage in self.stages):
            raise PydanticCustomError("answered_by", "Say who records the answer, for each stage or for all.")
        if len(self.stages) > 1 and not self.reasons_to_pass_over:
            raise PydanticCustomError("reasons", "Say for which reasons a stage may be passed over.")
        if (self.whole is None) != (not any(stage.is_formal for stage in self.stages)):
            raise PydanticCustomError("whole", "«whole» stands where stages are formal, and only there.")
        return self

    @property
    def can_be_urgent(self) -> bool:
        """Whether some stage has other days where it is urgent; else nobody is asked whether it is."""
        return any(stage.urgent for stage in self.stages)

    def stage(self, id: str) -> Stage:
        """One stage by its id. Raises KeyError."""
        return {stage.id: stage for stage in self.stages}[id]

    def answering(self, stage: str) -> tuple[Who, ...]:
        """Who records the answer at a stage; of a body outside: whoever answers at some stage inside."""
        named = self.stage(stage).answered_by or self.answered_by
        return named or tuple(one for inside in self.stages for one in inside.answered_by)

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A standard that is not there or counts from something else, and a stage whose code no fact has."""
        yield from super().troubles(shelf)
        codes = {code for kind in shelf.editions("facts", RAISED) if isinstance(kind, FactKind) for code in kind.codes}
        for number, stage in enumerate(self.stages):
            if stage.code not in codes:
                sentence, near = unknown_word(stage.code, known=sorted(codes), what=f"a code of «{RAISED}»")
                yield Trouble(("stages", number, "code"), sentence, near)
            for word, standard in (("standard", stage.standard), ("urgent", stage.urgent)):
                if standard:
                    yield from _counts(shelf, standard, stage.code, ("stages", number, word))
        for number, code in enumerate(self.refusals):
            if code not in self.answers:
                sentence, near = unknown_word(code, known=sorted(self.answers), what="an answer of this challenge")
                yield Trouble(("refusals", number), sentence, near)
        if self.whole:
            yield from _counts(shelf, self.whole, "formal", ("whole",))


def _counts(shelf: Lookup, id: str, code: str, place: tuple[str | int, ...]) -> Iterator[Trouble]:
    editions = [one for one in shelf.editions("standards", id) if isinstance(one, Standard)]
    if not editions:
        yield unknown_id(id, shelf.ids("standards"), place, "a standard")
    elif not any(one.after and one.after.event and code in one.after.event.codes for one in editions):
        yield Trouble(place, f"«{id}» does not count from «{RAISED}» with the code «{code}».")
