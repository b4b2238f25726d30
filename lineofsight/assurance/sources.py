"""What stands in a file that people uploaded: as a report, or as plain text to compare quotations with."""

import re
from collections.abc import Callable, Mapping

from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.files.models import Held
from lineofsight.files.queries import Forgotten, open_held
from lineofsight.intake.apart import Stopped, blocks_apart, read_apart
from lineofsight.intake.blocks import FileRead
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.dispatch import read

Progress = Callable[[int, int], None]

__all__ = ["READ", "Stopped", "blocks_of", "report_of", "stored_text", "text_of"]


def _content(held: Held) -> bytes:
    with open_held(held) as file:
        return file.read()


def _silent(done: int, of: int) -> None:
    return None


def _never() -> bool:
    return False


def report_of(held: Held, *, on_progress: Progress = _silent, is_cancelled: Callable[[], bool] = _never) -> Document:
    """The file read as a report, in a process of its own, telling how far it is: pages done, of how many.

    Raises Unreadable, with a sentence for the person, and Stopped (which is one) when it was cancelled.
    """
    return read_apart(_content(held), held.name, on_progress=_heard(on_progress), is_cancelled=is_cancelled)


def blocks_of(held: Held, *, on_progress: Progress = _silent, is_cancelled: Callable[[], bool] = _never) -> FileRead:
    """The file read block by block, its tables among them, in a process of its own. Raises as `report_of` does."""
    return blocks_apart(_content(held), held.name, on_progress=_heard(on_progress), is_cancelled=is_cancelled)


def _heard(on_progress: Progress) -> Callable[[str], None]:
    def hear(words: str) -> None:
        numbers = [int(number) for number in re.findall(r"\d+", words)]
        on_progress(*(numbers[:2] if len(numbers) >= 2 else (0, 0)))

    return hear


READ: Mapping[ImportKind, Callable[..., Document | FileRead]] = {
    ImportKind.REPORT: report_of,
    ImportKind.PLAN: blocks_of,
}
"""How a file is read that comes in as a report, or as a plan."""


def text_of(held: Held) -> str:
    """All words of the file, a block a line. Raises Unreadable, with a sentence for the person."""
    return "\n".join(block.text for block in read(_content(held), held.name).blocks)


def stored_text(held: Held | None) -> str | None:
    """The same where there is something to compare with: None without a file, or once it was deleted."""
    if held is None:
        return None
    try:
        return text_of(held)
    except Forgotten:
        return None
