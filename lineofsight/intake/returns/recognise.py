"""Which return a delivery is, told by what stands in its files and never by their names; and its reading."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lineofsight.files.rules import is_left_behind
from lineofsight.intake.returns.annex_a import AnnexA, looks_like_workbook
from lineofsight.intake.returns.cin import Cin
from lineofsight.intake.returns.cin_xml import looks_like_xml
from lineofsight.intake.returns.mapped import Mapped, fits
from lineofsight.intake.returns.ssd import Ssd
from lineofsight.intake.returns.ssd_tables import table_of, tables_of
from lineofsight.intake.returns.ssda903 import Ssda903
from lineofsight.intake.returns.ssda903_tables import KINDS as SSDA903_KINDS
from lineofsight.intake.returns.ssda903_xml import Ssda903Xml
from lineofsight.intake.returns.tables import by_kind, kind_of, open_csv
from lineofsight.intake.returns.texts import start_of
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.practice_lists import WorkerRole
from lineofsight.library.shelf import Shelf, load
from lineofsight.records.taken import Reading, UnreadableReturn

ANNEX_A, CIN, SSD, SSDA903 = "annex-a", "cin", "ssd", "ssda903"
WORDS = {
    ANNEX_A: "the lists that inspectors ask for",
    CIN: "the census of children in need",
    SSDA903: "the return on children looked after",
    SSD: "the Standard Safeguarding Dataset",
}
"""What people call each source."""

_LOOKED_AFTER = re.compile(rb"<(?:\w+:)?(?:EXPSSDA903|CHILD)[\s>]")


def recognise(paths: Sequence[Path], *, shelf: Shelf | None = None) -> str:
    """The source of a delivery. Raises UnreadableReturn where a file is of none, or two are of different ones.

    shelf: where the mappings of a partnership's own lists stand; ours where it has none.
    """
    found = {_source_of(path, shelf or load()): path for path in sorted(_some(paths), reverse=True)}
    if len(found) > 1:
        (one, first), (other, second) = sorted(found.items())[:2]
        raise UnreadableReturn(
            f"{first.name} is {WORDS.get(one, one)} and {second.name} is {WORDS.get(other, other)}: "
            "hand them in one after the other."
        )
    return next(iter(found))


def mapping_of(paths: Sequence[Path], *, shelf: Shelf) -> str | None:
    """The source of a list, as `recognise` tells it; None where it is a table of which nobody has said how it is read.

    Raises UnreadableReturn where a file is no table.
    """
    for path in _some(paths):
        if not (looks_like_xml(start_of(path)) or looks_like_workbook(start_of(path))):
            open_csv(path)
    try:
        return recognise(paths, shelf=shelf)
    except UnreadableReturn:
        return None


def _source_of(path: Path, shelf: Shelf) -> str:
    start = start_of(path)
    if looks_like_xml(start):
        return SSDA903 if _LOOKED_AFTER.search(start.replace(b"\x00", b"")) else CIN
    if looks_like_workbook(start):
        return ANNEX_A
    file = open_csv(path)
    if kind_of(file, SSDA903_KINDS):
        return SSDA903
    if table_of(file.folded(str.lower)):
        return SSD
    for id in sorted(shelf.ids(CsvMapping.FOLDER)):
        if fits(shelf.newest(CsvMapping, id), file):
            return id
    raise UnreadableReturn(
        f"{path.name} is none of the returns that we read: its columns are others. Make it again with its own header."
    )


def reading_of(source: str, paths: Sequence[Path], *, shelf: Shelf | None = None) -> Reading:
    """The reading of a delivery. Raises UnreadableReturn where a file is not what the source needs.

    source: what `recognise` tells, or the id of a mapping. shelf: as there.
    """
    if source == SSD:
        own = shelf or load()
        roles = own.all_newest(WorkerRole)
        return Ssd(tables_of([open_csv(path).folded(str.lower) for path in _some(paths)]), roles=roles)
    if source in _READERS:
        return _READERS[source](_some(paths))
    mappings = (shelf or load()).editions(CsvMapping.FOLDER, source)
    if not mappings or not isinstance(mappings[-1], CsvMapping):
        raise UnreadableReturn(f"«{source}» is no source that we know. Choose {', '.join(sorted(WORDS))}.")
    return Mapped(mappings[-1], _some(paths))


def _some(paths: Sequence[Path]) -> Sequence[Path]:
    paths = [path for path in paths if not is_left_behind(path.name)]
    if not paths:
        raise UnreadableReturn("There is no file: choose at least one.")
    return paths


def _looked_after(paths: Sequence[Path]) -> Reading:
    if any(looks_like_xml(start_of(path)) for path in paths):
        return Ssda903Xml(paths)
    return Ssda903(by_kind([*map(open_csv, paths)], SSDA903_KINDS, source=WORDS[SSDA903]))


_READERS: Mapping[str, Callable[[Sequence[Path]], Reading]] = {
    ANNEX_A: AnnexA,
    CIN: Cin,
    SSDA903: _looked_after,
}
