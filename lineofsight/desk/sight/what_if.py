"""What another time or a further day off would change for the children of one's agency. Nothing is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.desk.sight.judged import Asked, judged_by, rules_in_use
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.children import children_near, known_to
from lineofsight.sight.shelf import InUse
from lineofsight.sight.what_if import Difference, Time, differences, touched, with_day_off, with_time

YEAR = 365
OPEN = (Status.OVERDUE, Status.DUE)


@dataclass(frozen=True)
class Changed:
    """What would be different. late, in_time: what would change sides, due in the last year or still open; older: how
    many did so before; others: how many get another day alone. now, then: how many stand how. not_shown: how many of
    the first two are about a child whom the reader said they should not see: they count, and are not listed."""

    late: tuple[Difference, ...]
    in_time: tuple[Difference, ...]
    older: int
    others: int
    now: Mapping[Status, int]
    then: Mapping[Status, int]
    late_in_all: int
    in_time_in_all: int

    @property
    def not_shown(self) -> int:
        """How many count and are not listed."""
        return self.late_in_all + self.in_time_in_all - len(self.late) - len(self.in_time)

    @property
    def nothing(self) -> bool:
        """Whether everything would stay as it is."""
        return not (self.late_in_all or self.in_time_in_all or self.older or self.others)


def what_if(
    actor: Actor, *, as_at: date, time: Time | None = None, number: int = 0, day_off: date | None = None
) -> Changed:
    """Compare the rules in use with changed ones. Raises Forbidden, and CannotAsk for a number that cannot be."""
    require(actor, Act.WHAT_IF, OfAgency(actor.agency_id))
    rules = rules_in_use()
    changed = with_time(rules, time, number) if time else rules
    changed = with_day_off(changed, day_off) if day_off else changed
    these = touched(rules, which=time, day_off=day_off)
    now, then = _only(rules, these), _only(changed, these)
    with scope(actor.counting, writes=False):
        due_now, due_then = judged_by(known_to(actor), Asked(as_at), now, then)
    found = differences(due_now, due_then)
    sides = [one for one in found if one.becomes_late or one.comes_into_time]
    recent = [one for one in sides if _is_recent(one, as_at)]
    near = children_near(actor)
    shown = recent if near is None else [one for one in recent if one.one.child in near]
    return Changed(
        late=tuple(sorted((one for one in shown if one.becomes_late), key=_open_first)),
        in_time=tuple(sorted((one for one in shown if one.comes_into_time), key=_open_first)),
        late_in_all=sum(one.becomes_late for one in recent),
        in_time_in_all=sum(one.comes_into_time for one in recent),
        older=len(sides) - len(recent),
        others=len(found) - len(sides),
        now=Counter(one.status for one in due_now),
        then=Counter(one.status for one in due_then),
    )


def _only(rules: InUse, these: frozenset[str]) -> InUse:
    return replace(rules, standards=tuple(one for one in rules.standards if one.id in these))


def _is_recent(one: Difference, as_at: date) -> bool:
    return _is_open(one) or any(each and each.due and (as_at - each.due).days <= YEAR for each in (one.now, one.then))


def _is_open(one: Difference) -> bool:
    return any(each is not None and each.status in OPEN for each in (one.now, one.then))


def _open_first(one: Difference) -> tuple[bool, int, str]:
    """What is still to be done first, then the newest."""
    day = one.one.due
    return not _is_open(one), -day.toordinal() if day else 0, one.one.child
