"""What was known just before a return and with it, so that what it changed can be told."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lineofsight.records.tables import Known, known_of


@dataclass(frozen=True)
class Around:
    """What was known before a return and with it, with the merges of that moment; and when it was taken."""

    before: Known
    after: Known
    taken_at: datetime


def known_around(delivery: Any) -> Around:
    """Around a return that was taken."""
    after = replace(known_of(delivery.agency_id, at=delivery.taken_at), number=delivery.number, ref=delivery.ref)
    return Around(replace(after, number=delivery.number - 1, ref=f"before {delivery.ref}"), after, delivery.taken_at)
