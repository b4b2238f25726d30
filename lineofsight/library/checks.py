"""Check a whole shelf: every file, every reference, every worked example's form. The numbers in examples are checked
by the floors that compute them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from lineofsight.library.entry import Entry
from lineofsight.library.faults import BrokenShelf, Fault, Trouble
from lineofsight.library.instrument import Instrument
from lineofsight.library.kinds import KINDS
from lineofsight.library.loading import EXAMPLES_ENDING, read_examples
from lineofsight.library.shelf import OURS, Origin, Shelf, load
from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import StandardExample
from lineofsight.library.system import System


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults, sorted, and how many files stand, by folder. `shelf` is None when ours is broken.

    `notes`: what nobody has to mend, and should know: a file of theirs that ends, and what is in force after it.
    """

    faults: tuple[Fault, ...]
    counts: tuple[tuple[str, int], ...]
    shelf: Shelf | None
    notes: tuple[str, ...] = ()


def check(own: Path | None = None, *, on: date | None = None) -> Checked:
    """Check our shelf, or with `own` a partnership's shelf laid over it. Never raises for what stands in a file.

    on: the day on which everything of ours, or theirs in its place, has to be in force; None asks nothing of a day.
    """
    try:
        shelf = load(own)
    except BrokenShelf as broken:
        return Checked(broken.faults, (), None)
    root = own or OURS
    examples = examples_of(root)
    faults = [*shelf.faults, *(fault for _, _, wrong in examples.values() for fault in wrong)]
    faults += _missing_examples(root)
    faults += _not_yet(shelf, load(), on) if own and on else []
    ends, notes = _ending(shelf, load()) if own else ([], ())
    faults += [*ends, *_numbers_taken(shelf), *(_never_tried(shelf, own) if own else [])]
    notes += _long_sections(shelf) if own else ()
    notes += _to_look_at_again(shelf, load(), on) if own and on else ()
    counts = tuple((folder, len(shelf.ids(folder))) for folder in sorted(KINDS))
    return Checked(tuple(sorted(faults)), counts, shelf, notes)


def _numbers_taken(shelf: Shelf) -> list[Fault]:
    """Systems of theirs with the number of another: lists and tests could not tell the two apart."""
    rows = [(found, found.entry) for found in shelf.found() if isinstance(found.entry, System)]
    faults = []
    for found, one in rows:
        other = next((two.id for _, two in rows if two.row == one.row and two.id != one.id), None)
        if other is not None and shelf.origin(System, one.id) is not Origin.OURS:
            faults.append(found.fault(Trouble(("row",), f"«{one.row}» is the number of «{other}» already.")))
    return faults


def _never_tried(shelf: Shelf, root: Path) -> list[Fault]:
    """Standards of theirs of which no example falls on a day on which they are in force: ours came out, and not theirs.

    A file that counts on from ours leaves ours in force until it begins.
    """
    faults = []
    for found in shelf.found():
        one = found.entry
        if not isinstance(one, Standard) or shelf.origin(Standard, one.id) is Origin.OURS or one.version == 1:
            continue
        path = root / found.path.replace(".yaml", EXAMPLES_ENDING)
        if (root / found.path).exists() and path.exists() and shelf.newest(Standard, one.id) == one:
            examples, _ = read_examples(root, path, StandardExample)
            days = [example.as_at for example in examples if isinstance(example, StandardExample)]
            if days and max(days) < one.from_date:
                told = f"No example is as at a day from {one.from_date.isoformat()} on, when this version begins."
                faults.append(Fault(path.relative_to(root).as_posix(), 1, told))
    return faults


LONG_SECTION = 20
"""A section is a page. So many questions can be answered before people lose their place."""


def _long_sections(shelf: Shelf) -> tuple[str, ...]:
    """Sections of their instruments that would be a page of more questions than anybody answers in one go."""
    forms = [(found.path, found.entry) for found in shelf.found() if isinstance(found.entry, Instrument)]
    return tuple(
        f"{path} asks {len(section.questions)} questions on one page, «{section.title}»: make several sections of it."
        for path, one in forms
        if shelf.origin(Instrument, one.id) is not Origin.OURS
        for section in one.sections
        if len(section.questions) > LONG_SECTION
    )


def _to_look_at_again(shelf: Shelf, ours: Shelf, on: date) -> tuple[str, ...]:
    """Files of theirs in force whose day to be looked at again is past."""
    past = [one for one in shelf.found() if one.entry.in_force_on(on) and one.entry.review_by_date < on]
    return tuple(
        f"{one.path} was to be looked at again by {one.entry.review_by_date.isoformat()}."
        for one in past
        if one.entry not in ours.editions(one.entry.FOLDER, one.entry.id)
    )


def _ending(shelf: Shelf, ours: Shelf) -> tuple[list[Fault], tuple[str, ...]]:
    """Files of theirs that end: where ours is in force again, and where nothing is."""
    there = {(one.entry.FOLDER, one.entry.id): one.entry for one in ours.found()}
    last = {(found.entry.FOLDER, found.entry.id): found for found in shelf.found()}
    faults, notes = [], []
    for key, found in last.items():
        ends = found.entry.to_date
        if ends is None or key not in there or found.entry == there[key]:
            continue
        after = ends.fromordinal(ends.toordinal() + 1)
        if any(one.in_force_on(after) for one in shelf.editions(*key)):
            notes.append(f"{found.path} ends on {ends.isoformat()}; ours is in force again from {after.isoformat()}.")
            continue
        told = f"It ends on {ends.isoformat()} and nothing is in force after that"
        cure = f": give it the version {there[key].version + 1}, and ours is in force again."
        faults.append(Fault(found.path, 1, told + (cure if there[key].to_date is None else ".")))
    return faults, tuple(notes)


def _not_yet(shelf: Shelf, ours: Shelf, on: date) -> list[Fault]:
    """Files of theirs that took ours away before they begin."""
    first = {(found.entry.FOLDER, found.entry.id): found for found in reversed([*shelf.found()])}
    there = {(one.entry.FOLDER, one.entry.id): one.entry for one in ours.found() if one.entry.in_force_on(on)}
    return [
        Fault(
            found.path,
            1,
            f"It begins on {found.entry.from_date.isoformat()} and has the version {found.entry.version}, as ours has,"
            f" so nothing is in force until then: give it the version {there[key].version + 1}.",
        )
        for key, found in first.items()
        if key in there and found.entry.from_date > on
    ]


def examples_of(root: Path) -> dict[str, tuple[type[Entry], list[BaseModel], list[Fault]]]:
    """The examples of every file on one shelf, by their path: the kind, the examples, and their faults."""
    found: dict[str, tuple[type[Entry], list[BaseModel], list[Fault]]] = {}
    for folder, kind in sorted(KINDS.items()):
        for path in sorted((root / folder).glob(f"*{EXAMPLES_ENDING}")):
            name = path.relative_to(root).as_posix()
            if kind.EXAMPLES is None:
                found[name] = (kind, [], [Fault(name, 1, f"Files of «{folder}» have no examples.")])
                continue
            examples, faults = read_examples(root, path, kind.EXAMPLES)
            if not (path.parent / f"{id_of(path)}.yaml").exists():
                faults = [*faults, Fault(name, 1, f"There is no {id_of(path)}.yaml to which these examples belong.")]
            found[name] = (kind, examples, faults)
    return found


def id_of(examples: Path) -> str:
    """The id of the file to which an examples file belongs."""
    return examples.name.removesuffix(EXAMPLES_ENDING)


def _missing_examples(root: Path) -> list[Fault]:
    return [
        Fault(path.relative_to(root).as_posix(), 1, f"Its examples are missing: {path.stem}{EXAMPLES_ENDING}.")
        for folder, kind in sorted(KINDS.items())
        if kind.EXAMPLES is not None
        for path in sorted((root / folder).glob("*.yaml"))
        if not path.name.endswith(EXAMPLES_ENDING) and not path.with_name(f"{path.stem}{EXAMPLES_ENDING}").exists()
    ]
