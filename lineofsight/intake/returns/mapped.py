"""A council's own list, read by its mapping file of the library."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.days import NotADay, day_of, is_no_end
from lineofsight.intake.returns.line import UNCLEAR, Line, MaybeDay
from lineofsight.intake.returns.once import ReadOnce
from lineofsight.intake.returns.tables import CsvFile, open_csv
from lineofsight.library.mapping import CsvMapping, DayWritten, SpeaksOf, Takes
from lineofsight.records.taken import CarriedKind, RefusedRow, Taken, UnreadableReturn

_SPEAKS_OF = {
    SpeaksOf.EVERYBODY: (
        "A list says nothing about days before its first. This one speaks of every child: of a child who is not in it, "
        "and of what is not in it, it counts that nothing was done until it was made."
    ),
    SpeaksOf.NAMED: (
        "A list says nothing about days before its first, and nothing about children who are not in it. Of those who "
        "are, what is not in it counts as not done until it was made."
    ),
}
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)


def fits(mapping: CsvMapping, file: CsvFile) -> bool:
    """Whether a file has the columns of a mapping, and no other than those it throws away."""
    return not _missing(mapping, file) and not _strangers(mapping, file)


class Mapped(ReadOnce):
    """One list, or several of one kind. Raises UnreadableReturn where one is not as the mapping says."""

    def __init__(self, mapping: CsvMapping, paths: Sequence[Path]) -> None:
        super().__init__()
        self.source = mapping.id
        self.speaks_of_everybody = mapping.speaks_of is SpeaksOf.EVERYBODY
        self.mapping = mapping
        self.files = [open_csv(path) for path in sorted(paths, key=lambda path: path.name)]
        for file in self.files:
            if missing := _missing(mapping, file):
                raise UnreadableReturn(
                    f"{file.name} lacks the column «{missing[0]}», which «{mapping.title}» needs: "
                    "make it with that column."
                )
            if strangers := _strangers(mapping, file):
                raise UnreadableReturn(
                    f"{file.name} has a column that «{mapping.title}» neither takes nor throws away, number "
                    f"{strangers[0]}: take it out, or say in the mapping what becomes of it."
                )
        self._reach: dict[str, date] = {}
        """The first day of each kind."""

    def _taken(self) -> Iterator[Taken]:
        thrown = {name.upper(): name for name in self.mapping.thrown_away}
        for file in self.files:
            self.thrown.update(thrown[column] for column in file.header if column in thrown)
            yield from self.each(self._counted(file), self._row)
        self.warn(_SPEAKS_OF[self.mapping.speaks_of])

    def _counted(self, file: CsvFile) -> Iterator[Line | RefusedRow]:
        for line in file.lines():
            self.rows[self.mapping.id] += 1
            yield line

    def _row(self, line: Line) -> Iterator[Taken]:
        wanted = [one for one in self.mapping.takes if _is_of(one, line)]
        if wanted and not line.text(self.mapping.child.upper()):
            line.refuse(self.mapping.child, whys.NO_CHILD)
            return
        for one in wanted:
            yield from self._fact(one, line, line.id(self.mapping.child.upper()))

    def _fact(self, takes: Takes, line: Line, child: str) -> Iterator[Taken]:
        row = _id(line, takes.row)
        code = self._code(takes, line)
        if code is None:
            # What a word means that nobody knows may be anything: that it was done is not said by it.
            return
        if takes.event:
            day = self._day(line, takes.day or "", takes.kind)
            link, worker = _id(line, takes.link), _id(line, takes.worker)
            stands_in = takes.day or ""
            event = line.event(
                child, takes.event, day, code=code, link=link, row=row, worker=worker, stands_in=stands_in
            )
            if code and takes.code and isinstance(day, date):
                for kind in takes.code.says:
                    self._reach[kind] = min(self._reach.get(kind, day), day)
            recorded = self._day(line, takes.recorded) if takes.recorded else None
            yield replace(event, recorded=recorded) if isinstance(recorded, date) else event
            return
        start, until = self._day(line, takes.start or "", takes.kind), self._day(line, takes.until or "", takes.kind)
        begins, ends = takes.start or "", takes.until or ""
        span = line.span(child, takes.kind, start, until, begins=begins, ends=ends, code=code, row=row)
        yield replace(span, number=_number(takes, line))

    def _day(self, line: Line, column: str, kind: str = "") -> MaybeDay:
        """The day in a column; of a kind it says from when until when the list reaches."""
        text = line.text(column.upper())
        if not text:
            return None
        is_day_first = self.mapping.days is DayWritten.DAY_FIRST
        try:
            day = day_of(text, day_first=is_day_first, year_first=not is_day_first)
        except NotADay:
            if is_no_end(text):
                return None
            line.refuse(column, whys.NOT_DAY_FIRST if is_day_first else whys.NOT_YEAR_FIRST)
            return UNCLEAR
        if kind:
            self._reach[kind] = min(self._reach.get(kind, day), day)
        return day

    def _code(self, takes: Takes, line: Line) -> str | None:
        """The code of the word in its column; None where it is not known, and what happened turns on it."""
        if takes.code is None:
            return ""
        text = line.text(takes.code.column.upper()).casefold()
        found = next((code for word, code in takes.code.words.items() if word.casefold() == text), "")
        if text and not found:
            line.refuse(takes.code.column, whys.UNKNOWN_WORD)
            return None if takes.code.decides else ""
        return found

    def _carried(self) -> Iterator[CarriedKind]:
        """The kinds that the mapping says, from the first day in the list on."""
        for kind in self.mapping.carries:
            if kind in self._reach:
                yield CarriedKind(kind, self._reach[kind], None)


def _number(takes: Takes, line: Line) -> int:
    """The whole number in its column; 0, and noted, where there is none though one is wanted."""
    if takes.number is None:
        return 0
    text = line.text(takes.number.upper())
    if not _WHOLE.fullmatch(text):
        line.refuse(takes.number, whys.NOT_A_NUMBER)
        return 0
    return int(text)


def _id(line: Line, column: str | None) -> str:
    return line.id(column.upper()) if column else ""


def _is_of(takes: Takes, line: Line) -> bool:
    if takes.where_filled and not any(
        line.text(name.upper()) for name in (takes.day, takes.start, takes.until) if name
    ):
        return False
    where = takes.only_where
    if where is None:
        return True
    return line.text(where.column.upper()).casefold() in {word.casefold() for word in where.one_of}


def _missing(mapping: CsvMapping, file: CsvFile) -> list[str]:
    return [name for name in mapping.columns() if name.upper() not in file.columns]


def _strangers(mapping: CsvMapping, file: CsvFile) -> list[int]:
    """The numbers of columns that the mapping does not name: what stands in their header may be anything."""
    known = {name.upper() for name in (*mapping.columns(), *mapping.thrown_away)}
    return [number for number, column in enumerate(file.header, start=1) if column and column not in known]
