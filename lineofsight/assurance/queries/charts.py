"""From which months charts are begun anew: as it stands, and everything that was said of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from lineofsight.assurance.models import BegunAnew
from lineofsight.measures.trends import Anew
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rules import Audience


@dataclass(frozen=True)
class AnewSaid:
    """What somebody said of a month: that a chart begins anew there (`stands`), or no longer does; who, when and why.

    is_past: somebody said otherwise of the same month since.
    """

    month: date
    stands: bool
    reason: str
    role: str
    at: datetime
    is_past: bool


def of_family(id: str) -> str:
    """How the chart of a family of rules is named beside those of measures, whose ids have no space."""
    return f"family {id}"


def begun_anew(actor: Actor, *, of: int | None) -> dict[str, tuple[Anew, ...]]:
    """Where charts begin anew, by measure or family, in the order of time. of: the key of the agency whose charts
    they are; None: those over all agencies."""
    stands: dict[tuple[str, date], BegunAnew] = {(row.measure_id, row.month): row for row in _rows(actor, of)}
    found: dict[str, list[Anew]] = defaultdict(list)
    for (measure, month), row in sorted(stands.items()):
        if row.stands:
            found[measure].append(Anew(month, row.reason))
    return {measure: tuple(listed) for measure, listed in found.items()}


def said_of(actor: Actor, chart: str, *, of: int | None) -> tuple[AnewSaid, ...]:
    """Everything that was said of one chart, the newest first."""
    found, months = [], set()
    for row in _rows(actor, of).filter(measure_id=chart).reverse():
        said = AnewSaid(row.month, row.stands, row.reason, row.role, row.recorded_at, row.month in months)
        months.add(row.month)
        found.append(said)
    return tuple(found)


def _rows(actor: Actor, of: int | None) -> QuerySet[BegunAnew]:
    """In the order in which it was said. A chart over all agencies and the unit's own are told apart by their reach."""
    whose, audience = (hub().pk, Audience.HUB) if of is None else (of, Audience.OWN)
    return BegunAnew.objects.visible_to(actor).filter(agency_id=whose, audience=audience).order_by("id")
