"""The reviewing officer's page: reviews in the next ten working days, and what is undone since the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.desk.sight.judged import kept_obligations, rules_in_use
from lineofsight.desk.sight.lists import FRESH_DAYS, said, told
from lineofsight.library.caseload import Caseload
from lineofsight.library.clock import Counted
from lineofsight.library.fact import FactKind
from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import Delivered, children_near, known_to, last_delivery, refs_of
from lineofsight.records.facts import OFFICER, events_of, own_caseload, reach_of_kinds
from lineofsight.sight import reviewing
from lineofsight.sight.explain import Explanation
from lineofsight.sight.history import Event
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.plain.days import NoCalendar, later
from lineofsight.sight.reviewing import Answer

WORKING_DAYS = 10
CALENDAR = "england-bank-holidays"
# Reviews of children in care; conferences are the protection service's.
REVIEWS = "cla-review"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review that is overdue or comes soon, with what is known of the child's voice in it."""

    child: str
    ref: str
    obligation: Obligation
    edition: Standard
    told: Explanation
    mark: str
    words: str
    spoken: Answer
    how: str
    advocate: Answer
    advocate_how: str
    took_part: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Something of one child that is past its day: a decision, or a change of plan without a review since."""

    child: str
    ref: str
    day: date


@dataclass(frozen=True)
class OfficerPage:
    """What the page shows. None for what no source says: then nobody can tell, and it does not count as nothing."""

    lines: tuple[ReviewLine, ...]
    unknown: int
    last: date
    decisions: tuple[Undone, ...] | None
    plans: tuple[Undone, ...] | None
    caseload: int | None
    ceiling: Caseload
    delivered: Delivered | None
    is_old: bool
    next_date: date | None


def officer_page(actor: Actor, *, as_at: date) -> OfficerPage:
    """The reviews of the children whom somebody sees, and what is undone for them. Raises Forbidden."""
    rules = rules_in_use()
    of = known_to(actor)
    open_now = [
        one
        for one in kept_obligations(as_at=as_at, by=actor, of=of)
        if rules.edition(one.standard, one.version).family == REVIEWS
        and (one.status in (Status.OVERDUE, Status.DUE) or _is_unknown(one))
    ]
    near = children_near(actor)
    events = events_of(of, reviewing.KINDS, children=None if near is None else frozenset(near))
    reach = reach_of_kinds(of)
    last = last_day(as_at)
    soon = [one for one in open_now if one.status is not Status.UNKNOWN and one.due and one.due <= last]
    decisions = [(child, day) for child, some in events.items() for day in reviewing.decisions_past(some, as_at=as_at)]
    changed = [(child, reviewing.plan_changed_since(some, as_at=as_at)) for child, some in events.items()]
    refs = refs_of(actor, {*(one.child for one in soon), *(child for child, _ in (*decisions, *changed))})
    lines = [_line(one, refs, events.get(one.child, ()), reach, as_at) for one in soon]
    held = {one.kind for some in events.values() for one in some} | set(reach)
    delivered = last_delivery(actor)
    return OfficerPage(
        lines=tuple(sorted(lines, key=lambda line: (line.obligation.due or date.max, line.child))),
        unknown=len({one.child for one in open_now if one.status is Status.UNKNOWN}),
        last=last,
        decisions=_undone(decisions, refs) if reviewing.DECISION_DUE in held else None,
        plans=_undone([(child, day) for child, day in changed if day], refs)
        if reviewing.PLAN_CHANGED in held
        else None,
        caseload=own_caseload(actor, of, on=as_at),
        ceiling=shelf().get(Caseload, OFFICER.replace(" ", "-"), on=as_at),
        delivered=delivered,
        is_old=delivered is not None and (as_at - delivered.day).days > FRESH_DAYS,
        next_date=min((one.due for one in open_now if one.due and one.due > last), default=None),
    )


def last_day(as_at: date) -> date:
    """The tenth working day after a day; where the calendar does not know the year, two weeks later."""
    calendar = rules_in_use().calendars.get(CALENDAR)
    try:
        return later(as_at, WORKING_DAYS, Counted.WORKING_DAYS, calendar)
    except NoCalendar:
        return later(as_at, 14, Counted.DAYS, None)


def _is_unknown(one: Obligation) -> bool:
    return one.status is Status.UNKNOWN and one.met is None and one.until is None


def _line(
    one: Obligation, refs: Mapping[str, str], events: tuple[Event, ...], reach: reviewing.Reach, as_at: date
) -> ReviewLine:
    edition = rules_in_use().edition(one.standard, one.version)
    mark, words = said(one, as_at)
    spoke = reviewing.spoken(events, reach=reach, as_at=as_at)
    offered = reviewing.advocate(events, reach=reach, as_at=as_at)
    before = reviewing.last_review(events, as_at=as_at)
    return ReviewLine(
        child=one.child,
        ref=refs.get(one.child, ""),
        obligation=one,
        edition=edition,
        told=told(one, edition),
        mark=mark,
        words=words,
        spoken=spoke,
        how=_meaning(reviewing.TALK, spoke.code, as_at),
        advocate=offered,
        advocate_how=_meaning(reviewing.ADVOCATE, offered.code, as_at),
        took_part=_meaning(reviewing.REVIEW, before.code, as_at) if before else "",
    )


def _meaning(kind: str, code: str, as_at: date) -> str:
    return shelf().get(FactKind, kind, on=as_at).codes.get(code, "") if code else ""


def _undone(found: list[tuple[str, date]], refs: Mapping[str, str]) -> tuple[Undone, ...]:
    rows = [Undone(child, refs.get(child, ""), day) for child, day in found]
    return tuple(sorted(rows, key=lambda one: (one.day, one.child)))
