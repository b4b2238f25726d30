"""The form of a check: a question asked of every sentence (or of the whole), with the codes of its answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.publication.content.edition import Line
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.printed import PrintedText


@dataclass(frozen=True)
class Found:
    """Something that a check found. `page` is where the cure is done: statement, sign, or edit (the whole Summary).

    `hidden` are words of the sentence that must not be told again: they are left out wherever it is shown. `field` is
    the printed text in which it was found, where every text is read.
    """

    code: str
    reason: str
    cure: str
    page: str = "statement"
    hidden: str = ""
    field: str = ""


class Stage(StrEnum):
    """Until when what a check asks may still come: before anybody reads the whole, or only before it is published."""

    CHECK = "before it is checked"
    PUBLISH = "before it is published"


@dataclass(frozen=True, kw_only=True)
class LineCheck:
    """A check of each sentence. `codes` tells what each answer means, in words for docs/gate.md."""

    id: str
    title: str
    codes: dict[str, str]
    applies: Callable[[Line, Given], bool]
    find: Callable[[Line, Given], Iterator[Found]]
    stage: Stage = Stage.CHECK


@dataclass(frozen=True, kw_only=True)
class TextCheck:
    """A check of every text that is printed, wherever it stands: sentences, titles, footnotes, reasons, views."""

    id: str
    title: str
    codes: dict[str, str]
    find: Callable[[PrintedText, Given], Iterator[Found]]
    stage: Stage = Stage.CHECK


@dataclass(frozen=True, kw_only=True)
class WholeCheck:
    """A check of the Summary as one thing."""

    id: str
    title: str
    codes: dict[str, str]
    find: Callable[[Given], Iterator[Found]]
    stage: Stage = Stage.CHECK
