"""One measure over time and by group, with its meaning: what its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.faces import TELLS_WHAT_WAS_KNOWN
from lineofsight.assurance.queries.cited_figures import Cited, cited_of
from lineofsight.assurance.tables import AGENCY, Opened, figures_of_records, opened_records, period_until
from lineofsight.desk.figures import TEAM, Telling, telling, whose
from lineofsight.library.conditions import HasColumns
from lineofsight.library.counting import Told
from lineofsight.library.measure import Direction, Measure, Window
from lineofsight.measures.charts import teams
from lineofsight.measures.charts.run import Month, Run, draw
from lineofsight.measures.compute import compute
from lineofsight.measures.figure import TOTAL, Figure
from lineofsight.measures.funnel import Funnel, Part, funnel_of
from lineofsight.measures.judged import NO_GROUP
from lineofsight.measures.series import Sums, by_month, over
from lineofsight.measures.trends import Trend, trend_of
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.publication.queries import published_days
from lineofsight.sight.counting import months_until
from lineofsight.sight.explain import said_day

LEAST, USUAL, MOST = 12, 24, 36
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class MonthRow:
    """One month in the table: in words, and how many were left out."""

    month: date
    words: str
    left_out: int


@dataclass(frozen=True)
class GroupRow:
    """One group in the table, over the last twelve months."""

    name: str
    words: str


@dataclass(frozen=True)
class Note:
    """Something that happened within the months that are drawn: «A», its day, and what it was."""

    letter: str
    day: date
    words: str


@dataclass(frozen=True)
class FigurePage:
    """What the page shows. figure: None where the numbers are not told exactly; words stand in its place."""

    measure: Measure
    agency: str
    figure: Figure | None
    words: str
    left_out: tuple[tuple[str, int], ...]
    verdict: str
    months: tuple[MonthRow, ...]
    drawings: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    group_word: str
    funnel: Funnel | None
    funnels: tuple[str, ...]
    notes: tuple[Note, ...]
    cited: tuple[Cited, ...]
    tells_then: bool
    is_exact: bool
    rule_says: str


def figure_page(actor: Actor, measure: Measure, *, as_at: date, how_many: int = USUAL) -> FigurePage:
    """One measure as at a day. Raises Forbidden and MeasureDoesNotFit."""
    require(actor, Act.MEASURES_READ)
    agency = whose(actor)
    told = telling(measure, agency=agency, on=as_at)
    # The month that has begun is not over: what falls into it may still be done.
    months = months_until(months_until(as_at, how_many=2)[0], how_many=max(LEAST, min(MOST, how_many)))
    with opened_records([measure], actor, on=as_at, agency=agency) as tables:
        by = _group_column(measure, tables.faces[measure.face].declared, agency)
        figures = compute(
            measure,
            faces=tables.faces,
            execute=tables.execute,
            as_at=as_at,
            period=period_until(measure, as_at),
        )
        whole = over(
            measure,
            faces=tables.faces,
            execute=tables.execute,
            as_at=as_at,
            period=period_until(measure, as_at),
            by=by,
        )
        found = _by_month(measure, tables, months, as_at=as_at)
    if measure.window is Window.DAY:
        found = _day_by_day(actor, measure, agency, months)
    total = whole.get((None, TOTAL), Sums())
    drawn = [(month, told.numbers(found.get(month, Sums())) or (0, 0)) for month in months]
    has_shares = measure.told is Told.SHARE
    trend = trend_of([(month, n, _whole(measure, of)) for month, (n, of) in drawn]) if has_shares else None
    funnel = _funnel(told, whole) if has_shares and by else None
    return FigurePage(
        measure=measure,
        agency=agency.name if agency else "",
        figure=figures[0] if told.is_exact else None,
        words=told.words(total),
        left_out=tuple((one.reason, one.count) for one in total.left_out) if told.is_exact else (),
        verdict=verdict(trend, measure.direction) if trend else "No verdict: a ratio is not judged by its months.",
        months=_month_rows(told, [(month, found.get(month, Sums())) for month in months]),
        drawings=_drawings(measure, trend, drawn) if trend else (),
        groups=_group_rows(told, whole) if by else (),
        group_word=by or "",
        funnel=funnel,
        funnels=_funnels(funnel, measure) if funnel else (),
        notes=_notes(actor, months[0], as_at),
        cited=cited_of(actor, measure.id),
        tells_then=measure.face in TELLS_WHAT_WAS_KNOWN,
        is_exact=told.is_exact,
        rule_says=told.rule.says,
    )


def verdict(trend: Trend, direction: Direction) -> str:
    """What the months say of the last, by which way is better."""
    said = trend.words
    if direction is Direction.LOWER:
        swapped = {"Better than before": "Worse than before", "Worse than before": "Better than before"}
    elif direction is Direction.NEITHER:
        swapped = {"Better than before": "Higher than before", "Worse than before": "Lower than before"}
    else:
        swapped = {}
    for before, after in swapped.items():
        if said.startswith(before):
            return said.replace(before, after, 1)
    return said.replace("that were due", "that were counted")


def _group_column(measure: Measure, face: HasColumns, agency: Agency | None) -> str | None:
    """By what groups are told apart: within one agency its teams, where the rows have them."""
    if agency is None:
        return AGENCY if AGENCY in face.column_names() else measure.by
    if measure.by not in (None, AGENCY):
        return measure.by
    return TEAM if TEAM in face.column_names() else None


def _by_month(measure: Measure, tables: Opened, months: Sequence[date], *, as_at: date) -> dict[date, Sums]:
    if measure.window is Window.DAY:
        return {}
    found = by_month(measure, faces=tables.faces, execute=tables.execute, as_at=as_at, months=months)
    return {month: sums for (month, _), sums in found.items() if month is not None}


def _day_by_day(actor: Actor, measure: Measure, agency: Agency | None, months: Sequence[date]) -> dict[date, Sums]:
    """What looks at a day, at the end of each month: with the rows as they stood on that day."""
    found = {}
    for month, after in zip(months, [*months[1:], _next(months[-1])], strict=True):
        day = date.fromordinal(after.toordinal() - 1)
        with opened_records([measure], actor, on=day, agency=agency) as tables:
            sums = over(measure, faces=tables.faces, execute=tables.execute, as_at=day, period=None)
        found[month] = sums.get((None, TOTAL), Sums())
    return found


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _whole(measure: Measure, of: int) -> int:
    """How many there were: of a sum the whole ones, so that 20 posts are enough, and not 20 hundredths."""
    return of // 10 ** (measure.population.places or 0)


def _month_rows(told: Telling, months: Sequence[tuple[date, Sums]]) -> tuple[MonthRow, ...]:
    """Exact where they are told so, with what was left out; else so that no month is found from the others."""
    words = told.words_of_parts([sums for _, sums in months])
    return tuple(
        MonthRow(month, said, sum(one.count for one in sums.left_out) if told.is_exact else 0)
        for (month, sums), said in zip(months, words, strict=True)
    )


def _group_rows(told: Telling, whole: Mapping[tuple[date | None, str], Sums]) -> tuple[GroupRow, ...]:
    """The groups, the largest first: the order is size, not rank."""
    groups = [(group, sums) for (_, group), sums in whole.items() if group != TOTAL]
    groups.sort(key=lambda one: (one[0] == NO_GROUP, -one[1].of, one[0]))
    words = told.words_of_parts([sums for _, sums in groups])
    return tuple(GroupRow(group, said) for (group, _), said in zip(groups, words, strict=True))


def _drawings(measure: Measure, trend: Trend, months: Sequence[tuple[date, tuple[int, int]]]) -> tuple[str, ...]:
    run = Run(
        months=tuple(Month(month, n, of) for month, (n, of) in months),
        trend=trend,
        title=f"{measure.title}: by month, {said_day(months[0][0])} on",
        description=verdict(trend, measure.direction),
    )
    return draw(run, id="run"), draw(run, id="run-narrow", narrow=True)


def _funnel(told: Telling, whole: Mapping[tuple[date | None, str], Sums]) -> Funnel | None:
    parts = []
    for (_, group), sums in whole.items():
        numbers = told.numbers(sums)
        if group not in (TOTAL, NO_GROUP) and numbers is not None:
            parts.append(Part(group, *numbers))
    return funnel_of(parts)


def _funnels(found: Funnel, measure: Measure) -> tuple[str, ...]:
    title = f"{measure.title}: share by group, the last 12 months"
    return tuple(
        teams.draw(found, id=id, title=title, narrow=is_narrow)
        for id, is_narrow in (("groups", False), ("groups-narrow", True))
    )


def _notes(actor: Actor, first: date, last: date) -> tuple[Note, ...]:
    """What was published within the months, lettered in the order of its days."""
    days = [(day, words) for day, words in published_days(actor) if first <= day <= last]
    return tuple(Note(letter, day, words) for letter, (day, words) in zip(LETTERS, sorted(days), strict=False))


def figure_now(actor: Actor, measure: Measure, *, as_at: date) -> Figure:
    """The total as it is frozen: of one's own agency, or of all. Raises Forbidden and MeasureDoesNotFit."""
    return figures_of_records(measure, actor, as_at=as_at, agency=whose(actor))[0]
