"""The trail's signing key: made once, kept in the keys folder, never in the database that it protects."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lineofsight.trail.checkpoint import PublicKey, SigningKey
from lineofsight.trail.refs import new_ref

SIGNING = "trail-signing-key"
# Public keys of before a restore without keys: their checkpoints still hold. Oldest first, one a line.
EARLIER = "trail-earlier-keys"


def kept_secret(folder: Path, name: str, *, make: Callable[[], str]) -> str:
    """A secret of this installation by its name, made on first use (readable by the service only)."""
    kept = folder / name
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written whole under another name first, so that two processes starting together keep one key.
        draft = folder / f"{name}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, kept)
        draft.unlink()
    return kept.read_text()


def signing_key(folder: Path) -> SigningKey:
    """The signing key of this installation, made on first use (readable by the service only)."""
    made = kept_secret(folder, SIGNING, make=lambda: SigningKey.new(f"lineofsight/{new_ref()[:12]}").secret_text())
    return SigningKey.read(made)


def known_keys(folder: Path) -> tuple[PublicKey, ...]:
    """The public keys whose checkpoints hold here: earlier ones first, the present one last."""
    earlier = folder / EARLIER
    lines = earlier.read_text().split() if earlier.exists() else []
    return (*(PublicKey.read(line) for line in lines), signing_key(folder).public)


def trust_earlier(folder: Path, keys: tuple[PublicKey, ...]) -> None:
    """Accept the checkpoints of these keys too (after a restore without keys)."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / EARLIER).write_text("".join(f"{key.text()}\n" for key in keys))
