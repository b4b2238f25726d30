"""What may be told of a survey: groups of enough people, put together so that no smaller one can be worked out.

Every group that is shown is the whole or one of parts that do not overlap. Each part has enough answers, so whatever is
added to or taken from another is again made of whole parts, or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lineofsight.library.survey import HIGH, Survey, SurveyExample

EITHER_SIDE = 2
"""Where fewer than this many said so, or fewer did not, nothing is told: of all alike each one's answer is known."""
LEAST_DAYS_BETWEEN = 28
"""A survey is not asked again sooner: of two rounds a day apart the difference would be whoever came late."""


class RoundState(StrEnum):
    """Whether a round of a survey is answered, or its figures are fixed."""

    OPEN = "open"
    CLOSED = "closed"


class SurveyRefused(Exception):
    """Something that cannot be done with a survey, in a sentence for whoever tried."""


@dataclass(frozen=True)
class TeamAnswers:
    """The answers of a team. high: by question, how many said 4 or 5."""

    team: str
    asked: int
    answered: int
    high: Mapping[str, int]


@dataclass(frozen=True)
class Group:
    """A group as it is shown; without teams it is the whole. high: of the questions that may be told of it."""

    teams: tuple[str, ...]
    asked: int
    answered: int
    high: Mapping[str, int]


def parts(teams: Iterable[TeamAnswers], *, fewest: int) -> tuple[tuple[TeamAnswers, ...], ...]:
    """The teams in parts of at least so many answers each, by name; one part where that is all that can be made.

    Teams of fewer are put together, and with the next smallest until they are enough.
    """
    by_size = sorted(teams, key=lambda one: (one.answered, one.team))
    together = [one for one in by_size if one.answered < fewest]
    alone = by_size[len(together) :]
    while together and alone and sum(one.answered for one in together) < fewest:
        together.append(alone.pop(0))
    found = [(one,) for one in alone] + ([tuple(sorted(together, key=lambda one: one.team))] if together else [])
    return tuple(sorted(found, key=lambda some: some[0].team))


def shown_groups(teams: Sequence[TeamAnswers], questions: Sequence[str], *, fewest: int) -> tuple[Group, ...]:
    """What may be told: the whole first, then the parts where there are several. How many answered is always told."""
    whole = _together(teams, questions)
    if whole.answered < fewest:
        return (Group((), whole.asked, whole.answered, {}),)
    split = parts(teams, fewest=fewest)
    of_parts = [_together(some, questions) for some in split] if len(split) > 1 else []
    # One part that may not be told of a question would be the whole less the others: then none is told.
    told = [id for id in questions if of_parts and all(_is_mixed(one, id) for one in of_parts)]
    return (
        Group((), whole.asked, whole.answered, {id: whole.high[id] for id in questions if _is_mixed(whole, id)}),
        *(Group(one.teams, one.asked, one.answered, {id: one.high[id] for id in told}) for one in of_parts),
    )


def _together(teams: Iterable[TeamAnswers], questions: Sequence[str]) -> Group:
    some = tuple(teams)
    high = {id: sum(one.high.get(id, 0) for one in some) for id in questions}
    names = tuple(one.team for one in some)
    return Group(names, sum(one.asked for one in some), sum(one.answered for one in some), high)


def _is_mixed(group: Group, question: str) -> bool:
    return EITHER_SIDE <= group.high[question] <= group.answered - EITHER_SIDE


def next_round(closed: date | None) -> date | None:
    """The first day on which a survey may be asked again, after a round that closed on a day."""
    return None if closed is None else closed + timedelta(days=LEAST_DAYS_BETWEEN)


def survey_disagreements(survey: Survey, example: SurveyExample) -> Iterator[str]:
    """A sentence for each thing that an example asks for and does not get."""
    teams = [
        TeamAnswers(one.team, one.asked, sum(one.grades), {"asked": sum(one.grades[HIGH - 1 :])})
        for one in example.teams
    ]
    found = [
        (one.teams, one.answered, one.asked, one.high.get("asked"))
        for one in shown_groups(teams, ("asked",), fewest=survey.fewest)
    ]
    wanted = [(one.teams, one.answered, one.asked, one.high) for one in example.shown]
    if found != wanted:
        yield f"«{example.name}» shows {found}, and the example says {wanted}."
