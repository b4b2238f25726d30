"""The yearly report's section on recommendations, out of what was recorded: as it stood on the last day of a year, or
stands today where that day is still to come.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lineofsight.assurance.models import Action, Evidence, Recommendation
from lineofsight.assurance.queries.chain import recommendation_now, recommendations
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, is_overdue
from lineofsight.assurance.rules.yearly import (
    ActionDone,
    AskedFor,
    Decided,
    Improved,
    Year,
    YearlySection,
    stood,
    told_until,
    was_open_in,
)
from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import hub, today

CountWords = Callable[[int, int, str], str]
"""How n of N is told in public, by what was counted."""

_R = RecommendationState
# What somebody decides about a recommendation; that work has begun is an action of the year and no decision.
DECISIONS = {
    _R.ACCEPTED: "Accepted",
    _R.PART_ACCEPTED: "Accepted in part",
    _R.DECLINED: "Declined",
    _R.IMPLEMENTED: "Said to be implemented",
    _R.EVIDENCED: "Found to be evidenced",
    _R.ASSURED: "Found to be assured",
    _R.CLOSED: "Closed by the partners",
    _R.REOPENED: "Opened again",
    _R.SUPERSEDED: "Replaced by another",
}
_SETTLED = frozenset({_R.CLOSED, _R.DECLINED, _R.SUPERSEDED})


def yearly_section(year: Year, actor: Actor, *, count_words: CountWords) -> YearlySection:
    """Every recommendation that was open in a year, as far as the actor sees them. A fixed number of queries."""
    now = today(actor.now)
    day = told_until(year, today=now)
    asked = (_asked(row, year, day, count_words, now=now) for row in recommendations(actor))
    found = tuple(one for one in asked if one is not None)
    return YearlySection(year=year, as_at=day, partnership=hub().name, asked=found)


def years_with_any(actor: Actor) -> tuple[date, ...]:
    """The days on which recommendations were recorded, for a choice of years."""
    days = Recommendation.objects.visible_to(actor).order_by("recorded_at").values_list("recorded_at", flat=True)
    return tuple(today(moment) for moment in days)


def _by(moves: Any, day: date) -> list[Any]:
    return [move for move in moves if today(move.recorded_at) <= day]


def _asked(row: Recommendation, year: Year, day: date, count_words: CountWords, *, now: date) -> AskedFor | None:
    moves = _by(row.moves.all(), day)
    if not moves:
        return None
    last = moves[-1]
    settled = today(last.recorded_at) if last.target in _SETTLED else None
    if not was_open_in(year, recorded=today(row.recorded_at), settled=settled):
        return None
    actions = [tie.action for tie in row.actions.all() if today(tie.action.recorded_at) <= day]
    standing = [one for one in _behind(row, actions) if _stood(one, day)]
    shown = [Shows.SAID if one.kind == EvidenceKind.ASSESSMENT else Shows(one.shows) for one in standing]
    done = tuple(_action(one, year, day) for one in actions)
    in_year = [move for move in moves[1:] if year.holds(today(move.recorded_at))]
    return AskedFor(
        ref=str(row.ref),
        review=row.review.name,
        kind=row.review.kind,
        number=row.number,
        title=row.title,
        text=row.text,
        lead=row.agency.name,
        state=str(last.target),
        public_wording=row.public_wording,
        decisions=tuple(
            Decided(today(move.recorded_at), DECISIONS[_R(move.target)], move.agency.name, move.reason)
            for move in in_year
            if move.target in DECISIONS
        ),
        actions=done,
        improvements=tuple(
            Improved(
                label=one.label,
                title=one.title,
                shows=shows,
                counted=_counted(one, count_words),
                agency=one.agency.name,
            )
            for one, shows in zip(standing, shown, strict=True)
            if shows >= Shows.PRACTICE_CHANGED
        ),
        shows=max(shown, default=Shows.SAID),
        opinion=_opinion(row, day, now=now),
        has_moved=bool(in_year) or any(one.has_moved for one in done) or any(_came_in(one, year) for one in standing),
    )


def _behind(row: Recommendation, actions: list[Action]) -> Iterator[Evidence]:
    """The evidence behind a recommendation: of its sentences, of its actions, and of what was said about those."""
    seen: set[int] = set()
    ties = [tie for said in row.statements.all() for tie in said.statement.supports.all()]
    ties += [tie for action in actions for tie in action.evidence.all()]
    ties += [tie for action in actions for update in action.updates.all() for tie in update.evidence.all()]
    for tie in ties:
        if tie.evidence.pk not in seen:
            seen.add(tie.evidence.pk)
            yield tie.evidence


def _day(moment: Any) -> date | None:
    return today(moment) if moment else None


def _stood(row: Evidence, day: date) -> bool:
    return stood(accepted=_day(row.accepted_at), ended=_day(row.ended_at), valid_until=row.valid_until, day=day)


def _came_in(row: Evidence, year: Year) -> bool:
    return year.holds(_day(row.accepted_at))


def _action(row: Action, year: Year, day: date) -> ActionDone:
    moves = _by(row.moves.all(), day)
    state = str(moves[-1].target) if moves else ActionState.PROPOSED.value
    updates = [one for one in row.updates.all() if year.holds(one.as_at_date)]
    return ActionDone(
        number=row.number,
        title=row.title,
        agency=row.agency.name,
        state=state,
        due_date=row.due_date,
        is_overdue=is_overdue(state=state, due_date=row.due_date, day=day),
        has_moved=bool(updates) or any(year.holds(today(move.recorded_at)) for move in moves[1:]),
    )


def _counted(row: Evidence, count_words: CountWords) -> str:
    if row.counted_n is None or row.counted_of is None:
        return ""
    return f"{row.counted_words}: {count_words(row.counted_n, row.counted_of, row.counted_words)}"


def _opinion(row: Recommendation, day: date, *, now: date) -> str:
    """The latest opinion from outside that was given by a day, in words.

    Whether it has lapsed is told of a year that goes on; what an opinion rested on years ago nobody compares.
    """
    given = [one for one in row.opinions.all() if today(one.recorded_at) <= day]
    if not given:
        return OpinionWord.NOT_LOOKED_AT.words
    words = OpinionWord(given[0].level).words
    has_lapsed = day == now and not recommendation_now(row, day=day).has_opinion
    return f"{words}, lapsed: what it rests on has changed since" if has_lapsed else words
