"""Two lists by which people find their own: what is due (visits, reviews, …), and who works with a child."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Words, unknown_id
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.faults import Trouble
from lineofsight.library.standard import Standard


class DueMatter(Entry):
    """What one list of what is due is about: the families of standards in it, and the words of its page."""

    FOLDER: ClassVar[str] = "due-lists"

    order: int = Field(ge=1, description="where it stands; the first opens for everybody else")
    families: tuple[Id, ...] = Field(default=(), description="the families of standards in it; left out: all")
    opens_for: tuple[Words, ...] = Field(default=(), description="roles for which this list opens first")
    words: Words = Field(description="what its link says")
    question: Words = Field(description="the heading of its page")
    should_have: Words = Field(description="how the answer goes on after «3 children»")
    nothing: Words = Field(description="what stands there when nothing is due today")

    def takes(self, family: str) -> bool:
        """Whether a family of standards belongs here."""
        return not self.families or family in self.families

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A family of which there is no standard."""
        yield from super().troubles(shelf)
        editions = (one for id in shelf.ids(Standard.FOLDER) for one in shelf.editions(Standard.FOLDER, id))
        known = frozenset(one.family for one in editions if isinstance(one, Standard))
        for number, family in enumerate(self.families):
            if family not in known:
                yield unknown_id(family, known, ("families", number), "a family of standards")


class WorkerRole(Entry):
    """One role of those who work with a child, and how councils write it. What is written is never kept."""

    FOLDER: ClassVar[str] = "worker-roles"

    order: int = Field(ge=1, description="which is looked for first")
    role: Words = Field(max_length=40, description="our word for it")
    whole_words: tuple[Words, ...] = Field(default=(), description="words that stand alone in what is written: IRO")
    parts: tuple[Words, ...] = Field(default=(), description="what may stand anywhere in it: «social w»")
    if_nothing_said: bool = Field(default=False, description="true where an empty cell means this role")
    if_nothing_fits: bool = Field(default=False, description="true where any other words mean this role")
    holds_cases: bool = Field(default=False, description="true where such a worker holds the cases of children")
    gives: Id | None = Field(default=None, description="a span that the child has for as long as such a worker")

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Self:
        if not (self.whole_words or self.parts or self.if_nothing_said or self.if_nothing_fits):
            raise PydanticCustomError("words", "Say by which words the role is known, or when it is taken without any.")
        return self

    def is_said_in(self, text: str) -> bool:
        """Whether one of its words stands in a text."""
        text = text.casefold()
        if any(part.casefold() in text for part in self.parts):
            return True
        return any(re.search(rf"\b{re.escape(word.casefold())}\b", text) for word in self.whole_words)

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A span that is not there."""
        yield from super().troubles(shelf)
        if self.gives is not None:
            found = {id: shelf.editions(FactKind.FOLDER, id)[-1] for id in shelf.ids(FactKind.FOLDER)}
            known = frozenset(
                id for id, kind in found.items() if isinstance(kind, FactKind) and kind.recorded is Recorded.SPAN
            )
            if self.gives not in known:
                yield unknown_id(self.gives, known, ("gives",), "a kind of span in «facts»")


def role_in(text: str, roles: Iterable[WorkerRole]) -> WorkerRole | None:
    """The role that is written in a cell; None where none of these fits."""
    listed = sorted(roles, key=lambda one: (one.order, one.id))
    if not text:
        return next((one for one in listed if one.if_nothing_said), None)
    said = next((one for one in listed if one.is_said_in(text)), None)
    return said or next((one for one in listed if one.if_nothing_fits), None)
