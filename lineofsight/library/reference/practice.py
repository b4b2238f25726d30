"""The pages about lists of what is due, and about the roles of those who work with a child."""

from collections.abc import Iterator

from lineofsight.library.practice_lists import DueMatter, WorkerRole
from lineofsight.library.reference.parts import foot
from lineofsight.library.shelf import Shelf


def due_lists_page(shelf: Shelf) -> Iterator[str]:
    """Which families of standards stand in which list."""
    yield "# Lists of what is due\n"
    yield "The list that a role does not open first is one link away.\n"
    for matter in shelf.all_newest(DueMatter):
        families = ", ".join(f"`{family}`" for family in matter.families) or "every family"
        opens = f" Opens first for: {', '.join(matter.opens_for)}." if matter.opens_for else ""
        yield f"## {matter.title}\n"
        yield f"{matter.question}: {families}.{opens}\n\n{foot(matter, shelf)}\n"


def worker_roles_page(shelf: Shelf) -> Iterator[str]:
    """By which words each role is known."""
    yield "# Roles of those who work with a child\n"
    yield "What a council writes may hold a name, so our word is kept and never what was written.\n"
    for one in shelf.all_newest(WorkerRole):
        said = [f"the word {word}" for word in one.whole_words] + [f"«{part}»" for part in one.parts]
        said += ["nothing"] if one.if_nothing_said else []
        said += ["anything else"] if one.if_nothing_fits else []
        gives = f" The child has the span `{one.gives}` for as long." if one.gives else ""
        yield f"## {one.title}\n"
        yield f"Our word: {one.role}. Known by: {', '.join(said)}.{gives}\n\n{foot(one, shelf)}\n"
