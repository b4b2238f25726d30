"""What changed between two editions, as part of the later one: frozen, printed and hashed with it.

Both sides were public when this was put together. It holds values and no words of its own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.scales import OpinionWord, Shows, WhoSays
from lineofsight.publication.content.part import Part


class ChangeKind(StrEnum):
    """What became of a sentence. What was lost stands before what was gained; a first look is neither."""

    WITHDRAWN = "withdrawn"
    WEAKER = "weaker"
    STRONGER = "stronger"
    LOOKED_AT = "looked at for the first time"
    REDATED = "re-dated"
    SEEN_OTHERWISE = "seen otherwise"
    REWORDED = "reworded"
    NEW = "new"


class Became(StrEnum):
    """What became of something that stood under «Not yet done or known»."""

    STILL_OPEN = "still open"
    NEW_DATE = "still open, with another date"
    SHOWN = "now shown"
    # Of recommendations and actions, by the records of the review.
    IMPLEMENTED = "implemented"
    COMPLETE = "reported complete"
    CANCELLED = "cancelled"
    ANSWERED = "answered, and not yet due"
    REPLACED = "replaced"
    GONE = "no longer in the list"


@dataclass(frozen=True, kw_only=True)
class Differs(Part):
    """An agency that sees a sentence differently, in its own words."""

    agency: str
    view: str


@dataclass(frozen=True, kw_only=True)
class Stood(Part):
    """A sentence as it stands in one of the two editions. `figures` are written as they are printed.

    `views` are those of agencies that see it differently, as they are printed beside it.
    """

    number: int
    anchor: str
    agency: str
    wording: str
    shows: Shows
    who_says: WhoSays
    opinion: OpinionWord
    has_lasted: bool = False
    due_date: date | None = None
    action_date: date | None = None
    figures: tuple[str, ...] = ()
    views: tuple[Differs, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change(Part):
    """One sentence that changed: how it stood, and how it stands. One of the two is None where it came or went."""

    kind: ChangeKind
    statement_ref: str
    before: Stood | None = None
    after: Stood | None = None


@dataclass(frozen=True, kw_only=True)
class OpenThen(Part):
    """Something that was not yet done or known, and what became of it. `line_number` is of the later edition.

    `on_date` is the day on which it was done or answered, as far as the records hold it.
    """

    text: str
    became: Became
    agency: str = ""
    expected_before: date | None = None
    expected_after: date | None = None
    line_number: int | None = None
    line_anchor: str = ""
    shows: Shows | None = None
    on_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class Since(Part):
    """The earlier edition, by its number, day and mark."""

    ref: str
    number: int
    as_at_date: date
    sha: str


@dataclass(frozen=True, kw_only=True)
class Changes(Part):
    """Everything that changed. `since` is None where each earlier edition was withdrawn; `withdrawn` names those."""

    since: Since | None
    withdrawn: tuple[int, ...] = ()
    items: tuple[Change, ...] = ()
    unchanged: int = 0
    open_items: tuple[OpenThen, ...] = ()
