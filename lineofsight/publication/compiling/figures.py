"""The figures of a sentence, each with what is tied to it: measured here, counted by an agency, or nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from lineofsight.assurance.models import Evidence, FigureRecord
from lineofsight.assurance.models import StatedFigure as StatedRow
from lineofsight.assurance.tables import face_of, measure_of
from lineofsight.library.counting import RatioIs
from lineofsight.library.measure import Measure
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import Shelf
from lineofsight.measures.figure import Figure
from lineofsight.publication.compiling.charts import Courses, chart_of
from lineofsight.publication.content import edition as parts
from lineofsight.publication.content.charted import Mark
from lineofsight.publication.gate.near import ROUNDED_BY
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.gate.whom import FOR, OF, class_of_measure, first_class
from lineofsight.publication.rounding import telling_of


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def figure_of(
    row: StatedRow,
    *,
    number: str,
    evidence: Iterable[Evidence],
    library: Shelf,
    courses: Courses | None = None,
    marks: Iterable[Mark] = (),
) -> parts.LineFigure:
    line_figure = parts.LineFigure(
        number=number,
        text=row.text,
        value=_plain(row.value) or "0",
        value_to=_plain(row.value_to),
        unit=row.unit,
        comparator=row.comparator,
        denominator=None if row.denominator is None else int(row.denominator),
    )
    measured = [item for item in evidence if item.figure is not None]
    frozen = [(item.figure, Figure.from_dict(json.loads(item.figure.body))) for item in measured]
    fitting = [pair for pair in frozen if _is_said(row, pair[1])] or frozen
    if fitting:
        return replace(line_figure, measured=_measured(*fitting[0], library, courses or {}, marks))
    counted = [count for item in evidence if item.figure is None for count in _counts(item, library)]
    # A number that nobody typed as a count and that fits none is told against what was typed: not against how many
    # answered, which is rarely what it means.
    fitting_counts = [count for count in counted if _fits(row, count.n, count.of)]
    told = fitting_counts or [count for count in counted if count.is_typed]
    return _with_count(line_figure, sorted(told, key=_period_end), counted)


@dataclass(frozen=True, kw_only=True)
class _Count:
    """n of N as a piece of evidence says it, and of what. `counts`: whom, where the evidence is about one class."""

    n: int
    of: int | None
    words: str
    item: Evidence
    is_typed: bool = True
    counts: WhoIsCounted | None = None


def _counts(item: Evidence, library: Shelf) -> Iterator[_Count]:
    """What a piece of evidence counts: what somebody typed as a count, and how many of those asked have answered.

    «30 were asked» is a figure of a sentence too: all of them were.
    """
    if item.counted_n is not None:
        yield _Count(n=item.counted_n, of=item.counted_of, words=item.counted_words, item=item)
    if item.asked and item.answered is not None:
        # Told as the section of voices tells the same two numbers, or one of the two would give the other away.
        who = first_class(item.title, small_numbers_of(library, on=_day_of(item)))
        asked = "those who were asked"
        for n, words in ((item.answered, f"those who answered{OF}{asked}"), (item.asked, asked)):
            yield _Count(n=n, of=item.asked, words=words, item=item, is_typed=False, counts=who)


def _day_of(item: Evidence) -> date:
    return item.period_to or item.received_date


def _period_end(count: _Count) -> date:
    return _day_of(count.item)


def _with_count(figure: parts.LineFigure, fitting: list[_Count], counted: list[_Count]) -> parts.LineFigure:
    if not fitting:
        return figure
    count = fitting[-1]
    item = count.item
    stated = parts.StatedFigure(
        n=count.n,
        of=count.of,
        definition=count.words,
        source=item.title,
        period_from=item.period_from,
        period_to=item.period_to,
        as_at_date=_day_of(item),
        counts=count.counts,
    )
    # The same thing counted earlier is what a change is measured against.
    earlier = [
        (other, other.of)
        for other in counted
        if other.words == count.words and other.of and _period_end(other) < _period_end(count)
    ]
    if not earlier:
        return replace(figure, stated=stated)
    before, of = max(earlier, key=lambda pair: _period_end(pair[0]))
    comparison = parts.Comparison(
        n=before.n,
        of=of,
        period_from=before.item.period_from,
        period_to=before.item.period_to,
        as_at_date=_period_end(before),
    )
    return replace(figure, stated=stated, compared_with=comparison)


def _fits(row: StatedRow, n: int, of: int | None) -> bool:
    """Whether a count is the one that a stated figure speaks of."""
    if row.value is None:
        return False
    if row.unit == "percent":
        return of is not None and of > 0 and abs(Decimal(100 * n) / Decimal(of) - row.value) < 1
    # «About 20 of 30» is how 18 of 30 children are told.
    near = ROUNDED_BY if row.comparator == "~" else 0
    is_of = row.denominator is None or (of is not None and abs(row.denominator - of) <= near)
    return abs(n - row.value) <= near and is_of


def _is_said(row: StatedRow, figure: Figure) -> bool:
    """Whether a frozen figure is the one that a stated figure speaks of: by its words, else by what a reader takes."""
    terms = figure.terms
    if figure.words() in row.text:
        return True
    if terms is None:
        return _fits(row, figure.n, figure.of)
    if row.value is None:
        return False
    value = terms.value(figure.n, figure.of)
    is_near = value is not None and abs(Fraction(row.value) - value) < 1
    if row.unit == "percent":
        return is_near and terms.ratio_is is RatioIs.PERCENT
    return (is_near and terms.ratio_is is RatioIs.EACH) or row.value == terms.real(figure.n, figure.of)[0]


def definition_of(figure: Figure, library: Shelf) -> str:
    """What was counted, in words: «visits made in time, of visits due», «leavers, for people in post»."""
    measure = measure_of(figure, library)
    if measure is None:
        # Without its measure it does not compute again, which the gate refuses and says.
        return figure.measure_id
    between = FOR if figure.is_ratio else OF
    return f"{measure.numerator.words}{between}{measure.population.words}"


def words_in_print(figure: Figure, numbers: SmallNumbers, library: Shelf) -> str:
    """A frozen figure as a sentence says it in print: exact, or rounded where it counts children."""
    tied = parts.MeasuredFigure(
        ref="",
        definition=definition_of(figure, library),
        figure=figure,
        counts=_whom(measure_of(figure, library), numbers),
    )
    alone = parts.LineFigure(number="", text="", value="0", unit="count", measured=tied)
    told = telling_of(alone, None, numbers)
    return figure.words() if told.is_exact else told.words(figure.n, figure.of, figure.terms)


def _whom(measure: Measure | None, numbers: SmallNumbers) -> WhoIsCounted | None:
    """Whom a computed figure counts; None where its measure is gone: then its words say it."""
    return class_of_measure(measure, face_of(measure), numbers) if measure is not None else None


def _measured(
    record: FigureRecord, figure: Figure, library: Shelf, courses: Courses, marks: Iterable[Mark]
) -> parts.MeasuredFigure:
    measure = measure_of(figure, library)
    return parts.MeasuredFigure(
        ref=record.ref,
        definition=definition_of(figure, library),
        figure=figure,
        counts=_whom(measure, small_numbers_of(library, on=figure.as_at_date)),
        chart=chart_of(figure, measure, courses, marks),
    )
