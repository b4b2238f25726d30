"""The lists of page 15: who needs a visit today, what comes next, what nobody can tell; and one child's path."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from lineofsight.desk.sight.judged import Asked, kept_obligations, obligations, rules_in_use
from lineofsight.desk.sight.late_reasons import Reason, reason_given
from lineofsight.library.practice_lists import DueMatter
from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import Delivered, WorksWith, known_to, last_delivery, refs_of, working_with
from lineofsight.records.why_late import why_late
from lineofsight.sight.explain import Explanation, explain
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.shelf import InUse

SOON = 14
# Older than this, what is known is said to be of its day.
FRESH_DAYS = 7


class View(StrEnum):
    """Which list."""

    NEEDS = "needs"
    SOON = "soon"
    UNKNOWN = "unknown"
    EVERYTHING = "everything"

    @property
    def words(self) -> str:
        """What its link says."""
        return {
            View.NEEDS: "Overdue or due today",
            View.SOON: f"Next {SOON} days",
            View.UNKNOWN: "Not known",
            View.EVERYTHING: "Everything that is open",
        }[self]


def matters() -> tuple[DueMatter, ...]:
    """What a list may be about, as the library says it: visits, reviews, all."""
    found = shelf().all_newest(DueMatter)
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def matter_of(word: str, roles: Collection[str]) -> DueMatter:
    """The one that is asked for; else the one that opens first for one of these roles, or for everybody."""
    listed = matters()
    asked = next((one for one in listed if one.id == word), None)
    own = next((one for one in listed if not {*one.opens_for}.isdisjoint(roles)), None)
    return asked or own or listed[0]


@dataclass(frozen=True, slots=True)
class DueLine:
    """One row of a list: which child, what, by when, by which rule, and who works with the child."""

    child: str
    ref: str
    obligation: Obligation
    edition: Standard
    told: Explanation
    works: WorksWith
    mark: str
    words: str
    reason: Reason | None = None


@dataclass(frozen=True)
class DueList:
    """A list with what it answers. counts: how many rows each view has. teams: those of all rows, sorted.

    says_something: whether the rules of the list ask, or asked, anything of a child in these records. Where they do
    not, that nothing is due says nothing.
    """

    lines: tuple[DueLine, ...]
    counts: Mapping[View, int]
    children: Mapping[View, int]
    teams: tuple[str, ...]
    delivered: Delivered | None
    is_old: bool
    next_date: date | None
    says_something: bool


def due_list(actor: Actor, *, as_at: date, view: View, about: DueMatter, team: str = "") -> DueList:
    """What is open for the children of one's agency as at a day, in one of the views; of one team where it is named."""
    rules = rules_in_use()
    of = known_to(actor)
    works = working_with(of, on=as_at)
    asked = [
        one
        for one in kept_obligations(as_at=as_at, by=actor, of=of)
        if about.takes(rules.edition(one.standard, one.version).family)
    ]
    open_now = [one for one in asked if _is_open(one)]
    teams = tuple(sorted({works[one.child].team for one in open_now if one.child in works} - {""}))
    if team:
        open_now = [one for one in open_now if works.get(one.child, WorksWith()).team == team]
    by_view = {one: [each for each in open_now if _belongs(each, one, as_at)] for one in View}
    shown = by_view[view]
    refs = refs_of(actor, {one.child for one in shown})
    given = why_late(actor, agency_id=actor.agency_id)
    lines = []
    for one in shown:
        edition = rules.edition(one.standard, one.version)
        line = _line(one, edition, as_at, refs.get(one.child, ""), works.get(one.child, WorksWith()))
        lines.append(replace(line, reason=reason_given(given, one)))
    delivered = last_delivery(actor)
    ahead = [one.due for one in open_now if one.status is Status.DUE and one.due and one.due > as_at]
    return DueList(
        lines=tuple(sorted(lines, key=_most_serious_first)),
        counts={one: len(some) for one, some in by_view.items()},
        children={one: len({each.child for each in some}) for one, some in by_view.items()},
        teams=teams,
        delivered=delivered,
        is_old=delivered is not None and (as_at - delivered.day).days > FRESH_DAYS,
        next_date=min(ahead, default=None),
        says_something=bool(asked),
    )


def _is_open(one: Obligation) -> bool:
    """Still to be done, or not known for something that goes on."""
    if one.status in (Status.OVERDUE, Status.DUE):
        return True
    return one.is_not_known_now


def _belongs(one: Obligation, view: View, as_at: date) -> bool:
    match view:
        case View.NEEDS:
            return one.status is Status.OVERDUE or (one.status is Status.DUE and one.due == as_at)
        case View.SOON:
            last = as_at + timedelta(days=SOON)
            return one.status is Status.DUE and one.due is not None and as_at < one.due <= last
        case View.UNKNOWN:
            return one.status is Status.UNKNOWN
        case View.EVERYTHING:
            return True


def _most_serious_first(line: DueLine) -> tuple[int, int, int, str]:
    """Overdue by the most serious rule and the most days first; then due today, not known, soon. Never by worker."""
    one = line.obligation
    rank = {Status.OVERDUE: 0, Status.DUE: 1, Status.UNKNOWN: 2}.get(one.status, 3)
    days = -one.days_late if one.status is Status.OVERDUE else one.due.toordinal() if one.due else 0
    return rank, line.edition.order if rank == 0 else 0, days, one.child


def _line(one: Obligation, edition: Standard, as_at: date, ref: str, works: WorksWith) -> DueLine:
    mark, words = said(one, as_at)
    return DueLine(one.child, ref, one, edition, told(one, edition), works, mark, words)


def told(one: Obligation, edition: Standard) -> Explanation:
    """The obligation in words."""
    rules = rules_in_use()
    return explain(one, edition, kinds=rules.kinds, written=rules.written)


def said(one: Obligation, as_at: date) -> tuple[str, str]:
    """The mark of `los_due` and the words beside it: «Overdue by 9 days», «Due in 3 days», «Not known»."""
    late = "1 day" if one.days_late == 1 else f"{one.days_late} days"
    match one.status:
        case Status.MET:
            return "met", "Done in time"
        case Status.LATE:
            return "late", f"Done {late} late"
        case Status.MISSED:
            return "missed", "Not done"
        case Status.OVERDUE:
            return "overdue", f"Overdue by {late}"
        case Status.UNKNOWN:
            return "not_known", "Not known"
        case Status.DUE:
            left = (one.due - as_at).days if one.due else 0
            return (
                ("due_today", "Due today")
                if not left
                else ("due", f"Due in {'1 day' if left == 1 else f'{left} days'}")
            )


@dataclass(frozen=True, slots=True)
class PathLine:
    """One row of a child's path: something that was due, with how it stands."""

    day: date | None
    obligation: Obligation
    edition: Standard
    told: Explanation
    mark: str
    words: str
    reason: Reason | None = None


def path_of(
    actor: Actor, child: str, *, as_at: date, known_at: datetime | None = None, rules: InUse | None = None
) -> tuple[PathLine, ...]:
    """Everything that was and is due for one child, the newest first; what has no day stands first.

    rules: some of those in use, where no others are asked about.
    """
    asked = Asked(as_at, children=(child,), known_at=known_at)
    lines = [path_line(one, as_at) for one in obligations(asked=asked, by=actor, rules=rules)]
    return tuple(sorted(lines, key=_newest_first))


def path_line(one: Obligation, as_at: date) -> PathLine:
    """One row of a child's path."""
    edition = rules_in_use().edition(one.standard, one.version)
    mark, words = said(one, as_at)
    return PathLine(one.due, one, edition, told(one, edition), mark, words)


def _newest_first(line: PathLine) -> tuple[int, str]:
    return (-(line.day.toordinal()) if line.day else -(10**9), line.obligation.standard)


def summed_up(lines: Iterable[PathLine]) -> Mapping[Status, int]:
    """How many stand how."""
    counted = dict.fromkeys(Status, 0)
    for line in lines:
        counted[line.obligation.status] += 1
    return counted
