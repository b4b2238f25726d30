"""What the engines read: the facts of children as the records hand them up, and calendars. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lineofsight.records.histories import Carried, Event, History, Span

__all__ = ["Calendars", "Carried", "Event", "History", "Span", "WorkingDays"]


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days off of a calendar over the years that it knows: what «working days» are counted by."""

    id: str
    first: date
    last: date
    days_off: frozenset[date] = field(default_factory=frozenset)


Calendars = Mapping[str, WorkingDays]
"""The calendars by their id."""
