"""What is true of a newer version of evidence: when what rested on the old may rest on it without another look."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Covers:
    """What a piece of evidence speaks of: which months, how far it reaches, and about whom (an agency's reference)."""

    period_from: date | None
    period_to: date | None
    scope: str
    about: str


def is_same_cover(old: Covers, new: Covers) -> bool:
    """Whether the newer version speaks of the same months and the same place, so that its ticks are set beforehand."""
    return old == new


def what_differs(old: Covers, new: Covers) -> tuple[str, ...]:
    """What the newer version speaks of otherwise, in words; empty where `is_same_cover`."""
    found = []
    if (old.period_from, old.period_to) != (new.period_from, new.period_to):
        found.append("other months")
    if old.scope != new.scope:
        found.append("another reach")
    if old.about != new.about:
        found.append("somebody else")
    return tuple(found)
