"""What is known of one child, as plain values: the same fields as the engines read. A door above hands them on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened. `day` is None where it is known that it happened and not when."""

    kind: str
    day: date | None
    code: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Something that held from `start` and no longer on `until`; None: not known when it began, or it goes on."""

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
    """One child's facts. child: the pseudonym as people read it; born_month: the first day of the month of birth."""

    child: str
    events: tuple[Event, ...] = ()
    spans: tuple[Span, ...] = ()
    carried: tuple[Carried, ...] = ()
    born_month: date | None = None


def reaching(carried: tuple[Carried, ...], events: Iterable[Event]) -> tuple[Carried, ...]:
    """How far the records of one child reach, given what the returns carry.

    Of a kind that no return holds in full, and of which something is known, they reach from the last one on: lists that
    hold the last visit alone say that there was none after it, and nothing of those before.
    """
    whole = {one.kind for one in carried}
    last: dict[str, date] = {}
    for event in events:
        if event.kind not in whole and event.day is not None:
            last[event.kind] = max(last.get(event.kind, event.day), event.day)
    return (*carried, *(Carried(kind, day) for kind, day in sorted(last.items())))
