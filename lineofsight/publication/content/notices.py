"""What is told beside a published edition: which of its sentences no longer rest on what they rested on.

It is no part of the edition: the edition's content, its mark and its files stay as they were published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.part import Part
from lineofsight.trail.canonical import canonical


class Became(StrEnum):
    """What became of evidence after it was printed."""

    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    EXPIRED = "expired"
    TAKEN_AWAY = "taken away"


_BECAME = {
    Became.WITHDRAWN: "was withdrawn",
    Became.REJECTED: "was looked at again and not accepted",
    Became.TAKEN_AWAY: "was taken away from the sentence",
}


@dataclass(frozen=True, kw_only=True)
class Fell(Part):
    """A piece of evidence behind a printed sentence that no longer counts for it. `evidence` is its reference in the
    edition; `day` the day on which it was withdrawn, rejected or taken away, or the last on which it was valid."""

    number: int
    evidence: str
    became: Became
    day: date | None = None

    @property
    def words(self) -> str:
        """«was withdrawn on 5 June 2026», «was valid until 12 June 2026»."""
        if self.became is Became.EXPIRED:
            return f"was valid until {day_words(self.day)}" if self.day else "has expired"
        became = _BECAME[self.became]
        return f"{became} on {day_words(self.day)}" if self.day else became


@dataclass(frozen=True, kw_only=True)
class Notice(Part):
    """A notice as it is printed beside an edition. `text` is what the business unit says, and may be empty."""

    ref: str
    number: int
    printed_date: date
    fell: tuple[Fell, ...]
    text: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The sentences that it speaks of, in order."""
        return tuple(sorted({one.number for one in self.fell}))


_FELL = TypeAdapter(tuple[Fell, ...])
_NOTICES = TypeAdapter(tuple[Notice, ...])


def fell_to_json(fell: Iterable[Fell]) -> str:
    """As it is stored with a notice."""
    return canonical(_FELL.dump_python(tuple(fell), mode="json")).decode()


def fell_from_json(text: str) -> tuple[Fell, ...]:
    """The same, read. Raises ValueError for anything else."""
    return _FELL.validate_json(text)


def notices_to_json(notices: Sequence[Notice]) -> bytes:
    """As it stands in a folder beside the edition, in order."""
    order = tuple(sorted(notices, key=lambda one: one.number))
    return canonical(_NOTICES.dump_python(order, mode="json")) + b"\n"


def notices_from_json(text: bytes) -> tuple[Notice, ...]:
    """The same, read. Raises ValueError for anything else."""
    return _NOTICES.validate_json(text)


def numbers_in(notices: Iterable[Notice]) -> tuple[int, ...]:
    """The sentences that some notices speak of, each once and in order."""
    return tuple(sorted({number for notice in notices for number in notice.numbers}))


def since_words(notices: Iterable[Notice]) -> str:
    """«2 sentences no longer rest on what they rested on (7 and 12)»."""
    numbers = numbers_in(notices)
    told = listed([str(number) for number in numbers])
    if len(numbers) == 1:
        return f"1 sentence no longer rests on what it rested on ({told})"
    return f"{len(numbers)} sentences no longer rest on what they rested on ({told})"
