"""Move recommendations and actions: one move, one row of their history, one event."""

from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.counted import count_as_answered, role_of
from lineofsight.assurance.actions.minutes import Minute, check_minute, kept
from lineofsight.assurance.models import Action, ActionMove, Recommendation, RecommendationMove
from lineofsight.assurance.queries.chain import find_recommendation, last_move, recommendation_now
from lineofsight.assurance.rules.chain import (
    ACTION_MOVES,
    ANSWERED_MOVES,
    ANSWERS,
    DECIDED_MOVES,
    RECOMMENDATION_MOVES,
    ActionState,
    RecommendationState,
    missing_for,
    moved_by_answer,
    needs_public_wording,
)
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, Move, NotYours, ReasonNeeded, Whose, find_move
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record

_LONGEST_REASON = 1000


class NotYet(Conflict):
    """The move is right, and something has to be there first (409). Says what."""

    def __init__(self, what: str, target: str, missing: str) -> None:
        super().__init__(f"{what} cannot become {target} yet. {missing}")


class PublicWordingNeeded(ValueError):
    """A declined or part-accepted recommendation without words for the public."""

    field = "public_wording"

    def __init__(self) -> None:
        super().__init__("Enter what the public will read: what will not be done, and why.")


def allowed(
    moves: tuple[Move, ...],
    row: Recommendation | Action,
    *,
    target: str,
    by: Actor,
    reason: str | None = None,
    minute: Minute | None = None,
) -> Move:
    """The move that `by` may make. `reason` None: only asked. With a `minute` it is recorded for the agency that may.

    Raises WrongState, NotYours, ReasonNeeded, Forbidden, AnswerRefused (the minute).
    """
    source = str(last_move(row).target)
    asked = "asked only" if reason is None else reason
    # Who may comes before what is missing: a person who may not move it needs no reason.
    move = find_move(moves, what=row.label, source=source, target=target, reason="asked only")
    if minute is not None and move.whose is Whose.OWN:
        require(by, Act.CHAIN_BEHALF)
        check_minute(minute, day=today(by.now))
    elif not move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=row.agency_id):
        raise NotYours(row.label, move)
    return find_move(moves, what=row.label, source=source, target=target, reason=asked)


def check_answer(
    *,
    recommendation: Recommendation,
    answer: RecommendationState,
    reason: str,
    public_wording: str,
    by: Actor,
    minute: Minute | None = None,
) -> None:
    """Whether this could stand as the answer; changes nothing.

    Raises Forbidden, WrongState, NotYours, ReasonNeeded, PublicWordingNeeded, AnswerRefused (the minute).
    """
    if minute is None:
        require(by, Act.RECOMMENDATION_ANSWER, recommendation)
    allowed(RECOMMENDATION_MOVES, recommendation, target=answer, by=by, reason=reason, minute=minute)
    if needs_public_wording(answer) and not public_wording.strip():
        raise PublicWordingNeeded


@transaction.atomic
def answer_recommendation(
    *,
    recommendation: Recommendation,
    answer: RecommendationState,
    reason: str,
    public_wording: str,
    expected_move: int,
    by: Actor,
    minute: Minute | None = None,
) -> Recommendation:
    """Accept, part-accept or decline for the lead agency; the partnership sees the answer from then on.

    `minute`: the business unit records for an agency what it has agreed to.
    Raises Forbidden, WrongState, NotYours, ReasonNeeded, PublicWordingNeeded, AnswerRefused (the minute), Stale.
    """
    said = {"reason": reason, "public_wording": public_wording}
    check_answer(recommendation=recommendation, answer=answer, by=by, minute=minute, **said)
    wording = public_wording.strip() if needs_public_wording(answer) else ""
    changes = {"public_wording": wording, "audience": max(recommendation.audience, Audience.PARTNERSHIP)}
    save_version(recommendation, expected=recommendation.version, **changes)
    _move_recommendation(recommendation, answer, reason=reason, expected_move=expected_move, by=by, minute=minute)
    words = wording or reason.strip() or "Nothing more was said."
    count_as_answered(recommendation=recommendation, text=words, decision=answer, by=by, minute=minute)
    return recommendation


@transaction.atomic
def move_recommendation(
    *,
    recommendation: Recommendation,
    target: RecommendationState,
    expected_move: int,
    by: Actor,
    reason: str = "",
    minute: Minute | None = None,
) -> Recommendation:
    """Move a recommendation on. Answers have their own way: `answer_recommendation`.

    Raises Forbidden, WrongState, NotYours, ReasonNeeded, NotYet, AnswerRefused (the minute), Stale.
    """
    require(by, Act.RECOMMENDATION_MOVE, recommendation)
    allowed(RECOMMENDATION_MOVES, recommendation, target=target, by=by, reason=reason, minute=minute)
    if target in ANSWERS:
        raise ReasonNeeded(target)
    now = recommendation_now(find_recommendation(by, recommendation.ref) or recommendation, day=today(by.now))
    opinion = now.opinion.opinion.level if now.opinion and not now.opinion.has_lapsed else ""
    missing = missing_for(
        target,
        actions=[action.state for action in now.actions],
        shows=now.shows,
        measure=recommendation.measure,
        opinion=opinion,
    )
    if missing:
        raise NotYet(recommendation.label, target, missing)
    _move_recommendation(recommendation, target, reason=reason, expected_move=expected_move, by=by, minute=minute)
    return recommendation


def _move_recommendation(
    row: Recommendation,
    target: RecommendationState,
    *,
    reason: str,
    expected_move: int,
    by: Actor,
    minute: Minute | None = None,
) -> None:
    if by.agency_id is None:
        raise Forbidden(Act.RECOMMENDATION_MOVE, by)
    before = last_move(row)
    if before.number != expected_move:
        raise Stale(row)
    try:
        with transaction.atomic():
            RecommendationMove.objects.create(
                recommendation=row,
                agency_id=by.agency_id,
                lead_agency_id=row.agency_id,
                number=expected_move + 1,
                source=before.target,
                target=target,
                reason=reason.strip(),
                role=role_of(by),
                **written_by(by),
                **kept(minute),
            )
    except IntegrityError as trouble:
        raise Stale(row) from trouble
    record(
        f"recommendation.{target.value}", subject=row, by=by, at=by.now, agency=row.agency.code, reason=reason.strip()
    )
    row._prefetched_objects_cache = {}  # type: ignore[attr-defined]


@transaction.atomic
def move_action(
    *,
    action: Action,
    target: ActionState,
    expected_move: int,
    by: Actor,
    reason: str = "",
    replaced_by: Action | None = None,
    minute: Minute | None = None,
) -> Action:
    """Move an action on. One that is cancelled may name the action that replaces it.

    `minute`: the business unit records for an agency what it has agreed to.
    Raises Forbidden, WrongState, NotYours, ReasonNeeded, AnswerRefused (the minute), Stale.
    """
    require(by, Act.ACTION_MOVE, action)
    allowed(ACTION_MOVES, action, target=target, by=by, reason=reason, minute=minute)
    before = last_move(action)
    if before.number != expected_move or by.agency_id is None:
        raise Stale(action)
    if target is ActionState.CANCELLED and replaced_by is not None:
        save_version(action, expected=action.version, replaced_by=replaced_by)
    try:
        with transaction.atomic():
            start(
                action,
                target,
                number=expected_move + 1,
                source=str(before.target),
                by=by,
                reason=reason.strip(),
                minute=minute,
            )
    except IntegrityError as trouble:
        raise Stale(action) from trouble
    record(f"action.{target.value}", subject=action, by=by, at=by.now, agency=action.agency.code, reason=reason.strip())
    action._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    return action


def decide_by_answer(
    *, recommendation: Recommendation, decision: RecommendationState, text: str, by: Actor, minute: Minute | None
) -> None:
    """Accept, part-accept or decline a recommendation by what its agency answered in a round.

    `text`: how far it is; where it is declined or accepted in part, what the public reads. Inside the caller's
    transaction, whose policy was asked. Raises WrongState (somebody has said it already), Stale.
    """
    before = RecommendationMove.objects.filter(recommendation=recommendation).order_by("-number").first()
    source = before.target if before else ""
    find_move(DECIDED_MOVES, what=recommendation.label, source=source, target=decision, reason=text)
    wording = text if needs_public_wording(decision) else ""
    changes = {"public_wording": wording, "audience": max(recommendation.audience, Audience.PARTNERSHIP)}
    save_version(recommendation, expected=recommendation.version, **changes)
    number = before.number if before else 0
    _move_recommendation(
        recommendation, decision, reason=text[:_LONGEST_REASON], expected_move=number, by=by, minute=minute
    )


def move_by_answer(*, action: Action, says: str, as_at_date: date, by: Actor) -> ActionMove | None:
    """Move an action to where its accepted answer says that it is; None where it stays.

    Inside the caller's transaction, whose policy was asked. Raises Stale.
    """
    before = ActionMove.objects.filter(action=action).order_by("-number").first()
    target = moved_by_answer(before.target, says) if before else None
    if before is None or target is None:
        return None
    reason = f"{action.agency.name} says, as at {day_words(as_at_date)}: {says}. Its answer was accepted."
    find_move(ANSWERED_MOVES, what=action.label, source=before.target, target=target, reason=reason)
    try:
        with transaction.atomic():
            made = start(action, target, number=before.number + 1, source=before.target, by=by, reason=reason)
    except IntegrityError as trouble:
        raise Stale(action) from trouble
    record(f"action.{target.value}", subject=action, by=by, at=by.now, agency=action.agency.code, reason=reason)
    action._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    return made


def start(
    action: Action,
    target: ActionState,
    *,
    by: Actor,
    number: int = 1,
    source: str = "",
    reason: str = "",
    minute: Minute | None = None,
) -> ActionMove:
    """Write one move of an action. Inside the caller's transaction; leaves no event of its own."""
    return ActionMove.objects.create(
        action=action,
        agency_id=by.agency_id,
        number=number,
        source=source,
        target=target,
        reason=reason,
        role=by.role_words[:200],
        **written_by(by),
        **kept(minute),
    )


def moves_for_agency(row: Recommendation | Action) -> tuple[Move, ...]:
    """The moves from here that are its lead agency's own: what the business unit can record for it with a minute."""
    moves = RECOMMENDATION_MOVES if isinstance(row, Recommendation) else ACTION_MOVES
    source = str(last_move(row).target)
    return tuple(move for move in moves if move.source == source and move.whose is Whose.OWN)


def moves_open_to(row: Recommendation | Action, by: Actor) -> tuple[Move, ...]:
    """The moves that `by` may make from here, for the buttons of a page."""
    moves = RECOMMENDATION_MOVES if isinstance(row, Recommendation) else ACTION_MOVES
    source = str(last_move(row).target)
    return tuple(
        move
        for move in moves
        if move.source == source
        and move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=row.agency_id)
    )
