"""A short survey of those who work: who is asked, a few questions on a scale of five, and from how many it is shown."""

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.course import GRADES, Graded
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.practice_lists import WorkerRole
from lineofsight.library.who import AgencyKind

FEWEST = 10
"""Of fewer answers than this nobody reads any, whatever a survey says."""
HIGH = 4
"""From this grade on somebody counts as feeling so: 4 or 5 of 5."""


class Asked(Graded):
    """A question with five grades, of which the ends are named."""

    says: Words = Field(description="what 4 or 5 means, after «n of N»: «feel valued»")


class TeamExample(Strict):
    """A team of an example: how many were asked, and how many gave each grade to the one question, from 1 to 5."""

    team: Words
    asked: int = Field(ge=0)
    grades: tuple[int, ...] = Field(min_length=GRADES, max_length=GRADES)


class GroupExample(Strict):
    """A group that is shown: the teams in it (none: the whole), and what is said of it."""

    teams: tuple[Words, ...] = ()
    answered: int
    asked: int
    high: int | None = Field(default=None, description="left out: it is not shown")


class SurveyExample(Strict):
    """The answers to one question when a round closes, and what is shown of them."""

    name: Words
    says: Words
    teams: tuple[TeamExample, ...] = ()
    shown: tuple[GroupExample, ...] = Field(min_length=1)


class Survey(Entry):
    """A short survey that nobody can be told from."""

    FOLDER: ClassVar[str] = "surveys"
    EXAMPLES: ClassVar[type[Strict] | None] = SurveyExample

    about: Words = Field(description="what it is for, as whoever is asked reads it")
    agencies: tuple[AgencyKind, ...] = Field(min_length=1, description="the kinds of agency that may ask it")
    roles: tuple[Words, ...] = Field(default=(), description="the roles that are asked; left out: all in post")
    questions: tuple[Asked, ...] = Field(min_length=3, max_length=8, description="each is answered with 1 to 5")
    headline: Id = Field(description="the question that heads the page")
    fewest: int = Field(default=FEWEST, ge=FEWEST, le=100, description="shown from so many answers on; never fewer")
    open_days: int = Field(default=14, ge=1, le=90, description="for how many days a round is usually open")
    sign_off: Words = Field(description="who has agreed that people are asked this")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [one.id for one in self.questions]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("questions", "Two questions have the same id.")
        if {"team", "key", "version"} & set(ids):
            raise PydanticCustomError("questions", "A question cannot be called team, key or version.")
        if self.headline not in ids:
            raise PydanticCustomError("headline", "«{id}» is not one of the questions.", {"id": self.headline})
        return self

    def question(self, id: Id) -> Asked:
        """One question by its id. Raises KeyError."""
        return {one.id: one for one in self.questions}[id]

    def is_asked(self, role: str) -> bool:
        """Whether somebody in a role is asked."""
        return not self.roles or role.strip().casefold() in {one.casefold() for one in self.roles}

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A role that no list of those who work is read to."""
        yield from super().troubles(shelf)
        editions = (one for id in shelf.ids(WorkerRole.FOLDER) for one in shelf.editions(WorkerRole.FOLDER, id))
        known = sorted({one.role for one in editions if isinstance(one, WorkerRole)})
        for number, role in enumerate(self.roles):
            if role not in known:
                sentence, near = unknown_word(role, known=known, what="a role of «worker-roles»")
                yield Trouble(("roles", number), sentence, near)
