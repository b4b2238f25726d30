"""A course: what it covers, in which scheme and at which level, and what people are asked before, after and later."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.challenge import Code
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.instrument import Instrument

GRADES = 5
"""Every graded answer is one of five: a difference of one step means the same in every course."""
FEWEST_SHOWN = 5
"""Below this many answers nobody reads any of them, whatever a course says."""


class Learned(StrEnum):
    """What a question that is asked before and after is about."""

    KNOWLEDGE = "knowledge"
    CONFIDENCE = "confidence"


class Graded(Strict):
    """A question with five grades, of which the ends are named."""

    id: Id
    asks: Words
    lowest: Words = Field(description="what grade 1 means")
    highest: Words = Field(description="what grade 5 means")


class Paired(Graded):
    """A question that is asked before and again after, in the same words."""

    about: Learned


class Transfer(Strict):
    """What is asked weeks later: whether it was used, and what the manager has seen of it."""

    from_weeks: int = Field(ge=1, le=52)
    until_weeks: int = Field(ge=1, le=52)
    remind_weeks: tuple[int, ...] = Field(default=(), description="when the leads are reminded to pass the address on")
    asks: Words
    answers: dict[Code, Words] = Field(min_length=2)
    applied: tuple[Code, ...] = Field(min_length=1, description="which of the answers mean that it was used")
    confirm_asks: Words = Field(description="what the manager is asked")
    confirm_answers: dict[Code, Words] = Field(min_length=2)
    confirmed: tuple[Code, ...] = Field(min_length=1, description="which of those mean that they have seen it used")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until_weeks <= self.from_weeks:
            raise PydanticCustomError("weeks", "The survey ends after it begins.")
        if any(not self.from_weeks <= week <= self.until_weeks for week in self.remind_weeks):
            raise PydanticCustomError("weeks", "A reminder falls into the weeks of the survey.")
        for some, known in ((self.applied, self.answers), (self.confirmed, self.confirm_answers)):
            for code in some:
                if code not in known:
                    raise PydanticCustomError("code", "«{code}» is not one of the answers.", {"code": code})
        return self


class AuditLink(Strict):
    """A question of an audit that ought to come out better after this course."""

    instrument: Id
    question: Id


class SurveyState(StrEnum):
    """Whether the survey of the weeks after is open on a day."""

    NONE = "none"
    NOT_YET = "not yet"
    OPEN = "open"
    OVER = "over"


class CourseExample(Strict):
    """A session of the course, and what holds on a later day."""

    name: Words
    says: Words
    held: date
    on: date
    answered: int = Field(ge=0)
    survey: SurveyState
    is_shown: bool = Field(alias="shown")


class Course(Entry):
    """A course, workshop or learning event."""

    FOLDER: ClassVar[str] = "courses"
    EXAMPLES: ClassVar[type[Strict] | None] = CourseExample

    order: int = Field(ge=1, description="where it stands in the list")
    scheme: Words = Field(description="whose levels these are: «level 3» of two schemes are two things")
    level: Words | None = Field(default=None, description="the level in that scheme, where it has one")
    minutes: int = Field(ge=15, le=10_000, description="how long it takes")
    about: Words = Field(description="what it is for, in a sentence")
    covers: tuple[Words, ...] = Field(min_length=1, description="what it covers, in our own words")
    paired: tuple[Paired, ...] = Field(default=(), description="asked before and again after")
    reaction: tuple[Graded, ...] = Field(default=(), description="asked after")
    transfer: Transfer | None = Field(default=None, description="asked weeks later")
    feedback_from: int = Field(
        default=FEWEST_SHOWN, ge=FEWEST_SHOWN, le=50, description="answers are shown from this many on"
    )
    audits: tuple[AuditLink, ...] = Field(default=(), description="questions of audits that it should change")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [one.id for one in (*self.paired, *self.reaction)]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("questions", "Two questions have the same id.")
        return self

    @property
    def level_words(self) -> str:
        """«Level 3 (Wexcombe partnership)»: never the level without its scheme."""
        return f"{self.level} ({self.scheme})" if self.level else self.scheme

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A question of an audit that is not there."""
        yield from super().troubles(shelf)
        for number, link in enumerate(self.audits):
            editions = shelf.editions(Instrument.FOLDER, link.instrument)
            place = ("audits", number)
            if not editions:
                known = shelf.ids(Instrument.FOLDER)
                yield unknown_id(link.instrument, known, (*place, "instrument"), "an instrument")
                continue
            latest = editions[-1]
            asked = [one.id for _, one in latest.questions()] if isinstance(latest, Instrument) else []
            if link.question not in asked:
                yield Trouble((*place, "question"), *unknown_word(link.question, known=asked, what="a question of it"))
