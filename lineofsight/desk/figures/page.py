"""One measure over time and by group, with its meaning: what its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.faces import TELLS_WHAT_WAS_KNOWN
from lineofsight.assurance.group_words import column_called, group_called
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.queries.charts import AnewSaid, begun_anew, said_of
from lineofsight.assurance.queries.cited_figures import Cited, cited_of, completed_days
from lineofsight.assurance.tables import AGENCY, Opened, figures_of_records, opened_records, period_until
from lineofsight.assurance.whole import covered
from lineofsight.desk.figures.told import TEAM, Telling, telling, whose
from lineofsight.desk.figures.trend import months_told, ratio_trend, trend_told
from lineofsight.library.conditions import HasColumns
from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import Measure, Window
from lineofsight.measures.charts import run as runs
from lineofsight.measures.charts import teams
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.charts.run import Event, Run
from lineofsight.measures.compute import compute
from lineofsight.measures.figure import TOTAL, Figure
from lineofsight.measures.funnel import Funnel, Part, Parts, funnel_of
from lineofsight.measures.judged import NO_GROUP
from lineofsight.measures.series import Sums, by_month, over
from lineofsight.measures.trends import Anew, Trend
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.queries.editions import published_days
from lineofsight.sight.counting import months_until

LEAST, USUAL, MOST = 12, 24, 36


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
class FigurePage:
    """What the page shows. figure: None where the numbers are not told exactly; words stand in its place.

    part: where it counts a part only, of how many and why that is no evidence; "" where it counts the whole.
    cited: the figures that were kept of it, each in words.
    months, groups: none where the whole, which stands above them, would say what one of them is that is kept back.
    """

    measure: Measure
    agency: str
    figure: Figure | None
    words: str
    left_out: tuple[tuple[str, int], ...]
    months: tuple[MonthRow, ...]
    chart: Drawn | None
    ratio: Trend | None
    anew: tuple[AnewSaid, ...]
    groups: tuple[GroupRow, ...]
    group_word: str
    beside: Drawn | None
    cited: tuple[tuple[Cited, str], ...]
    tells_then: bool
    is_exact: bool
    rule_says: str
    part: str = ""


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
    by_months = [(month, found.get(month, Sums())) for month in months]
    is_share = measure.told is ToldAs.SHARE
    anew = begun_anew(actor, of=agency.pk if agency else None).get(measure.id, ())
    # Of teams and agencies alone: codes of another column are no parts that one could compare by chance.
    groups = _groups(told, whole, total) if by else ()
    library = with_own_measures(actor)
    funnel = _funnel(told, groups) if is_share and by in (TEAM, AGENCY) else None
    return FigurePage(
        measure=measure,
        agency=agency.name if agency else "",
        figure=figures[0] if told.is_exact else None,
        words=told.words(total),
        left_out=tuple((one.reason, one.count) for one in total.left_out) if told.is_exact else (),
        months=_month_rows(told, by_months, total),
        chart=_chart(told, by_months, total, _events(actor, measure, months[0], as_at), anew) if is_share else None,
        ratio=None if is_share else ratio_trend(told, by_months, anew=anew),
        anew=said_of(actor, measure.id, of=agency.pk if agency else None),
        groups=tuple(
            GroupRow(group_called(measure, group, by=by, library=library), words) for group, _, words in groups
        ),
        group_word=column_called(by) if by else "",
        beside=teams.chart(
            funnel,
            id="groups",
            question=f"Is it the same in all {by}s?" if by == TEAM else "Is it the same in all agencies?",
            title=f"{measure.title}: share by {by}, the last 12 months",
        )
        if funnel
        else None,
        cited=tuple((one, _kept_words(told, one)) for one in cited_of(actor, measure.id)),
        tells_then=measure.face in TELLS_WHAT_WAS_KNOWN,
        is_exact=told.is_exact,
        rule_says=told.rule.says,
        part=_part(actor, measure, agency, as_at=as_at),
    )


def _kept_words(told: Telling, one: Cited) -> str:
    """A figure as it was kept, told as the page tells the one of today: what is rounded above is not exact below."""
    if told.is_exact or one.row.figure is None:
        return one.row.note
    return told.words(Sums(one.row.figure.n, one.row.figure.of))


def _part(actor: Actor, measure: Measure, agency: Agency | None, *, as_at: date) -> str:
    found = covered(measure, actor, as_at=as_at, agency=agency)
    if found is None or found.is_whole:
        return ""
    share = found.share
    words = telling(found.measure, agency=agency, on=as_at).words(Sums(share.n, share.of))
    return f"{found.measure.question} {words[:1].upper()}{words[1:]}. {found.says}"


def _group_column(measure: Measure, face: HasColumns, agency: Agency | None) -> str | None:
    """By what groups are told apart: within one agency its teams, where the rows have them."""
    if agency is None:
        return AGENCY if AGENCY in face.column_names() else measure.by
    if TEAM in face.column_names():
        return TEAM
    return measure.by if measure.by != AGENCY else None


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


def _month_rows(told: Telling, months: Sequence[tuple[date, Sums]], total: Sums) -> tuple[MonthRow, ...]:
    """Exact where they are told so, with what was left out; else so that no month is found from the others."""
    words = told.words_of_parts([sums for _, sums in months], beside=total)
    return tuple(
        MonthRow(month, said, sum(one.count for one in sums.left_out) if told.is_exact else 0)
        for (month, sums), said in zip(months, words, strict=False)
    )


_Groups = tuple[tuple[str, Sums, str], ...]


def _groups(told: Telling, whole: Mapping[tuple[date | None, str], Sums], total: Sums) -> _Groups:
    """The groups with their words, the largest first: the order is size, not rank."""
    groups = [(group, sums) for (_, group), sums in whole.items() if group != TOTAL]
    groups.sort(key=lambda one: (one[0] == NO_GROUP, -one[1].of, one[0]))
    words = told.words_of_parts([sums for _, sums in groups], beside=total)
    return tuple((*one, said) for one, said in zip(groups, words, strict=False))


def _chart(
    told: Telling, months: Sequence[tuple[date, Sums]], total: Sums, events: tuple[Event, ...], anew: Sequence[Anew]
) -> Drawn | None:
    """The share by month with what the months say. What is too few to show is in no drawing and no table."""
    measure = told.measure
    drawn = months_told(told, months, beside=total)
    if not drawn:
        return None
    trend = trend_told(told, drawn, anew=anew)
    run = Run(drawn, trend, f"{measure.title}: by month", trend.whole_words, events)
    what = "falls into its month" if measure.window is Window.PERIOD else "stood at the end of its month"
    left_out = ("Left out", tuple(str(sum(one.count for one in sums.left_out)) for _, sums in months))
    return runs.chart(
        run,
        id="run",
        question="Has it changed?",
        source=f"Each point is what {what}.",
        more=left_out if told.is_exact else None,
    )


def _funnel(told: Telling, groups: _Groups) -> Funnel | None:
    """The groups that are told in words, and no others: what the table keeps back is in no drawing."""
    parts = []
    for group, sums, words in groups:
        numbers = told.numbers(sums) if words != TOO_FEW else None
        if group != NO_GROUP and numbers is not None:
            parts.append(Part(group, *numbers))
    return funnel_of(parts, Parts(are_rounded=not told.is_exact))


def _events(actor: Actor, measure: Measure, first: date, last: date) -> tuple[Event, ...]:
    """What was published within the months, and which actions were reported complete that rest on the measure."""
    happened = [*published_days(actor), *completed_days(actor, measure.id)]
    return tuple(Event(day, words) for day, words in sorted(happened) if first <= day <= last)


def figure_now(actor: Actor, measure: Measure, *, as_at: date) -> Figure:
    """The total as it is frozen: of one's own agency, or of all. Raises Forbidden and MeasureDoesNotFit."""
    return figures_of_records(measure, actor, as_at=as_at, agency=whose(actor))[0]
