"""What one leaf of the tree is made of: every field of one event, as canonical bytes."""

from typing import Any

from lineofsight.trail.canonical import canonical
from lineofsight.trail.models import Event
from lineofsight.trail.tree import leaf_hash

# Spelt out: the order does not matter (canonical sorts), but a field left out would be a field nobody protects.
FIELDS = ("id", "ref", "act", "at", "actor_ref", "subject_ref", "agency_code", "sens", "commitment")


def content_of(values: tuple[Any, ...]) -> bytes:
    """The bytes that one event's leaf is made of; `values` in the order of FIELDS. Raises NotCanonical."""
    return canonical(dict(zip(FIELDS, values, strict=True)))


def leaf_of(event: Event) -> bytes:
    """The leaf hash of one event (32 bytes)."""
    return leaf_hash(content_of(tuple(getattr(event, name) for name in FIELDS)))
