"""What a partnership decides about publishing: how old a search may be, and how each kind of figure is told."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble
from lineofsight.library.scales import WhoIsCounted


class PublishingRules(Entry):
    """What stands between a finished Summary and the public, as far as it is a number or a word."""

    FOLDER: ClassVar[str] = "publication-rules"

    search_days: int = Field(ge=1, le=365, description="how many days old a search may be on the day of publishing")
    words_of_correction: tuple[Words, ...] = Field(
        min_length=1, description="words by which a sentence says that a released figure was corrected"
    )
    inspectorates: tuple[tuple[Words, ...], ...] = Field(
        default=(),
        description="bodies that write reports which are quoted, each with its other names",
    )
    documents_that_ask: tuple[Words, ...] = Field(
        default=(),
        description="what a document is called that says what people are to do, or gives it to them: it shows "
        "nothing of what they do",
    )
    object_days: int = Field(
        ge=1,
        le=60,
        description="how many working days an agency has to object to a signature that was recorded for it; the day"
        " it is recorded is day nought",
    )
    challenge_days: int = Field(
        default=10,
        ge=1,
        le=60,
        description="how many working days an agency has to answer when the scrutineer challenges a sentence or an"
        " update of it; the day it is challenged is day nought",
    )
    object_calendar: Id = Field(description="the calendar by which those days are counted")

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A calendar that is not there."""
        yield from super().troubles(shelf)
        if self.object_calendar not in (known := shelf.ids("calendars")):
            yield unknown_id(self.object_calendar, known, ("object_calendar",), "a calendar")


class Reader(StrEnum):
    """Who reads a figure."""

    PUBLIC = "public"
    INSIDE = "inside"


class NumberRule(Strict):
    """How figures about one kind of people or things are told to one kind of reader."""

    counts: WhoIsCounted = Field(description="children, staff, sample or other")
    reader: Reader = Field(description="public or inside")
    fewest: int = Field(default=0, ge=0, description="a smaller number than this, but 0, is not shown; 0: all are")
    round_to: int = Field(default=1, ge=1, description="numbers are rounded to the nearest of this; 1: they are exact")
    fewest_for_rate: int = Field(default=0, ge=0, description="no percentage or share under this N; 0: always")
    says: Words = Field(description="the rule in one sentence, for people")


class SmallNumbers(Entry):
    """How small numbers are told: one table of who is counted, who reads, and what is shown."""

    FOLDER: ClassVar[str] = "small-numbers"

    rules: tuple[NumberRule, ...] = Field(min_length=1, description="one rule for each class and reader")
    words: dict[WhoIsCounted, tuple[Words, ...]] = Field(
        description="words by which it is known whom a figure counts; the first that its definition uses decides"
    )
    plurals: tuple[Words, ...] = Field(
        description="words for children whose number alone, with no figure tied to it, is a count of children"
    )

    @model_validator(mode="after")
    def _every_class_has_its_rules(self) -> Self:
        told = [(rule.counts, rule.reader) for rule in self.rules]
        if len(set(told)) != len(told):
            raise PydanticCustomError("rules", "Two rules are for the same class and reader.")
        for counts in WhoIsCounted:
            if (counts, Reader.PUBLIC) not in told:
                raise PydanticCustomError("rules", "No rule says how «{c}» are told in public.", {"c": counts.value})
        return self

    def rule(self, counts: WhoIsCounted, reader: Reader = Reader.PUBLIC) -> NumberRule:
        """The rule for a class and a reader; where none is written for readers inside, every number is shown."""
        for rule in self.rules:
            if (rule.counts, rule.reader) == (counts, reader):
                return rule
        return NumberRule(counts=counts, reader=reader, says="Numbers are shown as they are.")
