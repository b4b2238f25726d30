"""A procedure for complaints: who complains, about what, and within how many working days each stage is answered."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.challenge import Code
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble
from lineofsight.library.who import Who


class ComplaintStage(Strict):
    """One stage: how many working days it may take, and how many where it is extended for a reason."""

    id: Id
    title: Words
    days: int = Field(ge=1, le=260, description="working days after the day on which it began")
    at_most: int | None = Field(default=None, ge=1, le=260, description="working days where it is extended")


class ComplaintExample(Strict):
    """A stage that began on a day, and the last day in time; or with which words it is refused."""

    name: Words
    says: Words
    stage: Id
    began: date
    is_extended: bool = Field(default=False, alias="extended")
    due: date | None = None
    refused: Words | None = None


class Complaints(Entry):
    """How complaints are taken. Codes and days are kept, and no word of what somebody wrote."""

    FOLDER: ClassVar[str] = "complaints"
    EXAMPLES: ClassVar[type[Strict] | None] = ComplaintExample

    order: int = Field(ge=1, description="where it stands among them")
    about: Words = Field(description="whose complaints it takes, in a sentence")
    kept_by: tuple[Who, ...] = Field(min_length=1, description="who enters them, for their own agency")
    calendar: Id = Field(description="the calendar by which working days are counted")
    who: dict[Code, Words] = Field(min_length=1, description="who complains")
    themes: dict[Code, Words] = Field(min_length=1, description="what it is about, as codes")
    stages: tuple[ComplaintStage, ...] = Field(min_length=1, description="the stages in their order")
    reasons_to_extend: dict[Code, Words] = Field(default_factory=dict, description="why a stage may take longer")
    outcomes: dict[Code, Words] = Field(min_length=1, description="how a stage is answered")
    upheld: tuple[Code, ...] = Field(description="which of the outcomes say that whoever complained was right")
    changes: dict[Code, Words] = Field(min_length=1, description="what can follow from it")

    @model_validator(mode="after")
    def _each_once_and_known(self) -> Self:
        ids = [stage.id for stage in self.stages]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("stages", "Two stages have the same id.")
        for code in self.upheld:
            if code not in self.outcomes:
                raise PydanticCustomError("upheld", "«{code}» is not one of the outcomes.", {"code": code})
        for stage in self.stages:
            if stage.at_most is not None and stage.at_most < stage.days:
                raise PydanticCustomError("at_most", "A stage cannot be extended to fewer days.")
        return self

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A calendar that is not there."""
        yield from super().troubles(shelf)
        if self.calendar not in shelf.ids("calendars"):
            yield unknown_id(self.calendar, shelf.ids("calendars"), ("calendar",), "a calendar")

    def stage(self, id: str) -> ComplaintStage | None:
        """One stage by its id."""
        return next((one for one in self.stages if one.id == id), None)

    def stage_after(self, id: str) -> ComplaintStage | None:
        """The stage to which a complaint is taken further; None after the last."""
        ids = [one.id for one in self.stages]
        at = ids.index(id) + 1 if id in ids else len(ids)
        return self.stages[at] if at < len(ids) else None
