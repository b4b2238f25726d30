"""Tables as text: a header that is recognised by its columns, and rows under it."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.line import EMPTY, STARTS_OF_EMPTY, Line
from lineofsight.intake.returns.texts import code_of, lines_of
from lineofsight.records.taken import RefusedRow, UnreadableReturn

_MARKS = (",", ";", "\t", "|")
_WITH_PREFIX = re.compile(r"[a-z0-9]{3,4}_[a-z0-9_]{1,50}")


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table of a source. needs: columns without which it is not this table. takes: all that we look at."""

    name: str
    needs: frozenset[str]
    takes: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """Columns that it may have and that we throw away: they may be named, others are only counted."""
    prefix: str = ""
    """How all its columns begin, where they do: then these may be named as well."""

    @property
    def is_used(self) -> bool:
        """Whether anything of it is taken."""
        return bool(self.takes)


class CsvLine(Line):
    """A row of a table as text. Its cells are looked up by column and never copied."""

    __slots__ = ("cells", "columns")

    def __init__(self, file: str, number: int, cells: list[str], columns: dict[str, int]) -> None:
        super().__init__(file, number, {})
        self.cells = cells
        self.columns = columns

    def text(self, field: str) -> str:
        """The cell without spaces around it; empty also for the words of databases for nothing."""
        place = self.columns.get(field)
        if place is None or place >= len(self.cells):
            return ""
        text = self.cells[place].strip()
        return "" if text and text[0] in STARTS_OF_EMPTY and text.lower() in EMPTY else text


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table as text with its header read. Column names are in capitals, until they are folded otherwise."""

    path: Path
    code: str
    mark: str
    header: tuple[str, ...]
    skipped: int
    """Lines above the header that hold nothing."""
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the person who handed it in calls it."""
        return self.path.name

    def folded(self, fold: Callable[[str], str]) -> "CsvFile":
        """The same file with its column names written otherwise."""
        header = tuple(map(fold, self.header))
        return replace(self, header=header, columns={name: place for place, name in enumerate(header) if name})

    def lines(self) -> Iterator[CsvLine | RefusedRow]:
        """The rows under the header, with the line on which each begins; a row that cannot be cut is refused."""
        reader = csv.reader(lines_of(self.path, self.code), delimiter=self.mark, strict=True)
        for _ in range(self.skipped + 1):
            next(reader)
        width = len(self.header)
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield RefusedRow(self.name, number, "", whys.QUOTE_OPEN.reason, whys.QUOTE_OPEN.cure)
                continue
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                yield RefusedRow(self.name, number, "", whys.TOO_MANY_CELLS.reason, whys.TOO_MANY_CELLS.cure)
            elif any(map(str.strip, cells)):
                yield CsvLine(self.name, number, cells, self.columns)

    def thrown(self, kind: TableKind) -> Iterator[str]:
        """What of its columns is not taken. What is no known column may hold anything, so it is not repeated."""
        strangers = 0
        for column in self.header:
            if column in kind.takes or not column:
                continue
            if column in kind.known or (
                kind.prefix and _WITH_PREFIX.fullmatch(column) and column.startswith(kind.prefix)
            ):
                yield f"{kind.name}: {column}"
            else:
                strangers += 1
        if strangers:
            yield f"{kind.name}: columns that the return does not have ({strangers})"


def open_csv(path: Path) -> CsvFile:
    """The file with its header. Raises UnreadableReturn where it is no text, or has no header."""
    code = code_of(path)
    for skipped, line in enumerate(islice(lines_of(path, code), 20)):
        if not line.strip(" \t\r\n,;|"):
            continue
        mark = max(_MARKS, key=lambda each: len(_cells(line, each)))
        header = tuple(cell.strip().strip("\ufeff").upper() for cell in _cells(line, mark))
        named = [name for name in header if name]
        if len(named) < 2:
            # A title, or who ran the report and when.
            continue
        if len(set(named)) != len(named):
            raise UnreadableReturn(f"{path.name} has two columns of one name: take one of them out and try again.")
        return CsvFile(path, code, mark, header, skipped, {name: place for place, name in enumerate(header) if name})
    raise UnreadableReturn(
        f"{path.name} has no header: the first row of a table says what its columns are. Make the file with its header."
    )


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark))
    except csv.Error:
        return []


def kind_of(file: CsvFile, kinds: Sequence[TableKind]) -> TableKind | None:
    """The table of a source that this file is: the one of which it has most of the columns, and all that are needed."""
    header = frozenset(file.header)
    fits = [kind for kind in kinds if kind.needs <= header]
    return max(fits, key=lambda kind: (len(header & (kind.needs | kind.takes | kind.known)), kind.name), default=None)


def by_kind(
    files: Sequence[CsvFile], kinds: Sequence[TableKind], *, source: str
) -> dict[str, tuple[TableKind, CsvFile]]:
    """Each table of a delivery with its file. Raises UnreadableReturn for a stranger and for a table there twice."""
    found: dict[str, tuple[TableKind, CsvFile]] = {}
    for file in sorted(files, key=lambda one: one.name):
        kind = kind_of(file, kinds)
        if kind is None:
            raise UnreadableReturn(
                f"{file.name} is not a table of {source}: its columns are others. Leave it out and try again."
            )
        if kind.name in found:
            first, second = sorted((found[kind.name][1].name, file.name))
            raise UnreadableReturn(
                f"{first} and {second} are the same table ({kind.name}). Put their rows into one file: handed in one "
                "after the other, the second would take back what the first brought."
            )
        found[kind.name] = (kind, file)
    return found
