"""Who is away today, which visits that leaves at risk, and who can make them: of one's own team, or of the agency."""

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.assurance.at_risk import AHEAD_DAYS, AtRisk, Untold, risks
from lineofsight.desk.sight.judged import kept_obligations, rules_in_use
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rules import Act
from lineofsight.records.children import known_to, refs_of
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.models import Absence
from lineofsight.records.workforce.rules import InPost


@dataclass(frozen=True)
class Risk:
    """A visit at risk, with the child's reference and what is due in words."""

    visit: AtRisk
    ref: str
    title: str


@dataclass(frozen=True)
class NotTold:
    """A visit of which nobody can tell when it is due while its worker is away: the child's reference, and what."""

    visit: Untold
    ref: str
    title: str


@dataclass(frozen=True)
class TeamDay:
    """What the page shows. away: who is away, now or within the next days.

    not_told: visits that may be at risk, for nobody can tell when they are due.
    """

    on: date
    last: date
    risks: tuple[Risk, ...]
    not_told: tuple[NotTold, ...]
    away: tuple[Absence, ...]
    people: int
    teams: tuple[str, ...]

    @property
    def covered(self) -> int:
        """How many of the visits at risk somebody makes."""
        return sum(one.visit.covered_by != "" for one in self.risks)

    @property
    def open(self) -> int:
        """How many nobody makes yet."""
        return len(self.risks) - self.covered


def team_day(actor: Actor, *, on: date) -> TeamDay:
    """The day of a team as a manager sees it. Raises Forbidden."""
    require(actor, Act.TEAM_DAY_READ)
    agency = own_agency(actor)
    known = known_to(actor)
    found = risks(actor, agency, on=on, due=kept_obligations(as_at=on, by=actor, of=known), of=known)
    refs = refs_of(actor, {one.child for one in found.visits} | {one.child for one in found.untold})
    people = queries.in_post(actor, on=on, agency_ref=agency.ref)
    last = on + timedelta(days=AHEAD_DAYS)
    # A row of a child whom the actor does not see is none of theirs.
    seen = [one for one in found.visits if one.child in refs]
    untold = [one for one in found.untold if one.child in refs]
    rules = rules_in_use()
    return TeamDay(
        on=on,
        last=last,
        risks=tuple(Risk(one, refs[one.child], rules.edition(one.standard, one.version).title) for one in seen),
        not_told=tuple(NotTold(one, refs[one.child], rules.edition(one.standard, one.version).title) for one in untold),
        away=queries.absences_now(actor, start=on, until=last, agency_ref=agency.ref),
        people=len({one.staff_ref for one in people}),
        teams=tuple(sorted({one.team for one in people})),
    )


def can_cover(actor: Actor, *, day: date, on: date) -> tuple[InPost, ...]:
    """Who is in post and not away on a day, as far as the actor sees them; case-holders alone."""
    gone = {one.staff_ref for one in queries.away(actor, start=day, until=day)}
    people = queries.in_post(actor, on=on, agency_ref=own_agency(actor).ref)
    return tuple(one for one in people if one.is_case_holder and one.staff_ref not in gone)


def risk_of(actor: Actor, *, child: str, standard: str, due: date, on: date) -> Risk | None:
    """One visit at risk by its child's reference, rule and day; None where it is at risk no longer."""
    found = team_day(actor, on=on).risks
    return next((one for one in found if (one.ref, one.visit.standard, one.visit.due) == (child, standard, due)), None)
