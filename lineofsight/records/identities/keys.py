"""The keys of the pseudonyms: one file an agency, in a folder of its own, in the database and in backups never.

Whoever has the key can say which pseudonym a known child has; whoever has the database alone cannot. So the council
keeps this folder apart (LOS_PSEUDONYM_KEYS), and copies it by itself.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lineofsight.partnership.models import Agency
from lineofsight.program import program
from lineofsight.records.identities.rules import Key, key_of

SECRET_BYTES = 32


class KeyMissing(Exception):
    """The key of an agency's pseudonyms is not here, so nothing can be imported. The sentence says what to do."""


@dataclass(frozen=True)
class Keys:
    """The keys of an agency: the present one, and earlier ones by which children who were taken before are found."""

    present: Key
    earlier: tuple[Key, ...] = ()

    @property
    def all(self) -> tuple[Key, ...]:
        """The present one first."""
        return (self.present, *self.earlier)


def key_file(agency: Agency) -> Path:
    """Where the keys of an agency are kept."""
    return Path(settings.PSEUDONYM_KEYS_ROOT) / f"pseudonyms-{agency.code}.key"


def held_keys(agency: Agency) -> Keys:
    """The keys of an agency. In the demonstration one is made on first use. Raises KeyMissing."""
    path = key_file(agency)
    if not path.exists() and settings.IS_DEMONSTRATION:
        return make_key(agency)
    try:
        secrets_held = [bytes.fromhex(line) for line in path.read_text().split()]
    except FileNotFoundError:
        raise KeyMissing(
            f"The key of the pseudonyms of {agency.name} is not here, so nothing can be imported. Put the file "
            f"{path.name} into the folder that LOS_PSEUDONYM_KEYS names, or, the first time, make one: "
            f"{program()} pseudonym --new-key --agency {agency.code}"
        ) from None
    except (OSError, ValueError):
        secrets_held = []
    if not secrets_held or any(len(secret) != SECRET_BYTES for secret in secrets_held):
        raise KeyMissing(f"The key file {path.name} cannot be read as keys. Put an unchanged copy of it back.")
    *earlier, present = [key_of(secret) for secret in secrets_held]
    return Keys(present, tuple(reversed(earlier)))


def make_key(agency: Agency) -> Keys:
    """Make a new key; earlier ones stay in the file, until all children were taken again under the new one."""
    path = key_file(agency)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = path.read_text() if path.exists() else ""
    _write_whole(path, held + secrets.token_hex(SECRET_BYTES) + "\n")
    *earlier, present = [key_of(bytes.fromhex(line)) for line in path.read_text().split()]
    return Keys(present, tuple(reversed(earlier)))


def forget_earlier(agency: Agency) -> int:
    """Take the earlier keys out of the file. Out: how many there were."""
    path = key_file(agency)
    lines = path.read_text().split()
    _write_whole(path, lines[-1] + "\n")
    return len(lines) - 1


def _write_whole(path: Path, text: str) -> None:
    # Whole under another name first: a key file cut in two would be a lost key.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
