"""An instrument: questions that people answer in sections, with guidance, skip rules and a summary that can be cited.

What its words mean while somebody fills it in stands in lineofsight/records/forms/rules.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words
from lineofsight.library.faults import Trouble
from lineofsight.library.instrument_examples import InstrumentExample
from lineofsight.library.instrument_troubles import troubles_of
from lineofsight.library.who import Who

Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
LONGEST_TEXT = 300


class About(StrEnum):
    """What a form is about. «step» and «audit file» are begun from there, with a reference to it."""

    CHILD = "child"
    SESSION = "session"
    STEP = "step"
    AGENCY = "agency"
    AUDIT_FILE = "audit file"

    @property
    def has_a_child(self) -> bool:
        """Whether a child of the records stands behind such a form."""
        return self is About.CHILD

    @property
    def begins_elsewhere(self) -> bool:
        """Whether only the thing itself begins one."""
        return self in (About.STEP, About.AUDIT_FILE)


class AnswerAs(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    YES_NO = "yes or no"
    SCALE = "scale"
    GRADE = "grade"
    DAY = "day"
    NUMBER = "number"
    TEXT = "short text"

    @property
    def is_coded(self) -> bool:
        """Whether it is a code, a number or a day, and can stand in a summary and an export."""
        return self is not AnswerAs.TEXT


_WITH_CHOICES = (AnswerAs.ONE, AnswerAs.SEVERAL)
_WITH_ENDS = (AnswerAs.SCALE, AnswerAs.NUMBER)
YES_NO: dict[str, str] = {"yes": "Yes", "no": "No"}


class OnlyIf(Strict):
    """A skip rule: asked only if an earlier question was answered so. One of «is», «one of», «at least»."""

    question: Id
    is_: Id | None = Field(alias="is", default=None, description="this answer (of several: among those ticked)")
    one_of: tuple[Id, ...] = Field(alias="one of", default=(), description="one of these answers")
    at_least: int | Id | None = Field(
        alias="at least", default=None, description="of a scale or number: this or more; of a grade: this or better"
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum((self.is_ is not None, bool(self.one_of), self.at_least is not None)) != 1:
            raise PydanticCustomError("only_if", "Say one of «is», «one of» and «at least».")
        return self


class Grade(Strict):
    """One grade. They are listed from the lowest to the highest."""

    code: Id
    title: Line
    says: Words = Field(description="when this grade is right, in general")


class Area(StrEnum):
    """What a question must be known as, whatever instrument asks it."""

    VOICE = "voice of the child"


class Question(Strict):
    """One question. `answer` says how it is answered; the words below belong to some kinds of answer only."""

    id: Id
    ask: Line = Field(description="the question as people read it")
    answer: AnswerAs
    needed: bool = Field(default=True, description="false where it may be left open")
    guidance: Words | None = Field(default=None, description="help that stands beside it")
    choices: dict[Id, Line] = Field(default_factory=dict, description="of «one» and «several»: each code in words")
    alone: tuple[Id, ...] = Field(default=(), description="of «several»: choices that go with no other")
    lowest: int | None = Field(default=None, ge=0, le=10_000, description="of a scale and a number")
    highest: int | None = Field(default=None, ge=1, le=10_000, description="of a scale and a number")
    ends: tuple[Line, Line] | None = Field(default=None, description="of a scale: what its two ends mean")
    grade_words: dict[Id, Words] = Field(default_factory=dict, description="of a grade: what each means here")
    may_lie_ahead: bool = Field(default=False, description="of a day: true where it may still be to come")
    limit: int | None = Field(default=None, ge=20, le=LONGEST_TEXT, description="of a short text: characters at most")
    area: Area | None = Field(default=None, description="«voice of the child» where it asks for that")
    private: bool = Field(default=False, description="true: in no summary, no export and no Word form")
    only_if: OnlyIf | None = None

    @model_validator(mode="after")
    def _words_of_its_kind(self) -> Self:
        if bool(self.choices) != (self.answer in _WITH_CHOICES) or len(self.choices) == 1:
            self._refuse("choices", "«one» and «several» have at least two choices; the others have none.")
        if (self.lowest is not None and self.highest is not None) != (self.answer in _WITH_ENDS):
            self._refuse("lowest", "A scale and a number have a lowest and a highest; the others have none.")
        if self.lowest is not None and self.highest is not None and self.lowest >= self.highest:
            self._refuse("lowest", "The lowest is below the highest.")
        if self.answer is AnswerAs.SCALE and (self.highest or 0) - (self.lowest or 0) > 10:
            self._refuse("highest", "A scale has at most eleven steps. Ask for a number instead.")
        if (self.ends is not None) != (self.answer is AnswerAs.SCALE):
            self._refuse("ends", "A scale says what its two ends mean; the others do not.")
        if (self.limit is not None) != (self.answer is AnswerAs.TEXT):
            self._refuse("limit", f"A short text has a limit of at most {LONGEST_TEXT}; the others have none.")
        if self.alone and self.answer is not AnswerAs.SEVERAL:
            self._refuse("alone", "Only of several choices one can stand alone.")
        if self.may_lie_ahead and self.answer is not AnswerAs.DAY:
            self._refuse("may_lie_ahead", "Only a day may lie ahead.")
        if self.grade_words and self.answer is not AnswerAs.GRADE:
            self._refuse("grade_words", "Only a grade has words for each grade.")
        return self

    def _refuse(self, what: str, sentence: str) -> None:
        raise PydanticCustomError(what, "{sentence}", {"sentence": f"«{self.id}»: {sentence}"})


class Repeats(Strict):
    """The whole section is answered once for each of several things, for example for each person consulted."""

    one: Line = Field(description="what one of them is called: «person consulted»")
    at_least: int = Field(default=0, ge=0, le=20)
    at_most: int = Field(ge=2, le=20)


class Section(Strict):
    """One page of an instrument."""

    id: Id
    title: Line
    guidance: Words | None = None
    only_if: OnlyIf | None = None
    repeats: Repeats | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Sentence(Strict):
    """A sentence of the summary. In braces: a question («{overall}»), «{count of SECTION}» for a section that repeats,
    «{graded at least GRADE in SECTION}», «{parts done}». It is left out where one of its questions is not answered.
    """

    says: Words
    only_if: OnlyIf | None = None


class ToldWhen(Strict):
    """What is told to whoever signs, where the answers say so, and to the manager where `manager` is true.

    Its words may hold what a sentence of the summary may.
    """

    says: Words
    when: tuple[OnlyIf, ...] = Field(min_length=1, description="where all of these hold, each like «only_if»")
    manager: bool = Field(
        default=False, description="true: a manager who sees the signed form has it in «My work» until they open it"
    )


class Instrument(Entry):
    """Questions that people answer in sections, and what can be cited of the answers."""

    FOLDER: ClassVar[str] = "instruments"
    EXAMPLES: ClassVar[type[Strict] | None] = InstrumentExample

    order: int = Field(ge=1, description="where it stands in a list")
    what: Words = Field(description="what it is and what it is for, as its first page says")
    minutes: int = Field(ge=1, le=480, description="how long it takes")
    about: tuple[About, ...] = Field(min_length=1, description="what a form can be about")
    who: tuple[Who, ...] = Field(min_length=1, description="who may begin one, fill it in and sign it")
    adds_only: bool = Field(
        default=False, description="true: one page, signed as it is saved; a correction is a new entry"
    )
    printed: bool = Field(
        default=False, description="true: answered on paper that we never keep; only the day of each part is kept"
    )
    grades: tuple[Grade, ...] = Field(default=(), description="from the lowest to the highest")
    sections: tuple[Section, ...] = Field(min_length=1)
    summary: tuple[Sentence, ...] = Field(min_length=1, description="what can be cited; made from coded answers alone")
    tells: tuple[ToldWhen, ...] = Field(default=(), description="what is told when it is signed, and to the manager")
    sign_off: Words | None = Field(default=None, description="who has to agree to these questions before real use")
    note: Words | None = None

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """Words that point to nothing, skip rules that look ahead, summaries of what may not be cited."""
        yield from super().troubles(shelf)
        yield from troubles_of(self)

    def section(self, id: str) -> Section | None:
        """The section of an id."""
        return next((one for one in self.sections if one.id == id), None)

    def questions(self) -> Iterator[tuple[Section, Question]]:
        """Every question in reading order."""
        for section in self.sections:
            for question in section.questions:
                yield section, question
