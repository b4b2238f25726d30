"""What a body with its own system states of its practice each quarter: questions, each n of N."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.challenge import Code
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble
from lineofsight.library.scales import Scope
from lineofsight.library.who import Who


class StatedQuestion(Strict):
    """One question: n of N, how far it reaches, and what exactly is counted."""

    id: Id
    asks: Words = Field(description="the question as people read it")
    counts: Words = Field(description="what n counts: «cases with a recorded decision at each stage»")
    of: Words = Field(description="what N counts: «cases that ended in the quarter»")
    reaches: Scope = Field(description="whom the body counts: in the nation, a region, or here")
    definition: Words = Field(description="what counts and what does not")


class ToldCount(Strict):
    """n of N in a worked example, or why it was not counted."""

    n: int | None = None
    of: int | None = None
    why: Words | None = None


class QuarterlyExample(Strict):
    """What was stated of a quarter, by question; or with which words it is refused."""

    name: Words
    says: Words
    stated: dict[Id, ToldCount] = Field(default_factory=dict)
    refused: Words | None = None


class Quarterly(Entry):
    """What is asked of some bodies each quarter."""

    FOLDER: ClassVar[str] = "quarterlies"
    EXAMPLES: ClassVar[type[Strict] | None] = QuarterlyExample

    order: int = Field(ge=1, description="where it stands among them")
    about: Words = Field(description="what it is for, in a sentence")
    stated_by: tuple[Who, ...] = Field(min_length=1, description="who states it, for their own agency")
    within: int = Field(ge=1, le=120, description="how many working days after the quarter it is due")
    calendar: Id = Field(description="the calendar by which they are counted")
    questions: tuple[StatedQuestion, ...] = Field(min_length=1, description="the questions in order")
    reasons_not_counted: dict[Code, Words] = Field(min_length=1, description="why a question cannot be answered")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [question.id for question in self.questions]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("questions", "Two questions have the same id.")
        return self

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A calendar that is not there."""
        yield from super().troubles(shelf)
        if self.calendar not in shelf.ids("calendars"):
            yield unknown_id(self.calendar, shelf.ids("calendars"), ("calendar",), "a calendar")


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def next_quarter(first: date) -> date:
    """The first day of the quarter after one."""
    return date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)


def quarter_before(first: date) -> date:
    """The first day of the quarter before one."""
    return date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
