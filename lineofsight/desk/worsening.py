"""What the months of a measure call worse than before: one line for each, for homes and for leaders.

Counted are the months that are over, of whoever's rows the asker may count (desk/figures.py). Measures whose rows do
not fall into a month by one day of theirs are left to their own pages: they read everything anew for each month.
"""

from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.tables import opened_records
from lineofsight.desk.figure_trend import months_told, trend_told
from lineofsight.desk.figures import countable, telling, whose
from lineofsight.library.counting import Told
from lineofsight.library.measure import Direction, Measure, Window
from lineofsight.measures.figure import TOTAL
from lineofsight.measures.series import Sums, by_month, month_column
from lineofsight.measures.trends import Trend
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.sight.counting import months_until

MONTHS = 24


@dataclass(frozen=True)
class Worse:
    """One measure that is worse than before. words: what its months say; page: `url("measure", measure.id)`."""

    measure: Measure
    trend: Trend

    @property
    def words(self) -> str:
        """«Worse than before: the last month lies outside what chance explains. Usual: between 76% and 86%.»"""
        return self.trend.words


def worse(actor: Actor, *, as_at: date) -> tuple[Worse, ...]:
    """The measures that are worse than before as at a day, in the order of their questions. Raises Forbidden."""
    require(actor, Act.MEASURES_READ)
    agency = whose(actor)
    months = months_until(months_until(as_at, how_many=2)[0], how_many=MONTHS)
    asked = sorted((one for one in countable(agency, on=as_at) if _is_judged(one)), key=lambda one: one.question)
    found = []
    with opened_records(asked, actor, on=as_at, agency=agency) as tables:
        for measure in asked:
            sums = by_month(measure, faces=tables.faces, execute=tables.execute, as_at=as_at, months=months)
            told = telling(measure, agency=agency, on=as_at)
            shown = months_told(told, [(month, sums.get((month, TOTAL), Sums())) for month in months])
            trend = trend_told(told, shown)
            if trend.is_worse:
                found.append(Worse(measure, trend))
    return tuple(found)


def _is_judged(measure: Measure) -> bool:
    return (
        measure.told is Told.SHARE
        and measure.direction is not Direction.NEITHER
        and measure.window is Window.PERIOD
        and month_column(measure) is not None
    )
