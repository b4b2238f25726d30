"""What children say and who stays with them, counted by the library's measures. Counts alone leave this place."""

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.assurance.faces.of_children import children, events, reviews, visits
from lineofsight.assurance.queries.charts import begun_anew
from lineofsight.desk.sight.over_rows import OverRows, over_rows
from lineofsight.library.fact import FactKind
from lineofsight.library.measure import FaceColumns, Measure, Window
from lineofsight.measures.charts import run as runs
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.charts.run import Month, Run
from lineofsight.measures.compute import Period
from lineofsight.measures.figure import TOTAL, Figure
from lineofsight.measures.series import Sums, by_month
from lineofsight.measures.trends import Anew, trend_of
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import Delivered, known_to, last_delivery
from lineofsight.sight.counting import months_until
from lineofsight.sight.reviewing import REVIEW
from lineofsight.sight.voice import VISITS, median

YEAR, MONTHS = 12, 24
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
    """One measure: its total, its groups under the words that people read, and its months where it has any."""

    measure: Measure
    total: Figure
    groups: tuple[tuple[str, Figure], ...]
    chart: Drawn | None


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
    drawn = months_until(months[-1], how_many=MONTHS)
    anew = begun_anew(actor, of=actor.agency_id)
    library = shelf()
    declared = [library.get(FaceColumns, id, on=as_at) for id in FACES]
    with over_rows(declared, tables) as rows:
        counted = []
        for id in MEASURES:
            measure = library.get(Measure, id, on=as_at)
            total, *groups = rows.figures(measure, as_at=as_at, period=period)
            named = tuple((_named(id, one.group, as_at), one) for one in groups)
            chart = _chart(measure, rows, drawn, as_at=as_at, anew=anew.get(id, ()))
            counted.append(Counted(measure, total, named, chart))
    known = [row["months_with_worker"] for row in tables["children-in-care"]]
    numbers = [one for one in known if isinstance(one, int)]
    return Voice(tuple(counted), median(numbers), len(numbers), period, last_delivery(actor))


def _chart(
    measure: Measure, rows: OverRows, months: tuple[date, ...], *, as_at: date, anew: tuple[Anew, ...]
) -> Drawn | None:
    """The share by month; None of what looks at a day, and where no month has a case."""
    if measure.window is not Window.PERIOD:
        return None
    found = by_month(measure, faces=rows.faces, execute=rows.execute, as_at=as_at, months=months)
    sums = [(month, found.get((month, TOTAL), Sums())) for month in months]
    if not any(one.of for _, one in sums):
        return None
    unit = measure.unit.many
    trend = trend_of([(m, one.n, one.of) for m, one in sums], direction=measure.direction, anew=anew, counted=unit)
    return runs.chart(
        Run(tuple(Month(m, one.n, one.of) for m, one in sums), trend, f"{measure.title}: by month", trend.whole_words),
        id=f"run-{measure.id}",
        question=f"{measure.title}: has it changed?",
        source="Each month counts what fell into it.",
        more=("Left out", tuple(str(sum(left.count for left in one.left_out)) for _, one in sums)),
    )


def _named(measure: str, group: str, as_at: date) -> str:
    """What a group is called: what a code of taking part means, the name of a kind of visit; else the group itself."""
    if measure == TOOK_PART:
        codes = shelf().get(FactKind, REVIEW, on=as_at).codes
        return f"{group}: {codes[group]}" if group in codes else group
    return shelf().get(FactKind, group, on=as_at).title if group in VISITS else group
