"""A system: something that several people keep going together, and what here serves it, counts it and shows it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble
from lineofsight.library.who import Who


class SystemKind(StrEnum):
    """What a system mainly is. One may be several."""

    CORE = "review to publication"
    STANDARD = "standard"
    PATHWAY = "pathway"
    INSTRUMENT = "form"
    MEASURE = "measure"
    AUDIT = "audit"
    LEARNING = "learning"
    WORKFORCE = "workforce"


PageAddress = Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/?=&.-]*$", max_length=120)]


class Does(Strict):
    """What somebody in a role does for it, and on which page."""

    who: Who
    what: Words = Field(description="what they do, beginning with a verb: «draws a sample»")
    where: PageAddress = Field(description="the address of the page: «/audits»")
    sees: Words = Field(description="words that stand on that page when the system is in use")


class System(Entry):
    """One system: what it is for, who does what where, what it rests on in the library, and its figures."""

    FOLDER: ClassVar[str] = "systems"

    row: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}$")] = Field(
        description="its short number, for lists and tests: «R08»"
    )
    theme: Id = Field(description="the theme of a Summary under which people look for it")
    kinds: tuple[SystemKind, ...] = Field(min_length=1, description="what it mainly is")
    purpose: Words = Field(description="what it is for, in a sentence or two")
    does: tuple[Does, ...] = Field(min_length=1, description="who does what on which page")
    rests_on: dict[Words, tuple[Id, ...]] = Field(
        default_factory=dict, description="by folder of the library, what serves it: «pathways: [bruising]»"
    )
    measures: tuple[Id, ...] = Field(default=(), description="its figures")
    no_figure: Words | None = Field(default=None, description="why there is none, where there is none")
    stays_elsewhere: Words | None = Field(default=None, description="what is kept in another system and never here")

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A theme, a measure or a file that is not there; neither a figure nor a reason."""
        yield from super().troubles(shelf)
        if self.theme not in shelf.ids("themes"):
            yield unknown_id(self.theme, shelf.ids("themes"), ("theme",), "a theme")
        for number, id in enumerate(self.measures):
            if id not in shelf.ids("measures"):
                yield unknown_id(id, shelf.ids("measures"), ("measures", number), "a measure")
        for folder, ids in self.rests_on.items():
            if not shelf.ids(folder):
                yield Trouble(("rests_on", folder), f"«{folder}» is no folder of the library with something in it.")
                continue
            for number, id in enumerate(ids):
                if id not in shelf.ids(folder):
                    yield unknown_id(id, shelf.ids(folder), ("rests_on", folder, number), f"one of {folder}")
        if bool(self.measures) == (self.no_figure is not None):
            yield Trouble(("measures",), "A system has a figure, or says under «no_figure» why it has none.")
