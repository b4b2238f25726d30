"""How it stands with one obligation: met, late, missed, overdue, due, or not known and why."""

from dataclasses import dataclass
from datetime import date

from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Unknown


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the days say. due: None where nobody can tell. sure_by only where two rules may hold."""

    status: Status
    due: date | None
    met: date | None = None
    days_late: int = 0
    unknown: Unknown | None = None
    sure_by: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the due day may be later than it looks, and the day after which it is late however that may be.

    sure_by None: however long one waits, nobody can tell.
    """

    why: Unknown
    sure_by: date | None


def judge(
    *, due: date, met: date | None, ended: date | None, as_at: date, records_end: date | None, doubt: Doubt | None
) -> Verdict:
    """How it stands as at a day.

    met: when it was done, if it was. ended: when that to which it belongs ended, if it has.
    records_end: the last day of which the records know whether it was done; None: they go on.
    """
    if met is not None:
        return _done(due=due, met=met, doubt=doubt)
    if as_at <= due:
        return Verdict(Status.DUE, due, sure_by=doubt.sure_by if doubt else None)
    if records_end is not None and due > records_end:
        return Verdict(Status.UNKNOWN, due, unknown=Unknown.AFTER_RECORDS)
    if doubt is not None:
        if doubt.sure_by is None or as_at <= doubt.sure_by or (ended is not None and ended <= doubt.sure_by):
            return Verdict(Status.UNKNOWN, due, unknown=doubt.why, sure_by=doubt.sure_by)
        if records_end is not None and doubt.sure_by > records_end:
            return Verdict(Status.UNKNOWN, due, unknown=Unknown.AFTER_RECORDS)
        due = doubt.sure_by
    if ended is not None:
        return Verdict(Status.MISSED, due, days_late=(ended - due).days)
    return Verdict(Status.OVERDUE, due, days_late=(as_at - due).days)


def _done(*, due: date, met: date, doubt: Doubt | None) -> Verdict:
    if met <= due:
        return Verdict(Status.MET, due, met)
    if doubt is None:
        return Verdict(Status.LATE, due, met, days_late=(met - due).days)
    if doubt.sure_by is None or met <= doubt.sure_by:
        return Verdict(Status.UNKNOWN, due, met, unknown=doubt.why, sure_by=doubt.sure_by)
    return Verdict(Status.LATE, doubt.sure_by, met, days_late=(met - doubt.sure_by).days)
