"""The keys under which agencies' names are hashed: a file each, beside the signing key, in the database never."""

import secrets
from pathlib import Path

from django.conf import settings

from lineofsight.partnership.models import Agency
from lineofsight.trail.canonical import sha256_hex
from lineofsight.trail.keys import kept_secret


def name_key(agency: Agency) -> bytes:
    """The key of an agency's names: beside the trail's, made on first use, in the database never."""
    return bytes.fromhex(kept_secret(settings.KEYS_ROOT, _key_file(agency), make=lambda: secrets.token_hex(32)).strip())


def known_key(agency: Agency) -> bytes | None:
    """The key of an agency's names where there is one; nothing is made."""
    kept = Path(settings.KEYS_ROOT) / _key_file(agency)
    return bytes.fromhex(kept.read_text().strip()) if kept.exists() else None


def _key_file(agency: Agency) -> str:
    return f"names-key-{agency.ref}"


def key_mark(key: bytes) -> str:
    """By which a stored hash tells under which key it was made; the key cannot be worked out from it."""
    return sha256_hex(key)[:16]
