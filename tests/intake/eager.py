"""Readers that do what a hostile file would bring a reader to. They run in a process of their own."""

import os
import time

from lineofsight.intake.documents import Document
from lineofsight.intake.readers.progress import tell

EATEN = 300_000_000
WORKED_SECONDS = 2.0


def eats(content: bytes, name: str) -> Document:
    """Take 300 MB, then be done."""
    return Document(f"{len(b'x' * EATEN)} eaten", ())


def holds(path: object) -> Document:
    """Take 300 MB, as a reader of whole files would."""
    return eats(b"", str(path))


def works(content: bytes, name: str) -> Document:
    """Work until the processor has given it two seconds, however fast it is, then be done."""
    rounds = 0
    while time.process_time() < WORKED_SECONDS:
        rounds += sum(number % 7 for number in range(100_000))
    return Document(f"{rounds} counted", ())


def never_ends(content: bytes, name: str) -> Document:
    """Say which process it is, and go on for ever."""
    tell(str(os.getpid()))
    while True:
        pass


def waits(content: bytes, name: str) -> Document:
    """Wait for ever, at no cost to the processor."""
    read_end, _ = os.pipe()
    os.read(read_end, 1)
    return Document("", ())


def tells(content: bytes, name: str) -> Document:
    """Say how far it has come."""
    for page in (1, 2, 3):
        tell(f"Page {page} of 3")
    return Document("Told", ())


def fails(content: bytes, name: str) -> Document:
    """Come upon something that nobody thought of."""
    raise KeyError("nobody thought of this")


def dies(content: bytes, name: str) -> Document:
    """End at once, as a fault in a library does."""
    os.abort()


def lies(content: bytes, name: str) -> Document:
    """Give back something that is no report."""
    return Document(3, (), other=("no remainder",))  # type: ignore[arg-type]
