"""What stands in a file that people uploaded: as a report, or as plain text to compare quotations with."""

from lineofsight.files.models import Held
from lineofsight.files.queries import open_held
from lineofsight.intake.apart import read_apart
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.dispatch import read


def _content(held: Held) -> bytes:
    with open_held(held) as file:
        return file.read()


def report_of(held: Held) -> Document:
    """The file read as a report, in a process of its own. Raises Unreadable, with a sentence for the person."""
    return read_apart(_content(held), held.name)


def text_of(held: Held) -> str:
    """All words of the file, a block a line. Raises Unreadable, with a sentence for the person."""
    return "\n".join(block.text for block in read(_content(held), held.name).blocks)
