"""What every library file has in common: its heading, and how strictly its words are read."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.faults import Trouble, nearest_word, unknown_word
from lineofsight.library.scales import Basis, Scope, Shows

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


def _shows(value: object) -> object:
    if isinstance(value, str):
        try:
            return Shows.from_words(value)
        except KeyError:
            known = [item.name.lower().replace("_", " ") for item in Shows]
            sentence, near = unknown_word(value, known=known, what="a value of what a statement shows")
            raise PydanticCustomError("unknown_word", "{sentence}", {"sentence": sentence, "nearest": near}) from None
    return value


ShowsWord = Annotated[Shows, BeforeValidator(_shows)]
"""What is shown, written in lower case: «practice changed»."""


class Strict(BaseModel):
    """A frozen value read from YAML. An unknown word is refused with the nearest one, never passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True, defer_build=True)

    @classmethod
    def words_known(cls) -> list[str]:
        """The words that may stand before a colon here."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_words(cls, data: Any) -> Any:
        known = cls.words_known()
        if not isinstance(data, dict | cls):
            raise PydanticCustomError("words_expected", "{words}", {"words": ", ".join(f"«{word}»" for word in known)})
        for word in data if isinstance(data, dict) else ():
            if word not in known:
                sentence, near = unknown_word(str(word), known=known)
                raise PydanticCustomError(
                    "unknown_word", "{sentence}", {"sentence": sentence, "nearest": near, "word": word}
                )
        return data


class Lookup(Protocol):
    """What a file may ask about the rest of its shelf while it is checked."""

    def ids(self, folder: str) -> frozenset[str]:
        """The ids of a folder; "sources" gives the ids of sources.yaml."""

    def editions(self, folder: str, id: str) -> tuple["Entry", ...]:
        """All editions of one id, oldest first; empty when there is none."""


class Entry(Strict):
    """The heading of a library file. One file holds one idea; an earlier edition of it is a further document in it."""

    FOLDER: ClassVar[str]
    EXAMPLES: ClassVar[type[Strict] | None] = None
    """The kind of a worked example, for kinds that must bring at least three."""

    id: Id = Field(description="the name of the file without .yaml; it never changes")
    title: Words = Field(description="the name that people read")
    source: tuple[Words, ...] = Field(
        min_length=1, description="where it comes from: an id of sources.yaml, then the place («cppcr-2010 reg 28»)"
    )
    basis: Basis = Field(description="what makes it binding, or «local»")
    scope: Scope = Field(description="how far it reaches")
    from_date: date = Field(alias="from", description="the first day on which this edition is in force")
    to_date: date | None = Field(
        alias="to", default=None, description="the last day in force; left out when still open"
    )
    version: int = Field(default=1, ge=1, description="counts the editions; a figure names the one it used")
    checked: bool = Field(description="true once somebody has read it against its source")
    owner: Words = Field(description="the role that answers for it")
    review_by_date: date = Field(alias="review_by", description="the day by which the owner looks at it again")

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.to_date is not None and self.to_date < self.from_date:
            raise PydanticCustomError("order", "The last day in force is before the first.")
        if self.review_by_date < self.from_date:
            raise PydanticCustomError("order", "The day to look at it again is before the first day in force.")
        return self

    def in_force_on(self, day: date) -> bool:
        """True from the first to the last day in force, both included."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)

    @property
    def checked_words(self) -> str:
        """What a page says about an unchecked file; empty for a checked one."""
        return "" if self.checked else "Not yet checked against the source."

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """What does not fit the rest of the shelf. A kind adds its own with `yield from super().troubles(shelf)`."""
        known = shelf.ids("sources")
        for number, cited in enumerate(self.source):
            if cited.split(" ", 1)[0] not in known:
                yield unknown_id(cited.split(" ", 1)[0], known, ("source", number), "a source of sources.yaml")


def unknown_id(word: str, known: frozenset[str], place: tuple[str | int, ...], what: str) -> Trouble:
    """The trouble with a reference to something that is not on the shelf."""
    sentence, near = unknown_word(word, known=sorted(known), what=what)
    return Trouble(place, sentence, near or nearest_word(word, known), word)
