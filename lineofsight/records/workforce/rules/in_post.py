"""Who is in post on a day or in a period. Plain values, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class InPost:
    """Somebody in a post: one row for each post that a person has. `until`: the day on which it ended, not in it.

    agency: its name. role: our word for it (worker-roles of the library). Long leave is told, and nobody left out.
    """

    staff_ref: str
    shown: str
    agency: str
    agency_kind: str
    team: str
    role: str
    fte_hundredths: int
    since: date
    until: date | None
    is_agency_worker: bool
    is_case_holder: bool
    long_leave_since: date | None
    # An agency worker who covers a vacancy of an established post.
    covers_vacancy: bool = False
    post: str = ""


@dataclass(frozen=True)
class Away:
    """Somebody away from work, from a day until the day on which they were back."""

    staff_ref: str
    start: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether they are away on a day."""
        return holds(self.start, self.until, on)


@dataclass(frozen=True)
class Covers:
    """Somebody makes a visit in place of another: of which child, by which rule and day; and who it is."""

    child: str
    standard: str
    due: date
    staff_ref: str
    shown: str


class CannotCover(ValueError):
    """Whoever is named is not in post, or away themselves."""

    def __init__(self) -> None:
        super().__init__("Choose somebody who is in post and not away on that day.")


class NotAway(ValueError):
    """The days do not say when somebody is away."""

    def __init__(self) -> None:
        super().__init__("The day on which they are back comes after the first day away.")


def holds(start: date, until: date | None, on: date) -> bool:
    """Whether something that began, and may have ended, holds on a day: the day on which it ended is not in it."""
    return start <= on and (until is None or until > on)


def overlaps(start: date, until: date | None, *, first: date, last: date) -> bool:
    """Whether something held on any day from the first to the last, both among them."""
    return start <= last and (until is None or until > first)


def on_the_day(posts: Iterable[InPost], leaves: Sequence[Away], *, on: date) -> tuple[InPost, ...]:
    """Those in post on a day, by team, role and name, each with the long leave that they are on."""
    found = [_with_leave(one, leaves, on) for one in posts if holds(one.since, one.until, on)]
    return tuple(sorted(found, key=_in_order))


def in_the_period(posts: Iterable[InPost], leaves: Sequence[Away], *, start: date, until: date) -> tuple[InPost, ...]:
    """Those in post on any day of a period, both its ends among them; the leave is that of their last day in it."""
    found = []
    for one in posts:
        if overlaps(one.since, one.until, first=start, last=until):
            last = min(until, date.fromordinal(one.until.toordinal() - 1)) if one.until else until
            found.append(_with_leave(one, leaves, last))
    return tuple(sorted(found, key=_in_order))


def _with_leave(one: InPost, leaves: Sequence[Away], on: date) -> InPost:
    since = [leave.start for leave in leaves if leave.staff_ref == one.staff_ref and leave.holds(on)]
    return replace(one, long_leave_since=min(since)) if since else one


def _in_order(one: InPost) -> tuple[str, str, str, str, date]:
    return (one.agency, one.team, one.role, one.shown, one.since)
