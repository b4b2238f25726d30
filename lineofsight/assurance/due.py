"""What was due for an agency's children, by the engine that suits how many they are; for whoever may count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import chain, islice

from django.conf import settings

from lineofsight.library.standard_examples import Status
from lineofsight.partnership.shelf import shelf
from lineofsight.records.tables import Known, came_in_of, histories_of, kept_here
from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.shelf import InUse, in_use

# From so many children on, an engine that does all at once is faster than one child after the other.
FEW = 150
# So many at once, in the order of the children: memory does not grow with their number.
PART = 2_000


def rules_in_use() -> InUse:
    """The standards, calendars and kinds of fact of the library in use here, put together once for each process."""
    return _put_together(settings.LOS_SHELF)


@cache
def _put_together(_own: str) -> InUse:
    return in_use(shelf())


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know: as at which day, and of which children (their pseudonyms); None: of all.

    known_at: with what was known at that moment (aware); None: with what is known now.
    """

    as_at: date
    children: tuple[str, ...] | None = None
    known_at: datetime | None = None


def judged(of: Known, asked: Asked, rules: InUse) -> Iterator[Obligation]:
    """Everything due by some rules, child by child, by whichever engine suits how many they are.

    For whoever counts and has the scope for it: nobody is asked here whether they may. Of `asked` its children and day.
    """
    histories = iter(histories_of(of, subjects=asked.children))
    few = list(islice(histories, FEW))
    if len(few) < FEW:
        for history in few:
            yield from due_for_all(
                history, rules.standards, as_at=asked.as_at, calendars=rules.calendars, alone=rules.alone
            )
        return
    # The library that does many at once is loaded where there are many.
    from lineofsight.sight.engines.duck import duck

    compiled = compile_standards(rules.standards, alone=rules.alone)
    every = chain(few, histories)
    with duck(rules.calendars) as engine:
        while some := list(islice(every, PART)):
            engine.load(some)
            yield from judge(compiled, as_at=asked.as_at, execute=engine.execute)
            engine.empty()


def every_obligation(of: Known, *, as_at: date) -> tuple[Obligation, ...]:
    """Everything due for all children by the rules in use, for who counts it and tells nobody of a child.

    Worked out once for each return and day: what is late, its shares and the figures are counted from the same.
    """
    return _kept(of, as_at, settings.LOS_SHELF)


@lru_cache(maxsize=4)
def _kept(of: Known, as_at: date, _own: str) -> tuple[Obligation, ...]:
    return tuple(judged(of, Asked(as_at), rules_in_use()))


def countable(of: Known, *, as_at: date) -> Iterator[Obligation]:
    """Everything due by the rules in use, for whoever counts shares of it: `every_obligation`, and `as_counted`."""
    return as_counted(every_obligation(of, as_at=as_at), of=of, rules=rules_in_use())


def as_counted(found: Iterable[Obligation], *, of: Known, rules: InUse) -> Iterator[Obligation]:
    """What was due, as a share may count it (decision 107).

    What fell due after the day on which the last return that names the child came in is not known, met or not: no
    return has said yet what was done by then, and those met early alone would make any share a good one. Kinds that are
    recorded here in full are known to the day. A list of what to do next takes them as judged: «overdue», where no
    visit is known.
    """
    named, here = came_in_of(of) if of.came_in else {}, kept_here(of)
    answered_by = {(one.id, one.version): one.shape.met_by.event for one in rules.standards}
    for one in found:
        kind = answered_by[one.standard, one.version]
        last = named.get(one.child, of.came_in)
        if last and one.due and one.due > last and one.status is not Status.DUE and kind not in here:
            unknown = Unknown.AFTER_RECORDS
            yield replace(one, status=Status.UNKNOWN, unknown=unknown, kind=kind, met=None, days_late=0)
        else:
            yield one
