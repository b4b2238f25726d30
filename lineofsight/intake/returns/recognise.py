"""Which return a delivery is, told by what stands in its files and never by their names; and its reading."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lineofsight.intake.returns.cin import Cin
from lineofsight.intake.returns.cin_xml import looks_like_xml
from lineofsight.intake.returns.ssd import Ssd
from lineofsight.intake.returns.ssd_tables import table_of, tables_of
from lineofsight.intake.returns.ssda903 import Ssda903
from lineofsight.intake.returns.ssda903_tables import KINDS as SSDA903_KINDS
from lineofsight.intake.returns.tables import by_kind, kind_of, open_csv
from lineofsight.intake.returns.texts import start_of
from lineofsight.records.taken import Reading, UnreadableReturn

CIN, SSD, SSDA903 = "cin", "ssd", "ssda903"
WORDS = {
    CIN: "the census of children in need",
    SSDA903: "the return on children looked after",
    SSD: "the Standard Safeguarding Dataset",
}
"""What people call each source."""


def recognise(paths: Sequence[Path]) -> str:
    """The source of a delivery. Raises UnreadableReturn where a file is of none, or two are of different ones."""
    found = {_source_of(path): path for path in sorted(_some(paths), reverse=True)}
    if len(found) > 1:
        (one, first), (other, second) = sorted(found.items())[:2]
        raise UnreadableReturn(
            f"{first.name} is {WORDS[one]} and {second.name} is {WORDS[other]}: hand them in one after the other."
        )
    return next(iter(found))


def _source_of(path: Path) -> str:
    if looks_like_xml(start_of(path)):
        return CIN
    file = open_csv(path)
    if kind_of(file, SSDA903_KINDS):
        return SSDA903
    if table_of(file.folded(str.lower)):
        return SSD
    raise UnreadableReturn(
        f"{path.name} is none of the returns that we read: its columns are others. Make it again with its own header."
    )


def reading_of(source: str, paths: Sequence[Path]) -> Reading:
    """The reading of a delivery. Raises UnreadableReturn where a file is not what the source needs."""
    if source not in _READERS:
        raise UnreadableReturn(f"«{source}» is no source that we know. Choose {', '.join(sorted(_READERS))}.")
    return _READERS[source](_some(paths))


def _some(paths: Sequence[Path]) -> Sequence[Path]:
    if not paths:
        raise UnreadableReturn("There is no file: choose at least one.")
    return paths


_READERS: Mapping[str, Callable[[Sequence[Path]], Reading]] = {
    CIN: Cin,
    SSDA903: lambda paths: Ssda903(by_kind([*map(open_csv, paths)], SSDA903_KINDS, source=WORDS[SSDA903])),
    SSD: lambda paths: Ssd(tables_of([open_csv(path).folded(str.lower) for path in paths])),
}
