"""What the columns of a list that nobody has mapped may hold: a proposal for each, which a person corrects.

Of what stands in the cells only short words that come again and again are shown, and nothing is kept. A column that is
not understood is proposed to be thrown away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.line import Line
from lineofsight.intake.returns.tables import CsvFile, open_csv
from lineofsight.library.mapping import DayWritten
from lineofsight.records.taken import UnreadableReturn


class Part(StrEnum):
    """What a column can be in a mapping."""

    CHILD = "child"
    DAY = "day"
    START = "start"
    UNTIL = "until"
    CODE = "code"
    ROW = "row"
    WORKER = "worker"
    RECORDED = "recorded"
    AWAY = "thrown away"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its number, from 1. words: what its cells say, where these are few, for a column of codes."""

    number: int
    name: str
    proposed: Part
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list, and how its days are written."""

    columns: tuple[Column, ...]
    days: DayWritten


MOST_WORDS, LONGEST_WORD, LOOKED_AT = 20, 40, 2_000
"""A column of codes has few words, and short ones; so many rows are looked at."""
FEW_ROWS = 5
"""In more rows than these the words of a code come again."""

_AWAY = re.compile(
    r"\b(?:FORE|SUR|FIRST|LAST|FULL)?NAMES?\b|DOB|BIRTH|POST ?CODE|ADDRESS|PHONE|MAIL|NHS|UPN|NOTE|COMMENT"
)
_WORKER = re.compile(r"WORKER|PROFESSIONAL|PRACTITIONER|OFFICER|STAFF|VISITOR")
_OF_CHILD = re.compile(r"CHILD|PERSON|CLIENT|CASE|PUPIL|SUBJECT|LACHILDID")
_IS_ID = re.compile(r"ID\b|\bNUMBER\b|\bNO\b|\bREF(?:ERENCE)?\b")
_RECORDED = re.compile(r"RECORDED|ENTERED|CREATED|WRITTEN|INPUT|AUTHORI[SZ]ED")
_UNTIL = re.compile(r"\bEND|UNTIL|CLOSED|CEASED|FINISH|\bTO\b")
_START = re.compile(r"START|BEG[AIU]N|\bFROM\b|OPENED")
_NO_NAME_OF_A_COLUMN = re.compile(r"@|\d{3}|\d[/.-]\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_MAY_HOLD_SOMEBODY = re.compile(r"@|\d{3}|\d[/.-]\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)


def columns_of(path: Path) -> Columns:
    """The columns of a list with a proposal for each. Raises UnreadableReturn where it has no row of their names."""
    file = open_csv(path)
    if any(_NO_NAME_OF_A_COLUMN.search(name) for name in file.header):
        raise UnreadableReturn(
            f"The first row of {path.name} seems to hold somebody's data, and not the names of its columns. "
            "Make the file with its header, and leave numbers and days out of the names."
        )
    rows = [line for line in islice(file.lines(), LOOKED_AT) if isinstance(line, Line)]
    cells = {name: [text for line in rows if (text := line.text(name))] for name in file.header if name}
    day_first = sum("/" in text for texts in cells.values() for text in texts if _is_day(text))
    year_first = sum("/" not in text for texts in cells.values() for text in texts if _is_day(text))
    days = DayWritten.YEAR_FIRST if year_first > day_first else DayWritten.DAY_FIRST
    return Columns(tuple(_proposed(file, cells)), days)


def _proposed(file: CsvFile, cells: dict[str, list[str]]) -> Iterator[Column]:
    given: set[Part] = set()
    for number, name in enumerate(file.header, start=1):
        if not name:
            continue
        part = _part(name, cells[name])
        # A list has one of each; what comes a second time is for a person to say.
        if part in given:
            part = Part.AWAY
        given.add(part)
        yield Column(number, name, part, words_of(cells[name]))


def _part(name: str, cells: list[str]) -> Part:
    if _AWAY.search(name):
        return Part.AWAY
    # One that is none does not make it a column of something else.
    if sum(map(_is_day, cells)) * 2 > len(cells):
        return _of_day(name)
    if _WORKER.search(name):
        return Part.WORKER if _IS_ID.search(name) else Part.AWAY
    if _IS_ID.search(name):
        return Part.CHILD if _OF_CHILD.search(name) else Part.ROW
    return Part.CODE if words_of(cells) else Part.AWAY


def _of_day(name: str) -> Part:
    for pattern, part in ((_RECORDED, Part.RECORDED), (_UNTIL, Part.UNTIL), (_START, Part.START)):
        if pattern.search(name):
            return part
    return Part.DAY


def words_of(cells: list[str]) -> tuple[str, ...]:
    """The words of a column of codes, each once; none where they are too many or too long, or may hold somebody."""
    by_sight = {text.casefold(): text for text in cells}
    words = sorted(by_sight.values(), key=str.casefold)
    if len(words) > MOST_WORDS or len(words) == len(cells) > FEW_ROWS:
        return ()
    if any(len(word) > LONGEST_WORD or _MAY_HOLD_SOMEBODY.search(word) for word in words):
        return ()
    return tuple(words)


def _is_day(text: str) -> bool:
    try:
        day_of(text)
    except NotADay:
        return False
    return True
