"""What children need from somebody's team or office today: the first lines of «My work», counts and no child."""

from collections.abc import Iterator
from datetime import date

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.sight.lists import View, due_list, matter_of
from lineofsight.desk.sight.my_days import my_days
from lineofsight.desk.sight.reviews import WORKING_DAYS, officer_page
from lineofsight.desk.sight.team_day import AHEAD_DAYS, team_day
from lineofsight.library.standard_examples import Status
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.sight.reviewing import Said


def waiting(actor: Actor, *, day: date) -> Iterator[Waiting]:
    """The lines of a team manager (visits, and who makes those of whoever is away), a practitioner and an officer.

    They count what the pages that they lead to list, by the same rules and for the same reader; nothing where nothing
    is due. What nobody can tell is a line of its own: it must not read as nothing.
    """
    if Role.TEAM_MANAGER in actor.roles:
        yield from _visits(actor, day)
    if Role.PRACTITIONER in actor.roles:
        yield from _own_days(actor, day)
    if Role.REVIEWING_OFFICER in actor.roles:
        yield from _reviews(actor, day)


def _visits(actor: Actor, day: date) -> Iterator[Waiting]:
    found = due_list(actor, as_at=day, view=View.NEEDS, about=matter_of("visits", ()))
    needs, unknown = found.children[View.NEEDS], found.children[View.UNKNOWN]
    if needs:
        yield Waiting(
            text=f"{_children(needs)} should have been visited by today",
            kind="visits",
            ref="",
            note="The day is that of the oldest." if needs > 1 else "",
            due=min((line.obligation.due for line in found.lines if line.obligation.due), default=day),
        )
    at_risk = team_day(actor, on=day)
    if at_risk.open:
        visits = "1 visit" if at_risk.open == 1 else f"{at_risk.open} visits"
        yield Waiting(
            text=f"{visits} of somebody who is away: covered by nobody",
            kind="team_day",
            ref="",
            note=f"Due now or in the next {AHEAD_DAYS} days. Say who makes {'it' if at_risk.open == 1 else 'them'}.",
            due=min(one.visit.due for one in at_risk.risks if not one.visit.covered_by),
        )
    if unknown:
        yield Waiting(
            text=f"{_children(unknown)}: nobody can tell when a visit is due",
            kind="visits_unknown",
            ref="",
            note="A fact is missing in what was brought in: each line says who writes it where.",
        )


def _own_days(actor: Actor, day: date) -> Iterator[Waiting]:
    """What is overdue or falls due in the next two weeks, of the children whom somebody works with."""
    found = my_days(actor, today=day)
    ahead = [one.day for one in found.days for _ in one.lines]
    if found.overdue or ahead:
        overdue = [line for one in found.overdue for line in one.lines]
        told = [f"{len(overdue)} overdue"] if overdue else []
        told += [f"{len(ahead)} due by {day_words(found.last)}"] if ahead else []
        late = [line.obligation.due for line in overdue if line.obligation.due]
        yield Waiting(
            text=f"Visits and what else your children are owed: {' and '.join(told)}",
            kind="my_days",
            ref="",
            note="The day is that of the first." if len(late) + len(ahead) > 1 else "",
            due=min([*late, *ahead]),
        )


def _reviews(actor: Actor, day: date) -> Iterator[Waiting]:
    found = officer_page(actor, as_at=day)
    if found.lines:
        silent = sum(line.spoken.said is Said.NOT_YET for line in found.lines)
        few = len(found.lines) == 1
        past = sum(line.obligation.status is Status.OVERDUE for line in found.lines)
        yield Waiting(
            text=_overdue_and_due(past, len(found.lines) - past),
            kind="reviews_due",
            ref="",
            note=f"Nobody has spoken with {_children(silent)} before {'it' if few else 'them'} yet." if silent else "",
            due=min((line.obligation.due for line in found.lines if line.obligation.due), default=None),
        )
    if found.decisions:
        few = len(found.decisions) == 1
        decisions = (
            "1 decision of a review past its" if few else f"{len(found.decisions)} decisions of reviews past their"
        )
        yield Waiting(
            text=f"{decisions} date",
            kind="decisions_past",
            ref="",
            note="Not recorded as done.",
            due=found.decisions[0].day,
        )
    if found.plans:
        few = len(found.plans) == 1
        yield Waiting(
            text=f"{len(found.plans)} {'plan was' if few else 'plans were'} changed with no review since",
            kind="plans_changed",
            ref="",
            since=found.plans[0].day,
        )
    if found.unknown:
        yield Waiting(
            text=f"{_children(found.unknown)}: nobody can tell when a review is due",
            kind="reviews_unknown",
            ref="",
            note="A fact is missing in what was brought in: each line says who writes it where.",
        )


def _overdue_and_due(past: int, coming: int) -> str:
    """«1 review is overdue, and 2 are due in 10 working days»: what is not so is not said."""
    due = f"due in {WORKING_DAYS} working days"
    if not past:
        return f"1 review is {due}" if coming == 1 else f"{coming} reviews are {due}"
    late = "1 review is overdue" if past == 1 else f"{past} reviews are overdue"
    return f"{late}, and {coming} {'is' if coming == 1 else 'are'} {due}" if coming else late


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"
