"""Read a file in a process of its own, so that a hostile file exhausts that process and nobody else."""

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, TypeVar

from lineofsight.intake.blocks import FileRead
from lineofsight.intake.carrying import NotCarried, unpacked_as
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.guard import LARGEST_FILE, Unreadable, bytes_of

MEGABYTE = 1024 * 1024
READER = "lineofsight.intake.understand:read_document"
BLOCKS = "lineofsight.intake.readers.dispatch:read"
T = TypeVar("T")
# How the process ends: by a fault that nobody caught, or for want of memory.
FAILED, OUT_OF_MEMORY = 1, 3
_LOOK_AGAIN_SECONDS = 0.1
_LONGEST_ANSWER = 12 * LARGEST_FILE
_HOUSE = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from lineofsight.intake.reading import main; sys.exit(main(*sys.argv[2:]))"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: addresses in bytes, seconds of the processor, and seconds by the clock."""

    memory: int = 768 * MEGABYTE
    seconds: int = 60
    wall_seconds: float = 120.0


class Stopped(Unreadable):
    """The person who waited had the reading stopped."""


def read_apart(
    content: bytes,
    name: str,
    *,
    on_progress: Callable[[str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    limits: Limits = Limits(),
    reader: str = READER,
) -> Document:
    """Read a report as `read_document` does, in a limited process that can be stopped.

    `on_progress` hears how far it has come («Page 12 of 40»); once `is_cancelled` says yes, the process is ended.
    Raises Unreadable, with a sentence for the person, when the file cannot be read, also when the process came to
    its limits or failed; Stopped when it was cancelled.
    """
    return value_apart(
        Document, content, name, reader=reader, on_progress=on_progress, is_cancelled=is_cancelled, limits=limits
    )


def blocks_apart(
    content: bytes,
    name: str,
    *,
    on_progress: Callable[[str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> FileRead:
    """Read a file as `readers.dispatch.read` does, block by block and not understood, in such a process."""
    return value_apart(FileRead, content, name, reader=BLOCKS, on_progress=on_progress, is_cancelled=is_cancelled)


def value_apart(
    kind: type[T],
    content: bytes,
    name: str,
    *,
    reader: str,
    on_progress: Callable[[str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    limits: Limits = Limits(),
) -> T:
    """What the `reader` («module:function») makes of a file, in such a process: a frozen value of this kind."""
    content = bytes_of(content, name)
    # A new interpreter, never a copy of ours: a copy of a process with threads may hold their locks for ever.
    command = [sys.executable, "-I", *_compiled(), "-c", _PROGRAM, str(_HOUSE), name, reader]
    command += [str(limits.memory), str(limits.seconds)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        feeder = threading.Thread(target=_feed, args=(child.stdin, content), daemon=True)
        overdue = threading.Event()
        alarm = threading.Timer(limits.wall_seconds, _end, args=(child, overdue))
        feeder.start()
        alarm.start()
        try:
            answer = _listen(child.stdout, name, on_progress, is_cancelled)
            child.wait()
        finally:
            child.kill()
            alarm.cancel()
            feeder.join()
    if answer is not None and child.returncode == 0:
        return _unpacked(kind, answer, name)
    _refuse(name, child.returncode, is_overdue=overdue.is_set())


def _compiled() -> list[str]:
    """Options by which the process finds and leaves compiled programs where ours does: it enters them before the file
    comes, and compiling them anew takes as long as reading one."""
    prefix = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
    return [*prefix, *(["-B"] if sys.dont_write_bytecode else [])]


def _end(child: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    child.kill()


def _feed(pipe: IO[bytes], content: bytes) -> None:
    try:
        with pipe:
            pipe.write(content)
    except (BrokenPipeError, ValueError):
        return  # the process ended first; its exit says why


def _listen(
    pipe: IO[bytes],
    name: str,
    on_progress: Callable[[str], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> bytes | None:
    """Hear the process until it closes its mouth: the report as it arrived, or None when there was none."""
    held, heard = bytearray(), 0
    while True:
        if is_cancelled is not None and is_cancelled():
            raise Stopped(f"{name} was not read to its end, because you stopped it.")
        if not select.select([pipe], [], [], _LOOK_AGAIN_SECONDS)[0]:
            continue
        piece = os.read(pipe.fileno(), MEGABYTE)
        held += piece
        heard += len(piece)
        if heard > _LONGEST_ANSWER:
            _refuse(name, OUT_OF_MEMORY, is_overdue=False)
        if not piece:
            return bytes(held[1:]) if held.startswith(b"d") else None
        while held.startswith(b"p") and (end := held.find(b"\n")) >= 0:
            if on_progress is not None:
                on_progress(str(json.loads(held[1:end])))
            del held[: end + 1]
        if held.startswith(b"u") and held.endswith(b"\n"):
            raise Unreadable(str(json.loads(held[1:])))


def _unpacked(kind: type[T], answer: bytes, name: str) -> T:
    try:
        return unpacked_as(kind, answer)
    except NotCarried:
        _refuse(name, FAILED, is_overdue=False)


def _refuse(name: str, exit_code: int, *, is_overdue: bool) -> NoReturn:
    if exit_code == OUT_OF_MEMORY:
        raise Unreadable(f"{name} takes too much memory to read, so we stopped: split it and read each part.")
    if is_overdue or exit_code < 0:
        raise Unreadable(f"{name} takes too long to read, so we stopped: split it and read each part.")
    raise Unreadable(f"{name} could not be followed to its end: open it, save it again and try that.")
