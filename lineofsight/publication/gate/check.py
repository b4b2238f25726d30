"""The form of a check: a question asked of every sentence (or of the whole), with the codes of its answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lineofsight.publication.content import Line
from lineofsight.publication.gate.given import Given


@dataclass(frozen=True)
class Found:
    """Something that a check found. `page` is where the cure is done: statement, sign, or edit (the whole Summary)."""

    code: str
    reason: str
    cure: str
    page: str = "statement"


@dataclass(frozen=True, kw_only=True)
class LineCheck:
    """A check of each sentence. `codes` tells what each answer means, in words for docs/gate.md."""

    id: str
    title: str
    codes: dict[str, str]
    applies: Callable[[Line, Given], bool]
    find: Callable[[Line, Given], Iterator[Found]]


@dataclass(frozen=True, kw_only=True)
class WholeCheck:
    """A check of the Summary as one thing."""

    id: str
    title: str
    codes: dict[str, str]
    find: Callable[[Given], Iterator[Found]]
