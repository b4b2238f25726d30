"""A way of listening: who is asked, on which occasion, about what; and what they may agree to have used."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.challenge import Code
from lineofsight.library.entry import Entry, Strict, Words
from lineofsight.library.scales import Spoke
from lineofsight.library.who import Who


class Agreed(StrEnum):
    """How far somebody agreed that what they said is used."""

    COUNTED = "counted together"
    TOLD = "told in other words"
    QUOTED = "quoted, without a name"


class AgreedTo(Strict):
    """One wording of consent: what is read to whoever is asked, and how far it reaches."""

    words: Words = Field(description="what somebody agrees to, as it is read to them")
    reaches: Agreed = Field(description="counted together, told in other words, or quoted, without a name")


class ListeningExample(Strict):
    """What was entered of one month, or with which words it is refused."""

    name: Words
    says: Words
    who: Code
    occasion: Code
    asked: int
    answered: int
    themes: dict[Code, int] = Field(default_factory=dict)
    yes: dict[Code, int] = Field(default_factory=dict)
    refused: Words | None = None


class Listening(Entry):
    """One way of asking people. Answers are codes and counts: nothing that somebody told stands in them."""

    FOLDER: ClassVar[str] = "listening"
    EXAMPLES: ClassVar[type[Strict] | None] = ListeningExample

    order: int = Field(ge=1, description="where it stands among them")
    about: Words = Field(description="what it is for, in a sentence")
    kept_by: tuple[Who, ...] = Field(min_length=1, description="who enters it, for their own agency")
    who: dict[Code, Words] = Field(min_length=1, description="who is asked: children, parents, carers, practitioners")
    spoke: dict[Code, Spoke] = Field(
        default_factory=dict,
        description="as whom each of them speaks in a Summary; where nothing is said their name says it",
    )
    in_care: tuple[Code, ...] = Field(default=(), description="which of them are children in care")
    occasions: dict[Code, Words] = Field(min_length=1, description="when they are asked")
    questions: dict[Code, Words] = Field(
        default_factory=dict, description="what is asked, to be answered with yes or no"
    )
    themes: dict[Code, Words] = Field(min_length=1, description="what they raise, as codes")
    changes: dict[Code, Words] = Field(min_length=1, description="what can follow from it")
    told_back: dict[Code, Words] = Field(min_length=1, description="how they are told what changed")
    consents: dict[Code, AgreedTo] = Field(min_length=1, description="what they may agree to")
    names_warning: Words = Field(description="what stands above the field for a short quotation")

    @model_validator(mode="after")
    def _in_care_are_among_who(self) -> Self:
        for code in (*self.in_care, *self.spoke):
            if code not in self.who:
                raise PydanticCustomError("in_care", "«{code}» is not among those who are asked.", {"code": code})
        return self

    def quoting(self) -> Iterator[tuple[str, str]]:
        """The consents under which words are kept, each with its wording."""
        for code, one in self.consents.items():
            if one.reaches is not Agreed.COUNTED:
                yield code, one.words
