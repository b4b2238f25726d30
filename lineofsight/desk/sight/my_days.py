"""The next two weeks of somebody who works with children: what is due on which day, and what is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lineofsight.desk.sight.lists import SOON, DueLine, View, due_list, matter_of
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import OnePerson
from lineofsight.records.posts import has_post


@dataclass(frozen=True)
class OneDay:
    """What is due on a day, the most serious first."""

    day: date
    lines: tuple[DueLine, ...]


@dataclass(frozen=True)
class MyDays:
    """What is overdue, then day by day until `last`. is_near: whether a post brings the person near any child."""

    overdue: tuple[DueLine, ...]
    days: tuple[OneDay, ...]
    unknown: int
    last: date
    is_near: bool


def my_days(actor: Actor, *, today: date) -> MyDays:
    """What is due for the children whom somebody works with. Raises Forbidden."""
    found = due_list(actor, as_at=today, view=View.EVERYTHING, about=matter_of("all", ()))
    last = today + timedelta(days=SOON)
    return MyDays(
        overdue=tuple(line for line in found.lines if line.obligation.status is Status.OVERDUE),
        days=tuple(_by_day(found.lines, last)),
        unknown=found.counts[View.UNKNOWN],
        last=last,
        is_near=actor.reach.children > OnePerson.NEAR or has_post(actor),
    )


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
    overdue = {line.obligation.due for line in found.overdue if line.obligation.due}
    return tuple(sorted({one.day for one in found.days} | overdue))
