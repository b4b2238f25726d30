"""A kind of register: meetings with items to decide, or entries alone; what is asked of each, and what is chased."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.challenge import Code, FirstLine
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.who import Who


class AnswerKind(StrEnum):
    """What an answer can be. There is no text: a register says what was decided, not what was said."""

    CODE = "code"
    YES_NO = "yes or no"
    NUMBER = "number"
    DAY = "day"


class ChildAsked(StrEnum):
    """Whether an entry is about a child."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    NEVER = "never"


class Question(Strict):
    """One thing that is asked of each entry."""

    id: Id
    asks: Words = Field(description="the question as people read it")
    kind: AnswerKind
    codes: dict[Code, Words] = Field(default_factory=dict, description="for a code: each with what it means")
    is_needed: bool = Field(alias="needed", default=True, description="false where it may be left out")
    at_most: int | None = Field(default=None, ge=1, le=100_000, description="for a number: the largest")
    hint: Words | None = None

    @model_validator(mode="after")
    def _codes_fit(self) -> Self:
        if bool(self.codes) is not (self.kind is AnswerKind.CODE):
            raise PydanticCustomError("codes", "«codes» stand where an answer is a code, and only there.")
        if self.at_most is not None and self.kind is not AnswerKind.NUMBER:
            raise PydanticCustomError("at_most", "«at_most» stands where an answer is a number.")
        return self


class RegisterExample(Strict):
    """Who was there and what was answered; whether that is enough, or with which words it is refused."""

    name: Words
    says: Words
    present: tuple[Words, ...] = ()
    is_quorate: bool | None = Field(alias="quorate", default=None)
    answers: dict[Words, bool | int | date | Words] = Field(default_factory=dict)
    refused: Words | None = None


class RegisterKind(Entry):
    """A kind of register."""

    FOLDER: ClassVar[str] = "registers"
    EXAMPLES: ClassVar[type[Strict] | None] = RegisterExample

    order: int = Field(ge=1, description="where it stands among the registers")
    about: Words = Field(description="what it is for, in a sentence")
    one: Words = Field(description="what people call one entry, for example «a call»")
    first_line: FirstLine | None = Field(
        default=None, description="«This is not a referral. …», where it is of a child"
    )
    child: ChildAsked = Field(description="needed, optional or never")
    kept_by: tuple[Who, ...] = Field(min_length=1, description="who writes in it, in their own agency")
    has_meetings: bool = Field(alias="meetings", default=False, description="true where items are decided in meetings")
    roles: dict[Code, Words] = Field(default_factory=dict, description="who can be present at a meeting, by role")
    quorum: tuple[tuple[Code, ...], ...] = Field(default=(), description="one of each of these roles has to be there")
    booked: tuple[Question, ...] = Field(default=(), description="what is asked when an item is booked")
    recorded: tuple[Question, ...] = Field(min_length=1, description="what is asked when it is decided, or logged")
    decision: Id | None = Field(default=None, description="which of these says what was decided")
    actions: dict[Code, Words] = Field(default_factory=dict, description="what can follow; none: nothing is chased")
    action_roles: dict[Code, Words] = Field(default_factory=dict, description="by whom, by role")
    papers: dict[Code, Words] = Field(
        default_factory=dict, description="what can lie before a meeting; none: no paper is named"
    )
    held_by: dict[Code, Words] = Field(default_factory=dict, description="where such a paper is kept, and by whom")
    reasons_to_correct: dict[Code, Words] = Field(min_length=1, description="why an entry is corrected")

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        ids = [question.id for question in (*self.booked, *self.recorded)]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("questions", "Two questions have the same id.")
        if (self.first_line is None) is not (self.child is ChildAsked.NEVER):
            raise PydanticCustomError("first_line", "What is of a child begins with «This is not a referral. …».")
        if bool(self.roles) is not self.has_meetings or (self.booked and not self.has_meetings):
            raise PydanticCustomError("roles", "A meeting has «roles», and items are booked for one; nothing else has.")
        if bool(self.actions) is not bool(self.action_roles):
            raise PydanticCustomError("actions", "«actions» and «action_roles» stand together.")
        if bool(self.papers) is not bool(self.held_by) or (self.papers and not self.has_meetings):
            raise PydanticCustomError("papers", "«papers» and «held_by» stand together, where there are meetings.")
        return self

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A role of the quorum and a decision that are not there."""
        yield from super().troubles(shelf)
        for number, some in enumerate(self.quorum):
            for at, role in enumerate(some):
                if role not in self.roles:
                    yield _unknown(role, self.roles, ("quorum", number, at), "a role of this register")
        codes = {question.id: question.asks for question in self.recorded if question.kind is AnswerKind.CODE}
        if self.decision is not None and self.decision not in codes:
            yield _unknown(self.decision, codes, ("decision",), "a question of «recorded» with codes")


def _unknown(word: str, known: Mapping[str, str], place: tuple[str | int, ...], what: str) -> Trouble:
    sentence, near = unknown_word(word, known=sorted(known), what=what)
    return Trouble(place, sentence, near)
