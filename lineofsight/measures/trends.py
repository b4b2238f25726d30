"""What the months before say of the last one, in words: better, worse, no clear change, or too few to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.library.counting import RatioIs
from lineofsight.library.measure import Direction
from lineofsight.library.words import month_words
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.spc import FEWEST, Chart, Found, Rebase, Signal, Stretch, Verdict, stretches
from lineofsight.measures.terms import Terms

# A month with fewer than this says too little to be judged.
FEWEST_IN_A_MONTH = 20

_WHY = {
    Signal.OUTSIDE: "the last month lies outside what chance explains",
    Signal.TREND: "7 months in a row each lie {further} than the one before",
    Signal.ONE_SIDE: "{many} months in a row lie {side} the average of {middle}",
    Signal.NEAR_THE_EDGE: "2 of the last 3 months lie near the edge of what chance explains",
}


@dataclass(frozen=True, slots=True)
class Anew:
    """From this month on everything is judged anew, because of this."""

    month: date
    reason: str

    @property
    def words(self) -> str:
        """«Begun anew from March 2026: a second line was opened.»"""
        return f"Begun anew from {month_words(self.month)}: {self.reason.rstrip('.')}."


@dataclass(frozen=True)
class Trend:
    """judged: the months with enough to be judged, with their shares; stretches: the charts of those alone."""

    judged: tuple[date, ...]
    shares: tuple[float, ...]
    stretches: tuple[Stretch, ...]
    direction: Direction = Direction.HIGHER
    counted: str = "that were due"
    terms: Terms | None = None
    anew: tuple[Anew, ...] = ()

    def said(self, value: float) -> str:
        """A value as people read it: «85%»; of a ratio «15.9%» or «16.0 each»."""
        return percent(value) if self.terms is None else ratio_words(value, self.terms)

    @property
    def chart(self) -> Chart | None:
        """The chart that holds now: that of the last stretch; None where no month can be judged."""
        return self.stretches[-1].chart if self.stretches else None

    @property
    def found(self) -> tuple[Found | None, ...]:
        """What each judged month says; nothing of those of a chart that is flat in print."""
        return tuple(
            None if stretch is self.stretches[-1] and self.is_flat else found
            for stretch in self.stretches
            for found in stretch.chart.found
        )

    @property
    def is_flat(self) -> bool:
        """Whether what chance explains begins and ends at one number, as people read it, and the last month is that.
        Then nothing is judged: «Better, usual between 0.2 and 0.2» tells a difference that nobody can see."""
        usual = self._usual
        return usual is not None and usual[0] == usual[1] == self.said(self.shares[-1])

    @property
    def _usual(self) -> tuple[str, str] | None:
        """Between which numbers chance alone moves a month, in print; None where there are too few months."""
        found = self.chart
        if found is None or found.low is None or found.high is None:
            return None
        return self.said(found.low if self.terms is None else max(found.low, 0.0)), self.said(found.high)

    @property
    def verdict(self) -> Verdict:
        """What may be said of the last month that can be judged."""
        if self.is_flat:
            return Verdict.NO_CHANGE
        return self.chart.verdict if self.chart else Verdict.TOO_FEW

    @property
    def last_is_better(self) -> bool | None:
        """Whether the last month that can be judged is better than before; None where it is no different, or there is
        no better way."""
        last = self.chart.found[-1] if self.chart and not self.is_flat else None
        return None if last is None else self.is_better(last)

    @property
    def short(self) -> str:
        """The same for a row among others: the numbers of months are left to the sentence."""
        return "Too few months to judge." if self.verdict is Verdict.TOO_FEW else self.words

    def is_better(self, found: Found) -> bool | None:
        """Whether what a month says is good; None for a measure that has no better way."""
        if self.direction is Direction.NEITHER:
            return None
        return found.is_higher == (self.direction is Direction.HIGHER)

    @property
    def whole_words(self) -> str:
        """The same with what the last stretch began with, for whoever sees no drawing."""
        return f"{self.words} {self.anew[-1].words}" if self.anew else self.words

    @property
    def words(self) -> str:
        """The sentence that people read."""
        found, usual = self.chart, self._usual
        if found is None or usual is None:
            since = " since it was begun anew" if len(self.stretches) > 1 else ""
            return (
                f"Too few months to judge: {len(found.found) if found else 0} of them{since} had {FEWEST_IN_A_MONTH} or"
                f" more {self.counted}, and {FEWEST} are needed."
            )
        if self.is_flat:
            return f"Not judged: as it is shown here, the last month is {usual[0]}, and so is all that is usual."
        between = usual[0] if usual[0] == usual[1] else f"between {usual[0]} and {usual[1]}"
        last = found.found[-1]
        if last is None and any(found.found):
            # The drawing marks those months: the sentence may not pass over them.
            now = f"No clear change in {month_words(self.judged[-1])}"
            return f"{now}; {self._before(found)}. Each month falls {between} by chance."
        if last is None:
            return f"No clear change in {len(found.found)} months; each month falls {between} by chance."
        return f"{self.word(last)} than before: {self._because(last, found)}. Usual: {between}."

    def _before(self, found: Chart) -> str:
        """What the months before the last one say: of each way how many months, and when that was for the last time."""
        marked: dict[str, list[date]] = {}
        for month, one in zip(self.judged[-len(found.found) :], found.found, strict=True):
            if one is not None:
                marked.setdefault(self.word(one).lower(), []).append(month)
        each = [
            f"{len(months)} of {len(found.found)} months {'was' if len(months) == 1 else 'were'} {word} than chance"
            f" explains, {'in' if len(months) == 1 else 'the last of them'} {month_words(months[-1])}"
            for word, months in sorted(marked.items())
        ]
        return "; ".join(each)

    def word(self, found: Found) -> str:
        """«Better», «Worse»; without a better way «Higher», «Lower»."""
        is_better = self.is_better(found)
        if is_better is None:
            return "Higher" if found.is_higher else "Lower"
        return "Better" if is_better else "Worse"

    def _because(self, last: Found, found: Chart) -> str:
        return _WHY[last.signal].format(
            further="higher" if last.is_higher else "lower",
            side="above" if last.is_higher else "below",
            middle=self.said(found.middle),
            many=self._on_this_side(found),
        )

    def _on_this_side(self, found: Chart) -> int:
        """How many months in a row, up to the last, lie on its side of the average."""
        sides = [share > found.middle for share in self.shares[-len(found.found) :]]
        return next((at for at, side in enumerate(reversed(sides)) if side is not sides[-1]), len(sides))


def percent(share: float) -> str:
    """«85%»: a share between nought and all."""
    return f"{whole_percent(round(min(max(share, 0.0), 1.0) * 10000), 10000)}%"


def ratio_words(value: float, terms: Terms) -> str:
    """«15.9%», «16.0 each»: a value of a ratio with one decimal."""
    return f"{value:,.1f} each" if terms.ratio_is is RatioIs.EACH else f"{100 * value:,.1f}%"


def trend_of_ratios(
    months: Sequence[tuple[date, int | None, int]], *, terms: Terms, direction: Direction, anew: Sequence[Anew] = ()
) -> Trend:
    """The trend of ratios, each of its two numbers as counted, oldest first; n None: too few to show, and not judged.

    A month is judged where its lower number is large enough; below 12 such months there is no verdict.
    """
    judged: list[tuple[date, float]] = []
    for month, n, of in months:
        if n is not None and of >= FEWEST_IN_A_MONTH * 10**terms.of_places:
            judged.append((month, n * 10**terms.of_places / (of * 10**terms.n_places * terms.times)))
    values = tuple(value for _, value in judged)
    begun = _begun([month for month, _ in judged], anew)
    found = stretches(values, [rebase for _, rebase in begun]) if values else ()
    kept = tuple(one for one, _ in begun)
    return Trend(tuple(month for month, _ in judged), values, found, direction, terms.per, terms, kept)


def trend_of(
    months: Sequence[tuple[date, int | None, int]],
    *,
    direction: Direction = Direction.HIGHER,
    anew: Sequence[Anew] = (),
    counted: str = "that were due",
) -> Trend:
    """The trend of months, each with how many of how many, oldest first; n None: too few to show, and not judged."""
    judged = [(month, n / of) for month, n, of in months if n is not None and of >= FEWEST_IN_A_MONTH]
    shares = tuple(share for _, share in judged)
    begun = _begun([month for month, _ in judged], anew)
    found = stretches(shares, [rebase for _, rebase in begun]) if shares else ()
    kept = tuple(one for one, _ in begun)
    return Trend(tuple(month for month, _ in judged), shares, found, direction, counted, anew=kept)


def _begun(judged: Sequence[date], anew: Sequence[Anew]) -> list[tuple[Anew, Rebase]]:
    """Where stretches begin. What has no judged month before it, or none from it on, begins nothing among these months;
    of two that begin at the same judged month the later stands.
    """
    places = {sum(month < one.month for month in judged): one for one in sorted(anew, key=lambda one: one.month)}
    return [(one, Rebase(at, one.reason)) for at, one in places.items() if 0 < at < len(judged)]
