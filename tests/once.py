"""What is dear and the same for every test process of a run: made by the first that asks for it, read by all."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Where something of that name lies for all test processes of this run; nobody has made it yet, or it is whole."""
    own = factory.getbasetemp()
    # With xdist each process has a folder below one that they share.
    return (own.parent if own.name.startswith("popen-") else own) / name


@contextmanager
def made_once(folder: Path) -> Iterator[bool]:
    """Let one process at a time into the block, and say whether another has made what lies in `folder`.

    Whoever is told that it is not there makes it. If they fail the next one begins again, in an empty place.
    """
    mark = folder.with_suffix(".made")
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            shutil.rmtree(folder, ignore_errors=True)
        yield mark.exists()
        mark.touch()
