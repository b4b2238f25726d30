"""The next two weeks of somebody who works with children: what is due on which day, and what is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lineofsight.desk.sight.lists import SOON, DueLine, View, due_list, matter_of
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.reach import OnePerson
from lineofsight.records.posts import has_post


@dataclass(frozen=True)
class OneDay:
    """What is due on a day, the most serious first."""

    day: date
    lines: tuple[DueLine, ...]


@dataclass(frozen=True)
class OneChild:
    """What is overdue of a child, the latest first: what one visit may close stands together."""

    child: str
    ref: str
    lines: tuple[DueLine, ...]

    def answered_by(self, kind: str) -> int:
        """How many of them something of a kind of fact may answer."""
        return sum(line.edition.shape.met_by.event == kind for line in self.lines)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of fact that answer them, each once."""
        return tuple(dict.fromkeys(kind for line in self.lines if (kind := line.edition.shape.met_by.event)))


@dataclass(frozen=True)
class MyDays:
    """What is overdue child by child, the latest first, then day by day until `last`.

    is_near: whether a post brings the person near any child.
    """

    overdue: tuple[OneChild, ...]
    days: tuple[OneDay, ...]
    unknown: int
    last: date
    is_near: bool


def my_days(actor: Actor, *, today: date) -> MyDays:
    """What is due for the children whom somebody works with. Raises Forbidden."""
    found = due_list(actor, as_at=today, view=View.EVERYTHING, about=matter_of("all", ()))
    last = today + timedelta(days=SOON)
    return MyDays(
        overdue=_by_child(line for line in found.lines if line.obligation.status is Status.OVERDUE),
        days=tuple(_by_day(found.lines, last)),
        unknown=found.counts[View.UNKNOWN],
        last=last,
        is_near=actor.reach.children > OnePerson.NEAR or has_post(actor),
    )


def _by_child(lines: Iterable[DueLine]) -> tuple[OneChild, ...]:
    """The child with what is latest first; then the more serious rule, as in every list of what is due."""
    of: dict[str, list[DueLine]] = {}
    for line in sorted(lines, key=lambda line: (-line.obligation.days_late, line.edition.order, line.child)):
        of.setdefault(line.child, []).append(line)
    return tuple(OneChild(child, some[0].ref, tuple(some)) for child, some in of.items())


def _by_day(lines: Iterable[DueLine], last: date) -> Iterable[OneDay]:
    ahead = [line for line in lines if line.obligation.status is Status.DUE and line.obligation.due]
    ahead = [line for line in ahead if line.obligation.due and line.obligation.due <= last]
    for day, some in groupby(sorted(ahead, key=_day_then_order), key=lambda line: line.obligation.due):
        if day is not None:
            yield OneDay(day, tuple(some))


def _day_then_order(line: DueLine) -> tuple[date, int, str]:
    return line.obligation.due or date.max, line.edition.order, line.child


def days_of_children(actor: Actor, *, today: date) -> tuple[date, ...]:
    """The days alone, for a calendar that stands outside: each once, and nothing of any child.

    Of whoever sees all children of an agency: none, because they are not theirs to do.
    """
    if actor.reach.children is not OnePerson.NEAR:
        return ()
    found = my_days(actor, today=today)
    late = (line for one in found.overdue for line in one.lines)
    overdue = {line.obligation.due for line in late if line.obligation.due}
    return tuple(sorted({one.day for one in found.days} | overdue))
