"""How people who work here say that they feel: each question over the rounds, and each round by what may be told of it.

Nothing is computed here that was not fixed when the round closed, so that no page, file or figure tells more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.library.survey import Survey
from lineofsight.measures.charts import counts
from lineofsight.measures.charts.counts import Count
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.figure import whole_percent
from lineofsight.partnership.actor import Actor
from lineofsight.records.workforce import surveys
from lineofsight.records.workforce.models import SurveyRound
from lineofsight.records.workforce.rules import Group, RoundState

MOST_ROUNDS = 6


@dataclass(frozen=True)
class RoundTold:
    """A round and what is told of it. While it is open: only how many have answered."""

    row: SurveyRound
    survey: Survey
    asked: int
    answered: int
    groups: tuple[Group, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.row.state == RoundState.OPEN

    @property
    def whole(self) -> Group:
        """Everybody of the agency who answered."""
        return self.groups[0]

    @property
    def chart(self) -> Drawn | None:
        """Each question that may be told of the whole agency; None while the round is open or nothing may be."""
        if not self.is_shown or not self.whole.high:
            return None
        told = [(one.says, self.whole.high[one.id]) for one in self.survey.questions if one.id in self.whole.high]
        most = max(told, key=lambda one: one[1])
        return counts.chart(
            [
                Count(says, n, self.answered, f"{n} of {self.answered} ({whole_percent(n, self.answered)}%)")
                for says, n in told
            ],
            id=f"said-{self.row.ref}",
            question="What do they say?",
            title=f"{self.survey.title}: how many who answered feel so",
            sentence=f"Of {self.answered} who answered most, {most[1]}, {most[0]}.",
            head=("People who", "4 or 5 of 5"),
        )

    @property
    def is_shown(self) -> bool:
        """Whether enough have answered for anything to be told."""
        return bool(self.groups) and self.answered >= self.survey.fewest


@dataclass(frozen=True)
class Asking:
    """A survey, its rounds, the latest first, and whether one is open."""

    survey: Survey
    rounds: tuple[RoundTold, ...]

    @property
    def open(self) -> RoundTold | None:
        """The round that is answered now."""
        return next((one for one in self.rounds if one.is_open), None)

    @property
    def closed(self) -> tuple[RoundTold, ...]:
        """The rounds whose figures are fixed, the latest first."""
        return tuple(one for one in self.rounds if not one.is_open)[:MOST_ROUNDS]


def told(row: SurveyRound, *, by: Actor) -> RoundTold:
    """A round as pages tell it."""
    survey = surveys.survey_of(row)
    asked = sum(one.asked for one in row.teams.all())
    if row.state == RoundState.OPEN:
        return RoundTold(row, survey, asked, surveys.answered_so_far(row, by=by), ())
    groups = surveys.groups_of(row)
    return RoundTold(row, survey, asked, groups[0].answered, groups)


def asking(actor: Actor) -> tuple[Asking, ...]:
    """Each survey that one's own agency may ask, or has asked, with its rounds."""
    rows = [told(one, by=actor) for one in surveys.rounds(actor)]
    found = {one.id: one for one in surveys.surveys_for(actor)}
    for one in rows:
        found.setdefault(one.row.survey, one.survey)
    return tuple(Asking(survey, tuple(one for one in rows if one.row.survey == id)) for id, survey in found.items())


HEAD = ("survey", "closed", "group", "asked", "answered", "question", "say 4 or 5", "of")


def as_rows(actor: Actor) -> Iterator[tuple[str | int | None, ...]]:
    """The same as a table: one row for each group and question that may be told."""
    for one in asking(actor):
        for each in one.closed:
            closed = each.row.closed_date
            for group in each.groups:
                facts = (one.survey.title, closed.isoformat() if closed else "", words_of(group))
                for question, high in group.high.items():
                    asks = each.survey.question(question).asks
                    yield *facts, group.asked, group.answered, asks, high, group.answered
                if not group.high:
                    yield *facts, group.asked, group.answered, "", None, None


def words_of(group: Group) -> str:
    """«Whole agency», «North 1», or «Duty and Moor together»."""
    if not group.teams:
        return "Whole agency"
    if len(group.teams) == 1:
        return group.teams[0]
    return f"{', '.join(group.teams[:-1])} and {group.teams[-1]} together"
