"""Files under their own hash. A file is there whole or not at all, and is checked each time it is read. No Django.

<root>/incoming/<random>.part      being received
<root>/3f/3fa8…                    kept: the SHA-256 of the content, in folders by its first two digits
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_CHUNK = 256 * 1024
_SHA = re.compile(r"[0-9a-f]{64}")


class Missing(Exception):
    """A file that should be kept is not there. The operator has to restore it from a backup."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__("This file is not where it was kept. Tell the people who run the service.")


class Damaged(Exception):
    """A kept file is no longer what it was. It is not handed out; the operator has to restore it from a backup."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__("This file has changed where it is kept, so we do not hand it out.")


class TooLarge(Exception):
    """More bytes came than a file may have; reading stopped there."""


@dataclass(frozen=True)
class Incoming:
    """A file received and not yet kept: where it waits, its hash and its size in bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Sweep:
    """What lies in the store and belongs to nothing (hashes, and names of unfinished files), and what is missing."""

    unreferenced: tuple[str, ...]
    unfinished: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Store:
    """A folder of files by hash."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        """Where the file with this hash stands. Raises ValueError when it is no hash."""
        if not _SHA.fullmatch(sha256):
            raise ValueError("a file is named by its SHA-256, in 64 small hex digits")
        return self.root / sha256[:2] / sha256

    @contextmanager
    def received(self, content: BinaryIO, *, most: int) -> Iterator[Incoming]:
        """Take the content in, at most `most` bytes. Whatever happens in the block, nothing unfinished stays.

        Raises TooLarge after `most` bytes, before the rest is read.
        """
        folder = self.root / "incoming"
        _make_folder(folder)
        path = folder / f"{secrets.token_hex(16)}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with _create(path) as file:
                while piece := content.read(_CHUNK):
                    size += len(piece)
                    if size > most:
                        raise TooLarge
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            yield Incoming(path, digest.hexdigest(), size)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, incoming: Incoming) -> Path:
        """Give a received file its lasting place: whole, in one step, and safe from a power cut once this returns.

        The same content again changes nothing, unless what stood there was damaged: then it is mended.
        """
        path = self.path_of(incoming.sha256)
        _make_folder(path.parent)
        if not self._is_whole(incoming.sha256):
            os.replace(incoming.path, path)
            _sync_folder(path.parent)
        return path

    def open(self, sha256: str) -> BinaryIO:
        """The kept file, at its beginning, once its content was found to be what its name says.

        Raises Missing or Damaged. The caller closes it.
        """
        try:
            file = self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise Missing(sha256) from None
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise Damaged(sha256)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def sweep(self, *, referenced: set[str], before: datetime) -> Sweep:
        """What belongs to nothing, and what is missing. Removes nothing.

        A file is kept before its row is written, so one younger than `before` (aware) may still be waiting for it.
        """
        if before.tzinfo is None:
            raise ValueError("the moment before which files are old needs a time zone")
        kept = {path.name: path for path in self.root.glob("??/*") if _SHA.fullmatch(path.name)}
        old = {sha256 for sha256, path in kept.items() if _is_older(path, before)}
        unfinished = [path.name for path in self.root.glob("incoming/*") if _is_older(path, before)]
        return Sweep(
            unreferenced=tuple(sorted(old - referenced)),
            unfinished=tuple(sorted(unfinished)),
            missing=tuple(sorted(referenced - kept.keys())),
        )

    def _is_whole(self, sha256: str) -> bool:
        try:
            self.open(sha256).close()
        except (Missing, Damaged):
            return False
        return True


def _is_older(path: Path, moment: datetime) -> bool:
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
    return False


def _create(path: Path) -> BinaryIO:
    # For us alone from its first moment, and never through a link that somebody laid there.
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb")


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    # A new folder's own entry stands in its parent.
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
