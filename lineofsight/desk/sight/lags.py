"""How soon things were written down, by team: apart from whether they were done in time, and never by worker."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from lineofsight.library.recording_time import RecordingTime
from lineofsight.partnership.shelf import shelf
from lineofsight.records.lags import Lag, lags_of
from lineofsight.records.tables import Known
from lineofsight.records.teams import Teams

NO_TEAM = "No team recorded"


@dataclass(frozen=True)
class WrittenDown:
    """Of so many events: how many were written down within the days of the library, and the median of days."""

    within: int
    of: int
    median: float | None


@dataclass(frozen=True)
class Lags:
    """Of the agency, and of each team, the largest first. days: within how many; fewest: of fewer no median."""

    days: int
    fewest: int
    all: WrittenDown
    teams: tuple[tuple[str, WrittenDown], ...]


def lags(of: Known, teams: Teams, *, first: date, last: date) -> Lags:
    """What happened from one day until another. The caller has a scope in which all of an agency is seen."""
    rule = shelf().entries(RecordingTime, on=last)[0]
    by_team: dict[str, list[Lag]] = defaultdict(list)
    for one in lags_of(of):
        if first <= one.day <= last:
            by_team[teams.on(one.child, one.day) or NO_TEAM].append(one)
    rows = sorted(by_team.items(), key=lambda row: (row[0] == NO_TEAM, -len(row[1]), row[0]))
    return Lags(
        days=rule.within_days,
        fewest=rule.fewest,
        all=_told((one for some in by_team.values() for one in some), rule),
        teams=tuple((team, _told(some, rule)) for team, some in rows),
    )


def _told(lags: Iterable[Lag], rule: RecordingTime) -> WrittenDown:
    days = [one.days for one in lags]
    middle = float(median(days)) if len(days) >= rule.fewest else None
    return WrittenDown(sum(1 for one in days if one <= rule.within_days), len(days), middle)
