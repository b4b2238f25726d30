"""How long a kind of row is kept and why: what becomes due, and who decides what happens with it then."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from lineofsight.library.entry import Entry, Words


class Stored(StrEnum):
    """What is kept, as far as somebody decides how long."""

    CHILDREN = "children"
    ACTS_ABOUT_CHILDREN = "acts about children"
    WORDS_OF_PEOPLE = "words of people"
    ACCESS_QUESTIONS = "questions about access"
    AUDITS = "audits"
    STAFF_LISTS = "staff lists"
    FILES = "files"
    REVIEWS = "reviews"


class Then(StrEnum):
    """What the rule asks for once the time is over."""

    DELETE = "delete"
    REVIEW = "review"


class Retention(Entry):
    """How long one kind is kept. Nothing goes by itself: a person decides, and the decision is kept."""

    FOLDER: ClassVar[str] = "retention"

    order: int = Field(ge=1, description="where it stands on the page")
    keeps: Stored = Field(description="which kind of row it is about")
    counts_from: Words = Field(description="the day from which the time is counted, in words")
    months: int = Field(ge=1, le=1200, description="how many months it is kept after that day")
    then: Then = Field(description="what it asks for after that: delete, or review")
    because: Words = Field(description="why it is kept so long, and no longer")
    decides: Words = Field(description="who decides, beside the data-protection officer who writes it down")
