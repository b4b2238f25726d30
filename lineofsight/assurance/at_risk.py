"""Visits that an absence leaves at risk: due while whoever works with the child is away, and who makes them instead.

A visit that was made is due no longer, whoever made it: nothing here says so a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.assurance.due import Asked, judged, rules_in_use
from lineofsight.library.practice_lists import DueMatter
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import WorksWith, working_with
from lineofsight.records.tables import Known, known_of
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.rules import Away
from lineofsight.sight.obligation import Obligation

AHEAD_DAYS = 7
VISITS = "visits"


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A visit that is due while whoever works with the child is away. covered_by: the pseudonym of who makes it."""

    child: str
    standard: str
    version: int
    due: date
    is_overdue: bool
    worker: str
    team: str
    covered_by: str


@dataclass(frozen=True, slots=True)
class Untold:
    """A visit of which nobody can tell when it is due, while whoever works with the child is away."""

    child: str
    standard: str
    version: int
    worker: str
    team: str


@dataclass(frozen=True)
class Risks:
    """What an absence leaves at risk: the visits that are due, and those of which that is not known."""

    visits: tuple[AtRisk, ...] = ()
    untold: tuple[Untold, ...] = ()


def visits_at_risk(by: Actor, agency: Agency, *, on: date) -> tuple[AtRisk, ...]:
    """The visits at risk in an agency, of all its children, for whoever counts."""
    return risks(by, agency, on=on).visits


def risks(
    by: Actor, agency: Agency, *, on: date, due: Iterable[Obligation] | None = None, of: Known | None = None
) -> Risks:
    """What is at risk in an agency on a day and in the next seven, as far as `by` sees who is away.

    due: what is due for the children whom somebody sees; None: for all of the agency, for whoever counts.
    """
    known = of or known_of(agency.pk, at=by.now)
    last = on + timedelta(days=AHEAD_DAYS)
    workers = queries.workers_in(by, agency_ref=agency.ref)
    away: dict[str, list[Away]] = {}
    for one in queries.away(by, start=on, until=last, agency_ref=agency.ref):
        if one.staff_ref in workers:
            away.setdefault(workers[one.staff_ref], []).append(one)
    if not away:
        return Risks()
    # Who works with whom is looked up as background work does: a manager does not see every worker of the returns.
    # What comes out is of children and absences that they see.
    with scope(job("at-risk", now=by.now), writes=False):
        everybody = working_with(known, on=on)
    works = {child: one for child, one in everybody.items() if one.worker in away}
    if due is None:
        due = judged(known, Asked(on, children=tuple(sorted(works))), rules_in_use())
    due = tuple(due)
    visits = at_risk(due, works=works, away=away, covers=_covers(by, agency, on=on), on=on)
    return Risks(visits, untold(due, works=works, away=away, on=on))


def untold(
    due: Iterable[Obligation],
    *,
    works: Mapping[str, WorksWith],
    away: Mapping[str, Sequence[Away]],
    on: date,
) -> tuple[Untold, ...]:
    """The visits of which nobody can tell when they are due, and whose worker is away: today, or on the first day on
    which it may be, where that is in the next seven. Once for a child and a rule, whatever was not known before."""
    found = set()
    for one in due:
        first = max(one.due or on, on)
        if not one.is_not_known_now or one.child not in works or not _is_visit(one):
            continue
        its = works[one.child]
        if first <= on + timedelta(days=AHEAD_DAYS) and _is_away(its, first, away):
            found.add(Untold(one.child, one.standard, one.version, its.worker, its.team))
    return tuple(sorted(found, key=lambda one: (one.child, one.standard)))


def _is_visit(one: Obligation) -> bool:
    return shelf().newest(DueMatter, VISITS).takes(rules_in_use().edition(one.standard, one.version).family)


def _is_away(its: WorksWith, day: date, away: Mapping[str, Sequence[Away]]) -> bool:
    return any(each.holds(day) for each in away.get(its.worker, ()))


def at_risk(
    due: Iterable[Obligation],
    *,
    works: Mapping[str, WorksWith],
    away: Mapping[str, Sequence[Away]],
    covers: Mapping[tuple[str, str, date], str],
    on: date,
) -> tuple[AtRisk, ...]:
    """The visits among what is due whose worker is away when they have to be made: on their day, or now if overdue."""
    found = []
    for one in due:
        if one.status not in (Status.DUE, Status.OVERDUE) or one.due is None or one.child not in works:
            continue
        if one.due > on + timedelta(days=AHEAD_DAYS):
            continue
        its = works[one.child]
        if not _is_visit(one) or not _is_away(its, max(one.due, on), away):
            continue
        covered = covers.get((one.child, one.standard, one.due), "")
        overdue = one.status is Status.OVERDUE
        found.append(AtRisk(one.child, one.standard, one.version, one.due, overdue, its.worker, its.team, covered))
    # Who is covered by nobody first, then by day: nobody goes without.
    return tuple(sorted(found, key=lambda one: (one.covered_by != "", one.due, one.child, one.standard)))


def _covers(by: Actor, agency: Agency, *, on: date) -> Mapping[tuple[str, str, date], str]:
    """Who covers what: only somebody who is in post, and not away themselves when it is due."""
    in_post = {one.staff_ref for one in queries.in_post(by, on=on, agency_ref=agency.ref)}
    last = on + timedelta(days=AHEAD_DAYS)
    gone = queries.away(by, start=on, until=last, agency_ref=agency.ref)
    return {
        (one.child, one.standard, one.due): one.shown
        for one in queries.covers(by, agency_ref=agency.ref)
        if one.staff_ref in in_post
        and not any(each.staff_ref == one.staff_ref and each.holds(max(one.due, on)) for each in gone)
    }
