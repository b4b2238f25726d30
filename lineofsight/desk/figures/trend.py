"""The months of a measure as they may be drawn and judged: what is too few to show is in no drawing and no verdict."""

from collections.abc import Sequence
from datetime import date

from lineofsight.desk.figures.told import Telling
from lineofsight.measures.charts.run import Month
from lineofsight.measures.series import Sums
from lineofsight.measures.terms import terms_of
from lineofsight.measures.trends import Anew, Trend, trend_of, trend_of_ratios
from lineofsight.publication.content.told import TOO_FEW

Months = Sequence[tuple[date, Sums]]


def months_told(told: Telling, months: Months, *, beside: Sums | None = None) -> tuple[Month, ...]:
    """Each month with the numbers that whoever asks may see, beside the whole where that is printed; none where it may
    not stand beside them."""
    said = told.words_of_parts([sums for _, sums in months], beside=beside)
    return tuple(
        Month(month, *((None, 0) if words == TOO_FEW else _numbers(told, sums)))
        for (month, sums), words in zip(months, said, strict=False)
    )


def trend_told(told: Telling, months: Sequence[Month], *, anew: Sequence[Anew] = ()) -> Trend:
    """What those numbers say of the last month: a verdict comes from nothing that is not shown."""
    rows = [(one.month, one.n, one.of) for one in months]
    return trend_of(rows, direction=told.measure.direction, counted=told.measure.unit.many, anew=anew)


def ratio_trend(told: Telling, months: Months, *, anew: Sequence[Anew] = ()) -> Trend | None:
    """What the months say of a ratio, by what is shown of it; None for a share, which has its chart."""
    terms = terms_of(told.measure)
    if terms is None or not terms.is_ratio:
        return None
    shown = [(month, told.numbers(sums) if sums.of else (0, 0)) for month, sums in months]
    rows = [(month, *(numbers or (None, 0))) for month, numbers in shown]
    return trend_of_ratios(rows, terms=terms, direction=told.measure.direction, anew=anew)


def _numbers(told: Telling, sums: Sums) -> tuple[int | None, int]:
    """The two numbers of a month as they are drawn: of a sum the whole ones, so that 20 posts are enough."""
    if not sums.of:
        return 0, 0
    numbers = told.numbers(sums)
    if numbers is None:
        return None, 0
    to_whole = 10 ** (told.measure.population.places or 0)
    return numbers[0] // to_whole, numbers[1] // to_whole
