"""What the review asked for and what its records say is open, put into an edition while it is compiled.

Nothing here asks what somebody wrote under «Not yet done or known»: what is late or unanswered is told of by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lineofsight.assurance.models import Action, Recommendation, Review, RoundItem, RoundShare, Statement, Update
from lineofsight.assurance.queries import chain
from lineofsight.assurance.queries import rounds as asked
from lineofsight.assurance.queries.review import basis_of
from lineofsight.assurance.rules.chain import (
    ANSWERS,
    DELIVERY,
    FINISHED_ACTIONS,
    SAID_UPDATES,
    ActionState,
    RecommendationState,
    Says,
    UpdateState,
)
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, PublicWord, Shows
from lineofsight.library.words import day_words, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content.edition import OpenItem, OpenKind
from lineofsight.publication.content.open_list import of_recommendation
from lineofsight.publication.content.promised import Acted, Answer, Answered, Recommended

_R = RecommendationState
_ANSWERED = {
    RecommendationState.ACCEPTED.value: Answer.ACCEPTED,
    RecommendationState.PART_ACCEPTED.value: Answer.IN_PART,
    RecommendationState.DECLINED.value: Answer.DECLINED,
}


@dataclass(frozen=True)
class Promised:
    """What an edition tells of its review's records: each recommendation, and what is open besides.

    `answers`: by the number of a sentence, which recommendations it answers, in words.
    """

    recommendations: tuple[Recommended, ...]
    open_records: tuple[OpenItem, ...]
    actions: tuple[Acted, ...]
    answers: Mapping[int, str]


def promised_of(review: Review, statements: Sequence[Statement], actor: Actor, *, day: date) -> Promised:
    """The records of a review as they stood on a day. A fixed number of queries, and one for each update that was said
    later.

    `statements` are the sentences of the edition: only those are named as an answer.
    """
    numbers = {statement.pk: statement.position for statement in statements}
    rows = [row for row in chain.recommendations_beside(statements, review=review, actor=actor) if _began(row, day)]
    recommendations = tuple(_recommended(row, numbers, day) for row in rows)
    actions = [chain.action_now(row, day=day) for row in chain.actions(actor).filter(review=review) if _began(row, day)]
    told = {row.ref for row in recommendations if of_recommendation(row) is not None}
    records = (
        *_late(actions, day),
        *_Unanswered(
            day=day,
            told=told,
            recommendations={row.pk: row for row in rows},
            actions={now.row.pk: now for now in actions},
        ).items(_shares(review, actor)),
        *_weakened(statements, day),
    )
    answers: dict[int, list[str]] = {}
    for row in recommendations:
        for number in row.told_in:
            answers.setdefault(number, []).append(row.name)
    under: dict[int, list[int]] = {}
    for recommendation in sorted(rows, key=lambda row: row.number):
        for tie in recommendation.actions.all():
            under.setdefault(tie.action_id, []).append(recommendation.number)
    acted = tuple(_acted(now, day, tuple(under.get(now.row.pk, ()))) for now in actions)
    return Promised(recommendations, records, acted, {number: f"{listed(names)}." for number, names in answers.items()})


def _began(row: Recommendation | Action, day: date) -> bool:
    """Whether it was there on a day. What became of it later is taken from it: the edition does not tell of that."""
    kept: dict[str, Any] = row._prefetched_objects_cache  # type: ignore[attr-defined, union-attr]
    kept["moves"] = [move for move in row.moves.all() if today(move.recorded_at) <= day]
    if isinstance(row, Recommendation):
        kept["actions"] = [tie for tie in row.actions.all() if _began(tie.action, day)]
    return bool(kept["moves"])


def _recommended(row: Recommendation, numbers: Mapping[int, int], day: date) -> Recommended:
    now = chain.recommendation_now(row, day=day)
    answer = max((move for move in row.moves.all() if move.target in ANSWERS), key=lambda m: m.number, default=None)
    is_replaced = now.state == RecommendationState.SUPERSEDED
    opinion = now.opinion
    word = OpinionWord.NOT_LOOKED_AT if opinion is None else OpinionWord(opinion.opinion.level)
    told_in = (numbers[tie.statement_id] for tie in row.statements.all() if tie.statement_id in numbers)
    said = Answer.NONE if answer is None else _ANSWERED[answer.target]
    return Recommended(
        ref=row.ref,
        number=row.number,
        text=row.text,
        agency=row.agency.name,
        public=now.public,
        answer=Answer.REPLACED if is_replaced else said,
        answered_date=today(answer.recorded_at) if answer else None,
        public_wording=row.public_wording if said in (Answer.IN_PART, Answer.DECLINED) else "",
        respond_by=row.respond_by_date,
        due_date=now.due_date,
        replaced_by=row.superseded_by.number if is_replaced and row.superseded_by else None,
        outside=OpinionWord.LAPSED if opinion and opinion.has_lapsed else word,
        # A role is kept with its agency behind it, which is told of by itself.
        outside_role=opinion.opinion.role.removesuffix(f", {opinion.opinion.agency.name}") if opinion else "",
        outside_agency=opinion.opinion.agency.name if opinion else "",
        outside_date=today(opinion.opinion.recorded_at) if opinion else None,
        told_in=tuple(sorted(told_in)),
        done_date=_last_day(row.moves.all(), _R.IMPLEMENTED) if now.public is PublicWord.IMPLEMENTED else None,
        answered=tuple(one for one in (_answered(acted, day) for acted in now.actions) if one is not None),
    )


def _last_day(moves: Iterable[Any], target: str) -> date | None:
    """The day of the last move to a state; None where there was none."""
    last = max((move for move in moves if move.target == target), key=lambda move: move.number, default=None)
    return today(last.recorded_at) if last else None


def _acted(now: chain.ActionNow, day: date, under: tuple[int, ...]) -> Acted:
    row = now.row
    acted = Acted(
        number=row.number,
        agency=row.agency.name,
        delivery=DELIVERY[ActionState(now.state)],
        due_date=row.due_date,
        first_due_date=row.first_due_date,
        is_late=now.is_overdue,
        asks=row.title,
        under=under,
    )
    if not acted.is_done:
        return acted
    stands = _accepted(row, day)
    # An answer that was accepted late does not make late what was done in time.
    said = stands.as_at_date if stands is not None and stands.says == Says.DONE else None
    return replace(acted, done_date=said or _last_day(row.moves.all(), ActionState.REPORTED_COMPLETE))


def _answered(now: chain.ActionNow, day: date) -> Answered | None:
    """What was last said of an action and accepted; None where nothing was, or it was cancelled."""
    stands = _accepted(now.row, day)
    if stands is None or now.state == ActionState.CANCELLED:
        return None
    return Answered(
        number=now.row.number,
        title=now.row.title,
        agency=now.row.agency.name,
        says=stands.says,
        said_date=stands.as_at_date,
        is_verified=now.state == ActionState.VERIFIED,
    )


def _accepted(row: Action, day: date) -> Update | None:
    """The answer that stood on a day: the last one that was accepted and tells of no later day."""
    accepted = (update for update in row.updates.all() if update.state == UpdateState.ACCEPTED)
    stands: Update | None = max(accepted, key=lambda update: update.pk, default=None)
    while stands is not None and stands.as_at_date > day:
        # What was accepted took the place of what had been accepted before.
        stands = stands.supersedes
    return stands


def _late(actions: Iterable[chain.ActionNow], day: date) -> Iterator[OpenItem]:
    """Each action whose day is past and that nobody has reported as complete."""
    for now in actions:
        if now.is_overdue:
            row = now.row
            moved = f"It was first to be done by {day_words(row.first_due_date)}"
            stands = _accepted(row, day)
            said = f"Last said, as at {day_words(stands.as_at_date)}: {stands.says}" if stands and stands.says else ""
            reasons = (moved if row.first_due_date != row.due_date else "", said)
            yield OpenItem(
                kind=OpenKind.LATE,
                text=f"{row.label}: {row.title}",
                agency=row.agency.name,
                reason=". ".join(reason for reason in reasons if reason),
                since_date=row.due_date,
            )


@dataclass(frozen=True)
class _Unanswered:
    """What agencies were last asked in a round that is over, and have not answered in it or since."""

    day: date
    told: set[str]
    recommendations: Mapping[int, Recommendation]
    actions: Mapping[int, chain.ActionNow]

    def items(self, shares: Sequence[RoundShare]) -> Iterator[OpenItem]:
        """One item for each thing that was asked; `shares` are those of the earlier rounds first."""
        last = {_asked_about(item): item.pk for share in shares for item in share.items.all()}
        for share in shares:
            for item in share.items.all() if self._is_over(share) else ():
                is_latest = last[_asked_about(item)] == item.pk
                if is_latest and asked.answer_of(item) is None and not self._has_been_said(item, share):
                    yield _not_answered(item, share)

    def _is_over(self, share: RoundShare) -> bool:
        closed = share.round.closed_at
        return self.day > share.due_date or (closed is not None and today(closed) <= self.day)

    def _has_been_said(self, item: RoundItem, share: RoundShare) -> bool:
        """Whether the agency has said it elsewhere since it was asked, or it is told of, or no longer matters."""
        since = share.round.opens_date
        if item.recommendation_id is not None:
            row = self.recommendations.get(item.recommendation_id)
            moves = [move for move in row.moves.all() if move.target in ANSWERS] if row else []
            return row is None or row.ref in self.told or any(today(move.recorded_at) >= since for move in moves)
        now = self.actions.get(item.action_id or 0)
        if now is None or now.state in FINISHED_ACTIONS:
            return True
        said = (update for update in now.row.updates.all() if update.state in SAID_UPDATES)
        return any(update.submitted_at and today(update.submitted_at) >= since for update in said)


def _asked_about(item: RoundItem) -> tuple[int | None, int | None]:
    return item.action_id, item.recommendation_id


def _shares(review: Review, actor: Actor) -> list[RoundShare]:
    """What every agency was asked, the earlier round first."""
    found = (share for row in asked.rounds(actor).filter(review=review) for share in row.shares.all())
    return sorted(found, key=lambda share: (share.round.number, share.agency.name))


def _not_answered(item: RoundItem, share: RoundShare) -> OpenItem:
    closed = today(share.round.closed_at) if share.round.closed_at else share.due_date
    how = f"It was asked in round {share.round.number} how far this is, and has not answered"
    if closed < share.due_date:
        # It had time left, and nobody could answer any more.
        how += f"; the round was closed before {day_words(share.due_date)}, the day to answer by"
    return OpenItem(
        kind=OpenKind.NOT_RESPONDED,
        text=f"{item.label}: {item.title}",
        agency=share.agency.name,
        reason=how,
        since_date=min(closed, share.due_date),
    )


def _weakened(statements: Iterable[Statement], day: date) -> Iterator[OpenItem]:
    """Each sentence of progress that shows less than it did, because evidence behind it has run out."""
    for statement in statements:
        if statement.kind != SentenceKind.PROGRESS or statement.current is None:
            continue
        basis = basis_of(statement, day=day)
        gone = [one for one in basis.other if one.state == "accepted" and one.valid_until and one.valid_until < day]
        strongest = max(gone, key=lambda one: (one.shows, one.valid_until), default=None)
        if strongest is not None and strongest.valid_until and strongest.shows > basis.standing.shows > Shows.SAID:
            yield OpenItem(
                kind=OpenKind.NOT_KNOWN,
                text=f"Whether this is still so: {statement.current.text}",
                agency=statement.agency.name,
                reason=f"{strongest.label}, which showed more, was current until {day_words(strongest.valid_until)}",
                since_date=strongest.valid_until,
                line_number=statement.position,
            )
