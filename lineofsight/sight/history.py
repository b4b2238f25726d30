"""What the engines read: the facts of children, each a day or two, and how far the records reach. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened. `day` is None where it is known that it happened and not when.

    link: what ties it to its beginning in the source (an enquiry, an assessment); empty where the source ties nothing.
    """

    kind: str
    day: date | None
    code: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Something that held from a day until a day. On `until` it no longer holds; None while it goes on.

    start is None where it is known that it began and not when.
    """

    kind: str
    start: date | None
    until: date | None = None
    code: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Carried:
    """From when until when (both included; None: without an end) the records hold a kind of fact."""

    kind: str
    start: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """One child's facts. `born_month` is the first day of the month of birth.

    carried: one line a kind; a kind without one is not carried at all, and what it should answer is not known.
    """

    child: str
    events: tuple[Event, ...] = ()
    spans: tuple[Span, ...] = ()
    carried: tuple[Carried, ...] = ()
    born_month: date | None = None


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days off of a calendar over the years that it knows: what «working days» are counted by."""

    id: str
    first: date
    last: date
    days_off: frozenset[date] = field(default_factory=frozenset)


Calendars = Mapping[str, WorkingDays]
"""The calendars by their id."""
