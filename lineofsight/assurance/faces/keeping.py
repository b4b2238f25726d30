"""Rows of faces, and what is counted of them, kept until anything is done that could change a row.

To read the records of everybody who works takes longer than to count them, and the same rows stand behind the list of
figures, the figure's page and the gate. Nothing is done without its event (`trail`), so as long as no event has come
but of the acts named here, reading again would give the same. Where that is not sure, nothing is kept.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from lineofsight.partnership.actions import BECAME
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.reads import CHILDREN_READ, LIST_SEEN, LOOKS, TAKEN_AWAY
from lineofsight.partnership.scope import scope
from lineofsight.trail.queries import stands

# Looking; and what is written all day into reviews, which no face of the records reads. An act that is not named here
# is taken for one that changes rows.
CHANGES_NO_ROW = (
    *(*LOOKS, CHILDREN_READ, LIST_SEEN, TAKEN_AWAY, BECAME),
    *("statement.added", "statement.changed", "opinion.given", "open item.added", "open item.closed"),
    *("update.drafted", "update.submitted", "update.accepted", "update.returned", "edition.signed"),
)
# Some forty megabytes. A council's records of children do not fit, and are read each time.
MOST_ROWS = 100_000

Stands = tuple[str, int] | None
T = TypeVar("T")
_lock = Lock()
_rows: dict[tuple[Hashable, Stands], tuple[Any, ...]] = {}


def records_stand(actor: Actor) -> Stands:
    """How the records stand for an actor who asks now; None where what is read must not be kept."""
    with scope(job("figures", now=actor.now), writes=False):
        return stands(but=CHANGES_NO_ROW, now=actor.now)


def kept(what: Hashable, standing: Stands, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
    """The rows of `what` as the records stand: read now, or when they were last read and stood the same.

    `what` says all that they depend on besides: for whom they are counted, as at which day, by which library.
    """
    if standing is None:
        return read()
    found = _rows.get((what, standing))
    if found is None:
        found = read()
        _keep(what, standing, found)
    return found


def _keep(what: Hashable, standing: Stands, found: tuple[Any, ...]) -> None:
    with _lock:
        # What stood before is never asked for again.
        for old in [key for key in _rows if key[1] != standing]:
            del _rows[old]
        if len(found) <= MOST_ROWS:
            _rows[what, standing] = found
        while sum(map(len, _rows.values())) > MOST_ROWS:
            del _rows[next(iter(_rows))]
