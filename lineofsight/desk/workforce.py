"""Who works in one's own agency, in numbers: posts, vacancies, who came and went, caseloads, milestones, alerts.

Numbers by team and role, in the order of their names: nobody is ranked, and no number is of one person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.caseload import Caseload
from lineofsight.library.shelf import NotOnShelf
from lineofsight.library.staff_list import Programme
from lineofsight.library.words import day_words, month_words
from lineofsight.measures.charts import staying
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.cohort import curve
from lineofsight.measures.spc import FEWEST, Verdict
from lineofsight.measures.spc import chart as control_chart
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import day_of_last_return
from lineofsight.records.days import number_of
from lineofsight.records.tables import known_of, questions_answered
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.alerts import raise_alerts
from lineofsight.records.workforce.models import Alert, Spell
from lineofsight.records.workforce.rules import Held, InPost, OnIt, Place, Stay, filled, places, stays
from lineofsight.sight.counting import month_of, months_until

SERIES_MONTHS = 24
FRESH_DAYS = 7
"""What was handed in longer ago is told to be old, as on the pages of children."""
COHORT_YEARS = 3
FEWEST_SHOWN = 10
"""Below so many nobody says of a number whether people stay."""


@dataclass(frozen=True)
class CaseLoad:
    """The children of a team's case-holders for each full-time worker. tenths: 160 is 16.0; None without a holder."""

    team: str
    cases: int
    holders_fte: int
    ceiling: Caseload

    @property
    def hundredths_each(self) -> int | None:
        """Cases for each whole worker, in hundredths, rounded half up."""
        return (self.cases * 20_000 + self.holders_fte) // (2 * self.holders_fte) if self.holders_fte else None

    @property
    def each(self) -> str:
        """«15.9», or «no case-holder»."""
        whole = self.hundredths_each
        return "no case-holder" if whole is None else f"{(whole + 5) // 10 / 10:.1f}"

    @property
    def stands(self) -> str:
        """How it stands beside the ceiling."""
        whole = self.hundredths_each
        if whole is None:
            return "children without a case-holder" if self.cases else "no cases"
        if whole > self.ceiling.most * 100:
            return f"above {self.ceiling.most}, the most"
        usual = f"the usual {self.ceiling.usual}"
        return f"above {usual}" if whole > self.ceiling.usual * 100 else f"within {usual}"

    @property
    def is_above(self) -> bool:
        """Whether somebody has to act."""
        whole = self.hundredths_each
        return self.cases > 0 if whole is None else whole > self.ceiling.most * 100


@dataclass(frozen=True)
class MilestoneCount:
    """One milestone of a programme: of those whose day has come, how many reached it in time, late, and not."""

    says: str
    due: int
    in_time: int
    late: int
    not_reached: int


@dataclass(frozen=True)
class AlertShown:
    """An alert, what was done about it, and after how many days for the first time; None while nothing was."""

    row: Alert
    done: tuple[object, ...]
    days_to_act: int | None


@dataclass(frozen=True)
class Workforce:
    """What the page shows, as at a day.

    listed, returned: when the last list of people, and the last return of children, was taken; None before the first.
    is_old: one of the two is older than a week, so that what happened since is not in the numbers.
    """

    on: date
    listed: date | None
    returned: date | None
    is_old: bool
    places: tuple[Place, ...]
    whole: Place
    joined: int
    left: int
    loads: tuple[CaseLoad, ...]
    milestones: tuple[MilestoneCount, ...]
    curve: Drawn | None
    alerts: tuple[AlertShown, ...]
    unseen: tuple[str, ...]

    @property
    def open_alerts(self) -> int:
        """Alerts about which nobody has said what was done."""
        return sum(one.days_to_act is None for one in self.alerts)


def workforce(actor: Actor, *, on: date) -> Workforce:
    """Who works in one's own agency as at a day. Raises Forbidden."""
    require(actor, Act.WORKFORCE_READ)
    agency = Agency.objects.get(pk=actor.agency_id)
    people = queries.in_post(actor, on=on, agency_ref=agency.ref)
    posts = filled(queries.established(actor, on=on, agency_ref=agency.ref), people)
    ever = queries.ever_in_post(actor, start=_years_before(on, COHORT_YEARS), until=on, agency_ref=agency.ref)
    found = stays(ever)
    year_ago = _years_before(on, 1)
    shown = places(posts, people)
    on_it = queries.on_programmes(actor, on=on, agency_ref=agency.ref)
    loads = caseloads(actor, agency, people, on=on)
    listed, delivered = queries.last_taken(actor, agency_ref=agency.ref), last_return(agency, actor)
    return Workforce(
        on=on,
        listed=listed,
        returned=delivered if loads else None,
        is_old=any(day is not None and (on - day).days > FRESH_DAYS for day in (listed, delivered if loads else None)),
        places=shown,
        whole=_whole(shown),
        joined=sum(year_ago < one.joined <= on for one in found),
        left=sum(one.left is not None and year_ago < one.left <= on for one in found),
        loads=loads,
        milestones=tuple(milestones(on_it, on=on)),
        curve=_curve(found, on=on),
        alerts=tuple(_shown(row) for row in queries.alerts_here(actor)[:50]),
        unseen=tuple(_unseen(posts=posts, people=people, loads=loads)),
    )


def last_return(agency: Agency, actor: Actor) -> date | None:
    """The day of the last return of an agency that was taken. Read as background work does: no child is shown."""
    with scope(job("workforce", now=actor.now), writes=False):
        return day_of_last_return(agency.pk)


def _whole(shown: tuple[Place, ...]) -> Place:
    names = ("established", "vacant", "covered", "people", "in_post", "agency", "on_long_leave")
    return Place("", "", **{name: sum(getattr(one, name) for one in shown) for name in names})


def _years_before(day: date, years: int) -> date:
    return (
        day.replace(year=day.year - years, day=min(day.day, 28))
        if day.month == 2
        else day.replace(year=day.year - years)
    )


def caseloads(actor: Actor, agency: Agency, people: tuple[InPost, ...], *, on: date) -> tuple[CaseLoad, ...]:
    """Children of each team for each full-time case-holder. Counted as background work does: no child is shown."""
    with scope(job("workforce", now=actor.now), writes=False):
        known = known_of(agency.pk)
        asked = (
            'SELECT team, role, COUNT(DISTINCT child) FROM allocation WHERE start <= %s AND ("until" IS NULL OR'
            ' "until" > %s) GROUP BY team, role ORDER BY team, role'
        )
        rows = questions_answered(known, asked, [number_of(on), number_of(on)])
    holders = queries.case_holding_roles()
    cases: dict[str, int] = defaultdict(int)
    for team, role, count in rows:
        if role in holders and team:
            cases[team] += count
    fte: dict[str, int] = defaultdict(int)
    for one in people:
        if one.is_case_holder and one.long_leave_since is None:
            fte[one.team] += one.fte_hundredths
    ceiling = _ceiling(on)
    if ceiling is None:
        return ()
    return tuple(CaseLoad(team, cases[team], fte[team], ceiling) for team in sorted({*cases, *fte}))


def _ceiling(on: date) -> Caseload | None:
    try:
        return shelf().get(Caseload, "allocated-worker", on=on)
    except NotOnShelf:
        return None


def milestones(on_it: tuple[OnIt, ...], *, on: date) -> Iterator[MilestoneCount]:
    """Each milestone with those whose day has come. Who left the programme before that day is not asked."""
    counts: dict[tuple[int, str], list[int]] = {}
    for one in on_it:
        try:
            programme = shelf().get(Programme, one.programme, on=one.start)
        except NotOnShelf:
            continue
        reached = dict(one.reached)
        for milestone in programme.milestones:
            due = programme.due(milestone.id, start=one.start)
            if due is None or due > on or (one.until is not None and one.until < due):
                continue
            row = counts.setdefault((milestone.within_months, milestone.says), [0, 0, 0, 0])
            day = reached.get(milestone.id)
            row[0] += 1
            row[1 if day and day <= due else 2 if day else 3] += 1
    for (months, says), (due_count, in_time, late, none) in sorted(counts.items()):
        within = f"{says}, within {months} month{'' if months == 1 else 's'}"
        yield MilestoneCount(within, due_count, in_time, late, none)


def _curve(found: tuple[Stay, ...], *, on: date) -> Drawn | None:
    """How long those stay who joined in the last years."""
    first = _years_before(on, COHORT_YEARS)
    began = [one for one in found if first < one.joined <= on]
    if len(began) < FEWEST_SHOWN:
        return None
    cohort = curve([(one.months(on), one.has_left(on)) for one in began])
    line = staying.Line("Joined", cohort)
    return staying.chart(
        [line],
        id="staying",
        question="How long do people stay?",
        title=f"Share still in post, of those who joined since {day_words(first)}",
        source="From lists of people in post. Agency workers are not counted.",
    )


def _shown(row: Alert) -> AlertShown:
    done = tuple(sorted(row.contingencies.all(), key=lambda one: one.pk))
    days = (done[0].made_date - row.raised_date).days if done else None
    return AlertShown(row, done, days)


def _unseen(*, posts: tuple[Held, ...], people: tuple[InPost, ...], loads: tuple[CaseLoad, ...]) -> Iterator[str]:
    if not posts:
        yield "Vacancies: no list of established posts was handed in."
    known = {one.post for one in posts}
    if posts and (strange := sum(bool(one.post) and one.post not in known for one in people)):
        told = "1 person has" if strange == 1 else f"{strange} people have"
        yield f"What {told} as their post: its number is in no list of posts, so they fill no vacancy."
    if people and not any(one.post for one in people):
        yield "Which post somebody is in: the list of people in post does not say."
    if any(not one.holders_fte and one.cases for one in loads):
        yield "Who holds the cases of some teams: the list has nobody in post there. A team may be called otherwise."
    yield "Why people are away: it is never kept."
    yield "Other agencies: their numbers come with the figures that they publish."


def alerts_found(actor: Actor, agency: Agency, *, on: date) -> Iterator[tuple[str, str, str, str]]:
    """What is to be raised today: workload above the ceiling, and leavers that are more than chance."""
    month = f"{on:%Y-%m}"
    people = queries.in_post(actor, on=on, agency_ref=agency.ref)
    for one in caseloads(actor, agency, people, on=on):
        if one.is_above and people:
            each = f", {one.each} for each case-holder, {one.stands}" if one.holders_fte else " without a case-holder"
            says = f"{one.team}: {one.cases} {'child' if one.cases == 1 else 'children'}{each}."
            yield "caseload", one.team, month, says
    months = months_until(month_of(on), how_many=SERIES_MONTHS)[:-1]
    ever = queries.ever_in_post(actor, start=months[0], until=on, agency_ref=agency.ref)
    left: Mapping[date, int] = _left_by_month(stays(ever))
    values = [left.get(one, 0) for one in months]
    if len(values) >= FEWEST and any(values):
        found = control_chart(values)
        if found.verdict is Verdict.HIGHER:
            left_last = f"{values[-1]} left in {month_words(months[-1])}"
            says = f"More people leave than chance explains: {left_last}; {found.middle:.1f} a month is usual."
            yield "leavers", "", f"{months[-1]:%Y-%m}", says


def _left_by_month(found: tuple[Stay, ...]) -> Mapping[date, int]:
    counts: dict[date, int] = defaultdict(int)
    for one in found:
        if one.left is not None:
            counts[month_of(one.left - timedelta(days=1))] += 1
    return counts


def raise_all(*, by: Actor) -> int:
    """Raise what is to be raised in every agency that hands in lists: once a day, and after a list. Out: how many."""
    raised = 0
    with scope(job("workforce", now=by.now), writes=True):
        counting = job("workforce", now=by.now)
        for agency in Agency.objects.filter(pk__in=Spell.objects.values("agency_id")).order_by("pk"):
            day = today(by.now)
            found = list(alerts_found(counting, agency, on=day))
            raised += raise_alerts(agency=agency, found=found, day=day, by=counting)
    return raised
