"""Groups of children by which one asks for whom something does not work: a few large ones, never a code alone."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Strict, Words


class Described(StrEnum):
    """What the records say of a child as such."""

    SEX = "sex"
    ETHNICITY = "ethnicity"
    DISABILITY = "disability"


class Group(Strict):
    """One group, and the codes of the returns that belong to it."""

    words: Words = Field(description="what people call the group")
    codes: tuple[Words, ...] = Field(min_length=1, description="the codes that belong to it")


class ChildGroups(Entry):
    """One way to tell groups of children apart. A code that stands in none is not known."""

    FOLDER: ClassVar[str] = "groups"

    order: int = Field(ge=1, description="the order in which pages offer it")
    column: Described = Field(description="what it looks at: sex, ethnicity or disability")
    groups: tuple[Group, ...] = Field(min_length=2, description="the groups in the order in which they are shown")

    @model_validator(mode="after")
    def _each_code_once(self) -> Self:
        codes = [code for group in self.groups for code in group.codes]
        if len(set(codes)) != len(codes):
            raise PydanticCustomError("codes", "A code stands in two groups.")
        return self

    def group_of(self, text: str) -> int | None:
        """The number of the first group that one of the codes in a text belongs to; None where none does."""
        codes = set(text.split())
        return next((at for at, group in enumerate(self.groups) if codes & set(group.codes)), None)
