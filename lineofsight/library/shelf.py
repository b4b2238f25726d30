"""The library in use: our shelf, a partnership's own shelf laid over it, and the edition in force on a day.

Same id: theirs wins, from the day on which it begins where its version counts on from ours, and the shelf says so. A
broken file of theirs is reported and ours stands in its place; a broken file of ours is a mistake of the program and
stops it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from lineofsight.library.entry import Entry
from lineofsight.library.faults import BrokenShelf, Fault, unknown_word
from lineofsight.library.kinds import ONLY_OURS, Source
from lineofsight.library.loading import Folder, Found, read_folder

OURS = Path(__file__).parent
"""The folder of the shelf that comes with the program."""

T = TypeVar("T", bound=Entry)


class Origin(StrEnum):
    """Whose file it is."""

    OURS = "ours"
    THEIRS = "theirs"
    THEIRS_INSTEAD = "theirs instead of ours"

    @property
    def words(self) -> str:
        """What a page says about it; empty for ours."""
        return {
            Origin.OURS: "",
            Origin.THEIRS: "From this partnership's own library.",
            Origin.THEIRS_INSTEAD: "From this partnership's own library, in place of the one that comes with it.",
        }[self]


class NotOnShelf(Exception):
    """There is no such id, or no edition of it is in force on the day. The sentence says which."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library in use. Entries come sorted by id, editions oldest first."""

    _editions: Mapping[tuple[str, str], tuple[Found, ...]]
    _origins: Mapping[tuple[str, str], Origin]
    sources: Mapping[str, Source]
    faults: tuple[Fault, ...] = ()
    """What is broken on the partnership's own shelf; ours has no fault or does not load."""

    _ids: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_folder: dict[str, set[str]] = defaultdict(set)
        for folder, id in self._editions:
            by_folder[folder].add(id)
        by_folder["sources"] = set(self.sources)
        object.__setattr__(self, "_ids", {folder: frozenset(ids) for folder, ids in by_folder.items()})

    def get(self, kind: type[T], id: str, *, on: date) -> T:
        """The edition of an id that is in force on a day. Raises NotOnShelf with the nearest id."""
        editions = self.history(kind, id)
        for edition in editions:
            if edition.in_force_on(on):
                return edition
        first = editions[0].from_date.isoformat()
        raise NotOnShelf(f"No edition of «{id}» is in force on {on.isoformat()}; the first is in force from {first}.")

    def entries(self, kind: type[T], *, on: date) -> tuple[T, ...]:
        """All of a kind that are in force on a day, by their order where the kind has one, then by id."""
        return _in_order(
            edition for id in self.ids(kind.FOLDER) for edition in self.history(kind, id) if edition.in_force_on(on)
        )

    def history(self, kind: type[T], id: str) -> tuple[T, ...]:
        """Every edition of an id, oldest first. Raises NotOnShelf with the nearest id."""
        editions = tuple(entry for entry in self.editions(kind.FOLDER, id) if isinstance(entry, kind))
        if not editions:
            raise NotOnShelf(
                unknown_word(id, known=sorted(self.ids(kind.FOLDER)), what=f"on the shelf of {kind.FOLDER}")[0]
            )
        return editions

    def newest(self, kind: type[T], id: str) -> T:
        """The newest edition of an id, in force or not. Raises NotOnShelf with the nearest id."""
        return self.history(kind, id)[-1]

    def all_newest(self, kind: type[T]) -> tuple[T, ...]:
        """The newest edition of each id of a kind, by their order where the kind has one, then by id."""
        return _in_order(self.newest(kind, id) for id in self.ids(kind.FOLDER))

    def as_it_stood(self, kind: type[T], id: str, version: int) -> T:
        """The edition of a version, as a row names it; the newest where that is gone. Raises NotOnShelf."""
        editions = self.history(kind, id)
        return next((one for one in editions if one.version == version), editions[-1])

    def origin(self, kind: type[Entry], id: str) -> Origin:
        """Whose file an id comes from. Raises KeyError for an id that is not there."""
        return self._origins[kind.FOLDER, id]

    def ids(self, folder: str) -> frozenset[str]:
        """The ids of a folder; "sources" gives the ids of sources.yaml."""
        return self._ids.get(folder, frozenset())

    def editions(self, folder: str, id: str) -> tuple[Entry, ...]:
        """All editions of one id in a folder, oldest first; empty when there is none."""
        return tuple(found.entry for found in self._editions.get((folder, id), ()))

    def found(self) -> Iterable[Found]:
        """Every edition with its file and lines, sorted."""
        return (found for key in sorted(self._editions) for found in self._editions[key])


def _in_order(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(found, key=lambda entry: (getattr(entry, "order", 0), entry.id)))


def load(own: Path | None = None, *, ours: Path = OURS) -> Shelf:
    """The library in use.

    own: the partnership's own shelf, a folder; None when it has none. ours: the built-in shelf, another only in tests.
    Raises BrokenShelf when ours has a fault. A fault in `own` stands in Shelf.faults and takes nothing else down.
    """
    shelf = _ours(ours)
    return shelf if own is None else _with_theirs(shelf, read_folder(own))


def laid_over(shelf: Shelf, added: Folder) -> Shelf:
    """A shelf with what a partnership has added to it besides its folder.

    What stands there already stays: an added file of the same id is a fault. Nothing that is broken takes more down
    than itself; its faults stand in Shelf.faults beside those that were there.
    """
    there = {(one.entry.FOLDER, one.entry.id) for one in shelf.found()}
    known = [one for one in added.found if (one.entry.FOLDER, one.entry.id) in there]
    faults = [
        Fault(one.path, 1, f"«{one.entry.id}» stands on the shelf already, and that one is used.") for one in known
    ]
    new = tuple(one for one in added.found if one not in known)
    laid = _with_theirs(shelf, Folder(new, faults=(*added.faults, *faults)))
    origins = {**laid._origins, **shelf._origins}
    return Shelf(laid._editions, origins, laid.sources, tuple(sorted((*shelf.faults, *laid.faults))))


@cache
def _ours(root: Path) -> Shelf:
    folder = read_folder(root)
    shelf = _put_together(folder.found, (), folder.sources)
    faults = (*folder.faults, *_faults_of_references(shelf))
    if faults:
        raise BrokenShelf(faults)
    return shelf


def _with_theirs(ours: Shelf, theirs: Folder) -> Shelf:
    """Lay theirs over ours; take away what refers to nothing, until all that is left holds together."""
    faults = list(theirs.faults)
    kept: list[Found] = []
    for found in theirs.found:
        if found.entry.FOLDER in ONLY_OURS:
            sentence = f"A partnership's own shelf cannot add to «{found.entry.FOLDER}»: the program gives these."
            faults.append(Fault(found.path, 1, sentence))
        else:
            kept.append(found)
    sources = {**ours.sources, **theirs.sources}
    while True:
        shelf = _put_together(ours.found(), kept, sources)
        broken = _faults_of_references(shelf)
        if not broken:
            break
        faults += broken
        paths = {fault.path for fault in broken}
        standing = [found for found in kept if found.path not in paths]
        if len(standing) == len(kept):
            raise BrokenShelf(broken)  # not theirs: taking more away would not help
        kept = standing
    our_paths = {found.path for found in ours.found()}
    cannot_be_read = {fault.path.rpartition("/")[2].removesuffix(".yaml"): fault.path for fault in faults}
    told = [
        _with_what_stands_instead(_that_follows(fault, cannot_be_read), our_paths) for fault in dict.fromkeys(faults)
    ]
    return Shelf(shelf._editions, shelf._origins, sources, tuple(sorted(told)))


def _that_follows(fault: Fault, cannot_be_read: Mapping[str, str]) -> Fault:
    """A fault that follows from another file: what it names is there, and cannot be read."""
    other = cannot_be_read.get(fault.missing, "")
    if not other or other == fault.path:
        return fault
    return Fault(fault.path, fault.line, f"«{fault.missing}» stands in {other}, which has to be mended first.")


def _with_what_stands_instead(fault: Fault, our_paths: set[str]) -> Fault:
    if fault.path not in our_paths:
        return fault
    sentence = f"{fault.sentence} Until it is mended the one that comes with the program is used."
    return Fault(fault.path, fault.line, sentence, fault.nearest)


def _put_together(ours: Iterable[Found], theirs: Iterable[Found], sources: Mapping[str, Source]) -> Shelf:
    editions: dict[tuple[str, str], tuple[Found, ...]] = {}
    origins: dict[tuple[str, str], Origin] = {}
    for key, found in _by_id(ours).items():
        editions[key], origins[key] = found, Origin.OURS
    for key, found in _by_id(theirs).items():
        origins[key] = Origin.THEIRS_INSTEAD if key in editions else Origin.THEIRS
        there = editions.get(key, ())
        editions[key] = (*_until(found[0].entry, there), *_again(found, there), *found)
    return Shelf(editions, origins, sources)


def _until(theirs: Entry, ours: Iterable[Found]) -> Iterator[Found]:
    """Ours until theirs begin, where theirs counts on: a file for next year leaves nothing without words today.

    Where theirs has a version of ours, a row that names the version would name two: ours goes altogether.
    """
    last = theirs.from_date - timedelta(days=1)
    for one in ours:
        if one.entry.from_date <= last and one.entry.version < theirs.version:
            to_date = min(one.entry.to_date or last, last)
            yield replace(one, entry=one.entry.model_copy(update={"to_date": to_date}))


def _again(theirs: Sequence[Found], ours: Iterable[Found]) -> Iterator[Found]:
    """Ours from the day after theirs end, where theirs counts on. It stands before theirs: the newest is theirs."""
    ends = theirs[-1].entry.to_date
    if ends is None:
        return
    first = ends + timedelta(days=1)
    for one in ours:
        is_open = one.entry.to_date is None or one.entry.to_date >= first
        if is_open and one.entry.version < theirs[0].entry.version:
            yield replace(one, entry=one.entry.model_copy(update={"from_date": max(one.entry.from_date, first)}))


def _by_id(found: Iterable[Found]) -> dict[tuple[str, str], tuple[Found, ...]]:
    grouped: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        grouped[one.entry.FOLDER, one.entry.id].append(one)
    return {key: tuple(sorted(some, key=lambda one: one.entry.from_date)) for key, some in grouped.items()}


def _faults_of_references(shelf: Shelf) -> list[Fault]:
    return [found.fault(trouble) for found in shelf.found() for trouble in found.entry.troubles(shelf)]
