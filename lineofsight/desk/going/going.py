"""One thing whose time is over, and the kinds of which we know how they go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Model

from lineofsight.library.words import listed
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class Going:
    """One thing whose time is over. `called` names it without a word of its content.

    rests: what rests on it, in words: a published sentence, or something that is still open. Then it stays.
    """

    row: Any
    called: str
    rests: tuple[str, ...] = ()

    @property
    def goes(self) -> bool:
        """Whether it can be deleted: nothing rests on it."""
        return not self.rests


@dataclass(frozen=True)
class Way:
    """How one kind goes: what is due, with all that rests on it; what goes and what stays; and the deletion.

    forget: deletes what has its tombstone; with the day before which it was due. with_it: other rows that go with
    these and have tombstones of their own. takes_two: the officer asks, and somebody of the agency agrees. model: of
    what is due.
    """

    due: Callable[[Actor, date], tuple[Going, ...]]
    forget: Callable[[Sequence[Any], Actor, date], None]
    model: type[Model]
    goes: str
    stays: str
    with_it: Callable[[Sequence[Any]], list[Any]] = lambda rows: []
    takes_two: bool = False


def moment(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(0), tzinfo=UTC)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an edition, or a figure in one, that rests on something."""

    number: int
    edition: str
    what: str = ""


def once(rests: Iterable[str | Sentence]) -> tuple[str, ...]:
    """What rests on something, in words and in order; sentences of one edition together, each once."""
    found: dict[str | tuple[str, str], set[int]] = {}
    for one in rests:
        numbers = found.setdefault(one if isinstance(one, str) else (one.what, one.edition), set())
        if isinstance(one, Sentence):
            numbers.add(one.number)
    return tuple(key if isinstance(key, str) else _sentences(*key, sorted(found[key])) for key in found)


def _sentences(what: str, edition: str, numbers: Sequence[int]) -> str:
    noun = "sentence" if len(numbers) == 1 else "sentences"
    return f"{what}{noun} {listed(str(one) for one in numbers)} of {edition}"
