"""One way to write a value as bytes, so that the same value always has the same hash."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any


class NotCanonical(TypeError):
    """The value has no single written form (a float, a naive moment, an unknown type)."""


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise NotCanonical(f"the moment {value} has no time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise NotCanonical("every key must be a text")
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    # Floats are left out on purpose: two databases add them up differently.
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def canonical(value: Any) -> bytes:
    """Write a value as JSON with sorted keys and no spaces, in UTF-8.

    In: texts, whole numbers, booleans, None, days, aware moments (written in UTC), lists, mappings with text keys.
    Raises NotCanonical for anything else.
    """
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("a text holds half a character (a lone surrogate)") from None


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of some bytes, as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()
