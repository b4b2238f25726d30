"""The parts of a measure: which rows are meant, what of them is counted or added up, and what a row is called."""

from enum import StrEnum
from typing import Self

from pydantic import Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.conditions import Condition
from lineofsight.library.entry import Column, Strict, Words


class ToldAs(StrEnum):
    """How the two numbers stand to each other."""

    SHARE = "share"
    RATIO = "ratio"

    @property
    def words(self) -> str:
        """What it means, for the reference."""
        return {
            "share": "those counted are some of those in question: 34 of 40 (85%)",
            "ratio": "two numbers of their own, each with its rows: 30 leavers for 240 in post (12.5%)",
        }[self.value]


class RatioIs(StrEnum):
    """What a ratio is read as: so many in a hundred, or so many to each one."""

    PERCENT = "percent"
    EACH = "each"


class Unit(Strict):
    """What one row, or one of what is added up, is called: «statement», «statements»."""

    one: Words
    many: Words


class Times(Strict):
    """A fixed number by which the lower number of a ratio is multiplied: 253 working days of a year."""

    number: StrictInt = Field(ge=2, le=100_000)
    many: Words


class Part(Strict):
    """The population or the numerator: in words for people, and as a condition. A row that does not say the number to
    add up is left out."""

    words: Words = Field(description="which rows are meant, for people")
    where: Condition | None = Field(default=None, description="the same as a condition; without it every row")
    sum: Column | None = Field(default=None, description="a column of whole numbers to add up; without it rows count")
    places: StrictInt | None = Field(
        default=None, ge=0, le=2, description="how many of its digits stand after the point: 75 with 2 is 0.75"
    )

    @model_validator(mode="after")
    def _places_only_of_a_sum(self) -> Self:
        if self.places is not None and self.sum is None:
            raise PydanticCustomError("places", "Rows are whole: «places» stands beside «sum».")
        return self


class LeftOutRule(Strict):
    """Rows of the population that cannot be judged, with the printed reason. The first that holds counts."""

    reason: Words
    where: Condition
