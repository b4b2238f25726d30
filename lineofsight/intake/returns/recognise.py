"""Which return a delivery is, and its reading."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lineofsight.intake.returns.ssd import Ssd
from lineofsight.intake.returns.ssd_tables import table_of, tables_of
from lineofsight.intake.returns.ssda903 import Ssda903
from lineofsight.intake.returns.ssda903_tables import KINDS as SSDA903_KINDS
from lineofsight.intake.returns.tables import CsvFile, by_kind, kind_of, open_csv
from lineofsight.records.taken import Reading, UnreadableReturn

SSD, SSDA903 = "ssd", "ssda903"


def recognise(paths: Sequence[Path]) -> str:
    """The source of a delivery, told by what stands in its files and never by their names. Raises UnreadableReturn."""
    return max(sorted(map(_source_of, paths)), key=lambda source: source == SSD) if paths else _nothing()


def _source_of(path: Path) -> str:
    file = open_csv(path)
    if kind_of(file, SSDA903_KINDS):
        return SSDA903
    if table_of(file.folded(str.lower)):
        return SSD
    raise UnreadableReturn(f"{path.name} is none of the returns that we read.")


def _nothing() -> str:
    raise UnreadableReturn("There is no file.")


def reading_of(source: str, paths: Sequence[Path]) -> Reading:
    """The reading of a delivery. Raises UnreadableReturn where a file is not what the source needs."""
    if not paths:
        _nothing()
    return _READERS[source]([open_csv(path) for path in paths])


_READERS: Mapping[str, Callable[[list[CsvFile]], Reading]] = {
    SSDA903: lambda files: Ssda903(by_kind(files, SSDA903_KINDS, source="the return on children looked after")),
    SSD: lambda files: Ssd(tables_of([file.folded(str.lower) for file in files])),
}
