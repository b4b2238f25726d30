"""One row of a return while it is taken: its cells, and what of it could not be taken."""

from datetime import date
from enum import Enum
from typing import Final

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.days import NotADay, day_of, is_no_end, month_of
from lineofsight.intake.returns.whys import Why
from lineofsight.records.taken import RefusedRow, TakenEvent, TakenSpan

LONGEST_ID = 100
YES = frozenset({"y", "yes", "true", "1", "1.0"})
NO = frozenset({"n", "no", "false", "0", "0.0"})
_YES_OR_NO = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
# What databases write where nothing is.
EMPTY = frozenset({"null", "(null)", "\\n", "none", "nan", "placeholder_data"})
STARTS_OF_EMPTY = frozenset("nN(\\pP")
"""How those begin: most cells begin otherwise, and need not be looked at further."""


class Unclear(Enum):
    """Something stands there, and nobody can tell what it means."""

    UNCLEAR = "unclear"


UNCLEAR: Final = Unclear.UNCLEAR
MaybeDay = date | None | Unclear
"""A day, none because the cell is empty, or unclear."""


class Line:
    """A row with the place where it stands. `faults` grows while the row is taken."""

    __slots__ = ("faults", "file", "number", "values")

    def __init__(self, file: str, number: int, values: dict[str, str]) -> None:
        self.file = file
        self.number = number
        self.values = values
        self.faults: list[RefusedRow] = []

    def place(self) -> "Line":
        """Where it stands and nothing of what stands there: all that need be kept of a row until the end."""
        return Line(self.file, self.number, {})

    def text(self, field: str) -> str:
        """The cell; empty where there is none. Whoever makes a line takes the spaces around it away."""
        return self.values.get(field, "")

    def refuse(self, field: str, why: Why) -> None:
        """Note that the row, or this field of it, is not taken."""
        self.faults.append(self.fault(field, why))

    def fault(self, field: str, why: Why) -> RefusedRow:
        """That the row, or this field of it, is not taken."""
        return RefusedRow(self.file, self.number, field, why.reason, why.cure)

    def day(self, field: str) -> MaybeDay:
        """The day in the cell; what is no day is noted."""
        text = self.text(field)
        if not text:
            return None
        try:
            return day_of(text)
        except NotADay:
            if is_no_end(text):
                return None
            self.refuse(field, whys.NOT_A_DAY)
            return UNCLEAR

    def month(self, field: str) -> date | None:
        """The first day of the month of the day in the cell; of a day of birth nothing else is kept."""
        day = self.day(field)
        return month_of(day) if isinstance(day, date) else None

    def is_yes(self, field: str) -> bool | None:
        """Yes, no, or None where nothing stands or something else, which is noted."""
        text = self.text(field)
        found = _YES_OR_NO.get(text.lower()) if text else None
        if text and found is None:
            self.refuse(field, whys.NOT_YES_OR_NO)
        return found

    def id(self, field: str, *, missing: Why | None = None, longest: int = LONGEST_ID) -> str:
        """The id in the cell; empty where there is none or what stands there cannot be one, which is noted."""
        text = self.text(field)
        if not text and missing:
            self.refuse(field, missing)
        if len(text) > longest:
            self.refuse(field, whys.NOT_AN_ID)
            return ""
        return text

    def child(self, field: str) -> str:
        """The child's id in the source; empty, and noted, where there is none: then nothing of the row is taken."""
        return self.id(field, missing=whys.NO_CHILD)

    def event(
        self,
        child: str,
        kind: str,
        day: MaybeDay,
        *,
        code: str = "",
        link: str = "",
        row: str = "",
        worker: str = "",
        stands_in: str = "day",
    ) -> TakenEvent:
        """An event. Where its day is unclear it is handed down without one: known to be there, not when.

        stands_in: the field of its day.
        """
        if day is None:
            self.refuse(stands_in, whys.NO_DAY)
        is_unclear = not isinstance(day, date)
        clear = None if isinstance(day, Unclear) else day
        return TakenEvent(child, kind, clear, code, link, row or row_of(clear), worker, is_unclear=is_unclear)

    def span(
        self,
        child: str,
        kind: str,
        start: MaybeDay,
        until: MaybeDay,
        *,
        ends: str,
        code: str = "",
        row: str = "",
        begins: str = "start",
    ) -> TakenSpan:
        """A span. begins, ends: the fields of its start and its end.

        Where one of its days is unclear, or they stand in the wrong order, it is handed down without them: known to
        be there, not when. An end that is unclear is never taken for an open one. Where only the start is missing or
        unclear its end stands: after it nothing is in doubt.
        """
        row = row or row_of(start if isinstance(start, date) else None)
        if start is None:
            self.refuse(begins, whys.NO_START)
            start = UNCLEAR
        if isinstance(start, Unclear) or isinstance(until, Unclear):
            ended = until if isinstance(start, Unclear) and isinstance(until, date) else None
            return TakenSpan(child, kind, None, ended, code, row=row, is_unclear=True)
        if start is not None and until is not None and until < start:
            self.refuse(ends, whys.ENDS_BEFORE_IT_BEGINS)
            return TakenSpan(child, kind, None, None, code, row=row, is_unclear=True)
        return TakenSpan(child, kind, start, until, code, row=row)


def row_of(day: date | None) -> str:
    """What tells a row without an id from others of its kind and child: its day."""
    return day.isoformat() if day else "no day"
