"""The reference of systems: a paragraph each, who does what where, and what serves and counts it."""

from collections.abc import Iterator

from lineofsight.library.reference.parts import foot, latest
from lineofsight.library.shelf import Shelf
from lineofsight.library.system import System


def systems_page(shelf: Shelf) -> Iterator[str]:
    """Every system, by its number."""
    yield "# Systems\n"
    yield "What several people keep going together. docs/systems.md says how each stands in the demonstration.\n"
    for one in sorted(latest(shelf, System), key=lambda system: system.row):
        yield f"## {one.row} {one.title}\n"
        yield f"{paragraph(one)}\n"
        yield f"{foot(one)}\n"


def paragraph(one: System) -> str:
    """A system in one paragraph."""
    does = "; ".join(f"{who_of(part.who.roles, part.who.agency)} {part.what} (`{part.where}`)" for part in one.does)
    served = ", ".join(f"`{id}`" for ids in one.rests_on.values() for id in ids)
    counted = ", ".join(f"`{id}`" for id in one.measures) or (one.no_figure or "").rstrip(".")
    elsewhere = f" Never kept here: {one.stays_elsewhere}" if one.stays_elsewhere else ""
    return (
        f"{one.purpose} {_sentence(does)}{f' It rests on {served}.' if served else ''} Counted: {counted}.{elsewhere}"
    )


def who_of(roles: tuple[str, ...], agency: str) -> str:
    """«team manager or practitioner (council)»."""
    return f"{' or '.join(roles)} ({agency})"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
