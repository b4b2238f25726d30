"""Posts filled, vacant and covered, and how long people stay. Plain values, no clock.

Source: dfe-csww. Whole numbers of hundredths of full time, so that sums are exact.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.records.workforce.rules.in_post import InPost


@dataclass(frozen=True)
class Held:
    """An established post on a day and since when it is there, in hundredths of full time: all of it, what people of
    the agency fill, and what agency workers cover of the rest."""

    post: str
    agency: str
    team: str
    role: str
    since: date
    established: int
    filled: int = 0
    covered: int = 0

    @property
    def vacant(self) -> int:
        """What nobody of the agency fills, covered or not."""
        return self.established - self.filled

    @property
    def open(self) -> int:
        """What is vacant and covered by nobody."""
        return self.vacant - self.covered


def filled(posts: Iterable[Held], people: Iterable[InPost]) -> tuple[Held, ...]:
    """The posts with what is filled and covered of each.

    Who has a post by its number fills that one; who has none fills what is left in their team and role, and an agency
    worker covers only a post that their list names. Nobody fills more than there is, and whoever has a post that no
    list holds fills none.
    """
    found = {one.post: one for one in sorted(posts, key=lambda one: one.post)}
    loose: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in people:
        post = found.get(one.post)
        if one.is_agency_worker:
            if post is not None:
                found[post.post] = replace(post, covered=post.covered + one.fte_hundredths)
        elif post is not None:
            fits = min(one.fte_hundredths, post.established - post.filled)
            found[post.post] = replace(post, filled=post.filled + fits)
        elif not one.post:
            loose[(one.agency, one.team, one.role)] += one.fte_hundredths
    for id, post in found.items():
        fits = min(loose[(post.agency, post.team, post.role)], post.vacant)
        loose[(post.agency, post.team, post.role)] -= fits
        whole = replace(post, filled=post.filled + fits)
        found[id] = replace(whole, covered=min(whole.covered, whole.vacant))
    return tuple(found.values())


@dataclass(frozen=True)
class Place:
    """A team and role on a day: posts, people and cover, in hundredths of full time; `people` and `agency` in heads."""

    team: str
    role: str
    established: int = 0
    vacant: int = 0
    covered: int = 0
    people: int = 0
    in_post: int = 0
    agency: int = 0
    on_long_leave: int = 0


def places(posts: Sequence[Held], people: Sequence[InPost]) -> tuple[Place, ...]:
    """Each team and role with its posts and people, by name and never by size."""
    found: dict[tuple[str, str], Place] = {}
    for team, role in sorted({(one.team, one.role) for one in posts} | {(one.team, one.role) for one in people}):
        its = [one for one in posts if (one.team, one.role) == (team, role)]
        own = [one for one in people if (one.team, one.role) == (team, role) and not one.is_agency_worker]
        agency = [one for one in people if (one.team, one.role) == (team, role) and one.is_agency_worker]
        found[(team, role)] = Place(
            team=team,
            role=role,
            established=sum(one.established for one in its),
            vacant=sum(one.vacant for one in its),
            covered=sum(one.covered for one in its),
            people=len({one.staff_ref for one in own}),
            in_post=sum(one.fte_hundredths for one in own),
            agency=len({one.staff_ref for one in agency}),
            on_long_leave=len({one.staff_ref for one in own if one.long_leave_since}),
        )
    return tuple(found.values())


@dataclass(frozen=True)
class Stay:
    """The time that somebody was in the agency without a break, whatever posts they had in it."""

    staff_ref: str
    agency: str
    joined: date
    left: date | None

    def months(self, on: date) -> int:
        """Whole months until they left, or until a day."""
        end = min(self.left or on, on)
        return (end.year - self.joined.year) * 12 + end.month - self.joined.month - (end.day < self.joined.day)

    def has_left(self, on: date) -> bool:
        """Whether they had left by a day."""
        return self.left is not None and self.left <= on


def stays(posts: Iterable[InPost]) -> tuple[Stay, ...]:
    """The stays of people of the agency, in the order in which they joined. One post that begins on the day on which
    another ended is no break; agency workers do not stay."""
    of: dict[str, list[InPost]] = defaultdict(list)
    for one in posts:
        if not one.is_agency_worker:
            of[one.staff_ref].append(one)
    found: list[Stay] = []
    for ref, rows in of.items():
        current: Stay | None = None
        for one in sorted(rows, key=lambda each: (each.since, each.until or date.max)):
            if current is not None and (current.left is None or one.since <= current.left):
                later = None if current.left is None or one.until is None else max(current.left, one.until)
                current = replace(current, left=later)
                continue
            if current is not None:
                found.append(current)
            current = Stay(ref, one.agency, one.since, one.until)
        if current is not None:
            found.append(current)
    return tuple(sorted(found, key=lambda one: (one.joined, one.staff_ref)))


@dataclass(frozen=True)
class OnIt:
    """Somebody on a programme, with the milestones that they reached and when."""

    staff_ref: str
    agency: str
    team: str
    programme: str
    start: date
    until: date | None
    reached: tuple[tuple[str, date], ...]


def working_days_away(
    spells: Iterable[tuple[date, date | None]], *, first: date, last: date, days_off: frozenset[date]
) -> int:
    """On how many working days of a period, both its ends among them, somebody was away; no day counts twice."""
    days: set[date] = set()
    for start, until in spells:
        end = last if until is None else min(last, date.fromordinal(until.toordinal() - 1))
        begin = max(first, start)
        days |= {date.fromordinal(at) for at in range(begin.toordinal(), end.toordinal() + 1)}
    return sum(day.weekday() < 5 and day not in days_off for day in days)
