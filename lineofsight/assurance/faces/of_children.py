"""Rows of what the children's records hold: visits, reviews, who is in care, what was due, supervision.

With what was known at the moment of whoever counts: what came later is in no row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.conf import settings

from lineofsight.assurance.due import countable, rules_in_use
from lineofsight.assurance.faces.row import Row, in_order
from lineofsight.assurance.shelf import shelf
from lineofsight.library.fact import FactKind
from lineofsight.library.measure import FaceColumns
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.records.children import agencies_with_children
from lineofsight.records.facts import events_of, reach_of_kinds
from lineofsight.records.lasting import allocations_until, placed_on, times_in_care
from lineofsight.records.tables import Known, known_of
from lineofsight.records.teams import teams_of
from lineofsight.sight.history import Event
from lineofsight.sight.reviewing import ADVOCATE, REVIEW, TALK
from lineofsight.sight.voice import VISITS, Works, child_row, review_rows, visit_rows

KINDS = (REVIEW, TALK, ADVOCATE, *VISITS)
PLACEMENT = "placement"
SUPERVISION = ("supervision", "worker-supervision")
# How a person reads it; what is still ahead is no row.
_STANDS = {
    Status.MET: "in time",
    Status.LATE: "late",
    Status.MISSED: "not done",
    Status.OVERDUE: "not done",
    Status.UNKNOWN: "not known",
}
Named = dict[str, str | int | date | None]


def _of_each(face: str, rows: Callable[[Known, date], Iterator[Named]]) -> Callable[[Actor, date], Iterator[Row]]:
    """The rows of a face, of one agency after the other."""

    def of_all(by: Actor, on: date) -> Iterator[Row]:
        names = shelf().get(FaceColumns, face, on=on).column_names()
        for agency in agencies_with_children(by):
            of = known_of(agency.pk, at=by.now)
            for row in rows(of, on):
                yield in_order({**row, "agency": agency.name}, names)

    return of_all


Events = Mapping[str, tuple[Event, ...]]


def events(of: Known, on: date) -> Events:
    """What happened of the kinds that count here, by child."""
    codes = {one: shelf().get(FactKind, one, on=on).codes for one in KINDS}
    # A code that the library no longer has says nothing that anybody could read.
    return {
        child: tuple(one if one.code in codes[one.kind] else replace(one, code="") for one in some)
        for child, some in events_of(of, KINDS).items()
    }


def reviews(of: Known, on: date, happened: Events | None = None) -> Iterator[Named]:
    """The reviews of children in care that were held by a day. happened: where the caller has read it already."""
    reach, care = reach_of_kinds(of), times_in_care(of, until=on)
    for child, some in (happened or events(of, on)).items():
        starts = [start for start, _ in care.get(child, ())]
        yield from review_rows(child, some, starts=starts, reach=reach, first=date.min, last=on)


def visits(of: Known, on: date, happened: Events | None = None) -> Iterator[Named]:
    """The visits to children by a day."""
    teams = teams_of(of)
    for child, some in (happened or events(of, on)).items():
        for row in visit_rows(child, some, first=date.min, last=on):
            day = row["visit_date"]
            assert isinstance(day, date)
            yield row | {"team": teams.on(child, day) or None}


def children(of: Known, on: date, happened: Events | None = None) -> Iterator[Named]:
    """The children who are in care on a day."""
    reach, seen, works = reach_of_kinds(of), happened or events(of, on), allocations_until(of, on=on)
    for child, times in times_in_care(of, until=on).items():
        since = next((start for start, until in times if until is None or until > on), None)
        if since is not None:
            works_with = [Works(*one) for one in works.get(child, ())]
            yield child_row(child, since=since, works=works_with, events=seen.get(child, ()), reach=reach, on=on)


def _placed(of: Known, on: date) -> Iterator[Named]:
    """The same with where each of them lives, as far as the library knows the code."""
    placed, codes = placed_on(of, on=on), shelf().get(FactKind, PLACEMENT, on=on).codes
    for row in children(of, on):
        code = placed.get(str(row["child"]), "")
        yield row | {"placement": code if code in codes else None}


@lru_cache(maxsize=4)
def _all_due(of: Known, on: date, _own: str) -> tuple[Named, ...]:
    """What was due by a day, once for each return and day: it is the longest of all to work out."""
    rules, teams = rules_in_use(), teams_of(of)
    family = {(one.id, one.version): one.family for one in rules.standards}
    found: dict[tuple[str, str], Named] = {}
    for one in countable(of, as_at=on):
        if one.status is Status.DUE:
            continue
        which = "|".join(str(part) for part in (one.standard, one.since, one.counted_from, one.limit, one.due))
        found[one.child, which] = {
            "child": one.child,
            "which": which,
            "family": family[one.standard, one.version],
            "standard": one.standard,
            "team": teams.on(one.child, one.due or on) or None,
            "due_date": one.due,
            "met_date": one.met,
            "stands": _STANDS[one.status],
        }
    return tuple(found.values())


def _due(of: Known, on: date) -> Iterator[Named]:
    yield from _all_due(of, on, settings.LOS_SHELF)


def _supervision(of: Known, on: date) -> Iterator[Named]:
    teams = teams_of(of)
    for child, some in events_of(of, SUPERVISION).items():
        found = {(one.kind, one.day): one for one in some if one.day and one.day <= on}
        for (kind, day), one in found.items():
            assert day is not None
            yield {
                "child": child,
                "kind": kind,
                "supervision_date": day,
                "code": one.code or None,
                "team": teams.on(child, day) or None,
            }


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {
    "visits": _of_each("visits", visits),
    "care-reviews": _of_each("care-reviews", reviews),
    "children-in-care": _of_each("children-in-care", _placed),
    "due": _of_each("due", _due),
    "supervision": _of_each("supervision", _supervision),
}
