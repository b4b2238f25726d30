"""A kind of audit: whose files are looked at, how they are chosen, with which questions, by whom, and what follows.

How a sample is drawn and what grades come to stands in lineofsight/records/audits/rules.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble
from lineofsight.library.instrument import About, AnswerAs, Area, Instrument, Question
from lineofsight.library.who import AgencyKind, Who


class AuditType(StrEnum):
    """What sort of looking it is."""

    PRACTICE_AUDIT = "practice audit"
    DIP_SAMPLE = "dip sample"
    REFLECTIVE = "reflective case review"
    RECORD_AUDIT = "record audit"


class Method(StrEnum):
    """How files are chosen. A theme speaks for its own files only: the two are never put into one figure."""

    RANDOM = "random"
    THEMATIC = "thematic"


class FileTest(Strict):
    """One thing that the records know of a child's file. Exactly one of «has», «happened», «pathway» and «born»."""

    has: tuple[Id, ...] = Field(default=(), description="a span of one of these kinds of fact goes on that day")
    happened: Id | None = Field(default=None, description="an event of this kind of fact")
    pathway: Id | None = Field(default=None, description="the child is, or was, on this pathway")
    born: bool | None = Field(default=None, description="true: born by that day; false: expected, or not known")
    code: tuple[Id, ...] = Field(default=(), description="with «has» and «happened»: one of these codes")
    within_months: int | None = Field(
        default=None, ge=1, le=60, description="so many months before: of «has» and «pathway» also what ended by then"
    )
    under_months: int | None = Field(default=None, ge=1, le=216, description="with «born»: younger than this")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if bool(self.has) + sum(one is not None for one in (self.happened, self.pathway, self.born)) != 1:
            raise PydanticCustomError("test", "Say exactly one of «has», «happened», «pathway» and «born».")
        if self.under_months is not None and not self.born:
            raise PydanticCustomError("test", "«under_months» goes with «born: true».")
        if self.code and not self.has and self.happened is None:
            raise PydanticCustomError("test", "«code» goes with «has» and «happened».")
        if self.within_months is not None and self.born is not None:
            raise PydanticCustomError("test", "«within_months» does not go with «born».")
        return self


class Frame(Strict):
    """Whose files can be drawn: in words, and what the records must know. Without tests the agency lists its files."""

    words: Words
    where: tuple[FileTest, ...] = Field(default=(), description="all of these; none: the agency lists its files itself")


class LeftOut(Strict):
    """Files of the frame that are left out before the draw, with the reason that pages give. The first counts."""

    reason: Words
    where: FileTest


class AuditArea(Strict):
    """One area that is graded: the question of the tool that asks for it, and which answers are good."""

    id: Id
    title: Words
    question: Id = Field(description="the question of the tool that gives its grade")
    good: tuple[Id, ...] = Field(
        default=(), description="the answers that count as good or better; not needed for a grade and for yes or no"
    )
    not_counted: tuple[Id, ...] = Field(default=(), description="answers that say that it does not apply to a file")
    is_voice: bool = Field(alias="voice", default=False, description="true for the voice of the child")


class AuditExample(Strict):
    """What is known of a file and what was answered; whether it can be drawn, which areas are good, which ask more."""

    name: Words
    says: Words
    on: date
    has: dict[Id, date] = Field(default_factory=dict, description="kinds of fact that go on, with their first day")
    ended: dict[Id, date] = Field(default_factory=dict, description="of those: the day on which they ended")
    happened: dict[Id, date] = Field(default_factory=dict)
    codes: dict[Id, Id] = Field(default_factory=dict)
    pathways: dict[Id, date] = Field(default_factory=dict)
    born_month: date | None = None
    is_drawn_from: bool | None = Field(alias="can be drawn", default=None)
    left_out: Words | None = None
    answers: dict[Id, Id] = Field(default_factory=dict)
    good: tuple[Id, ...] = ()
    asks_for_action: tuple[Id, ...] = ()


class AuditKind(Entry):
    """A kind of audit."""

    FOLDER: ClassVar[str] = "audits"
    EXAMPLES: ClassVar[type[Strict] | None] = AuditExample

    order: int = Field(ge=1, description="where it stands among the audits")
    about: Words = Field(description="what it asks, in two sentences")
    type: AuditType
    agencies: tuple[AgencyKind, ...] = Field(min_length=1, description="the kinds of body that run it")
    tool: Id = Field(description="the instrument with which a file is read; its forms can be about an audit file")
    areas: tuple[AuditArea, ...] = Field(min_length=1, description="what is graded; the voice of the child among them")
    good_from: Id | None = Field(default=None, description="of a grade: from which grade on it is good or better")
    frame: Frame
    left_out: tuple[LeftOut, ...] = ()
    method: Method
    size: int = Field(ge=1, le=200, description="how many files are drawn, unless somebody says otherwise")
    auditors: tuple[Who, ...] = Field(min_length=1, description="who may read and grade files")
    second_read: int = Field(ge=0, le=100, description="of 100 files, how many a second reader grades without seeing")
    sign_off: Words | None = Field(default=None, description="who has to agree to it before real use")
    note: Words | None = None

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        ids = [area.id for area in self.areas]
        asked = [area.question for area in self.areas]
        if len(set(ids)) != len(ids) or len(set(asked)) != len(asked):
            raise PydanticCustomError("areas", "Two areas have the same id, or ask the same question.")
        if sum(area.is_voice for area in self.areas) != 1:
            raise PydanticCustomError("areas", "Say which one of the areas is the voice of the child: «voice: true».")
        return self

    def area(self, id: str) -> AuditArea | None:
        """One area by its id."""
        return next((one for one in self.areas if one.id == id), None)

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A tool that is not there, or not about audit files; areas that it does not ask for; unknown kinds of fact."""
        yield from super().troubles(shelf)
        yield from self._of_the_frame(shelf)
        editions = shelf.editions(Instrument.FOLDER, self.tool)
        if not editions:
            yield unknown_id(self.tool, shelf.ids(Instrument.FOLDER), ("tool",), "an instrument")
            return
        tool = editions[-1]
        assert isinstance(tool, Instrument)
        if About.AUDIT_FILE not in tool.about:
            yield Trouble(("tool",), f"«{tool.title}» is not about an audit file. Add «audit file» to its «about».")
        grades = [grade.code for grade in tool.grades]
        if grades and (self.good_from is None or self.good_from not in grades):
            yield unknown_id(self.good_from or "", frozenset(grades), ("good_from",), "a grade of the tool")
        questions = {question.id: question for _, question in tool.questions()}
        for number, area in enumerate(self.areas):
            asked = questions.get(area.question)
            if asked is None:
                yield unknown_id(area.question, frozenset(questions), ("areas", number), "a question of the tool")
            else:
                yield from self._of_the_area(area, asked, ("areas", number))

    def _of_the_area(self, area: AuditArea, asked: Question, place: tuple[str | int, ...]) -> Iterator[Trouble]:
        if area.is_voice and asked.area is not Area.VOICE:
            yield Trouble(place, f"«{asked.ask}» does not ask for the voice of the child.")
        if asked.answer not in (AnswerAs.GRADE, AnswerAs.YES_NO, AnswerAs.ONE):
            yield Trouble(place, "An area is graded, or answered with yes or no, or with one of some choices.")
        if asked.answer is AnswerAs.ONE:
            if not area.good:
                yield Trouble(place, "Say which answers are good: «good: [yes]».")
            for code in (*area.good, *area.not_counted):
                if code not in asked.choices:
                    yield unknown_id(code, frozenset(asked.choices), place, "an answer of the question")

    def _of_the_frame(self, shelf: Lookup) -> Iterator[Trouble]:
        tests: list[tuple[FileTest, tuple[str | int, ...]]]
        tests = [(one, ("frame", "where", number)) for number, one in enumerate(self.frame.where)]
        tests += [(one.where, ("left_out", number, "where")) for number, one in enumerate(self.left_out)]
        facts, pathways = shelf.ids("facts"), shelf.ids("pathways")
        for test, place in tests:
            for kind in (*test.has, *([test.happened] if test.happened else [])):
                if kind not in facts:
                    yield unknown_id(kind, facts, place, "a kind of fact")
            if test.pathway is not None and test.pathway not in pathways:
                yield unknown_id(test.pathway, pathways, place, "a pathway")
