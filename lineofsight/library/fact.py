"""What is recorded about practice: kinds of event (on a day) and of span (for a time), each with its codes."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Words


class Recorded(StrEnum):
    """Whether it happens on a day or holds for a time."""

    EVENT = "event"
    SPAN = "span"


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

    @model_validator(mode="after")
    def _only_a_span_stands_alone(self) -> Self:
        if self.alone and self.recorded is Recorded.EVENT:
            raise PydanticCustomError("alone", "Only a span can be the only one at a time: leave «alone» out.")
        return self


FactId = Id
"""The id of a kind of fact: the name of its file in `facts`."""
