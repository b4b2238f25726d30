"""Which shares a return moved: of twelve months, as known before it and with it. Counts alone leave this place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.shares import YEAR, counted_once, titles, total_of
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.before import Around, known_around
from lineofsight.sight.counting import Tally, months_until


@dataclass(frozen=True)
class Moved:
    """One family whose numbers a return changed."""

    family: str
    title: str
    before: Tally
    after: Tally


@dataclass(frozen=True)
class MovedByReturn:
    """What moved, in the order of the rules, and over which months. None where the return is another agency's."""

    moved: tuple[Moved, ...] | None
    first: date
    last: date
    as_at: date


def moved_by(actor: Actor, delivery: object) -> MovedByReturn:
    """The shares of one's own agency before and with a return, both as at the day on which it was taken.

    Raises Forbidden.
    """
    require(actor, Act.SHARES_READ, OfAgency(actor.agency_id))
    around = known_around(delivery)
    as_at = today(around.taken_at)
    months = months_until(months_until(as_at, how_many=2)[0], how_many=YEAR)
    # Counts of children are their own agency's alone, whoever may read that a return came in.
    moved = _moved(actor, around, as_at, months) if around.after.agency_id == actor.agency_id else None
    return MovedByReturn(moved, months[0], months[-1], as_at)


def _moved(actor: Actor, around: Around, as_at: date, months: tuple[date, ...]) -> tuple[Moved, ...]:
    names: Mapping[str, str] = titles(rules_in_use())
    with scope(job("shares", now=actor.now), writes=False):
        counted = [counted_once(known, as_at, settings.LOS_SHELF)[0] for known in (around.before, around.after)]
    pairs = ((id, [total_of(some, id, months) for some in counted]) for id in names)
    return tuple(Moved(id, names[id], *pair) for id, pair in pairs if pair[0] != pair[1])
