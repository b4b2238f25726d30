"""How action plans are written: what their columns are headed, whom they name, and what they say of how far it is."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Words
from lineofsight.library.scales import DeliveryWord

NOT_KNOWN = "not known"


class PlanPart(StrEnum):
    """What a column of an action plan can hold. The values are the words that people read."""

    REFERENCE = "reference"
    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    LEAD_AGENCY = "lead agency"
    LEAD_ROLE = "lead role"
    SUPPORTING = "supporting agencies"
    START_DATE = "start date"
    DUE_DATE = "due date"
    SUCCESS_MEASURE = "success measure"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    IMPACT = "impact"
    STATUS = "status"
    DATE_CLOSED = "date closed"
    SIGN_OFF = "sign-off"


class StatusColour(StrEnum):
    """A colour of a cell, as we call it."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    PURPLE = "purple"
    BLACK = "black"
    PINK = "pink"


class PlanWords(Entry):
    """The words by which the columns and the owners of an action plan are recognised."""

    FOLDER: ClassVar[str] = "plans"

    headings: dict[PlanPart, tuple[Words, ...]] = Field(
        min_length=1, description="for each part of a plan the headings that mean it, in small letters"
    )
    either: dict[Words, tuple[PlanPart, ...]] = Field(
        default_factory=dict, description="headings that people use for more than one part; the first is proposed"
    )
    agencies: dict[Words, tuple[Words, ...]] = Field(
        default_factory=dict, description="a general name for a body, and the words and abbreviations for it"
    )
    roles: tuple[Words, ...] = Field(default=(), description="words that make a name that of a role")
    ranks: tuple[Words, ...] = Field(
        default=(), description="ranks and their short forms: alone a role, before a name an officer"
    )
    topics: tuple[Words, ...] = Field(
        default=(), description="words of the names of departments, which make two words with capitals no officer"
    )
    bodies: tuple[Words, ...] = Field(default=(), description="words that make a name with a capital that of a body")
    groups: tuple[Words, ...] = Field(default=(), description="words that do so where no body has that name")

    @model_validator(mode="after")
    def _one_meaning_for_one_heading(self) -> Self:
        seen: dict[str, PlanPart] = {}
        for part, words in self.headings.items():
            for word in words:
                if seen.setdefault(word, part) is not part:
                    facts = {"word": word, "one": seen[word].value, "other": part.value}
                    raise PydanticCustomError(
                        "heading", "«{word}» heads both {one} and {other}: list it under «either».", facts
                    )
        for word, parts in self.either.items():
            if len(set(parts)) < 2:
                raise PydanticCustomError("either", "«{word}» needs two parts under «either».", {"word": word})
        return self


class StatusScheme(Entry):
    """What colours, or words, of status mean in a plan. No meaning is standard, so each is only proposed."""

    FOLDER: ClassVar[str] = "statuses"

    order: int = Field(ge=1, description="the first with a colour is proposed where a plan has no key")
    colours: dict[StatusColour, Words] = Field(
        default_factory=dict, description="what a colour means: a word of delivery, or «not known»"
    )
    words: dict[Words, Words] = Field(default_factory=dict, description="what a word in small letters means; as above")

    @model_validator(mode="after")
    def _means_something_that_we_know(self) -> Self:
        if not self.colours and not self.words:
            raise PydanticCustomError("empty", "A scheme says what at least one colour or one word means.")
        known = [*(word.value for word in DeliveryWord), NOT_KNOWN]
        for said, meaning in self._meanings():
            if meaning not in known:
                facts = {"said": said, "meaning": meaning, "known": ", ".join(known)}
                raise PydanticCustomError("meaning", "«{said}» cannot mean «{meaning}»: use one of {known}.", facts)
        return self

    def _meanings(self) -> Iterator[tuple[str, str]]:
        yield from self.colours.items()
        yield from self.words.items()
