"""A list of those who work, read by its file of the library. Names and birthdays are never looked at."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.patterns import lazily
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.line import LONGEST_ID, NO, YES
from lineofsight.intake.returns.whys import Why
from lineofsight.library.mapping import DayWritten
from lineofsight.library.staff_list import Holds, StaffList, StaffListExample, StaffTakes
from lineofsight.library.words import MONTHS
from lineofsight.records.taken import ListValue, RefusedRow, StaffLine, StaffListRead

_IN_THE_LIST = "Correct it in the list, and hand it in again."
NEEDED = Why("This cell is empty, and it is needed.", _IN_THE_LIST)
NOT_A_DAY = Why("This is not a day.", f"Write it as 31/01/2026 or as 2026-01-31. {_IN_THE_LIST}")
NOT_FULL_TIME = Why("This is no part of full time: 1 is full time, 0.5 is half.", _IN_THE_LIST)
TEAM_IS_LONG = Why("This is too long for the name of a team.", _IN_THE_LIST)
NOT_YES_OR_NO = Why("This is neither yes nor no.", _IN_THE_LIST)
NOT_AN_ID = Why("This is too long for an id.", _IN_THE_LIST)
STANDS_TWICE = Why("The same row stands twice in the list.", "Take one of the two out, and hand it in again.")
ENDS_EARLY = Why("It ends before it begins.", _IN_THE_LIST)
UNKNOWN_WORD = Why(
    "This word is not known here.", "Use a word of the template, or have this one added where the list is described."
)
_LONGEST_TEAM = 80
# In hundredths. One post may be held by two; a person is at most full time.
_MOST_FTE = {StaffTakes.POST: 200, StaffTakes.SPELL: 100}
_IN_WORDS = lazily(r"(\d{1,2}) (\w+) (\d{4})(?: \d{2}:\d{2})?", re.ASCII)


class _Refused(Exception):
    def __init__(self, why: Why) -> None:
        self.why = why


def read_staff_list(kind: StaffList, file: FileRead) -> StaffListRead:
    """The rows of a list, and each cell that could not be taken, with its line and column.

    Raises Unreadable where no table of the file has the columns, or where a column is neither taken nor thrown away.
    """
    table, header = _table(kind, file)
    days = {(row, column): day for row, column, day in table.days}
    lines: list[StaffLine] = []
    refused: list[RefusedRow] = []
    seen: set[tuple[ListValue, ...]] = set()
    keys = [name for name, one in kind.fields.items() if one.is_key]
    for at, cells in enumerate(table.rows[1:], start=1):
        if not any(cell.strip() for cell in cells):
            continue
        number = table.places[at] if at < len(table.places) else at + 1
        in_line = {column: days[at, place] for column, place in header.items() if (at, place) in days}
        says, wrong = _line(kind, {column: cells[place].strip() for column, place in header.items()}, in_line)
        key = tuple(says.get(name) for name in keys)
        if not wrong and key in seen:
            wrong = [(kind.columns.get(keys[0], ""), STANDS_TWICE)]
        seen.add(key)
        refused += [RefusedRow(file.name, number, column, why.reason, why.cure) for column, why in wrong]
        if not wrong:
            lines.append(StaffLine(number, says))
    present = set(header)
    thrown = tuple(name for name in kind.thrown_away if name.casefold() in present)
    return StaffListRead(tuple(lines), tuple(refused), thrown)


def _table(kind: StaffList, file: FileRead) -> tuple[Block, dict[str, int]]:
    """The table of the file that has all columns, with the place of each by its folded name."""
    tables = [block for block in file.blocks if block.rows]
    needed = {column.casefold(): column for name, column in kind.columns.items() if kind.fields[name].is_needed}
    for table in tables:
        header = {cell.strip().casefold(): place for place, cell in enumerate(table.rows[0]) if cell.strip()}
        if needed.keys() <= header.keys():
            known = {name.casefold() for name in (*kind.columns.values(), *kind.thrown_away)}
            for name, place in header.items():
                if name not in known:
                    raise Unreadable(
                        f"{file.name} has a column that «{kind.title}» neither takes nor throws away, number "
                        f"{place + 1}: take it out, or say in the list's file what becomes of it."
                    )
            return table, header
    there = {cell.strip().casefold() for cell in tables[0].rows[0]} if tables else set()
    missing = next((column for folded, column in needed.items() if folded not in there), "")
    if not tables or not missing:
        raise Unreadable(f"{file.name} holds no table with rows. Download the template and fill that in.")
    raise Unreadable(
        f"{file.name} lacks the column «{missing}», which «{kind.title}» needs: hand it in with that column."
    )


def _line(
    kind: StaffList, cells: Mapping[str, str], days: Mapping[str, date]
) -> tuple[dict[str, ListValue], list[tuple[str, Why]]]:
    """What a row says by field, and what is wrong in it by column."""
    says: dict[str, ListValue] = {}
    wrong: list[tuple[str, Why]] = []
    for name, one in kind.fields.items():
        if name in kind.always:
            text, column = kind.always[name], ""
            says[name] = text.casefold() in YES if one.holds is Holds.YES_NO else text
            continue
        column = kind.columns.get(name, "")
        text = cells.get(column.casefold(), "") if column else ""
        try:
            if not text and one.is_needed:
                raise _Refused(NEEDED)
            says[name] = _value(kind, name, text, days.get(column.casefold())) if text else None
        except _Refused as refused:
            wrong.append((column, refused.why))
    start, until = says.get("start"), says.get("until")
    if isinstance(start, date) and isinstance(until, date) and until < start:
        wrong.append((kind.columns["until"], ENDS_EARLY))
    return says, wrong


def _value(kind: StaffList, name: str, text: str, day: date | None) -> ListValue:
    """What one cell says. Raises _Refused."""
    holds = kind.fields[name].holds
    match holds:
        case Holds.DAY:
            return day or _day(text, kind.days)
        case Holds.FTE:
            return _hundredths(text, most=_MOST_FTE[kind.takes])
        case Holds.YES_NO:
            if (folded := text.casefold()) not in YES | NO:
                raise _Refused(NOT_YES_OR_NO)
            return folded in YES
        case Holds.STAFF | Holds.NUMBER:
            if len(text) > LONGEST_ID:
                raise _Refused(NOT_AN_ID)
            return text.removesuffix(".0")
        case Holds.TEAM:
            if len(text) > _LONGEST_TEAM:
                raise _Refused(TEAM_IS_LONG)
            return text
    return _our_word(kind.words[name], text)


def _our_word(words: Mapping[str, str], text: str) -> str:
    found = next((our for word, our in words.items() if word.casefold() == text.casefold()), None)
    if found is None:
        raise _Refused(
            Why(
                "This word is not known here.",
                "Use one of the words of the template, or have it added where the list is described.",
            )
        )
    return found


def _day(text: str, written: DayWritten) -> date:
    try:
        if (found := _IN_WORDS.fullmatch(text)) and found[2] in MONTHS:
            return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
        return day_of(text, day_first=written is DayWritten.DAY_FIRST, year_first=True)
    except (NotADay, ValueError):
        raise _Refused(NOT_A_DAY) from None


def _hundredths(text: str, *, most: int) -> int:
    try:
        value = Decimal(text.removesuffix("%")) * (1 if text.endswith("%") else 100)
    except InvalidOperation:
        raise _Refused(NOT_FULL_TIME) from None
    if not value.is_finite() or not 0 < value <= most:
        raise _Refused(NOT_FULL_TIME)
    return int(value.to_integral_value())


def columns_of(kind: StaffList) -> Sequence[str]:
    """The head of the template that people fill in."""
    return tuple(kind.columns.values())


def disagreements(kind: StaffList, example: StaffListExample) -> Sequence[str]:
    """Where a worked example is not what comes out: a sentence for each, empty when they agree."""
    head = tuple(dict.fromkeys((*kind.columns.values(), *(column for row in example.rows for column in row))))
    rows = (head, *(tuple(row.get(column, "") for column in head) for row in example.rows))
    read = read_staff_list(kind, FileRead("example", (Block(Kind.TABLE, "", 1, rows=rows, has_header=True),)))
    refused = tuple(one.field for one in read.refused)
    found = []
    if len(read.lines) != example.takes:
        found.append(f"Example «{example.name}»: it takes {len(read.lines)} rows, not {example.takes}.")
    if refused != example.refuses:
        found.append(f"Example «{example.name}»: it refuses {refused}, not {example.refuses}.")
    return found
