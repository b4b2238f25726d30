"""What saying that two references mean one child would change: counts of each alone, and of both as one."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.records.children import known_to
from lineofsight.records.histories import History
from lineofsight.records.identities.models import Subject
from lineofsight.records.tables import histories_of
from lineofsight.sight.plain.engine import due_for_all


@dataclass(frozen=True)
class Stands:
    """What is recorded of one reference, and how what was due for it stands."""

    shown: str
    events: int
    spans: int
    overdue: int
    unknown: int
    born: date | None


@dataclass(frozen=True)
class Would:
    """Each alone, and both as one. same_birth: whether both were born in the same month, as far as both are known."""

    one: Stands
    other: Stands
    together: Stands

    @property
    def same_birth(self) -> bool:
        """Two months that differ speak against one child."""
        return None in (self.one.born, self.other.born) or self.one.born == self.other.born


def would_change(actor: Actor, *, into: Subject, other: Subject, today: date) -> Would:
    """What merging would change. Nothing is written. Raises Forbidden."""
    for subject in (into, other):
        require(actor, Act.CHILD_MERGE, subject)
    found = {one.child: one for one in histories_of(known_to(actor), subjects=(into.shown, other.shown))}
    one, second = (found.get(subject.shown, History(subject.shown)) for subject in (into, other))
    both = replace(one, events=(*one.events, *second.events), spans=(*one.spans, *second.spans))
    return Would(_stands(one, today), _stands(second, today), _stands(both, today))


def _stands(history: History, today: date) -> Stands:
    rules = rules_in_use()
    due = due_for_all(history, rules.standards, as_at=today, calendars=rules.calendars, alone=rules.alone)
    counts = Counter(one.status for one in due)
    of_both = len(history.events), len(history.spans)
    return Stands(history.child, *of_both, counts[Status.OVERDUE], counts[Status.UNKNOWN], history.born_month)
