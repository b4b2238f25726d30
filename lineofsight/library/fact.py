"""What is recorded about practice: kinds of event (on a day) and of span (for a time), each with its codes."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Strict, Words


class Recorded(StrEnum):
    """Whether it happens on a day or holds for a time."""

    EVENT = "event"
    SPAN = "span"


class HandQuestion(Strict):
    """One question about an event that is recorded by hand. An answer gives a code, or leads to the next question."""

    ask: Words = Field(description="the question, to be answered with yes or no")
    if_yes: Words | None = Field(default=None, description="the code of «yes»; left out where the next one decides")
    if_no: Words | None = Field(default=None, description="the code of «no»; left out where the next one decides")


class ByHand(Strict):
    """That an event may be recorded here by hand, and what is asked about it beside its day."""

    order: int = Field(ge=1, description="where it stands in the list to choose from")
    day: Words = Field(description="what its day is called, within a sentence: «visit date»")
    questions: tuple[HandQuestion, ...] = Field(
        default=(), description="asked one after the other, until one has a code"
    )

    def code(self, answers: "tuple[bool | None, ...]") -> str | None:
        """The code of these answers, one a question; None where an answer that is needed was not given."""
        for question, answer in zip(self.questions, answers, strict=True):
            if answer is None:
                return None
            code = question.if_yes if answer else question.if_no
            if code is not None:
                return code
        return ""

    def answered_too_much(self, answers: "tuple[bool | None, ...]") -> int | None:
        """Which question was answered yes although an answer before had settled it; None where no two disagree."""
        settled = False
        for number, (question, answer) in enumerate(zip(self.questions, answers, strict=True)):
            if settled and answer:
                return number
            settled = settled or (question.if_yes if answer else question.if_no) is not None
        return None


class FactKind(Entry):
    """One kind of fact. A fact is a day (or two), at most one code of this list, at most a number; never a text."""

    FOLDER: ClassVar[str] = "facts"

    recorded: Recorded = Field(description="«event» (on a day) or «span» (from a day until a day)")
    one: Words = Field(description="what people call one of them, for example «a visit»")
    codes: dict[Words, Words] = Field(default_factory=dict, description="each code with what it means, in plain words")
    number: Words | None = Field(default=None, description="what its number says, where it has one")
    alone: bool = Field(
        default=False, description="for a span: true where a child can have only one at a time, so two are a conflict"
    )

    written: Words | None = Field(
        default=None, description="what to write and where, so that it is known: the field of a source, in a sentence"
    )
    expected: bool = Field(
        default=False,
        description="for an event: true where its day is one that is waited for: nothing happened on it",
    )
    by_hand: ByHand | None = Field(
        default=None, description="for an event: that somebody who works with the child may record one here"
    )

    @model_validator(mode="after")
    def _only_an_event_is_recorded_by_hand(self) -> Self:
        if self.by_hand is None:
            return self
        if self.recorded is Recorded.SPAN:
            raise PydanticCustomError("by_hand", "Only an event is recorded by hand: leave «by_hand» out.")
        questions = self.by_hand.questions
        for question in questions:
            for code in (question.if_yes, question.if_no):
                if code is not None and code not in self.codes:
                    raise PydanticCustomError("by_hand", "«{code}» is no code of this kind.", {"code": code})
        if questions and None in (questions[-1].if_yes, questions[-1].if_no):
            raise PydanticCustomError("by_hand", "The last question gives a code for yes and for no.")
        return self

    @model_validator(mode="after")
    def _only_a_span_stands_alone(self) -> Self:
        if self.alone and self.recorded is Recorded.EVENT:
            raise PydanticCustomError("alone", "Only a span can be the only one at a time: leave «alone» out.")
        return self
