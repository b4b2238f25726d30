"""What share was in time: by family of standards, by month and by team. Counts alone leave this place, no child."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from lineofsight.assurance.due import countable, rules_in_use
from lineofsight.assurance.queries.charts import AnewSaid, begun_anew, of_family, said_of
from lineofsight.desk.sight.lags import NO_TEAM, Lags, lags
from lineofsight.desk.sight.late_reasons import TOO_LATE, reason_given, says_of
from lineofsight.library.standard import Standard
from lineofsight.library.words import day_words
from lineofsight.measures.charts import run as runs
from lineofsight.measures.charts import teams as of_teams
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.charts.run import Month, Run
from lineofsight.measures.funnel import Part, funnel_of
from lineofsight.measures.spc import Verdict
from lineofsight.measures.trends import Anew, Trend, trend_of
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.children import known_to
from lineofsight.records.tables import Known
from lineofsight.records.teams import teams_of
from lineofsight.records.why_late import why_late
from lineofsight.sight.counting import Tally, month_of, months_until, tally
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.shelf import InUse

MONTHS = 24
YEAR = 12
_SOURCE = "Counted from the records of this agency, by the day on which each thing was due; months that are over."


@dataclass(frozen=True)
class FamilyShare:
    """One family: the last twelve months, how many nobody can tell, and what the months before say of the last."""

    id: str
    title: str
    year: Tally
    without_a_day: int
    trend: Trend


@dataclass(frozen=True)
class TeamShare:
    """One team over the last twelve months."""

    team: str
    year: Tally


@dataclass(frozen=True)
class Reasons:
    """Of how many that were late or not done somebody has said why, and how often which reason was given."""

    given: int
    late: int
    by_reason: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Shares:
    """What the page shows. families: in the order of their rules; months, teams and drawings are of the one asked.

    came_in: the day of the last return, where there is one; what fell due after it is not known.
    """

    families: tuple[FamilyShare, ...]
    chosen: FamilyShare | None
    months: tuple[tuple[date, Tally], ...]
    teams: tuple[TeamShare, ...]
    all_teams: tuple[str, ...]
    chart: Drawn | None
    first: date
    last: date
    worse: tuple[FamilyShare, ...]
    beside: Drawn | None
    reasons: Reasons
    lags: Lags
    anew: tuple[AnewSaid, ...]
    came_in: date | None


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is kept of something that was due: nothing that tells of a child."""

    family: str
    month: date | None
    team: str


def shares(actor: Actor, *, as_at: date, family: str = "", team: str = "") -> Shares:
    """Shares in time of one's own agency, of one team where it is named. Raises Forbidden."""
    require(actor, Act.SHARES_READ, OfAgency(actor.agency_id))
    rules = rules_in_use()
    counted, whys, soon, came_in = _counted(actor, as_at)
    mine = {key: number for key, number in counted.items() if team in ("", key.team)}
    # The month that has begun is not over: what is due in it may still be done in time.
    months = months_until(months_until(as_at, how_many=2)[0], how_many=MONTHS)
    # A team is a part of the agency's chart: what changed for all of it changed for the team.
    anew = begun_anew(actor, of=actor.agency_id)
    by_family: dict[str, dict[_Counted, Tally]] = defaultdict(dict)
    for key, number in mine.items():
        by_family[key.family][key] = number
    families = tuple(
        _family(one, title, by_family[one], months, anew.get(of_family(one), ()))
        for one, title in titles(rules).items()
    )
    told = tuple(one for one in families if one.year.of or one.year.unknown or one.without_a_day)
    # Where nobody has chosen, the one of which most was due.
    most = max(told, key=lambda one: one.year.of, default=None)
    chosen = next((one for one in told if one.id == family), most)
    of_chosen = _months(chosen.id, mine, months) if chosen else ()
    teams = _teams(chosen.id, counted, months[-YEAR:]) if chosen else ()
    funnel = funnel_of([Part(one.team, one.year.in_time, one.year.of) for one in teams if one.team != NO_TEAM])
    return Shares(
        families=told,
        chosen=chosen,
        months=of_chosen,
        teams=teams,
        all_teams=tuple(sorted({key.team for key in counted if key.team != NO_TEAM})),
        chart=_chart(chosen, of_chosen) if chosen else None,
        first=months[0],
        last=months[-1],
        worse=tuple(one for one in told if one.trend.verdict is Verdict.LOWER),
        beside=of_teams.chart(
            funnel,
            id="teams",
            question=f"{chosen.title}: is it the same in all teams?",
            title=f"{chosen.title}: share in time by team, the last 12 months",
            source=_SOURCE,
        )
        if funnel and chosen
        else None,
        lags=soon,
        came_in=came_in,
        anew=said_of(actor, of_family(chosen.id), of=actor.agency_id) if chosen else (),
        reasons=_reasons(chosen.id if chosen else "", whys, months[-YEAR:], team),
    )


def titles(rules: InUse) -> Mapping[str, str]:
    """The families with what people call them: the title of their first rule; the most serious first."""
    newest: dict[str, Standard] = {one.id: one for one in rules.standards}
    found: dict[str, str] = {}
    for one in sorted(newest.values(), key=lambda one: (one.id != one.family, one.order)):
        found.setdefault(one.family, one.title)
    first = {family: min(one.order for one in newest.values() if one.family == family) for family in found}
    return {family: found[family] for family in sorted(found, key=lambda one: (first[one], one))}


def _counted(
    actor: Actor, as_at: date
) -> tuple[Mapping[_Counted, Tally], Counter[tuple[_Counted, str]], Lags, date | None]:
    """Everything that fell due, counted; what was late by the code of its reason («»: none was given); how soon things
    were written down; and when the last return came in.

    A leader sees no child: the counting is done as background work is.
    """
    counting = job("shares", now=actor.now)
    with scope(counting, writes=False):
        said = why_late(counting, agency_id=actor.agency_id)
        of = known_to(actor)
        counted, late = counted_once(of, as_at, settings.LOS_SHELF)
        soon = lags(of, teams_of(of), first=months_until(as_at, how_many=YEAR)[0], last=as_at)
    reasons = ((key, reason_given(said, one)) for key, one in late)
    return counted, Counter((key, reason.code if reason else "") for key, reason in reasons), soon, of.came_in


@lru_cache(maxsize=8)
def counted_once(
    of: Known, as_at: date, _own: str
) -> tuple[Mapping[_Counted, Tally], tuple[tuple[_Counted, Obligation], ...]]:
    """The counts, and what was late: once for each return and day."""
    rules, teams = rules_in_use(), teams_of(of)
    family = {(one.id, one.version): one.family for one in rules.standards}

    def key(one: Obligation) -> _Counted:
        team = teams.on(one.child, one.due or as_at) or NO_TEAM
        return _Counted(family[one.standard, one.version], month_of(one.due) if one.due else None, team)

    late: list[tuple[_Counted, Obligation]] = []

    def each() -> Iterator[Obligation]:
        for one in countable(of, as_at=as_at):
            if one.status in TOO_LATE:
                late.append((key(one), one))
            yield one

    return tally(each(), key), tuple(late)


def _reasons(family: str, whys: Mapping[tuple[_Counted, str], int], months: tuple[date, ...], team: str) -> Reasons:
    """The reasons of one family and of one team, where it is named: the most often given first."""
    found: Counter[str] = Counter()
    for (key, code), number in whys.items():
        if key.family == family and key.month in months and team in ("", key.team):
            found[code] += number
    given = sorted(((code, number) for code, number in found.items() if code), key=lambda one: (-one[1], one[0]))
    by_reason = tuple((says_of(code), number) for code, number in given)
    return Reasons(sum(number for _, number in given), found.total(), by_reason)


def total_of(counted: Mapping[_Counted, Tally], family: str, months: tuple[date, ...]) -> Tally:
    """All that fell due in a family within some months."""
    within = frozenset(months)
    return sum((one for key, one in counted.items() if key.family == family and key.month in within), Tally())


def _months(family: str, counted: Mapping[_Counted, Tally], months: tuple[date, ...]) -> tuple[tuple[date, Tally], ...]:
    found = dict.fromkeys(months, Tally())
    for key, one in counted.items():
        if key.family == family and key.month in found:
            found[key.month] += one
    return tuple(found.items())


def _family(
    id: str, title: str, counted: Mapping[_Counted, Tally], months: tuple[date, ...], anew: Sequence[Anew]
) -> FamilyShare:
    by_month = _months(id, counted, months)
    without = sum(one.unknown for key, one in counted.items() if key.family == id and key.month is None)
    trend = trend_of([(month, one.in_time, one.of) for month, one in by_month], anew=anew)
    return FamilyShare(id, title, total_of(counted, id, months[-YEAR:]), without, trend)


def _teams(family: str, counted: Mapping[_Counted, Tally], months: tuple[date, ...]) -> tuple[TeamShare, ...]:
    """The teams, largest first: the order is size, not rank."""
    within = frozenset(months)
    found: dict[str, Tally] = {}
    for key, one in counted.items():
        if key.family == family and key.month in within:
            found[key.team] = found.get(key.team, Tally()) + one
    rows = (TeamShare(team, one) for team, one in found.items())
    return tuple(sorted(rows, key=lambda one: (one.team == NO_TEAM, -one.year.of, one.team)))


def _chart(chosen: FamilyShare, months: tuple[tuple[date, Tally], ...]) -> Drawn:
    run = Run(
        months=tuple(Month(month, one.in_time, one.of) for month, one in months),
        trend=chosen.trend,
        title=f"{chosen.title}: share in time by month, {day_words(months[0][0])} on",
        description=chosen.trend.words,
    )
    without = chosen.without_a_day
    is_one = without == 1
    note = f"{without} {'is' if is_one else 'are'} not known and {'has' if is_one else 'have'} no day, so in no month."
    question = f"{chosen.title}: has it changed?"
    unknown = ("Not known", tuple(str(one.unknown) for _, one in months))
    return runs.chart(run, id="run", question=question, source=_SOURCE, notes=(note,) if without else (), more=unknown)
