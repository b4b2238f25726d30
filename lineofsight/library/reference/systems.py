"""The reference of systems: a paragraph each, who does what where, and what serves and counts it."""

from collections.abc import Iterator
from pathlib import Path

from lineofsight.library.loading import EXAMPLES_ENDING
from lineofsight.library.reference.parts import foot
from lineofsight.library.shelf import OURS, Shelf
from lineofsight.library.system import System


def systems_page(shelf: Shelf) -> Iterator[str]:
    """Every system, by its number."""
    yield "# Systems\n"
    yield "What several people keep going together. docs/systems.md says how each stands in the demonstration.\n"
    for one in sorted(shelf.all_newest(System), key=lambda system: system.row):
        yield f"## {one.row} {one.title}\n"
        yield f"{paragraph(one)}\n"
        yield f"{foot(one, shelf)}\n"


def paragraph(one: System) -> str:
    """A system in one paragraph."""
    does = "; ".join(f"{who_of(part.who.roles, part.who.agency)} {part.what} (`{part.where}`)" for part in one.does)
    served = ", ".join(f"`{id}`" for ids in one.rests_on.values() for id in ids)
    counted = ", ".join(f"`{id}`" for id in one.measures) or (one.no_figure or "").rstrip(".")
    elsewhere = f" Never kept here: {one.stays_elsewhere}" if one.stays_elsewhere else ""
    return (
        f"{one.purpose} {_sentence(does)}{f' It rests on {served}.' if served else ''} Counted: {counted}.{elsewhere}"
    )


def files_of(system: System) -> tuple[int, int]:
    """In how many files a system stands, and in how many lines of YAML, to the nearest ten.

    Its own, what serves it, its figures, and the worked examples of each; what several rest on counts for each of them.
    Of the library that comes with the program; what a partnership's own shelf adds is not counted.
    """
    wanted = {(System.FOLDER, system.id), *(("measures", id) for id in system.measures)}
    wanted |= {(folder, id) for folder, ids in system.rests_on.items() for id in ids}
    paths = [path for folder, id in sorted(wanted) for path in (OURS / folder).glob(f"{id}*.yaml") if _is_of(path, id)]
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    return len(paths), (lines + 5) // 10 * 10


def _is_of(path: Path, id: str) -> bool:
    return path.name in (f"{id}.yaml", f"{id}{EXAMPLES_ENDING}")


def who_of(roles: tuple[str, ...], agency: str) -> str:
    """«team manager or practitioner (council)»."""
    return f"{' or '.join(roles)} ({agency})"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
