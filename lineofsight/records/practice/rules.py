"""What is true of rows that come in: which can be taken, how far a kind is carried, which have gone. Plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.words import day_words, month_words
from lineofsight.records.taken import (
    CarriedKind,
    RefusedRow,
    TakenAllocation,
    TakenChild,
    TakenEvent,
    TakenSpan,
)


class UploadState(StrEnum):
    """Where an uploaded return stands."""

    WAITING = "waiting"  # to be read
    READ = "read"  # looked at, and not yet taken
    TAKEN = "taken"
    LEFT = "left"


class HereState(StrEnum):
    """What became of something that was recorded here by hand."""

    STANDS = "stands"
    TAKEN_BACK = "taken back"
    CAME = "came with a return"  # a return brought the same on the same day: that one stands


# What is small is read and taken while somebody waits for the page; the rest beside the requests.
AT_ONCE_BYTES = 200_000
OWN_LIST = "own-list"
"""The source of an upload of which nobody has said yet how its columns are read."""
MOST_BYTES = 200_000_000
MOST_FILES = 60
# Uploads that nobody took are removed after so long.
UPLOAD_STAYS = timedelta(days=1)


def is_taken_at_once(*, size: int) -> bool:
    """Whether a return is small enough to be read and taken within a request."""
    return size <= AT_ONCE_BYTES


ALLOCATION = "allocation"
CHILD = "child"
CODE_LENGTH = 40
# No child's record is older; a year typed with three digits is.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
# Whoever was a child then is in no present record of a child.
FIRST_FACT = date(1990, 1, 1)
_TOLD = "The source reads this row, and the library does not know it so."

TakenRow = TakenChild | TakenEvent | TakenSpan | TakenAllocation


def kind_of(row: TakenRow) -> str:
    """The kind under which a row is counted: a kind of fact, «child» or «allocation»."""
    match row:
        case TakenEvent() | TakenSpan():
            return row.kind
        case TakenAllocation():
            return ALLOCATION
    return CHILD


def fault_of(row: TakenRow, *, kinds: Mapping[str, FactKind], today: date) -> RefusedRow | None:
    """Why a row cannot be taken, though its reader handed it down; None where it can. Never what stands in it."""
    if not row.child.strip():
        return _refused(row, "child", "it belongs to no child", "Give the child's id in every row.")
    if isinstance(row, TakenEvent | TakenSpan):
        found = _fault_of_kind(row, kinds) or _fault_of_time(row, kinds[row.kind], today)
        if found is not None:
            return found
    for field, day in _days(row):
        if day is not None and not FIRST_DAY <= day < LAST_DAY:
            return _refused(row, field, "the day lies before 1900 or after 2199", "Correct the year.")
    if isinstance(row, TakenSpan | TakenAllocation) and row.start and row.until and row.until < row.start:
        return _refused(row, "until", "it ends before it begins", "Correct one of the two days.")
    for field, text in _texts(row):
        if len(text) > CODE_LENGTH or "\0" in text:
            return _refused(row, field, f"it is longer than {CODE_LENGTH} letters", "Give a code, not a text.")
    if isinstance(row, TakenAllocation) and not row.worker.strip():
        return _refused(row, "worker", "it names no worker", "Give the worker's id.")
    return None


def twice(row: TakenRow) -> RefusedRow:
    """That the file has two rows of one id on two days."""
    reason = "two rows have one id and two days, and the first is taken"
    return _refused(row, "id", reason, "Give each row an id of its own, and hand in the file again.")


def _fault_of_kind(row: TakenEvent | TakenSpan, kinds: Mapping[str, FactKind]) -> RefusedRow | None:
    kind = kinds.get(row.kind)
    wanted = Recorded.EVENT if isinstance(row, TakenEvent) else Recorded.SPAN
    if kind is None or kind.recorded is not wanted:
        return _refused(row, "kind", f"{row.kind} is not a kind of {wanted.value} in the library", _TOLD)
    if row.code and row.code not in kind.codes:
        return _refused(row, "code", f"{kind.one} has no such code in the library", "Map it to a code that it has.")
    if isinstance(row, TakenSpan) and not -(2**31) <= row.number < 2**31:
        return _refused(row, "number", "it is no number that can be kept", "Correct the number.")
    return None


def _fault_of_time(row: TakenEvent | TakenSpan, kind: FactKind, today: date) -> RefusedRow | None:
    """What cannot have been: before any child of today's records was born, or after today and yet done."""
    day = row.day if isinstance(row, TakenEvent) else row.start
    if day is None or day < FIRST_DAY:
        return None
    if day < FIRST_FACT:
        return _refused(row, "day", f"the day lies before {FIRST_FACT.year}", "Correct the year.")
    if isinstance(row, TakenEvent) and day > today and not kind.expected:
        reason = "the day lies after the day on which the file was handed in: what is planned has not happened"
        return _refused(row, "day", reason, "Hand it in once it was done, or correct the day.")
    return None


def _refused(row: TakenRow, field: str, reason: str, cure: str) -> RefusedRow:
    return RefusedRow(file=kind_of(row)[:CODE_LENGTH], line=0, field=field, reason=reason, cure=cure)


def _days(row: TakenRow) -> tuple[tuple[str, date | None], ...]:
    match row:
        case TakenEvent():
            return (("day", row.day), ("recorded", row.recorded))
        case TakenSpan() | TakenAllocation():
            return (("start", row.start), ("until", row.until))
    return (("born_month", row.born_month),)


def _texts(row: TakenRow) -> tuple[tuple[str, str], ...]:
    match row:
        case TakenEvent() | TakenSpan():
            return (("code", row.code),)
        case TakenAllocation():
            return (("team", row.team), ("role", row.role))
    return (("sex", row.sex), ("ethnicity", row.ethnicity), ("disability", row.disability))


def fault_of_day(day: date, *, today: date, called: str) -> str:
    """What is wrong with the day of something that is recorded by hand; nothing where it can be."""
    entered = f"You entered {day_words(day)}."
    if day > today:
        return f"The {called} must be today or in the past. {entered}"
    return f"The {called} must be after 1899. {entered}" if day < FIRST_DAY else ""


def fault_before_birth(day: date, *, born_month: date | None, called: str) -> str:
    """What is wrong with a day long before a child was born; nothing where it can be, or no birth is known.

    Whoever is not born yet is visited at their mother's: for a year before, no day is refused.
    """
    if born_month is None or day >= born_month.replace(year=born_month.year - 1):
        return ""
    return (
        f"This child was born in {month_words(born_month)}. The {called} is more than a year before."
        f" You entered {day_words(day)}."
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """From when until when (both included; None: without an end) the records hold a kind."""

    kind: str
    start: date | None
    until: date | None

    def touches(self, other: "Reach") -> bool:
        """Whether the other begins before this one has been over for a day."""
        return self.until is None or other.start is None or other.start <= self.until + timedelta(days=1)


def joined(carried: Iterable[CarriedKind | Reach]) -> tuple[Reach, ...]:
    """One line a kind, of what several returns carry: the last stretch without a gap.

    What lies before a gap is left out: a day in the gap would be taken for one on which nothing was recorded.
    """
    by_kind: dict[str, list[Reach]] = {}
    for one in carried:
        by_kind.setdefault(one.kind, []).append(Reach(one.kind, one.start, one.until))
    found = []
    for kind, lines in sorted(by_kind.items()):
        stretch: Reach | None = None
        for line in sorted(lines, key=lambda one: (one.start or date.min, one.until or date.max)):
            if stretch is None or not stretch.touches(line):
                stretch = line
            else:
                longest = None if None in (stretch.until, line.until) else _later(stretch.until, line.until)
                stretch = Reach(kind, stretch.start, longest)
        if stretch is not None:
            found.append(stretch)
    return tuple(found)


def _later(one: date | None, other: date | None) -> date | None:
    return max(day for day in (one, other) if day is not None)


def is_within(carried: CarriedKind | Reach, *, start: date | None, until: date | None) -> bool:
    """Whether a return that carries a kind so far would hold a row of these days (an event: both the same).

    Of a span that ended on the day on which the return begins it need not tell: on that day it no longer held.
    """
    if start is None:
        return False
    if carried.until is not None and start > carried.until:
        return False
    return carried.start is None or until is None or until > carried.start or start >= carried.start
