"""The child-level lists that inspectors ask for (Annex A), as one Excel workbook.

It tells who is open to the council now and what happened in the last months; of visits and reviews it has the last one
only, so it never carries them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lineofsight.files.guard import office
from lineofsight.files.guard.verdict import LIMITS, XLSX, Findings, Refused
from lineofsight.intake.returns import annex_a_lists as lists
from lineofsight.intake.returns.line import Line
from lineofsight.intake.returns.once import ReadOnce
from lineofsight.records.taken import CarriedKind, Taken, UnreadableReturn

_TITLES = 20
"""A header stands within the first rows; titles and dates stand above it."""

_MOST_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class _List:
    """A sheet of the workbook whose header was found."""

    kind: lists.ListKind
    sheet: Any  # openpyxl's
    columns: Mapping[int, str]
    header_row: int


def looks_like_workbook(start: bytes) -> bool:
    """Whether a file begins as an Excel workbook does."""
    return start.startswith(b"PK\x03\x04")


class AnnexA(ReadOnce):
    """One workbook. Raises UnreadableReturn where it is none, or has none of the lists."""

    source = "annex-a"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        if len(paths) != 1:
            raise UnreadableReturn("Annex A is one workbook: hand in one at a time.")
        self.path = paths[0]
        self._seen: set[str] = set()
        self._days: dict[str, tuple[date, date]] = {}
        self._ended: dict[str, date] = {}

    def _taken(self) -> Iterator[Taken]:
        book = _opened(self.path)
        try:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            found = [one for sheet in shown if (one := _list_in(sheet, self.path)) is not None]
            self.noticed["{n} hidden sheets were not looked at."] = len(book.worksheets) - len(shown)
            numbers = [one.kind.number for one in found]
            if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
                raise UnreadableReturn(
                    f"{self.path.name} has two sheets that are list {twice[0]}: take one of them out and try again."
                )
            if not found:
                raise UnreadableReturn(
                    f"{self.path.name} has none of the lists of Annex A: choose the workbook made for inspectors."
                )
            for one in sorted(found, key=lambda each: each.kind.number):
                self._throw_away(one)
                if one.kind.read is not None:
                    yield from self.each(self._lines(one), partial(self._row, one.kind.read))
        finally:
            book.close()
        self.warn("Of visits, reviews, placements and legal status the lists have the last one only.")
        self.warn("Workers are there by name only, so who works with whom is not taken.")

    def _throw_away(self, one: _List) -> None:
        name = f"list {one.kind.number}"
        if one.kind.read is None:
            self.thrown.add(f"{name}: the whole list")
            return
        strangers = 0
        for column in one.columns.values():
            if column in lists.KNOWN:
                self.thrown.add(f"{name}: {column}")
            elif column not in lists.TAKEN:
                strangers += 1
        if lists.BORN in one.columns.values():
            self.thrown.add(f"{name}: {lists.BORN} (of it only the month is taken)")
        if strangers:
            self.thrown.add(f"{name}: columns that it does not need ({strangers})")

    def _lines(self, one: _List) -> Iterator[Line]:
        for number, cells in islice(_rows_of(one.sheet, self.path), one.header_row, None):
            values = {name: text for place, name in one.columns.items() if (text := _text(cells, place))}
            if values:
                self.rows[f"list {one.kind.number}"] += 1
                yield Line(f"{self.path.name}, list {one.kind.number}", number, values)

    def _row(self, read: Callable[[Line, str], Iterator[lists.Found]], line: Line) -> Iterator[Taken]:
        child = line.child(lists.CHILD)
        if not child:
            return
        if child not in self._seen:
            self._seen.add(child)
            yield from lists.child(line, child)
        for taken, carried in read(line, child):
            yield taken
            for kind, day, is_end in carried:
                first, last = self._days.get(kind, (day, day))
                self._days[kind] = (min(first, day), max(last, day))
                if is_end:
                    self._ended[kind] = min(self._ended.get(kind, day), day)

    def _carried(self) -> Iterator[CarriedKind]:
        """What the lists hold in full.

        Events from the first day in their list on. Of what holds for a time the lists have whatever is open, and what
        ended in the last months: so from the first day on which any ended. Like the dataset they do not say on which
        day they were made; what is in none of them was not done by then.
        """
        for kind, (first, last) in self._days.items():
            yield CarriedKind(kind, first if kind in lists.EVENTS else self._ended.get(kind, last), None)


def _opened(path: Path) -> Any:
    """The workbook, looked at before it is unpacked, to be read row by row."""
    broken = UnreadableReturn(f"{path.name} is no Excel workbook that we can read: save it as .xlsx and try that.")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            office.look(file, size=size, media_type=XLSX, limits=LIMITS, findings=Findings())
    except Refused as refusal:
        raise UnreadableReturn(f"{path.name}: {refusal.sentence}") from None
    except OSError:
        raise broken from None
    try:
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - whatever openpyxl meets in a broken file, it is one sentence for the person
        raise broken from None


def _rows_of(sheet: Any, path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    """Its rows with their numbers, one at a time. Raises UnreadableReturn where the sheet breaks off."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - as above: a sheet that breaks off is the file's fault
            raise UnreadableReturn(f"{path.name} breaks off inside: save it as .xlsx again and try that.") from None
        yield number, cells


def _list_in(sheet: Any, path: Path) -> _List | None:
    """The list on a sheet, by its header; None where there is none."""
    for number, cells in islice(_rows_of(sheet, path), _TITLES):
        columns = {place: name for place in range(len(cells)) if (name := lists.folded(_text(cells, place)))}
        kind = lists.kind_of(frozenset(columns.values()))
        if kind is not None:
            return _List(kind, sheet, columns, number)
    return None


def _text(cells: Sequence[object], place: int) -> str:
    """A cell as a text; a day as it is written in lists."""
    value = cells[place] if place < len(cells) else None
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())[:300]
