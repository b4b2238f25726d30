"""The section of a partnership's yearly report on recommendations: what was decided and done in a year, and what it
improved. Plain values.

Source: ca-2004 s.16F and wt-2023 chapter 2 (the yearly report of the safeguarding partners); the year is a choice.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.scales import Shows
from lineofsight.library.words import listed

FIRST_YEAR = 2018
NO_PROGRESS = "No progress is recorded in this year."
NO_EVIDENCE = "There is no evidence of an improvement yet."


@dataclass(frozen=True)
class Year:
    """Twelve months, by their first and last day. They end on 31 March unless somebody says otherwise."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def year_ending(year: int) -> Year:
    """The year to 31 March of a year."""
    return Year(date(year - 1, 4, 1), date(year, 3, 31))


def told_until(year: Year, *, today: date) -> date:
    """The day as of which a year is told: its last, and before that today. What is still to come is nobody's delay."""
    return min(year.last, today)


def year_of(day: date) -> int:
    """The year, by the year in which it ends, in which a day lies."""
    return day.year + (day > date(day.year, 3, 31))


# That nobody has said whether it is accepted says nothing of how far it is.
_UNDECIDED = "not been accepted or declined"


class Progress(StrEnum):
    """What became of a recommendation in a year, in one word. Being done is a state, and no progress of its own."""

    DECLINED = "declined"
    UNDECIDED = "not accepted or declined"
    NONE = "no progress"
    MOVED = "moved on"


@dataclass(frozen=True)
class Decided:
    """A decision of the year: on which day, what, by whom, and why where it says so."""

    day: date
    what: str
    who: str
    why: str = ""


@dataclass(frozen=True)
class ActionDone:
    """An action as it stood on the last day of the year; of a year that runs still, today."""

    number: int
    title: str
    agency: str
    state: str
    due_date: date
    is_overdue: bool
    has_moved: bool


@dataclass(frozen=True)
class Improved:
    """What shows that something became better: the title of what shows it, what it shows, and the count in words."""

    label: str
    title: str
    shows: Shows
    counted: str
    agency: str


@dataclass(frozen=True)
class AskedFor:
    """One recommendation in a year."""

    ref: str
    review: str
    kind: str
    number: int
    title: str
    text: str
    lead: str
    state: str
    public_wording: str
    decisions: tuple[Decided, ...]
    actions: tuple[ActionDone, ...]
    improvements: tuple[Improved, ...]
    shows: Shows
    opinion: str
    has_moved: bool

    @property
    def progress(self) -> Progress:
        """What became of it in the year."""
        if self.state == "declined":
            return Progress.DECLINED
        if self.state == "drafted":
            return Progress.UNDECIDED
        return Progress.MOVED if self.has_moved else Progress.NONE


@dataclass(frozen=True)
class YearlySection:
    """The whole section: its year, and every recommendation that was open in it, review by review.

    as_at: the day as of which it is told. Of a year that runs still this is today, never a day to come.
    """

    year: Year
    as_at: date
    partnership: str
    asked: tuple[AskedFor, ...]

    def of(self, progress: Progress) -> tuple[AskedFor, ...]:
        """Those of which the same became."""
        return tuple(one for one in self.asked if one.progress is progress)

    @property
    def is_over(self) -> bool:
        """Whether the whole year is told, and not only as far as it has come."""
        return self.as_at == self.year.last

    @property
    def improved(self) -> tuple[AskedFor, ...]:
        """Those behind which an improvement is shown."""
        return tuple(one for one in self.asked if one.improvements)

    @property
    def reviews(self) -> tuple[tuple[str, tuple[AskedFor, ...]], ...]:
        """The recommendations under the name of their review."""
        names = dict.fromkeys(one.review for one in self.asked)
        return tuple((name, tuple(one for one in self.asked if one.review == name)) for name in names)


def was_open_in(year: Year, *, recorded: date, settled: date | None) -> bool:
    """Whether a recommendation belongs into a year: it was there by the last day, and not settled before the first."""
    return recorded <= year.last and (settled is None or settled >= year.first)


def stood(*, accepted: date | None, ended: date | None, valid_until: date | None, day: date) -> bool:
    """Whether evidence counted on a day that may be long past."""
    if accepted is None or accepted > day:
        return False
    return (ended is None or ended > day) and (valid_until is None or valid_until >= day)


def lede(section: YearlySection) -> str:
    """«Of 5 recommendations, 3 moved on, 1 was declined …» The first thing that a reader is told."""
    total = len(section.asked)
    if not total:
        return "No recommendation was open in this year."
    told = [
        (len(section.of(Progress.MOVED)), "moved on", "moved on"),
        (len(section.of(Progress.NONE)), "shows no progress", "show no progress"),
        (len(section.of(Progress.DECLINED)), "was declined", "were declined"),
        (
            len(section.of(Progress.UNDECIDED)),
            f"has {_UNDECIDED}",
            f"have {_UNDECIDED}",
        ),
    ]
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in told if count]
    said = listed(parts)
    of = f"Of {total} recommendations, " if total > 1 else "Of 1 recommendation, "
    better = len(section.improved)
    shown = f"An improvement is shown for {better} of {total}." if better else "An improvement is shown for none."
    return f"{of}{said}. {shown}"
