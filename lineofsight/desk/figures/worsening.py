"""What the months of a measure call worse than before, or better: one line for each, for homes, leaders and the list.

Counted are the months that are over, of whoever's rows the asker may count (desk/figures/told.py). Measures whose rows
do not fall into a month by one day of theirs are left to their own pages: they read everything anew for each month.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.conf import settings

from lineofsight.assurance.faces.keeping import kept, records_stand
from lineofsight.assurance.own_shelf import own_refs
from lineofsight.assurance.queries.charts import begun_anew
from lineofsight.assurance.tables import opened_records
from lineofsight.desk.figures.told import countable, telling, whose
from lineofsight.desk.figures.trend import months_told, trend_told
from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import Direction, Measure, Window
from lineofsight.library.words import month_words
from lineofsight.measures.charts.run import Month
from lineofsight.measures.figure import TOTAL
from lineofsight.measures.series import Sums, by_month, month_column
from lineofsight.measures.spc import Verdict
from lineofsight.measures.trends import Anew, Trend
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.records.tables import Known, known_of
from lineofsight.sight.counting import months_until

MONTHS = 24


@dataclass(frozen=True)
class Changed:
    """One measure that is worse than before, or better. words: what its months say; page: `url("measure", measure.id)`.

    last: the last month that can be judged, in the numbers that whoever asked may see.
    """

    measure: Measure
    trend: Trend
    last: Month

    @property
    def words(self) -> str:
        """«Worse than before: the last month lies outside what chance explains. Usual: between 76% and 86%.»"""
        return self.trend.words

    @property
    def told(self) -> str:
        """The same with its figure before it: «3 of 20 in May 2026. Worse than before: …»."""
        return f"{self.last.n} of {self.last.of} in {month_words(self.last.month)}. {self.words}"


@dataclass(frozen=True)
class Looked:
    """What was looked at, which of it is worse and which better. judged: how many of those asked about have months
    enough.

    Where none can be judged, none can be worse, and whoever reads `worse` alone would take that for good news.
    """

    worse: tuple[Changed, ...]
    better: tuple[Changed, ...]
    judged: int
    asked: int


@dataclass(frozen=True)
class _Asked:
    """Whose, as at which day, of which records: what makes the answer another. Who asks does not."""

    agency_ref: str
    of: Known
    as_at: date
    shelf: tuple[str, ...]
    anew: tuple[tuple[str, tuple[Anew, ...]], ...]
    by: Actor = field(compare=False)


def worse_today(actor: Actor, *, as_at: date) -> Looked:
    """The same for a page that is opened many times a day: counted once for each day, each return that comes in and
    each chart that is begun anew.

    Months that are over are what it is about. What somebody adds to them by hand today is told tomorrow.
    """
    require(actor, Act.MEASURES_READ)
    agency = whose(actor)
    anew = tuple(begun_anew(actor, of=agency.pk if agency else None).items())
    if agency is None:
        which = ("changed", as_at, settings.LOS_SHELF, own_refs(actor), anew)
        return kept(which, records_stand(actor), lambda: (worse(actor, as_at=as_at),))[0]
    return _counted_once(
        _Asked(agency.ref, known_of(agency.pk), as_at, (settings.LOS_SHELF, *own_refs(actor)), anew, actor)
    )


@lru_cache(maxsize=8)
def _counted_once(asked: _Asked) -> Looked:
    return worse(asked.by, as_at=asked.as_at)


def worse(actor: Actor, *, as_at: date) -> Looked:
    """The measures that are worse or better than before as at a day, in the order of their questions. Raises
    Forbidden."""
    require(actor, Act.MEASURES_READ)
    agency = whose(actor)
    months = months_until(months_until(as_at, how_many=2)[0], how_many=MONTHS)
    asked = sorted((one for one in countable(actor, agency, on=as_at) if _is_judged(one)), key=lambda one: one.question)
    anew = begun_anew(actor, of=agency.pk if agency else None)
    found: dict[bool, list[Changed]] = {True: [], False: []}
    judged = 0
    with opened_records(asked, actor, on=as_at, agency=agency) as tables:
        for measure in asked:
            sums = by_month(measure, faces=tables.faces, execute=tables.execute, as_at=as_at, months=months)
            told = telling(measure, agency=agency, on=as_at)
            shown = months_told(told, [(month, sums.get((month, TOTAL), Sums())) for month in months])
            trend = trend_told(told, shown, anew=anew.get(measure.id, ()))
            judged += trend.verdict is not Verdict.TOO_FEW
            is_better = trend.last_is_better
            if is_better is not None:
                last = next(one for one in shown if one.month == trend.judged[-1])
                found[is_better].append(Changed(measure, trend, last))
    return Looked(tuple(found[False]), tuple(found[True]), judged, len(asked))


def _is_judged(measure: Measure) -> bool:
    return (
        measure.told is ToldAs.SHARE
        and measure.direction is not Direction.NEITHER
        and measure.window is Window.PERIOD
        and month_column(measure) is not None
    )
