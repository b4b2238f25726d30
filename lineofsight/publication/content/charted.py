"""A chart in an edition: earlier counts of a figure by the same definition, told by the same rule as the figure itself.

A chart is a table: what is too few to show is in no form of it.
"""

from dataclasses import dataclass, replace
from datetime import date

from lineofsight.library.measure import Direction
from lineofsight.measures.disclosure import Cell, Limits
from lineofsight.measures.disclosure import told as told_cells
from lineofsight.publication.content.part import Part
from lineofsight.publication.content.told import Told

FEWEST_POINTS = 3
"""Two points are a comparison, which the sentence makes."""


@dataclass(frozen=True, kw_only=True)
class Point(Part):
    """n of `of` as at a day or over a period. Both None: too few to show."""

    as_at_date: date
    n: int | None
    of: int | None
    period_from: date | None = None
    period_to: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether its numbers may be printed."""
        return self.n is not None and self.of is not None


@dataclass(frozen=True, kw_only=True)
class Mark(Part):
    """Something that stands at its day in a chart: an earlier edition of the Summary."""

    day: date
    words: str


@dataclass(frozen=True, kw_only=True)
class Chart(Part):
    """What it answers, which way is better, and the counts in the order of time; the last is the figure's own."""

    question: str
    direction: Direction
    points: tuple[Point, ...]
    marks: tuple[Mark, ...] = ()


def chart_as_told(chart: Chart, told: Told) -> Chart:
    """The chart with the numbers that may be printed, and no others. One that keeps nothing back is as it was.

    A drawing gives shares, so a point that is too small for a share is kept back too; and so that the sum over all
    does not give one away, those kept back are at least two and together enough.
    """
    if told.is_exact or told.is_done:
        return chart
    rule = Limits(fewest=told.fewest, round_to=told.nearest, fewest_for_rate=told.share_from)
    cells = [Cell(one.n, one.of, one.of) for one in chart.points if one.n is not None and one.of is not None]
    if len(cells) != len(chart.points):
        raise ValueError("a chart is told once, from exact numbers")
    found = told_cells(cells, rule)
    points = tuple(
        replace(point, n=one.n, of=one.of) if one is not None and (one.has_share or not one.of)
        else replace(point, n=None, of=None)
        for point, one in zip(chart.points, found, strict=True)
    )  # fmt: skip
    return replace(chart, points=points)
