"""What stands in a backup: a tar archive whose last member is this manifest, and a last line with the hash of it all.

It lies on the ground floor because it knows tables and folders and no room's meaning, and because the trail is what a
backup proves itself with.
"""

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
NAME = "manifest.json"
TRAILER_BYTES = len(b"sha256 ") + 64 + len(b"\n")
CHUNK = 1 << 20

# The session key lies beside the keys folder; whoever takes the keys along takes it too.
SESSION_KEY = "secret-key"
# Names inside an archive: below one of three folders, no step upwards, nothing hidden.
SAFE = re.compile(rf"(?:(?:database|files|keys)(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+|{SESSION_KEY}|{re.escape(NAME)})")

# Sign-ins and limits: a copied backup must not sign anybody in.
LEFT_OUT = ("django_session", "shared_cache")


class BackupRefused(RuntimeError):
    """A backup cannot be made or put back; the sentence says why and nothing was changed."""


class Member(BaseModel):
    """One file in the archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Manifest(BaseModel):
    """What the archive says of itself. `counts` are rows by table, `note` the last signed checkpoint ('' when none)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    version: str
    engine: Literal["sqlite", "postgresql"]
    made_at: datetime
    migrations: tuple[str, ...]
    counts: dict[str, int]
    tree_size: int
    tree_root: str
    note: str
    public_keys: tuple[str, ...]
    has_keys: bool
    members: dict[str, Member]


class HashingReader:
    """A file to read from that knows the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.hash, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.hash.update(content)
        self.size += len(content)
        return content


class HashingWriter:
    """A file to write to that knows the SHA-256 of what was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.hash, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.hash.update(content)
        self.size += len(content)
        return self._file.write(content)


def trailer(digest: str) -> bytes:
    """The last line of a backup."""
    return f"sha256 {digest}\n".encode()


def check_whole(path: Path) -> None:
    """Raise BackupRefused unless the backup is, to the byte, what was written."""
    try:
        length = path.stat().st_size - TRAILER_BYTES
        with path.open("rb") as file:
            digest = hashlib.sha256()
            left = max(length, 0)
            while left and (content := file.read(min(CHUNK, left))):
                digest.update(content)
                left -= len(content)
            last = file.read()
    except OSError as error:
        raise BackupRefused(f"{path} cannot be read: {error.strerror}.") from None
    if length <= 0 or last != trailer(digest.hexdigest()):
        raise BackupRefused(f"{path} is not a whole backup: it was changed, cut short, or is something else.")
