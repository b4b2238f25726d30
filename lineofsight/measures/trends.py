"""What the months before say of the last one, in words: better, worse, no clear change, or too few to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.measures.figure import whole_percent
from lineofsight.measures.spc import FEWEST, Chart, Found, Signal, Verdict, chart

# A month with fewer than this says too little to be judged.
FEWEST_IN_A_MONTH = 20

_WHY = {
    Signal.OUTSIDE: "the last month lies outside what chance explains",
    Signal.TREND: "7 months in a row each lie {further} than the one before",
    Signal.ONE_SIDE: "7 months in a row lie {side} the average of {middle}",
    Signal.NEAR_THE_EDGE: "2 of the last 3 months lie near the edge of what chance explains",
}


@dataclass(frozen=True)
class Trend:
    """judged: the months with enough to be judged; chart: of those alone, None where there is none."""

    judged: tuple[date, ...]
    chart: Chart | None

    @property
    def verdict(self) -> Verdict:
        """What may be said of the last month that can be judged."""
        return self.chart.verdict if self.chart else Verdict.TOO_FEW

    @property
    def short(self) -> str:
        """The same for a row among others: the numbers of months are left to the sentence."""
        return "Too few months to judge." if self.verdict is Verdict.TOO_FEW else self.words

    @property
    def words(self) -> str:
        """The sentence that people read. A larger share in time is better."""
        found = self.chart
        if found is None or found.low is None or found.high is None:
            return (
                f"Too few months to judge: {len(self.judged)} of them had {FEWEST_IN_A_MONTH} or more that were due,"
                f" and {FEWEST} are needed."
            )
        usual = f"{_percent(found.low)} to {_percent(found.high)}"
        last = found.found[-1]
        if last is None:
            return f"No clear change in {len(self.judged)} months; each month falls between {usual} by chance."
        return f"{'Better' if last.is_higher else 'Worse'} than before: {_because(last, found)}. Usual: {usual}."


def _because(last: Found, found: Chart) -> str:
    return _WHY[last.signal].format(
        further="higher" if last.is_higher else "lower",
        side="above" if last.is_higher else "below",
        middle=_percent(found.middle),
    )


def _percent(share: float) -> str:
    return f"{whole_percent(round(min(max(share, 0.0), 1.0) * 10000), 10000)}%"


def trend_of(months: Sequence[tuple[date, int, int]]) -> Trend:
    """The trend of months, each with how many were in time of how many, oldest first."""
    judged = [(month, n / of) for month, n, of in months if of >= FEWEST_IN_A_MONTH]
    return Trend(tuple(month for month, _ in judged), chart([share for _, share in judged]) if judged else None)
