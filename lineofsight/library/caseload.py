"""How many children one worker of a role is meant to have: a number of guidance, which a partnership may tighten."""

from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Words


class Caseload(Entry):
    """How many children one worker of a role is meant to have at a time."""

    FOLDER: ClassVar[str] = "caseloads"

    role: Words = Field(description="the role, as it stands in the records")
    usual: int = Field(ge=1, description="from so many children on the worker has as many as is usual")
    most: int = Field(ge=1, description="the most that the source gives; one more is above it")
    words: Words = Field(description="the two numbers as people read them, with whom they are meant for")

    @model_validator(mode="after")
    def _usual_is_no_more_than_most(self) -> Self:
        if self.usual > self.most:
            raise PydanticCustomError("most", "«most» is less than «usual».")
        return self
