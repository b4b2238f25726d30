"""Figures that were released before: the same one says the same, or the sentence says that it was corrected."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.measures.figure import TOTAL
from lineofsight.publication.content.charted import chart_as_told
from lineofsight.publication.content.edition import EditionContent, Line, LineFigure
from lineofsight.publication.gate.based import Base, base_of


@dataclass(frozen=True)
class What:
    """What a figure counts: a measure with its definition, or what an agency stated in its words."""

    measure: str
    definition: str
    agency: str


@dataclass(frozen=True)
class Released:
    """One figure of an edition: what it counts, for which group and days, and n of N. `where` says it to people.

    `base` are the numbers that are printed; `counted` those behind them, None where only the printed ones are left.
    """

    what: What
    group: str
    first: date | None
    last: date | None
    base: Base
    where: str
    edition: int
    counted: Base | None = None

    @property
    def same(self) -> tuple[What, str, date | None, date | None]:
        """Two figures with the same of this must say the same."""
        return (self.what, self.group, self.first, self.last)

    def overlaps(self, other: "Released") -> bool:
        """Whether some of those counted here may have been counted there too: the same thing, group and days meet."""
        groups_meet = self.group == other.group or TOTAL in (self.group, other.group)
        if self.what != other.what or not groups_meet:
            return False
        if None in (self.first, self.last, other.first, other.last):
            return self.same == other.same
        # Two days are two counts of those who were there; only periods, or the same day, hold the same events.
        is_one_day = self.first == self.last or other.first == other.last
        if is_one_day:
            return (self.first, self.last) == (other.first, other.last)
        return self.first <= other.last and other.first <= self.last  # type: ignore[operator]


def released_as(figure: LineFigure, line: Line, content: EditionContent) -> Released | None:
    """A tied figure as it is released with its edition; None where it has no n of N."""
    base = base_of(figure)
    if base is None:
        return None
    first, last = base.period_from or base.as_at_date, base.period_to or base.as_at_date
    if base.period_from is None and base.period_to is None:
        first = last = base.as_at_date
    if figure.measured is not None:
        tied = figure.measured.figure
        what, group = What(tied.measure_id, tied.definition_sha, ""), tied.group
    else:
        definition = figure.stated.definition if figure.stated else ""
        what, group = What("", " ".join(definition.casefold().split()), line.agency), TOTAL
    where = f"sentence {line.number} of edition {content.number}"
    told = figure.told
    n, of = told.numbers(base.n, base.of, base.terms)
    return Released(
        what=what,
        group=group,
        first=first,
        last=last,
        base=replace(base, n=n, of=of),
        where=where,
        edition=content.number,
        counted=None if told.is_done else base,
    )


def points_of(figure: LineFigure, line: Line, content: EditionContent) -> Iterator[Released]:
    """The points of a figure's chart as they are released with its edition; one that is kept back is not."""
    own = released_as(figure, line, content)
    if own is None or figure.measured is None or figure.measured.chart is None:
        return
    told = chart_as_told(figure.measured.chart, figure.told)
    tied = figure.measured.figure
    for point, counted in zip(told.points, figure.measured.chart.points, strict=True):
        if point.n is None or point.of is None or counted.n is None or counted.of is None:
            continue
        days = (point.period_from, point.period_to, point.as_at_date)
        base, behind = (
            Base(n=n, of=of, kind=tied.kind, period_from=days[0], period_to=days[1], as_at_date=days[2], left_out=0)
            for n, of in ((point.n, point.of), (counted.n, counted.of))
        )
        yield replace(
            own,
            first=days[0] or days[2],
            last=days[1] or days[2],
            base=base,
            counted=None if figure.told.is_done else behind,
            where=f"the chart of sentence {line.number} of edition {content.number}",
        )


def released_in(content: EditionContent) -> Iterator[tuple[LineFigure, Line, Released]]:
    """Every figure of an edition that has n of N."""
    for line in content.lines():
        for figure in line.figures:
            if (released := released_as(figure, line, content)) is not None:
                yield figure, line, released
            yield from ((figure, line, point) for point in points_of(figure, line, content))


def last_released(editions: Iterable[EditionContent]) -> Mapping[object, Released]:
    """The figures of earlier editions by what must be the same; where two say it, the later one."""
    return {released.same: released for content in editions for _, _, released in released_in(content)}
