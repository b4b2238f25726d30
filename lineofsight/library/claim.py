"""A kind of claim: what a sentence may say of one matter (how often, at which stage, how well), in classes of words.

What stands behind the sentence is read by the same words, and the two are set side by side.
"""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Strict, Words


class Otherwise(StrEnum):
    """When a sentence is refused because what stands behind it speaks of the same matter otherwise."""

    NEVER = "never"
    ANY = "any"
    NONE_OF_THEM = "none of them"
    MORE = "more"


class Unsaid(StrEnum):
    """When a sentence is refused because nothing behind it speaks of the matter."""

    NEVER = "never"
    COUNTED = "counted"
    ASKED = "asked"
    ALWAYS = "always"


class ClaimExample(Strict):
    """A sentence, what stands behind it, and the words of the sentence that are not borne out."""

    name: Words
    says: Words
    sentence: str
    behind: str = ""
    counted: bool = False
    only_asked: bool = False
    finds: tuple[Words, ...] = ()


class ClaimKind(Entry):
    """What a sentence may claim of one matter, and what has to be said of it behind the sentence."""

    FOLDER: ClassVar[str] = "claims"
    EXAMPLES: ClassVar[type[Strict] | None] = ClaimExample

    matter: Words = Field(description="what the words say, as in «says how often»")
    values: dict[Words, tuple[Words, ...]] = Field(
        min_length=1,
        description="each class with its words, as they are written; * stands for any ending. Where one class is more "
        "than another, from the least to the most",
    )
    otherwise: Otherwise = Field(
        description="any: each class that is said has to be said behind it, where that says any; none of them: one of "
        "them has to be; more: no class beyond the last that is said behind it; never"
    )
    unsaid: Unsaid = Field(
        description="counted: refused beside a figure where nothing behind it says the class; asked: refused "
        "where only documents stand behind it that ask or give something; always; never"
    )
    counted_only: bool = Field(default=False, description="true where it is asked only of sentences with a figure")
    beside_numbers: bool = Field(
        default=False,
        description="true where a sentence is read only right behind its numbers («of 40 parents», «31 (78%) parents»)",
    )
    in_headings: bool = Field(
        default=False, description="true where a heading or a title may not claim it, nor what is told as open"
    )
    in_own_titles: bool = Field(
        default=False,
        description="true where evidence that comes from the agency itself may not be called so",
    )
    denied_too: bool = Field(
        default=False, description="true where a word counts although it is denied («not the full reason»)"
    )
    also_behind: dict[Words, tuple[Words, ...]] = Field(
        default_factory=dict, description="further words of a class that count only in what stands behind a sentence"
    )
    not_in: tuple[Words, ...] = Field(default=(), description="phrases in which the words claim nothing")
    cure: Words = Field(description="what to do")

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        is_asked = self.in_headings or self.in_own_titles
        if self.otherwise is Otherwise.NEVER and self.unsaid is Unsaid.NEVER and not is_asked:
            raise PydanticCustomError("asks", "A kind of claim that is never refused asks for nothing.")
        if unknown := [name for name in self.also_behind if name not in self.values]:
            raise PydanticCustomError("class", "«{name}» is no class of this kind of claim.", {"name": unknown[0]})
        return self
