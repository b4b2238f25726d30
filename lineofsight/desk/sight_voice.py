"""What children say and who stays with them, counted by the library's measures. Counts alone leave this place."""

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.assurance.faces.of_children import children, events, reviews, visits
from lineofsight.desk.over_rows import over_rows
from lineofsight.library.fact import FactKind
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.measures.compute import Period
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import Delivered, known_to, last_delivery
from lineofsight.sight.counting import months_until
from lineofsight.sight.reviewing import REVIEW
from lineofsight.sight.voice import VISITS, median

YEAR = 12
FACES = {"care-reviews": reviews, "visits": visits, "children-in-care": children}
TOOK_PART = "reviews-child-took-part"
MEASURES = (
    TOOK_PART,
    "reviews-child-spoken-with",
    "reviews-child-spoken-with-alone",
    "visits-child-seen-alone",
    "children-offered-advocate",
    "children-with-one-worker",
)


@dataclass(frozen=True)
class Counted:
    """One measure: its total, and its groups under the words that people read."""

    measure: Measure
    total: Figure
    groups: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class Voice:
    """What the page shows. months: the middle number of months with the present worker, and of how many children."""

    counted: tuple[Counted, ...]
    months: float | None
    of_months: int
    period: Period
    delivered: Delivered | None


def voice(actor: Actor, *, as_at: date) -> Voice:
    """The figures of one's own agency over the twelve months that are over. Raises Forbidden."""
    require(actor, Act.SHARES_READ, OfAgency(actor.agency_id))
    months = months_until(months_until(as_at, how_many=2)[0], how_many=YEAR)
    period = Period(months[0], as_at.replace(day=1) - timedelta(days=1))
    # A leader sees no child: the counting is done as background work is.
    with scope(job("voice", now=actor.now), writes=False):
        of = known_to(actor)
        happened = events(of, as_at)
        tables = {id: list(rows(of, as_at, happened)) for id, rows in FACES.items()}
    library = shelf()
    declared = [library.get(FaceColumns, id, on=as_at) for id in FACES]
    with over_rows(declared, tables) as rows:
        counted = []
        for id in MEASURES:
            measure = library.get(Measure, id, on=as_at)
            total, *groups = rows.figures(measure, as_at=as_at, period=period)
            counted.append(Counted(measure, total, tuple((_named(id, one.group, as_at), one) for one in groups)))
    known = [row["months_with_worker"] for row in tables["children-in-care"]]
    numbers = [one for one in known if isinstance(one, int)]
    return Voice(tuple(counted), median(numbers), len(numbers), period, last_delivery(actor))


def _named(measure: str, group: str, as_at: date) -> str:
    """What a group is called: what a code of taking part means, the name of a kind of visit; else the group itself."""
    if measure == TOOK_PART:
        codes = shelf().get(FactKind, REVIEW, on=as_at).codes
        return f"{group}: {codes[group]}" if group in codes else group
    return shelf().get(FactKind, group, on=as_at).title if group in VISITS else group
