"""What stands in a file that people uploaded: as a report, or as plain text to compare quotations with."""

from collections.abc import Callable

from lineofsight.files.models import Held
from lineofsight.files.queries import open_held
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.understand import read_document


def _content(held: Held) -> bytes:
    with open_held(held) as file:
        return file.read()


class Stopped(Exception):
    """Somebody stopped the reading."""


def _silent(done: int, of: int) -> None:
    return None


def _never() -> bool:
    return False


def report_of(
    held: Held, *, on_progress: Callable[[int, int], None] = _silent, is_cancelled: Callable[[], bool] = _never
) -> Document:
    """The file read as a report, telling how far it is: pages done, of how many.

    Raises Unreadable, with a sentence for the person, and Stopped.
    """
    content = _content(held)
    if is_cancelled():
        raise Stopped
    on_progress(0, 0)
    document = read_document(content, held.name)
    if is_cancelled():
        raise Stopped
    return document


def text_of(held: Held) -> str:
    """All words of the file, a block a line. Raises Unreadable, with a sentence for the person."""
    return "\n".join(block.text for block in read(_content(held), held.name).blocks)
