"""What a reader takes from an agency's file and hands down, row by row: the joint between files and what is stored.

Nothing here is stored as it stands. `child` and `worker` are the source's own ids; they become pseudonyms before
anything is written, and so do `row` and `link`. Names, pupil numbers, addresses and full days of birth never get here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TakenChild:
    """A child in the file. `born_month`: the first day of the month of birth; None while not known or not yet born."""

    child: str
    born_month: date | None = None
    sex: str = ""
    ethnicity: str = ""
    disability: str = ""


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """Something that happened. kind and code: of `library/facts`. day: None where the file has none.

    row: what the file calls this row, so that a later file corrects it; where the file has no id, what makes it one
    of its kind for this child. link: what ties it to its beginning (an enquiry, an assessment); empty for none.
    worker: the source's id of who did it; empty when the file does not say. recorded: the day on which it was written
    down; None when the file does not say. is_unclear: something stands there for the day, and nobody can read it.
    """

    child: str
    kind: str
    day: date | None
    code: str = ""
    link: str = ""
    row: str = ""
    worker: str = ""
    recorded: date | None = None
    is_unclear: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """Something that held from `start` until `until` (the day on which it no longer holds; None while it goes on).

    is_unclear: something stands there for its days, and nobody can read it.
    """

    child: str
    kind: str
    start: date | None
    until: date | None = None
    code: str = ""
    number: int = 0
    row: str = ""
    is_unclear: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TakenAllocation:
    """Who works with a child, in which team and role, from when until when."""

    child: str
    worker: str
    team: str
    role: str
    start: date
    until: date | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row, or a field of it, that was not taken: only where, which field, why, the cure; never what stood there."""

    file: str
    line: int
    field: str
    reason: str
    cure: str


Taken = TakenChild | TakenEvent | TakenSpan | TakenAllocation | RefusedRow


@dataclass(frozen=True, slots=True)
class CarriedKind:
    """A kind of fact that this file holds in full, from when until when (both included; None: without an end)."""

    kind: str
    start: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class FileRead:
    """What is known once a file has been read to its end. rows: (name of table or file, rows read in it).

    not_whole: the kinds of tables in which there was a row of which nothing could be read, not even whose it is.
    speaks_of_everybody: whoever is not in it had none of what it carries; else it speaks of those alone whom it names.
    """

    carried: tuple[CarriedKind, ...]
    thrown_away: tuple[str, ...]
    caveats: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    not_whole: tuple[str, ...] = ()
    speaks_of_everybody: bool = False


class Reading(Protocol):
    """One delivery of files of one source, read once, row by row, in constant memory."""

    @property
    def source(self) -> str:
        """Which kind of return it is: «cin», «ssda903», «ssd», «annex-a» or the id of a mapping."""

    def taken(self) -> Iterator[Taken]:
        """What stands in it, in the order of the file. Raises UnreadableReturn."""

    def summary(self) -> FileRead:
        """What is known at the end. Raises RuntimeError while `taken` has not come to its end."""


class UnreadableReturn(ValueError):
    """The file as a whole cannot be read. The sentence says what is wrong, where, and what to do."""


ListValue = str | int | bool | date | None
"""What a cell of a staff list says: our word, hundredths of full time, yes or no, a day; None for an empty cell."""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A row of a staff list, by the fields of its kind. Staff numbers and numbers of rows are the source's."""

    number: int
    says: Mapping[str, ListValue]


@dataclass(frozen=True, slots=True)
class StaffListRead:
    """A staff list once it was read: its rows, what could not be taken, and the columns that were thrown away."""

    lines: tuple[StaffLine, ...]
    refused: tuple[RefusedRow, ...]
    thrown: tuple[str, ...]
