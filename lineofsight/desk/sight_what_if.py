"""What another time or a further day off would change for the children of one's agency. Nothing is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.desk.sight import Asked, judged_by, rules_in_use
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.records.children import known_to
from lineofsight.sight.shelf import InUse
from lineofsight.sight.what_if import Difference, Time, differences, touched, with_day_off, with_time

YEAR = 365
OPEN = (Status.OVERDUE, Status.DUE)


@dataclass(frozen=True)
class Changed:
    """What would be different. late, in_time: what would change sides, due in the last year or still open; older: how
    many did so before; others: how many get another day alone. now, then: how many stand how."""

    late: tuple[Difference, ...]
    in_time: tuple[Difference, ...]
    older: int
    others: int
    now: Mapping[Status, int]
    then: Mapping[Status, int]

    @property
    def nothing(self) -> bool:
        """Whether everything would stay as it is."""
        return not (self.late or self.in_time or self.older or self.others)


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
    due_now, due_then = judged_by(known_to(actor), Asked(as_at), now, then)
    found = differences(due_now, due_then)
    sides = [one for one in found if one.becomes_late or one.comes_into_time]
    recent = [one for one in sides if _is_recent(one, as_at)]
    return Changed(
        late=tuple(sorted((one for one in recent if one.becomes_late), key=_open_first)),
        in_time=tuple(sorted((one for one in recent if one.comes_into_time), key=_open_first)),
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
