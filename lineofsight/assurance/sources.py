"""What stands in a file that people uploaded: as a report, or as plain text to compare quotations with."""

import re
from collections.abc import Callable

from lineofsight.files.models import Held
from lineofsight.files.queries import open_held
from lineofsight.intake.apart import Stopped, read_apart
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.dispatch import read

__all__ = ["Stopped", "report_of", "text_of"]


def _content(held: Held) -> bytes:
    with open_held(held) as file:
        return file.read()


def _silent(done: int, of: int) -> None:
    return None


def _never() -> bool:
    return False


def report_of(
    held: Held, *, on_progress: Callable[[int, int], None] = _silent, is_cancelled: Callable[[], bool] = _never
) -> Document:
    """The file read as a report, in a process of its own, telling how far it is: pages done, of how many.

    Raises Unreadable, with a sentence for the person, and Stopped (which is one) when it was cancelled.
    """

    def hear(words: str) -> None:
        numbers = [int(number) for number in re.findall(r"\d+", words)]
        on_progress(*(numbers[:2] if len(numbers) >= 2 else (0, 0)))

    return read_apart(_content(held), held.name, on_progress=hear, is_cancelled=is_cancelled)


def text_of(held: Held) -> str:
    """All words of the file, a block a line. Raises Unreadable, with a sentence for the person."""
    return "\n".join(block.text for block in read(_content(held), held.name).blocks)
